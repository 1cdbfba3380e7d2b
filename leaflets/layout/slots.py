"""A place of fixed size for one person's value: set in it now, or left open to be stamped later.

Both ways are one: what is stamped later looks just as if it had been set here.
"""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace

from leaflets.errors import ExitCode, LeafletsError
from leaflets.layout.paragraphs import DoesNotFit, SetText, fit_text, set_text
from leaflets.layout.piece import Piece
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import Align, Styles, TextStyle
from leaflets.layout.typography import Typography
from leaflets.model.leaflet import Furniture, Slot
from leaflets.model.text import Translated, fill
from leaflets.pdf.alphabet import LETTERS, alphabet, common
from leaflets.pdf.stamp import Setter, SetValue
from leaflets.pdf.template import Alphabet, Place
from leaflets.text import FontFace, SetLine


class PersonalFault(LeafletsError):
    """A personal field that has no place on the page; the message never quotes it."""

    exit_code = ExitCode.RECORD


def styles_for(slot: Slot, styles: Styles) -> tuple[TextStyle, ...]:
    """How a value is set, best first."""
    match slot:
        case Slot.NAME | Slot.GIVEN_BY | Slot.DATE:
            return styles.personal
        case Slot.PRINTED:
            return (replace(styles.running, align=Align.END),)
        case Slot.TOKEN:
            return (styles.running,)


def set_value(
    value: Translated, styles: Sequence[TextStyle], width: float, height: float, what: str
) -> SetText:
    """A person's value in a place of that size, in points.

    Raises:
        PersonalFault: It has no room, or a character that can't be printed; that character is
            named, and nothing else of the value.
    """
    try:
        return fit_text(value, styles, width, height, what=what)
    except DoesNotFit as error:
        raise PersonalFault(error.message, hint=error.hint) from error
    except LeafletsError as error:
        raise PersonalFault(f"{what}: {error.message}", hint=error.hint) from error


class Reserved(Piece):
    """A place that is left open. ``node`` is what its value is in the document's structure."""

    def __init__(
        self, slot: Slot, height: float, styles: Styles, *, what: str, node: Node | None
    ) -> None:
        super().__init__()
        self._slot = slot
        self._height = height
        self._style = styles_for(slot, styles)[0]
        self._what = what
        self._node = node
        self._width = 0.0

    def wrap(self, available_width: float) -> tuple[float, float]:
        """The size it was given."""
        self._width = available_width
        return available_width, self._height

    def draw(self) -> None:
        """Leave the place open."""
        style = self._style
        first = style.leading / 2 + style.typography.middle * style.size
        bottom = self._height - style.leading
        place = Place(
            slot=self._slot.value,
            what=self._what,
            width=self._width,
            height=self._height,
            size=style.size,
            baseline=bottom + round(style.leading - first, 2),
            right=(style.align is Align.END) != style.typography.right_to_left,
            colour=_ink(style.colour),
        )
        with self._node.on(self.sheet) if self._node else nullcontext():
            self.sheet.reserve(place)


def open_slots(furniture: Furniture[Translated], styles: Styles) -> list[str]:
    """The slots that stand on the pages: those of fields with a value, and of the foot."""
    fields = [f.slot.value for f in furniture.personal if f.slot and f.value is not None]
    foot = [Slot.TOKEN] if styles.page_format.panels else [Slot.PRINTED, Slot.TOKEN]
    return [*fields, *(slot.value for slot in foot)]


def seeds(setting: Typography) -> Iterator[tuple[Alphabet, FontFace]]:
    """The letters of names that stamping has at hand: Latin, and those of the language."""
    for script in dict.fromkeys((setting.script, "Latn")):
        face = setting.fonts.chain(script)[0]
        if script in LETTERS:
            yield alphabet(face, script, setting.language, default=script == setting.script), face


def signs(setting: Typography) -> Iterator[tuple[FontFace, tuple[tuple[int, str], ...]]]:
    """What most pages in Latin show in either weight."""
    if setting.script == "Latn":
        for bold in (False, True):
            face = setting.fonts.chain(setting.script, bold=bold)[0]
            yield face, common(face, setting.language, bold=bold)


def shown_days(furniture: Furniture[Translated], styles: Styles) -> Iterator[SetLine]:
    """What the day may look like in places for it, wherever no alphabet has its letters."""
    if styles.typography.script in LETTERS:
        return
    digits = "0123456789"
    for day in (*furniture.days, *(f"{day} {digits}" for day in furniture.days[:1])):
        printed = fill(furniture.printed_on or "{date}", {"date": day})
        for text, style in ((day, styles.personal[0]), (printed, styles.running)):
            value = set_text(Translated(text), style)
            value.wrap(styles.page_format.measure)
            yield from (line for line, _ in value.set_lines())


def setter(styles: Styles) -> Setter:
    """What sets a value that needs the text engine in a place of pages in these styles."""

    def set_in(place: Place, text: str) -> SetValue:
        of = styles_for(Slot(place.slot), styles)
        value = set_value(Translated(text), of, place.width, place.height, place.what)
        return SetValue(place.height - value.height_of_lines, tuple(value.set_lines()))

    return set_in


def _ink(colour: str) -> str:
    """#rrggbb as the operands of ``rg``."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{part:.6f}".rstrip("0").rstrip(".") for part in parts)
