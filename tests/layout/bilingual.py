"""Leaflets with English beside them, and where the same thing stands in both languages."""

from dataclasses import dataclass, replace

from layout.tongues import TONGUES, make_translated
from layout.trees import said

from leaflets.layout.formats import FORMATS
from leaflets.layout.pages import lay_out
from leaflets.layout.pair import Other, Pair
from leaflets.layout.panels import Panel
from leaflets.layout.paragraphs import SetText
from leaflets.layout.stylesheet import styles_of
from leaflets.layout.two_languages import for_two_languages
from leaflets.model.leaflet import Beside

READERS = [language for language in TONGUES if language != "en_GB"]


def with_english(leaflet, **changes):
    """``leaflet``, made by ``make_translated``, and English beside it, made with ``changes``."""
    english = make_translated("en_GB", **changes)
    beside = Beside(
        language="en_GB",
        names=(said(leaflet.language), said("English")),
        title=english.title,
        lead=english.lead,
        blocks=english.blocks,
        continued=english.furniture.continued,
    )
    return replace(leaflet, beside=beside)


def make_bilingual(language, **changes):
    return with_english(make_translated(language, **changes))


def format_of(name):
    return for_two_languages(FORMATS[name])


def pages_of(leaflet, name="a4"):
    """The pages as they are laid out, and not drawn."""
    return lay_out(leaflet, styles_of(leaflet, format_of(name))).pages


@dataclass(frozen=True)
class Text:
    """A text with its first baseline from the paper's top, in points."""

    text: str
    baseline: float


def texts(piece, top):
    """Every text of a piece that stands at ``top``, in the order in which it is drawn."""
    if isinstance(piece, Other):
        piece = piece.piece
    if isinstance(piece, SetText):
        return [Text(piece.text, round(top + piece.first_baseline, 3))]
    if isinstance(piece, Panel):
        held = piece.arrangement.placed
        return [text for placed in held for text in texts(placed.piece, top + placed.top)]
    return []


def pairs_in_columns(pages):
    """For each pair of each page the texts of one language, and of the other."""
    for page in pages:
        for placed in page:
            if isinstance(placed.piece, Pair):
                halves = placed.piece.halves()
                yield [texts(half.piece, placed.top + half.top) if half else [] for half in halves]


def pairs_on_facing_pages(pages):
    """The same of a cover and pages that face each other; the first piece names the language."""
    _, *inner = pages
    for own, other in zip(inner[::2], inner[1::2], strict=True):
        assert len(own) == len(other)
        for one, its in zip(own[1:], other[1:], strict=True):
            yield texts(one.piece, one.top), texts(its.piece, its.top)
