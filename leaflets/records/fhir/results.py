"""One person's Observations in; the value of each attribute that they agree on out.

Final results only, the newest specimen's, read together. What does not agree, is for another
attribute or can't be read leaves the attribute unknown, and is told.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from leaflets.model.codes import ResultCodes, ResultTest
from leaflets.model.vocabulary import UNKNOWN
from leaflets.records.fhir.access import (
    Concept,
    Json,
    Resource,
    Shown,
    concept,
    is_after,
    is_later,
    mapping,
    misplaced,
    objects,
    short,
    text,
)
from leaflets.records.fhir.found import CodeIndex, Findings, Said, Trouble
from leaflets.records.outcomes import counted, is_special, together

FINAL = frozenset({"final", "amended", "corrected"})
_WITHDRAWN = frozenset({"entered-in-error", "cancelled"})
_NUMBERS = frozenset({"valueQuantity", "valueRatio", "valueRange", "valueInteger"})
_EFFECTIVE = ("effectiveDateTime", "effectiveInstant", "effectivePeriod", "issued")
_LONGEST_CHAIN = 20

Lookup = Callable[[str], Resource | None]
"""The resource that a reference names, if it is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A final result. An empty ``outcome`` could not be read, which leaves the attribute open."""

    codes: ResultCodes
    test: ResultTest
    outcome: str
    resource: Resource
    by: Shown
    day: str
    specimen: str
    collected: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a value can't be read. A ``number`` may still come with an interpretation."""

    id: str
    message: str
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The results on one specimen. ``value`` is ``None`` where they do not agree."""

    specimen: str
    day: str
    value: str | None
    waits: str
    results: tuple[Result, ...]


class ResultReader:
    """Reads the Observations of one person."""

    def __init__(self, index: CodeIndex, said: Said, lookup: Lookup, found: Findings) -> None:
        self._index = index
        self._said = said
        self._lookup = lookup
        self._found = found
        self._results: dict[str, list[Result]] = {}

    def take(self, resource: Resource, *, trouble: Trouble) -> None:
        """Read an Observation, and each of its components."""
        self._one(resource, resource.data, trouble=trouble)
        for component in objects(resource["component"]):
            self._one(resource, component, trouble=trouble)

    def finish(self) -> None:
        """Settle every attribute of which there was a result."""
        for attribute, results in self._results.items():
            self._settle(attribute, results)

    def _one(self, resource: Resource, data: Json, *, trouble: Trouble) -> None:
        asked = concept(data.get("code"))
        if not trouble and data.get("modifierExtension"):
            trouble = Trouble.MODIFIED
        shown, tests = self._tests(asked)
        if not tests:
            self._tell_unread(resource, asked)
            return
        attributes = list(dict.fromkeys(codes.attribute for codes, _ in tests))
        named = ", ".join(attributes)
        if trouble:
            message = f"{resource.ref} on {named} {trouble.value}: not read"
            self._found.conflict(trouble.id, message, *attributes)
            for codes, test in tests if trouble.leaves_open else ():
                self._keep(codes, test, "", resource, shown)
            return
        status = resource.code("status")
        if status not in FINAL:
            kind = "result-withdrawn" if status in _WITHDRAWN else "result-not-final"
            message = (
                f"{resource.ref} on {named} is {short(status) or 'without a status'}: not read"
            )
            self._found.conflict(kind, message, *attributes)
            return
        if len(attributes) > 1:
            message = f"{resource.ref} has codes of {named} at once"
            self._found.conflict("result-of-two-attributes", message, *attributes)
            for codes, test in tests:
                self._keep(codes, test, "", resource, shown)
            return
        # Of several tests of one attribute the more exact one says what was done.
        codes, test = next(((c, t) for c, t in tests if t.id in c.combined), tests[0])
        self._read(codes, test, resource, data, shown)

    def _tests(self, asked: Concept) -> tuple[Shown, list[tuple[ResultCodes, ResultTest]]]:
        found: list[tuple[ResultCodes, ResultTest]] = []
        by = Shown("", "", "")
        for shown in asked.codings:
            for coding in self._index.codings(shown):
                if (test := self._index.tests.get(coding)) is not None and test not in found:
                    by = shown if not found else by
                    found.append(test)
        return by, found

    def _tell_unread(self, resource: Resource, asked: Concept) -> None:
        """Tell of an Observation that looks as if it were about an attribute, but is not read."""
        for shown in asked.codings:
            for coding in self._index.codings(shown):
                if unread := self._index.not_read.get(coding):
                    message = f"{resource.ref} ({short(shown.code)}) was not read: {unread[0][1]}"
                    self._found.conflict("test-not-read", message, *(name for name, _ in unread))
                    return
        for shown in asked.codings:
            other = self._index.lists.of_another_system(shown.code, self._index.tests)
            if other:
                attributes = {
                    r.attribute for c, (r, _) in self._index.tests.items() if c.code == shown.code
                }
                message = f"{resource.ref} {misplaced(shown, other)}"
                self._found.conflict("code-not-known", message, *sorted(attributes))
                return
        names = " ".join(asked.names).casefold()
        for codes in self._index.lists.results:
            if any(word in names for word in codes.words):
                message = f"{resource.ref} speaks of {codes.attribute}, code unknown: {asked}"
                self._found.conflict("code-not-known", message, codes.attribute)

    def _read(
        self, codes: ResultCodes, test: ResultTest, resource: Resource, data: Json, by: Shown
    ) -> None:
        attribute = codes.attribute
        day = resource.day(*_EFFECTIVE)
        today = self._said.today
        if today and day and is_after(day, today):
            message = f"{resource.ref} on {attribute} is dated {day}, which is still to come"
            self._found.conflict("date-in-future", message, attribute)
            self._keep(codes, test, "", resource, by)
            return
        if today and self._said.oldest_days and self._too_old(day, today):
            dated = f"of {day}" if day else "without a date"
            message = f"{resource.ref} on {attribute}, {dated}, is older than this site reads"
            self._found.conflict("result-too-old", message, attribute)
            return
        outcome = self._outcome(codes, test, data)
        if isinstance(outcome, Problem):
            message = f"{resource.ref} on {attribute} {outcome.message}"
            self._found.conflict(outcome.id, message, attribute)
            self._keep(codes, test, "", resource, by)
        elif outcome is None:
            is_panel = "component" in data or "hasMember" in data
            if not is_panel:
                message = f"{resource.ref} on {attribute} has no value"
                self._found.conflict("result-without-value", message, attribute)
        elif outcome != UNKNOWN:
            self._keep(codes, test, outcome, resource, by)

    def _too_old(self, day: str, today: date) -> bool:
        return not day or is_later(
            (today - timedelta(days=self._said.oldest_days)).isoformat(), day
        )

    def _keep(
        self, codes: ResultCodes, test: ResultTest, outcome: str, resource: Resource, by: Shown
    ) -> None:
        specimen, collected = self._specimen(resource)
        result = Result(
            codes=codes,
            test=test,
            outcome=outcome,
            resource=resource,
            by=by,
            day=resource.day(*_EFFECTIVE),
            specimen=specimen,
            collected=collected,
        )
        self._results.setdefault(codes.attribute, []).append(result)

    def _specimen(self, resource: Resource) -> tuple[str, str]:
        """The specimen that a result is on, by the first it was cut from, and its day."""
        reference = resource.reference("specimen")
        seen: list[str] = []
        collected = ""
        while reference and reference not in seen and len(seen) < _LONGEST_CHAIN:
            seen.append(reference)
            specimen = self._lookup(reference)
            if specimen is None or specimen.kind != "Specimen":
                break
            taken = Resource(kind="", id="", data=mapping(specimen["collection"]))
            collected = taken.day("collectedDateTime", "collectedPeriod") or collected
            parent = next(objects(specimen["parent"]), {})
            reference = text(parent.get("reference"))
        # Where parents stand in a circle, all of it is one specimen.
        root = min(seen[seen.index(reference) :]) if reference in seen else seen[-1] if seen else ""
        return root, collected

    def _outcome(self, codes: ResultCodes, test: ResultTest, data: Json) -> str | Problem | None:
        """The outcome of a test, ``unknown`` where it says so, ``None`` where it says nothing."""
        given = [name for name in data if name.startswith("value")]
        absent = "dataAbsentReason" in data
        if len(given) + absent > 1:
            return Problem("two-values", f"has two values: {', '.join(sorted(map(short, given)))}")
        interpreted = self._interpreted(codes, test, data)
        if not given:
            return UNKNOWN if absent else interpreted
        said = self._valued(codes, test, given[0], data[given[0]])
        if isinstance(said, Problem):
            return interpreted if said.number and interpreted else said
        if interpreted is not None and not self._agree(codes, test, said, interpreted):
            return Problem("two-values", f"says {said}, and its interpretation {interpreted}")
        return said

    def _agree(self, codes: ResultCodes, test: ResultTest, one: str, other: str) -> bool:
        attribute = self._index.vocabulary.attribute(codes.attribute)
        assert attribute is not None
        values = [together(codes, attribute, {test.id: o}).value for o in (one, other)]
        return all(v is not None for v in values) and (
            counted(attribute, values[0] or "") == counted(attribute, values[1] or "")
        )

    def _interpreted(self, codes: ResultCodes, test: ResultTest, data: Json) -> str | None:
        said = self._coded(codes, test, concept(data.get("interpretation")))
        return said if isinstance(said, str) and said != UNKNOWN else None

    def _valued(
        self, codes: ResultCodes, test: ResultTest, name: str, value: object
    ) -> str | Problem:
        if name in _NUMBERS:
            return Problem("value-not-coded", "gives a number, which is not read", number=True)
        if name == "valueCodeableConcept":
            found = concept(value)
            if found.codings:
                return self._coded(codes, test, found)
            words = found.text
        elif name == "valueString":
            words = text(value)
        else:
            return Problem("value-not-coded", f"has a {short(name)}, which is not read")
        outcome = test.words.get(" ".join(words.casefold().split()))
        if outcome is None:
            return Problem("value-not-coded", f'says "{short(words, 40)}" in words, without a code')
        return outcome

    def _coded(self, codes: ResultCodes, test: ResultTest, value: Concept) -> str | Problem:
        """What codes say under this test and no other."""
        said: dict[str, None] = {}
        for shown in value.codings:
            for coding in self._index.codings(shown):
                outcome = (
                    test.coded.get(coding)
                    or codes.values.get(coding)
                    or self._index.lists.outcomes.get(coding)
                )
                other = self._index.values.get(coding)
                if outcome is not None:
                    said[outcome] = None
                elif other is not None and other != codes.attribute:
                    return Problem("value-of-another-result", f"has a value of {other}: {value}")
        if len(said) > 1:
            return Problem("two-values", f"has codes for {' and for '.join(said)}")
        if said:
            return next(iter(said))
        known = (*test.coded, *codes.values, *self._index.lists.outcomes)
        for shown in value.codings:
            if right := self._index.lists.of_another_system(shown.code, known):
                return Problem("value-not-known", misplaced(shown, right))
        return Problem("value-not-known", f"has a value that is not known: {value}")

    def _settle(self, name: str, results: list[Result]) -> None:
        """Keep the value of an attribute, or tell why there is none."""
        on: dict[str, list[Result]] = {}
        for result in results:
            on.setdefault(result.specimen, []).append(result)
        groups = [self._group(name, specimen, of_it) for specimen, of_it in on.items()]
        chosen = self._chosen(name, groups)
        if chosen is None or chosen.value is None:
            return
        attribute = self._index.vocabulary.attribute(name)
        assert attribute is not None
        if chosen.waits:
            self._found.conflict("result-waits", f"{attribute.label}: {chosen.waits}", name)
        if attribute.value(chosen.value) is None:
            message = f"{attribute.label}: the result is {chosen.value}"
            self._found.conflict("result-waits", message, name)
            return
        self._found.columns[name] = (chosen.value,)
        for result in chosen.results:
            self._found.rests_on(name, chosen.value, result.resource, result.by, result.day)

    def _group(self, name: str, specimen: str, results: list[Result]) -> _Group:
        attribute = self._index.vocabulary.attribute(name)
        assert attribute is not None
        codes = results[0].codes
        outcomes: dict[str, str] = {}
        agree = all(result.outcome for result in results)
        for result in results if agree else ():
            before = outcomes.setdefault(result.test.id, result.outcome)
            if before == result.outcome:
                continue
            if not self._agree(codes, result.test, before, result.outcome):
                agree = self._disagree(name, results)
                break
            single = together(codes, attribute, {result.test.id: result.outcome}).value
            if single and is_special(attribute, single):
                outcomes[result.test.id] = result.outcome
        made = together(codes, attribute, outcomes) if agree else None
        if made is not None and made.value is None:
            self._disagree(name, results)
        # It was taken before the first result on it, however late the last one came.
        days = [result.collected or result.day for result in results]
        return _Group(
            specimen=specimen,
            day="" if "" in days else min(days),
            value=made.value if made else None,
            waits=made.waits if made else "",
            results=tuple(results),
        )

    def _chosen(self, name: str, groups: list[_Group]) -> _Group | None:
        """The group that counts: the newest where that is certain, any where all agree."""
        attribute = self._index.vocabulary.attribute(name)
        assert attribute is not None
        last = max(groups, key=lambda group: group.day)
        newest = last if all(_is_newer(last, g) for g in groups if g is not last) else None
        if len({None if g.value is None else counted(attribute, g.value) for g in groups}) == 1:
            special = [g for g in groups if g.value and is_special(attribute, g.value)]
            return newest or next(iter(special), groups[0])
        if newest is not None:
            older = [r.resource.ref for g in groups if g is not newest for r in g.results]
            message = (
                f"{attribute.label}: an earlier specimen said otherwise: {', '.join(older[:5])}"
            )
            self._found.warn(message)
            return newest
        self._disagree(name, [result for group in groups for result in group.results])
        return None

    def _disagree(self, name: str, results: Iterable[Result]) -> bool:
        told = [f"{r.resource.ref} {r.outcome or 'not read'}" for r in results]
        self._found.conflict(
            "results-disagree",
            f"{name}: {', '.join(told[:8])} do not agree, and none is known to be of a later "
            "specimen",
            name,
        )
        return False


def _is_newer(group: _Group, other: _Group) -> bool:
    """Whether ``group`` is on another specimen, taken later than that of ``other``."""
    return bool(group.specimen and other.specimen) and is_later(group.day, other.day)
