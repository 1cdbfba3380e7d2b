"""One person's Conditions in; what they say of attributes, and whether the leaflet is theirs, out.

A condition that is not there says nothing: no value is ever made from that.
"""

from leaflets.model.codes import Codes
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.answers import Refusal
from leaflets.records.fhir.access import Concept, Resource, concept, is_after, misplaced, short
from leaflets.records.fhir.found import CodeIndex, Findings, Said, Trouble

_ACTIVE = frozenset({"active", "recurrence", "relapse"})
_DAYS = ("onsetDateTime", "onsetPeriod", "recordedDate")


class ConditionReader:
    """Reads the Conditions of one person."""

    def __init__(self, index: CodeIndex, said: Said, found: Findings) -> None:
        self._index = index
        self._said = said
        self._found = found
        self._in_scope = False
        self._near_scope: list[str] = []
        scope = index.lists.scope
        self._known: Codes = frozenset().union(
            *(c.codes | c.unclear for c in index.lists.conditions),
            scope.codes | scope.unclear if scope else (),
        )

    def take(self, resource: Resource, *, trouble: Trouble) -> None:
        """Read a Condition."""
        told = concept(resource["code"])
        if self._index.first(told, self._known) is None:
            self._tell_wrong_system(resource, told)
            return
        attributes = [
            c.attribute
            for c in self._index.lists.conditions
            if self._index.first(told, c.codes | c.unclear)
        ]
        if trouble:
            message = f"{resource.ref} ({told}) {trouble.value}: not read"
            self._found.conflict(trouble.id, message, *attributes)
            return
        why = self._not_counted(resource)
        if why:
            message = f"{resource.ref} ({told}) {why}, and was not counted"
            self._found.conflict("condition-not-counted", message, *attributes)
            return
        for condition in self._index.lists.conditions:
            if by := self._index.first(told, condition.codes):
                self._found.columns[condition.attribute] = (condition.value,)
                day = resource.day(*_DAYS)
                self._found.rests_on(condition.attribute, condition.value, resource, by, day)
            elif self._index.first(told, condition.unclear):
                label = _label(self._index.vocabulary, condition.attribute)
                message = f"{resource.ref} ({told}) does not say certainly: {label}"
                self._found.conflict("condition-unclear", message, condition.attribute)
        scope = self._index.lists.scope
        if scope and self._index.first(told, scope.codes):
            self._in_scope = True
        elif scope:
            self._near_scope.append(f"{resource.ref} ({told})")

    def finish(self) -> None:
        """Refuse a person for whom the leaflet is not, as far as the record says."""
        scope = self._index.lists.scope
        if scope is None or self._in_scope or self._said.in_scope:
            return
        near = f"; {', '.join(self._near_scope[:3])} does not do alone" if self._near_scope else ""
        self._found.refusals.append(
            Refusal(
                "",
                f"{scope.missing}{near}",
                "if the clinician knows that it is so, say --confirm-secondary",
            )
        )

    def _tell_wrong_system(self, resource: Resource, told: Concept) -> None:
        for shown in told.codings:
            if right := self._index.lists.of_another_system(shown.code, self._known):
                attributes = [
                    c.attribute
                    for c in self._index.lists.conditions
                    if any(coding.code == shown.code for coding in c.codes | c.unclear)
                ]
                message = f"{resource.ref} {misplaced(shown, right)}: not read"
                self._found.conflict("code-not-known", message, *attributes)

    def _not_counted(self, resource: Resource) -> str:
        """Why a condition does not count, or nothing."""
        verified = _status(resource, "verificationStatus")
        if verified != "confirmed":
            return f"is {short(verified) or 'not said to be confirmed'}"
        clinical = _status(resource, "clinicalStatus")
        if clinical not in _ACTIVE:
            return f"is {short(clinical) or 'not said to be active'}"
        if "abatementDateTime" in resource or "abatementPeriod" in resource:
            return "has an end"
        day = resource.day(*_DAYS)
        if self._said.today and day and is_after(day, self._said.today):
            return f"is dated {day}, which is still to come"
        return ""


def _status(resource: Resource, name: str) -> str:
    """The one code of a status; none where there are several."""
    codes = {coding.code.casefold() for coding in concept(resource[name]).codings if coding.code}
    return next(iter(codes)) if len(codes) == 1 else ""


def _label(vocabulary: Vocabulary, name: str) -> str:
    attribute = vocabulary.attribute(name)
    return attribute.label if attribute else name
