"""What was found in one person's resources, gathered while they are read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from leaflets.model.codes import CodeLists, Codes, Coding, ResultCodes, ResultTest
from leaflets.model.evidence import Evidence, RecordConflict
from leaflets.model.vocabulary import Kind, Vocabulary
from leaflets.records.answers import Refusal
from leaflets.records.fhir.access import Concept, Resource, Shown


class Trouble(StrEnum):
    """Why a resource can't be believed as it stands; the words go on after its name."""

    NONE = ""
    NO_SUBJECT = "does not say whose it is"
    TWICE = "stands twice, and says two things"
    MODIFIED = "has a modifierExtension, which may turn what it says"

    @property
    def id(self) -> str:
        """The name of such a conflict."""
        match self:
            case Trouble.NO_SUBJECT:
                return "without-subject"
            case Trouble.MODIFIED:
                return "resource-modified"
            case _:
                return "resource-twice"

    @property
    def leaves_open(self) -> bool:
        """Whether the resource may say something of this person, but nobody knows what."""
        return self in (Trouble.TWICE, Trouble.MODIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a clinician and a site say about records that a record can't say itself.

    ``history_complete``: the drugs on record are all there were. ``in_scope``: the disease is what
    the leaflet is about. ``language_chosen``: it does not matter what the record wishes.
    ``oldest_days``: results older than that are not read; 0 reads all.
    """

    history_complete: bool = False
    in_scope: bool = False
    language_chosen: bool = False
    today: date | None = None
    oldest_days: int = 0


@dataclass(slots=True)
class Findings:
    """The values of a person's attributes, where they come from, and what can't be believed.

    ``open`` names attributes of drugs that stay open whatever the clinician says.
    """

    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    evidence: dict[Evidence, None] = field(default_factory=dict)
    conflicts: dict[RecordConflict, None] = field(default_factory=dict)
    warnings: dict[str, None] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    open: set[str] = field(default_factory=set)
    type_size: float = 0

    def conflict(self, name: str, message: str, *attributes: str) -> None:
        """Keep something that does not go together, once."""
        self.conflicts[RecordConflict(id=name, message=message, attributes=attributes)] = None

    def warn(self, message: str) -> None:
        """Keep something that the clinician should know, once."""
        self.warnings[message] = None

    def rests_on(self, attribute: str, value: str, resource: Resource, by: Shown, day: str) -> None:
        """Keep what a value rests on, once."""
        made = Evidence(
            attribute=attribute,
            value=value,
            resource=resource.ref,
            system=by.uri,
            code=by.code,
            date=day,
        )
        self.evidence[made] = None


class CodeIndex:
    """The declared codes, arranged by code: made once, however many people there are."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.lists: CodeLists = vocabulary.codes
        self.tests: dict[Coding, tuple[ResultCodes, ResultTest]] = {}
        self.not_read: dict[Coding, list[tuple[str, str]]] = {}
        self.values: dict[Coding, str] = {}
        for result in self.lists.results:
            for test in result.tests:
                self.tests |= dict.fromkeys(test.codes, (result, test))
            self.values |= dict.fromkeys(result.values, result.attribute)
            for coding, why in result.not_read.items():
                self.not_read.setdefault(coding, []).append((result.attribute, why))
        self.drug_systems = {coding.code: coding.system for coding in self.lists.drugs}
        attributes = vocabulary.attributes
        self.prior = tuple(a.id for a in attributes if a.kind is Kind.PRIOR_DRUGS)
        self.current = tuple(a.id for a in attributes if a.kind is Kind.CURRENT_DRUGS)

    def codings(self, shown: Shown) -> tuple[Coding, ...]:
        """What a coding may stand for by its system; nothing where the system is not known."""
        return self.lists.codings(shown.uri, shown.code) if shown.code else ()

    def first(self, concept: Concept, codes: Codes | Iterable[Coding]) -> Shown | None:
        """The first coding of ``concept`` that is among ``codes``."""
        for shown in concept.codings:
            if any(coding in codes for coding in self.codings(shown)):
                return shown
        return None
