"""One person's medication resources in; the drugs had before and now out.

A drug that is found was had. One that is not found is not known, unless the clinician says that
the history is complete.
"""

from leaflets.records.fhir.access import (
    Concept,
    Json,
    Resource,
    Shown,
    concept,
    is_after,
    mapping,
    misplaced,
    objects,
    short,
    text,
)
from leaflets.records.fhir.found import CodeIndex, Findings, Said, Trouble
from leaflets.records.fhir.resources import contained
from leaflets.records.fhir.results import Lookup

_DISPENSED = "MedicationDispense"
KINDS = frozenset(
    {"MedicationAdministration", "MedicationRequest", "MedicationStatement", _DISPENSED}
)
_DAYS = (
    "effectiveDateTime",
    "effectivePeriod",
    "authoredOn",
    "dateAsserted",
)
_PRIOR = frozenset({"completed", "stopped"})
_CURRENT = {
    "MedicationAdministration": "in-progress",
    "MedicationRequest": "active",
    "MedicationStatement": "active",
}
_ORDERS = frozenset({"order", "original-order", "reflex-order", "filler-order", "instance-order"})
_NOT_KNOWN = frozenset({"", "unknown"})
_ON_HOLD = "on-hold"
_NOT_HAD = frozenset({"cancelled", "declined"})


