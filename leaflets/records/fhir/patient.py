"""A Patient and Flags in; the language to write in and the size of type out, or what to ask."""

from dataclasses import dataclass

from leaflets.model.codes import Coding
from leaflets.records.answers import Refusal
from leaflets.records.fhir.access import (
    Concept,
    Json,
    Resource,
    concept,
    mapping,
    objects,
    short,
    text,
)
from leaflets.records.fhir.found import CodeIndex, Findings, Said, Trouble

_PREFERENCE = "http://hl7.org/fhir/StructureDefinition/patient-preferenceType"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """A language that a person can be written to in. ``tag`` is empty where it has no code."""

    tag: str
    shown: str
    preferred: bool
    kinds: frozenset[str]

    @property
    def for_speech_only(self) -> bool:
        """Whether it is said to be for speaking, and not for writing."""
        return bool(self.kinds) and "written" not in self.kinds


class PatientReader:
    """Reads the Patient and the Flags of one person."""

    def __init__(self, index: CodeIndex, said: Said, found: Findings) -> None:
        self._index = index
        self._said = said
        self._found = found

    def take(self, resource: Resource, *, trouble: Trouble) -> None:
        """Read a Patient: only what decides the language. A name is never taken over."""
        if trouble.leaves_open:
            self._found.conflict(trouble.id, f"{resource.ref} {trouble.value}")
            self._ask("what the record says of this person is not certain")
            return
        if resource["deceasedBoolean"] is True or text(resource["deceasedDateTime"]):
            self._found.conflict("recorded-as-died", f"{resource.ref} is recorded as having died")
        links = [text(link.get("type")) for link in objects(resource["link"])]
        if resource["active"] is False or "replaced-by" in links:
            message = f"{resource.ref} is no longer in use: look for the record that replaces it"
            self._found.conflict("record-not-in-use", message)
        self._language(resource)

    def take_flag(self, resource: Resource, *, trouble: Trouble) -> None:
        """Read a Flag that says what somebody needs to be able to read."""
        told = concept(resource["code"])
        needs = self._index.lists.needs
        sizes = [needs.type_sizes[c] for c in self._codings(told) if c in needs.type_sizes]
        others = [needs.not_given[c] for c in self._codings(told) if c in needs.not_given]
        if not sizes and not others:
            return
        if trouble:
            self._found.conflict(trouble.id, f"{resource.ref} {trouble.value}: not read")
            return
        if resource.code("status") != "active":
            return
        self._found.type_size = max(self._found.type_size, *sizes, 0)
        for need in dict.fromkeys(others):
            self._found.warn(f"this person needs {need}, which this program can't give")

    def _codings(self, told: Concept) -> list[Coding]:
        return [coding for shown in told.codings for coding in self._index.codings(shown)]

    def _language(self, resource: Resource) -> None:
        spoken = list(objects(resource["communication"]))
        wishes = [wish for entry in spoken if (wish := self._wish(resource, entry)) is not None]
        if not wishes:
            if spoken:
                self._ask("none of the languages on record is one to print in")
            return
        chosen = self._chosen(wishes)
        if chosen is None:
            listed = ", ".join(wish.shown for wish in wishes)
            self._ask(f"the record does not say in which language to write: {short(listed)}")
        elif not chosen.tag:
            self._ask(f"the language on record has no code that is known: {chosen.shown}")
        else:
            self._tag(resource, chosen.tag)

    def _wish(self, resource: Resource, entry: Json) -> _Wish | None:
        told = concept(entry.get("language"))
        languages = self._index.lists.languages
        codings = self._codings(told)
        # A tag may go on after the language: bfi-GB.
        first = [c._replace(code=c.code.partition("-")[0].casefold()) for c in codings]
        if any(coding in languages.not_printed for coding in (*codings, *first)):
            self._found.warn(f"{resource.ref}: {told} is no language to print in")
            return None
        tags = {c.code for c in codings if c.system in languages.systems}
        kinds = {
            text(mapping(extension.get("valueCoding")).get("code"))
            for extension in objects(entry.get("extension"))
            if text(extension.get("url")) == _PREFERENCE
        }
        return _Wish(
            tag=tags.pop() if len(tags) == 1 else "",
            shown=short(next(iter(told.names), "") or str(told), 40),
            preferred=entry.get("preferred") is True,
            kinds=frozenset(kinds - {""}),
        )

    def _chosen(self, wishes: list[_Wish]) -> _Wish | None:
        """The one language to write in, or ``None`` where the record leaves it open."""
        written = [wish for wish in wishes if "written" in wish.kinds]
        readable = [wish for wish in wishes if not wish.for_speech_only]
        for group in (
            [wish for wish in written if wish.preferred],
            written,
            [wish for wish in readable if wish.preferred],
            readable,
        ):
            if group:
                return group[0] if len({wish.tag or wish.shown for wish in group}) == 1 else None
        return None

    def _tag(self, resource: Resource, tag: str) -> None:
        language, *rest = tag.replace("_", "-").split("-")
        language = language.casefold()
        scripts = self._index.lists.languages.scripts.get(language, ())
        script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
        if scripts and not script:
            listed = " or ".join(f"{language}_{name}" for name in scripts)
            self._ask(f"{short(tag, 20)} is written in several scripts: {listed}")
            return
        chosen = f"{language}_{script}" if script and scripts else language
        region = next((part for part in rest if len(part) in (2, 3)), "")
        if region and not (language == "en" and region.upper() == "GB"):
            self._found.warn(f"the record asks for {short(tag, 20)}; it prints in {chosen}")
        self._found.columns["language"] = (chosen,)

    def _ask(self, message: str) -> None:
        if self._said.language_chosen:
            return
        self._found.refusals.append(
            Refusal("language", message, "ask, and give it with --language")
        )
