"""Rows as XLIFF 1.2, which translation programs open, and back.

A unit's ``resname`` is its key; only what both reviews approved is ``approved="yes"``. What the
English of a stale translation was is an alternative of the kind ``previous-version``.
"""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from leaflets.errors import UsageFault
from leaflets.translation.exchange.rows import ExchangeRow
from leaflets.translation.exchange.table import row_of

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {
    "missing": "needs-translation",
    "stale": "needs-adaptation",
    "translated": "needs-review-translation",
    "language-approved": "needs-review-l10n",
    "clinically-approved": "final",
}
_FORBIDDEN = ("<!DOCTYPE", "<!ENTITY")
"""What no XLIFF file of a translator needs, and what makes a reader of XML open other files."""


def write_xliff(rows: Iterable[ExchangeRow], source: str, target: str) -> bytes:
    """One ``file`` for each domain; ``source`` and ``target`` are languages."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = _element(None, "xliff", version="1.2")
    bodies: dict[str, ElementTree.Element] = {}
    for row in rows:
        if row.domain not in bodies:
            file = _element(
                root,
                "file",
                {
                    "original": row.domain,
                    "source-language": source.replace("_", "-"),
                    "target-language": target.replace("_", "-"),
                    "datatype": "plaintext",
                },
            )
            bodies[row.domain] = _element(file, "body")
        _unit(bodies[row.domain], row)
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def read_xliff(raw: bytes, name: str) -> Iterator[ExchangeRow]:
    """The units of an XLIFF file.

    Raises:
        UsageFault: It is not such a file.
    """
    if any(mark.encode() in raw for mark in _FORBIDDEN):
        raise UsageFault(f"{name} declares a document type, which no XLIFF file needs")
    try:
        root = ElementTree.fromstring(raw)
    except ElementTree.ParseError as error:
        raise UsageFault(f"{name} is not XML: {error}") from error
    for file in root.iter(_tag("file")):
        for number, unit in enumerate(file.iter(_tag("trans-unit")), 1):
            told = {
                "domain": file.get("original", ""),
                "key": unit.get("resname", ""),
                "english": _text(unit, "source"),
                "translation": _text(unit, "target"),
                "language": file.get("target-language", ""),
            }
            yield row_of(told, f"{name}: unit {number}")


def _unit(body: ElementTree.Element, row: ExchangeRow) -> None:
    approved = "yes" if row.state == "clinically-approved" else "no"
    unit = _element(body, "trans-unit", {"id": row.key, "resname": row.key, "approved": approved})
    unit.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    _element(unit, "source").text = row.english
    _element(unit, "target", state=_STATES[row.state]).text = row.translation
    if row.where:
        _element(unit, "note").text = row.where
    if row.old_english:
        other = _element(unit, "alt-trans", alttranstype="previous-version")
        _element(other, "source").text = row.old_english
        _element(other, "target").text = row.translation


def _text(unit: ElementTree.Element, name: str) -> str:
    found = unit.find(_tag(name))
    return "" if found is None else "".join(found.itertext())


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _element(
    parent: ElementTree.Element | None,
    name: str,
    attributes: dict[str, str] | None = None,
    **more: str,
) -> ElementTree.Element:
    given = {**(attributes or {}), **more}
    if parent is None:
        return ElementTree.Element(_tag(name), given)
    return ElementTree.SubElement(parent, _tag(name), given)
