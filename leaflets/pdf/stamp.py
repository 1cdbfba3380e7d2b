"""A template and one person's values in; the rest of that person's file out.

Each value is a form of its own, in a place of fixed size, so that pages and structure stay as they
were compiled. Nothing is laid out here and ReportLab is not needed. Where the letters of a value
are in the template's alphabets its codes are put together; any other value is set by the text
engine, and shown from the template's fonts or from a small font with just its glyphs.
"""

import hashlib
import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from leaflets.pdf.letters import Words, words_of
from leaflets.pdf.syntax import number, numbers
from leaflets.pdf.template import Form, Place, Rows, Seeded, Template

if TYPE_CHECKING:
    from leaflets.pdf.rare import Shown
    from leaflets.text import SetLine

_ROW: Final = 8  # bytes of a row of the cross-reference, with its predictor
_OFFSET: Final = 16  # bits of a row to the right of where its object is
_MOST: Final = 0xFFFFFFFF
_ADLER: Final = 65521
_EPSILON: Final = 0.01  # points; as where lines are broken
_LONGEST: Final = 60  # characters; a longer line is not for the eye, and set by the engine
_KEPT: Final = 64
"""Values of a slot whose forms are kept: days and nurses come again, names and tokens do not."""
_RARE_KEPT: Final = 2048  # which take the text engine a hundred times as long
_CLOSING: Final = "\r\nendstream\nendobj\n"


class SetValue(NamedTuple):
    """A value as the text engine sets it.

    ``bottom`` is where its lowest line ends above the place's lower edge, and each line has its
    baseline above that.
    """

    bottom: float
    lines: tuple[tuple["SetLine", float], ...]


Setter = Callable[[Place, str], SetValue]
"""Sets a value in the styles of its place, or raises a fault that quotes one character at most."""

Opening = Callable[[Form, str], str]
"""What the object of a form begins with, up to its length, given its resources."""


class Stamped(NamedTuple):
    """A copy: what follows the template's prefix in its file, and what the whole file is told by.

    ``file_id`` is the identifier (ISO 32000-1, 14.4) that it has in itself.
    """

    tail: bytes
    file_id: str
    sha256: bytes


class Stamper:
    """Stamps one template. It keeps what comes again: words, days, those who give leaflets."""

    def __init__(self, template: Template, setter: Setter, opening: Opening | None = None) -> None:
        self.template = template
        opening = opening or in_template
        words = [(words_of(each.alphabet, each.codes), each) for each in template.alphabets]
        self._slots = [_Slot(form, template, words, setter, opening) for form in template.forms]
        self._by_name = {slot.name: slot for slot in self._slots}
        self._rows = struct.Struct(f">{len(self._slots)}Q").pack
        self._content = hashlib.sha256(template.prefix)
        self._first = _row(len(template.prefix))
        self._ends: dict[int, _End] = {}

    def stamp(self, values: Mapping[str, str]) -> bytes:
        """The file of the person whom these values name, one for each slot."""
        return self.template.prefix + self.copy(values).tail

    def copy(self, values: Mapping[str, str]) -> Stamped:
        """The same person's file but for the template's prefix; the same values, the same bytes."""
        row = self._first
        shown: list[str] = []
        rows: list[int] = []
        extra: list[bytes] = []
        for slot in self._slots:
            text = values[slot.name]
            form = slot.kept.get(text) or slot.make(text)
            if not isinstance(form, str):
                form, objects = slot.numbered(text, form, self.template.size + len(extra))
                extra += objects
            shown.append(form)
            rows.append(row)
            row += len(form) << _OFFSET
        data = "".join(shown).encode("ascii")
        last: list[int] = []
        for body in extra:
            last.append(row)
            row += len(body) << _OFFSET
        if extra:
            data = b"".join((data, *extra))
        end = self._ends.get(len(extra)) or self._end(len(extra))
        # The file's digest as far as here stands for all that is in it, and so names it.
        content = self._content.copy()
        content.update(data)
        name = content.digest()[:16].hex().upper()
        rest = end.written(name.encode("ascii"), self._rows(*rows), last, row)
        content.update(rest)
        return Stamped(data + rest, name, content.digest())

    def form(self, slot: str, text: str, free: int) -> tuple[str, list[bytes]]:
        """The object of a form, for a file that is put together otherwise.

        And the whole objects of fonts that no template has, numbered from ``free``; these are few,
        and needed only for a value that is not in an alphabet.
        """
        of = self._by_name[slot]
        form = of.kept.get(text) or of.make(text)
        return (form, []) if isinstance(form, str) else of.numbered(text, form, free)

    def _end(self, extra: int) -> "_End":
        end = self._ends[extra] = _End(self.template, len(self._slots), extra)
        return end


