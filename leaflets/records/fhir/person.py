"""All resources about one person in; their columns, evidence, conflicts and refusals out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from leaflets.model.evidence import Evidence, RecordConflict
from leaflets.records.answers import Refusal
from leaflets.records.columns import Columns
from leaflets.records.fhir.access import Resource, objects, short, text
from leaflets.records.fhir.conditions import ConditionReader
from leaflets.records.fhir.found import CodeIndex, Findings, Said, Trouble
from leaflets.records.fhir.patient import PatientReader
from leaflets.records.fhir.resources import Container, contained
from leaflets.records.fhir.results import Lookup, ResultReader
from leaflets.records.fhir.treatments import KINDS as TREATMENTS
from leaflets.records.fhir.treatments import TreatmentReader

_SERIOUS = frozenset({"fatal", "error"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What resources say of one person, in the columns of a record.

    ``open`` names the attributes of drugs of which there may have been more. ``type_size`` is the
    least size of type, in points, that the person needs.
    """

    columns: Columns = field(default_factory=dict)
    open: frozenset[str] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[RecordConflict, ...] = ()
    warnings: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    type_size: float = 0


class Belonging(NamedTuple):
    """A resource, and what it came together with."""

    resource: Resource
    container: Container


def read_person(
    belongings: Iterable[Belonging], index: CodeIndex, said: Said, elsewhere: Lookup
) -> Imported:
    """What ``belongings``, all of one person or of nobody, say.

    ``elsewhere`` finds a resource that did not come together with the one that points to it.
    """
    found = Findings()
    current: list[Belonging] = []

    def lookup(reference: str) -> Resource | None:
        resource, container = current[-1]
        if reference.startswith("#"):
            return contained(resource, reference)
        return container.find(reference) or elsewhere(reference)

    results = ResultReader(index, said, lookup, found)
    treatments = TreatmentReader(index, said, lookup, found)
    conditions = ConditionReader(index, said, found)
    patient = PatientReader(index, said, found)
    listed = list(belongings)
    _tell_incomplete({id(b.container): b.container for b in listed}.values(), found, treatments)
    for belonging, trouble in _once(listed):
        current.append(belonging)
        resource = belonging.resource
        match resource.kind:
            case "Observation":
                results.take(resource, trouble=trouble)
            case "Condition":
                conditions.take(resource, trouble=trouble)
            case "Flag":
                patient.take_flag(resource, trouble=trouble)
            case "Patient":
                patient.take(resource, trouble=trouble)
            case kind if kind in TREATMENTS:
                treatments.take(resource, trouble=trouble)
            case _:
                pass
    results.finish()
    treatments.finish()
    conditions.finish()
    order = index.vocabulary.names
    return Imported(
        columns=found.columns,
        open=frozenset(found.open),
        evidence=tuple(sorted(found.evidence, key=lambda e: order.index(e.attribute))),
        conflicts=tuple(found.conflicts),
        warnings=tuple(found.warnings),
        refusals=tuple(dict.fromkeys(found.refusals)),
        type_size=found.type_size,
    )


def _tell_incomplete(
    containers: Iterable[Container], found: Findings, treatments: TreatmentReader
) -> None:
    """Tell of answers of a server that are not all there; no history is complete then."""
    listed = list(containers)
    here = {page for container in listed for page in container.pages("self")}
    if any(page not in here for container in listed for page in container.pages("next")):
        treatments.doubt(
            "pages-missing", "a Bundle says that more pages follow it: they are not here"
        )
    for resource in (r for c in listed for r in c.resources if r.kind == "OperationOutcome"):
        for issue in objects(resource["issue"]):
            severity, code = text(issue.get("severity")), text(issue.get("code"))
            if severity in _SERIOUS:
                message = f"the program that sent this reports: {severity}, {short(code, 40)}"
                treatments.doubt("sender-reports-fault", message)


def _once(listed: list[Belonging]) -> Iterator[tuple[Belonging, Trouble]]:
    """Each resource once, and what is wrong with it before it is read."""
    named: dict[str, Resource] = {}
    twice: set[str] = set()
    for resource, _ in listed:
        name = f"{resource.kind}/{resource.id}"
        if resource.id and named.setdefault(name, resource).data != resource.data:
            twice.add(name)
    for belonging in listed:
        resource, container = belonging
        name = f"{resource.kind}/{resource.id}"
        if name in twice:
            yield belonging, Trouble.TWICE
        elif resource.id and named[name] is not resource:
            continue
        elif not container.person(resource):
            yield belonging, Trouble.NO_SUBJECT
        elif resource["modifierExtension"]:
            yield belonging, Trouble.MODIFIED
        else:
            yield belonging, Trouble.NONE
