"""What a leaflet was made from, and what it would be made from today, in; what changed, out."""

from collections.abc import Iterable, Iterator, Mapping

from leaflets.release.manifest import Printed
from leaflets.trace.cause import Cause, Kind
from leaflets.trace.printed import Ingredients


def changed_since(then: Printed, now: Ingredients, *, clinic_given: bool) -> tuple[Cause, ...]:
    """All that is not what it was when the leaflet was made, what a reader sees first."""
    return tuple(_changes(then, now, clinic_given=clinic_given))


def _changes(then: Printed, now: Ingredients, *, clinic_given: bool) -> Iterator[Cause]:
    content = [*_changed(then.keys, now.keys), *_changed(then.frame, now.frame)]
    yield from (Cause(Kind.CONTENT, told) for told in content)
    if then.content != now.content and not content:
        yield Cause(
            Kind.CONTENT,
            "the source has changed, in nothing that this leaflet prints "
            f"(its digest was {then.content[:12]}, is {now.content[:12]})",
            serious=False,
        )
    translations = list(_changed(then.translations, now.translations))
    yield from (Cause(Kind.TRANSLATION, told) for told in translations)
    if then.catalog != now.catalog and not translations:
        yield Cause(
            Kind.TRANSLATION,
            f"the catalogs of {then.language} have changed, in nothing that this leaflet prints",
            serious=False,
        )
    yield from (Cause(Kind.FONT, told) for told in _changed(then.fonts, now.fonts))
    if then.program != now.program:
        yield Cause(Kind.PROGRAM, f"it was version {then.program}, is {now.program}")
    for told in _versions(then.libraries, now.libraries):
        yield Cause(Kind.LIBRARY, told, serious=False)
    if clinic_given and then.clinic != now.clinic:
        yield Cause(Kind.CLINIC, "it is not the one that the leaflet was made with")


_OTHER_NAMES = {
    "leaflet": "leaflet (its title, order and notes)",
    "attributes": "attributes (what rules ask for)",
    "glossary": "glossary (the words explained)",
    "glance": "glance (the labels of tables)",
    "leaflets": "leaflets (the program's own words)",
}
"""What stands round the parts, in words."""


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> Iterable[str]:
    for key, revision in then.items():
        name = _OTHER_NAMES.get(key, key)
        if key not in now:
            yield f"{name} is no longer there (it was {revision})"
        elif now[key] != revision:
            yield f"{name} has changed (it was {revision}, is {now[key]})"


def _versions(then: Mapping[str, str], now: Mapping[str, str]) -> Iterable[str]:
    for name in sorted({*then, *now}):
        if then.get(name) != now.get(name):
            yield f"{name} was {then.get(name, 'not there')}, is {now.get(name, 'not there')}"