class TreatmentReader:
    """Reads the medication resources of one person."""

    def __init__(self, index: CodeIndex, said: Said, lookup: Lookup, found: Findings) -> None:
        self._index = index
        self._said = said
        self._lookup = lookup
        self._found = found
        self._drugs: dict[str, set[str]] = {}
        self._not_known: dict[str, int] = {}

    def take(self, resource: Resource, *, trouble: Trouble) -> None:
        """Read one of :data:`KINDS`."""
        for medication in self._medications(resource):
            drugs, by = self._drugs_of(resource, medication)
            if drugs:
                self._take(resource, drugs, by, trouble=trouble)

    def _take(
        self, resource: Resource, drugs: frozenset[str], by: Shown, *, trouble: Trouble
    ) -> None:
        names = ", ".join(sorted(drugs))
        if trouble:
            self.doubt(trouble.id, f"{resource.ref} on {names} {trouble.value}: not read")
            return
        attributes = self._attributes(resource, names)
        day = resource.day(*_DAYS)
        if attributes and self._said.today and day and is_after(day, self._said.today):
            message = f"{resource.ref} on {names} is dated {day}, which is still to come: not read"
            self.doubt("date-in-future", message)
            return
        for attribute in attributes:
            self._drugs.setdefault(attribute, set()).update(drugs)
            for drug in sorted(drugs):
                self._found.rests_on(attribute, drug, resource, by, day)

    def finish(self) -> None:
        """Settle the drugs, and tell of products that are not on any list."""
        for attribute in (*self._index.prior, *self._index.current):
            drugs = self._drugs.get(attribute, set())
            if drugs:
                self._found.columns[attribute] = tuple(sorted(drugs))
            elif self._said.history_complete and attribute not in self._found.open:
                self._found.columns[attribute] = ("none",)
            if not self._said.history_complete:
                self._found.open.add(attribute)
        if self._not_known:
            listed = list(self._not_known)
            more = f" and {len(listed) - 8} more" if len(listed) > 8 else ""
            told = f"{', '.join(listed[:8])}{more}"
            self._found.warn(f"medicines whose code is on no list were not read: {told}")

    def doubt(self, name: str, message: str) -> None:
        """Keep a conflict about a drug that may have been had, which no clinician's word ends."""
        attributes = (*self._index.prior, *self._index.current)
        self._found.conflict(name, message, *attributes)
        self._found.open.update(attributes)

    def _medications(self, resource: Resource) -> tuple[Concept, ...]:
        """What was given: a product, or each ingredient of what was made up for this person."""
        coded = "medicationCodeableConcept" in resource
        reference = resource.reference("medicationReference")
        if coded and "medicationReference" in resource:
            self.doubt("two-medications", f"{resource.ref} names two medicines: not read")
            return ()
        if coded:
            return (concept(resource["medicationCodeableConcept"]),)
        found = self._lookup(reference) if reference else None
        if found is None or found.kind != "Medication":
            if display := text(mapping(resource["medicationReference"]).get("display")):
                return (Concept((), display),)
            why = "points to a medicine that is not there" if reference else "names no medicine"
            self.doubt("medication-not-known", f"{resource.ref} {why}: not read")
            return ()
        product = concept(found["code"])
        made_of = [self._ingredient(found, entry) for entry in objects(found["ingredient"])]
        if not made_of or self._index.first(product, self._index.lists.drugs) is not None:
            return (product,)
        # The name of the whole raises a doubt only where it says more than its parts do.
        had = {drug for part in made_of for drug in self._listed(part)}
        return (*made_of,) if self._named(product) <= had else (product, *made_of)

    def _listed(self, medication: Concept) -> frozenset[str]:
        """The drugs that its codes are on the lists of."""
        codings = (c for shown in medication.codings for c in self._index.codings(shown))
        return frozenset(d for c in codings for d in self._index.lists.drugs.get(c, ()))

    def _named(self, medication: Concept) -> frozenset[str]:
        """The drugs that people see in its names."""
        names = self._index.vocabulary.drugs_in
        return frozenset(drug for name in medication.names for drug in names(name))

    def _ingredient(self, medicine: Resource, entry: Json) -> Concept:
        if "itemCodeableConcept" in entry:
            return concept(entry["itemCodeableConcept"])
        reference = text(mapping(entry.get("itemReference")).get("reference"))
        inside = contained(medicine, reference) if reference.startswith("#") else None
        found = inside or (self._lookup(reference) if reference else None)
        return concept(found["code"]) if found is not None else Concept()

    def _drugs_of(self, resource: Resource, medication: Concept) -> tuple[frozenset[str], Shown]:
        """The drugs by code; what is shown beside a code can only raise a doubt."""
        nothing = frozenset[str](), Shown("", "", "")
        found: dict[frozenset[str], Shown] = {}
        for shown in medication.codings:
            for coding in self._index.codings(shown):
                if (listed := self._index.lists.drugs.get(coding)) is not None:
                    found.setdefault(frozenset(listed), shown)
        named = self._named(medication)
        told = ", ".join(sorted(named))
        if len(found) > 1:
            message = f"{resource.ref} has codes of different medicines: {medication}"
            self.doubt("two-medications", message)
            return nothing
        if not found:
            self._not_found(resource, medication, told)
            return nothing
        ((drugs, by),) = found.items()
        if drugs and not self._fits(drugs, named):
            message = (
                f"{resource.ref} is called {told}, but its code {short(by.code)} is "
                f"{', '.join(sorted(drugs))}: not read"
            )
            self.doubt("medication-name-differs", message)
            return nothing
        return drugs, by

    def _fits(self, drugs: frozenset[str], named: frozenset[str]) -> bool:
        """Whether names that are shown may stand for ``drugs``, or for what they look like."""
        near = self._index.vocabulary.near
        return all(any(drug in near(name) for drug in drugs) for name in named - drugs)

    def _not_found(self, resource: Resource, medication: Concept, told: str) -> None:
        for shown in medication.codings:
            if right := self._index.drug_systems.get(shown.code):
                message = f"{resource.ref} {misplaced(shown, right)}: not read"
                self.doubt("medication-not-known", message)
                return
        if told:
            message = f"{resource.ref} is called {told}, but has {medication}, which is on no list"
            self.doubt("medication-not-known", message)
        elif not medication.names:
            message = f"{resource.ref} has a medicine without a name, {medication}: not read"
            self.doubt("medication-not-known", message)
        elif medication.codings:
            self._not_known.setdefault(str(medication), 0)
        else:
            self._not_known.setdefault(short(medication.text, 40), 0)

    def _attributes(self, resource: Resource, names: str) -> tuple[str, ...]:
        """The attributes that the drugs belong to by status and intent; none if not had."""
        status = resource.code("status")
        if status == "entered-in-error":
            message = f"{resource.ref} on {names} was entered in error: not read"
            self._found.conflict("treatment-withdrawn", message)
            return ()
        if status in _NOT_KNOWN:
            message = f"{resource.ref} on {names} has no status: not read"
            self.doubt("treatment-status-not-known", message)
            return ()
        if status == _ON_HOLD or (resource.kind == _DISPENSED and status not in _NOT_HAD):
            why = "is on hold" if status == _ON_HOLD else "was handed out"
            message = f"{resource.ref} on {names} {why}, which does not say that it was had"
            self.doubt("treatment-not-certain", message)
            return ()
        if resource.kind == "MedicationRequest":
            intent = resource.code("intent")
            if intent not in _ORDERS or resource["doNotPerform"] not in (None, False):
                told = short(intent) or "without an intent"
                self._found.warn(f"{resource.ref} on {names} is no order ({told}): not counted")
                return ()
        if status in _PRIOR:
            return self._index.prior
        if status == _CURRENT.get(resource.kind):
            return self._index.current
        self._found.warn(f"{resource.ref} on {names} is {short(text(status))}: not counted")
        return ()
