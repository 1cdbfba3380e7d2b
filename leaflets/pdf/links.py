"""Linked text and its place in; the body of a link annotation out (ISO 32000-1, 12.5.6.5)."""

from dataclasses import dataclass
from urllib.parse import quote

from leaflets.pdf.syntax import numbers, text_string

# What a URI may hold as it is (RFC 3986), so that only what is beyond it gets escaped.
_URI_CHARACTERS = "!#$%&'()*+,/:;=?@[]~-._"


@dataclass(slots=True)
class Linked:
    """The extent of a link on one line, relative to the line's origin, in points."""

    text: str
    url: str
    left: float
    right: float
    below: float
    above: float


def link_annotation(
    text: str, url: str, lower: tuple[float, float], upper: tuple[float, float]
) -> str:
    """The dictionary's entries, but for the structure parent, which is not yet known."""
    target = quote(url, safe=_URI_CHARACTERS)
    # ISO 14289-1, 7.18.5: the annotation says in words what it leads to.
    contents = text if text in (url, target) else f"{text} ({url})"
    return (
        f"/Type/Annot/Subtype/Link/Rect{numbers(*lower, *upper)}/Border[0 0 0]/F 4"
        f"/Contents{text_string(contents)}/A<</S/URI/URI{text_string(target)}>>"
    )