class _End:
    """The end of a file with so many objects beside the template's: a cross-reference stream.

    Its rows (RFC 1950) are deflated where they never change, and stored where they do.
    """

    def __init__(self, template: Template, forms: int, extra: int) -> None:
        before, after = template.before, template.after
        self._before, self._after = before.adler, after
        self._rows = struct.Struct(f">{extra + 1}Q").pack
        middle = after.deflated + _stored_head((extra + 1) * _ROW, 1)
        start = b"x\xda" + before.deflated + _stored_head(forms * _ROW, 0)
        number = template.size + extra
        length = len(start) + len(middle) + (forms + extra + 1) * _ROW + 4
        begin = (
            f"{number} 0 obj\n<</Type/XRef/Size {number + 1}/W[1 4 2]/Root {template.root} 0 R"
            f"/Info {template.info} 0 R/ID[<"
        ).encode("ascii")
        told = (
            ">]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>"
            f"/Length {length}>>\nstream\n"
        ).encode("ascii")
        self._begin, self._start, self._middle = begin, told + start, middle

    def written(self, name: bytes, forms: bytes, last: list[int], row: int) -> bytes:
        """All of it: ``last`` are the rows of the other objects, ``row`` is its own."""
        rows = self._rows(*last, row)
        adler = zlib.adler32(rows, _appended(zlib.adler32(forms, self._before), self._after))
        return b"".join(
            (
                self._begin,
                name,
                b"><",
                name,
                self._start,
                forms,
                self._middle,
                rows,
                adler.to_bytes(4, "big"),
                b"\r\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (row >> _OFFSET & _MOST),
            )
        )


def is_plain(text: str, words: Sequence[Words], width: float, size: float) -> bool:
    """Whether a text is stamped without the text engine in a place of that width."""
    if not text or len(text) > _LONGEST:
        return not text
    line = next((line for each in words if (line := each.line(text))), None)
    return line is not None and line[1] * size / 1000 <= width + _EPSILON


def _row(offset: int) -> int:
    """A row of the cross-reference: no predictor, then the entry (ISO 32000-1, 7.5.8.3)."""
    return 1 << 48 | offset << _OFFSET


def _stored_head(length: int, final: int) -> bytes:
    """What begins a block that is not compressed (RFC 1951, 3.2.4)."""
    return struct.pack("<BHH", final, length, length ^ 0xFFFF)


def _appended(adler: int, rows: Rows) -> int:
    """The sum (RFC 1950) of what has this one with the rows after it."""
    low, added = adler & 0xFFFF, rows.adler
    return (
        ((adler >> 16) + (added >> 16) + rows.length * (low - 1)) % _ADLER << 16
        | (low + (added & 0xFFFF) - 1) % _ADLER
    )  # fmt: skip


class _Slot:
    """One form of a template."""

    def __init__(
        self,
        form: Form,
        template: Template,
        words: list[tuple[Words, Seeded]],
        setter: Setter,
        opening: Opening,
    ) -> None:
        place = form.place
        self.name = place.slot
        self.kept: dict[str, str] = {}
        self._shown: dict[str, Shown] = {}
        self._numbered: dict[tuple[str, int], tuple[str, list[bytes]]] = {}
        self._form = form
        self._template = template
        self._setter = setter
        self._opening = opening
        self._thousandths = (place.width + _EPSILON) * 1000 / place.size
        self._empty = f"{opening(form, '')}0>>\nstream\n{_CLOSING}"
        self._alphabets = [
            (
                known.line,
                opening(form, f"/Font<</{seeded.font} {seeded.ref}>>"),
                f"{place.colour} rg BT /{seeded.font} {number(place.size)} Tf ",
            )
            for known, seeded in words
        ]
        self._below = f" {place.baseline:.4f} Td "

    def make(self, text: str) -> "str | Shown":
        """The form that shows the text, or what shows it with fonts of its own."""
        form = self._plain(text) or self._rare(text)
        if isinstance(form, str):
            if len(self.kept) >= _KEPT:
                self.kept.clear()
            self.kept[text] = form
        return form

    def numbered(self, text: str, shown: "Shown", free: int) -> tuple[str, list[bytes]]:
        """The form, and the objects of its fonts with numbers from ``free``."""
        found = self._numbered.get((text, free))
        if found is None:
            if len(self._numbered) >= _RARE_KEPT:
                self._numbered.clear()
            fonts, objects = shown.numbered(free)
            opening = self._opening(self._form, f"/Font<<{fonts}>>")
            content = shown.content
            form = f"{opening}{len(content)}>>\nstream\n{content}{_CLOSING}"
            found = self._numbered[text, free] = (form, objects)
        return found

    def _plain(self, text: str) -> str | None:
        """The form of a line of letters of one alphabet that has its place."""
        if not text:
            return self._empty
        if len(text) > _LONGEST:
            return None
        for line_of, opening, begin in self._alphabets:
            line = line_of(text)
            if line is None:
                continue
            operator, thousandths = line
            if thousandths > self._thousandths:
                return None
            place = self._form.place
            left = "0"
            if place.right:
                left = number(round(place.width - thousandths * place.size / 1000, 2))
            content = f"{begin}{left}{self._below}{operator} ET"
            return f"{opening}{len(content)}>>\nstream\n{content}{_CLOSING}"
        return None

    def _rare(self, text: str) -> "Shown":
        from leaflets.pdf.rare import show

        found = self._shown.get(text)
        if found is None:
            if len(self._shown) >= _RARE_KEPT:
                self._shown.clear()
            place = self._form.place
            found = show(self._template, self._setter(place, text), place.colour)
            self._shown[text] = found
        return found


def in_template(form: Form, resources: str) -> str:
    """What a form begins with in its template's own copies (ISO 32000-1, 8.10)."""
    box = box_of(form.place)
    return (
        f"{form.number} 0 obj\n<</Type/XObject/Subtype/Form/BBox{box}/Resources<<{resources}>>"
        "/Length "
    )


def box_of(place: Place) -> str:
    """The box of a form that shows a value in its place."""
    around = 2 * place.size  # letters reach out of their line
    return numbers(-around, -around, place.width + around, place.height + around)
