"""JSON that came from elsewhere in; its FHIR resources, and whom each is about, out."""

from collections.abc import Iterator
from functools import cached_property

from leaflets.errors import RecordFault
from leaflets.records.fhir.access import Json, Resource, mapping, objects, text

SUBJECTS = frozenset(
    {
        "Condition",
        "Flag",
        "MedicationAdministration",
        "MedicationDispense",
        "MedicationRequest",
        "MedicationStatement",
        "Observation",
    }
)
"""The kinds of resource that are about a person and are read; a Patient is one."""

_OTHER_PEOPLE = frozenset({"RelatedPerson", "Group"})
_BY_IDENTIFIER = "Patient?identifier="

DEEPEST = 4
"""Bundles in Bundles, at the most."""


class Container:
    """The resources that came together: they may call each other by URL or by kind and id."""

    def __init__(self, data: Json) -> None:
        self.resources = tuple(_resources(data, "", 0))
        self._double: set[str] = set()
        self._named: dict[str, Resource] | None = None
        self._links = tuple(objects(data.get("link")))

    def pages(self, relation: str) -> Iterator[str]:
        """The addresses of this page, ``self``, or of the ``next`` one of an answer in pages."""
        for link in self._links:
            if text(link.get("relation")) == relation and (page := text(link.get("url"))):
                yield page

    @property
    def _by_name(self) -> dict[str, Resource]:
        """The resources by every name that others may call them by."""
        if self._named is None:
            self._named = found = dict[str, Resource]()
            for resource in self.resources:
                local = f"{resource.kind}/{resource.id}" if resource.id else ""
                for name in (local, resource.url):
                    if name and found.setdefault(name, resource).data != resource.data:
                        self._double.add(name)
        return self._named

    def find(self, reference: str) -> Resource | None:
        """The resource that ``reference`` names here; ``None`` where that is not certain."""
        name = _name(reference)
        found = self._by_name.get(name)
        if name in self._double:
            return None
        if found is None and "://" in name:
            found = self._by_name.get(_local(name))
            if found is not None and found.url and "://" in found.url and found.url != name:
                return None  # the same id on another server
        return found

    def person(self, resource: Resource) -> str:
        """Whom a resource is about: the same text for the same person, empty if it does not say."""
        if resource.kind == "Patient":
            return f"Patient/{resource.id}" if resource.id else resource.url or "Patient"
        reference = resource.reference("subject", "patient")
        if not reference:
            return self._by_identifier(
                _identifier(mapping(mapping(resource["subject"]).get("identifier")))
            )
        if any(
            _kind(_name(text(f.get("reference")))) in _OTHER_PEOPLE
            for f in objects(resource["focus"])
        ):
            return ""
        if reference.startswith(_BY_IDENTIFIER):
            system, _, value = reference.removeprefix(_BY_IDENTIFIER).rpartition("|")
            return self._by_identifier((system, value))
        found = self.find(reference)
        if found is not None:
            return self.person(found) if found.kind == "Patient" else ""
        name = _name(reference)
        if name.startswith("#") or _kind(name) not in ("Patient", ""):
            return ""
        return name if self._is_elsewhere(name) else _local(name)

    def _is_elsewhere(self, name: str) -> bool:
        """Whether ``name`` is on another server than the person here who has the same id."""
        local = self._by_name.get(_local(name))
        return local is not None and "://" in name

    def _by_identifier(self, wanted: tuple[str, str] | None) -> str:
        """The one person here who has an identifier that stands in place of a reference."""
        people = self._identified.get(wanted, set()) if wanted else set()
        return next(iter(people)) if len(people) == 1 else ""

    @cached_property
    def _identified(self) -> dict[tuple[str, str], set[str]]:
        """The people who have each identifier."""
        found: dict[tuple[str, str], set[str]] = {}
        for resource in self.resources:
            for entry in objects(resource["identifier"]) if resource.kind == "Patient" else ():
                if (identifier := _identifier(entry)) is not None:
                    found.setdefault(identifier, set()).add(self.person(resource))
        return found


def as_resource(data: Json, url: str = "") -> Resource:
    """``data`` as a resource of the kind that it says it is."""
    return Resource(
        kind=text(data.get("resourceType")), id=text(data.get("id")), data=data, url=url
    )


def contained(resource: Resource, reference: str) -> Resource | None:
    """The resource inside ``resource`` that a reference such as ``#med1`` names."""
    for entry in objects(resource["contained"]):
        if f"#{text(entry.get('id'))}" == reference:
            return as_resource(entry)
    return None


def _resources(data: Json, url: str, depth: int) -> Iterator[Resource]:
    if text(data.get("resourceType")) != "Bundle":
        yield as_resource(data, url)
        return
    if depth >= DEEPEST:
        raise RecordFault(f"Bundles stand in Bundles more than {DEEPEST} deep")
    for entry in objects(data.get("entry")):
        inner = mapping(entry.get("resource"))
        if inner:
            yield from _resources(inner, _name(text(entry.get("fullUrl"))), depth + 1)


def _name(reference: str) -> str:
    """``reference`` without the version at its end."""
    return reference.strip().partition("/_history/")[0].rstrip("/")


def _local(name: str) -> str:
    """The kind and id at the end of ``name``, if it is a URL with these."""
    parts = name.split("/")
    return "/".join(parts[-2:]) if len(parts) >= 2 else name


def _kind(name: str) -> str:
    """The kind of resource that ``name`` says it is; none for a name such as ``urn:uuid:...``."""
    parts = name.split("/")
    return parts[-2] if len(parts) >= 2 else ""


def _identifier(entry: Json) -> tuple[str, str] | None:
    value = text(entry.get("value"))
    return (text(entry.get("system")), value) if value else None
