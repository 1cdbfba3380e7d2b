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

_ROW: Final = struct.Struct(">BBIH")  # "no predictor", then the entry (ISO 32000-1, 7.5.8.3)
_ADLER: Final = 65521
_EPSILON: Final = 0.01  # points; as where lines are broken
_LONGEST: Final = 60  # characters; a longer line is not for the eye, and set by the engine
_KEPT: Final = 2048
_END: Final = b"endobj\n"
_ID: Final = b"/ID[<"


class SetValue(NamedTuple):
    """A value as the text engine sets it.

    ``bottom`` is where its lowest line ends above the place's lower edge, and each line has its
    baseline above that.
    """

    bottom: float
    lines: tuple[tuple["SetLine", float], ...]


Setter = Callable[[Place, str], SetValue]
"""Sets a value in the styles of its place, or raises a fault that quotes one character at most."""


class Stamper:
    """Stamps one template. It keeps what comes again: words, days, those who give leaflets."""

    def __init__(self, template: Template, setter: Setter) -> None:
        self.template = template
        words = [(words_of(each.alphabet, each.codes), each) for each in template.alphabets]
        self._slots = [_Slot(form, template, words, setter) for form in template.forms]
        self._by_name = {slot.name: slot for slot in self._slots}
        self._rows = struct.Struct(">" + "BBIH" * len(self._slots))
        self._identity = hashlib.sha256(template.digest)
        self._content = hashlib.sha256(template.prefix)
        self._start = len(template.prefix)
        self._head = (
            f"<</Type/XRef/Size %d/W[1 4 2]/Root {template.root} 0 R/Info {template.info} 0 R"
            "/ID[<%s><%s>]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>/Length %d>>"
            "\nstream\n"
        ).encode("ascii")

    def stamp(self, values: Mapping[str, str]) -> bytes:
        """The file of the person whom these values name, one for each slot."""
        return self.template.prefix + self.tail(values)

    def sha256(self, tail: bytes) -> str:
        """The SHA-256 of the file with this tail, without reading what is alike in all files."""
        content = self._content.copy()
        content.update(tail)
        return content.hexdigest()

    def file_id(self, tail: bytes) -> str:
        """The identifier (ISO 32000-1, 14.4) that the file with this tail has in itself."""
        start = tail.rindex(_ID) + len(_ID)
        return tail[start : tail.index(b">", start)].decode("ascii")

    def tail(self, values: Mapping[str, str]) -> bytes:
        """What follows the template's prefix in the file; the same values, the same bytes."""
        free = self.template.size
        offset = self._start
        parts: list[bytes] = []
        entries: list[int] = []
        extra: list[bytes] = []
        for slot in self._slots:
            text = values[slot.name]
            shown = slot.kept.get(text) or slot.make(text)
            if not isinstance(shown, bytes):
                shown, objects = slot.numbered(text, shown, free)
                free += len(objects)
                extra += objects
            parts.append(shown)
            entries += (0, 1, offset, 0)
            offset += len(shown)
        last: list[bytes] = []
        for body in extra:
            parts.append(body)
            last.append(_ROW.pack(0, 1, offset, 0))
            offset += len(body)
        last.append(_ROW.pack(0, 1, offset, 0))
        identity = self._identity.copy()
        identity.update(b"".join(parts))
        digest = identity.hexdigest()[:32].upper().encode("ascii")
        rows = self._cross_reference(self._rows.pack(*entries), b"".join(last))
        parts += (
            b"%d 0 obj\n" % free,
            self._head % (free + 1, digest, digest, len(rows)),
            rows,
            b"\r\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % offset,
        )
        return b"".join(parts)

    def form(self, slot: str, text: str, free: int) -> tuple[bytes, list[bytes]]:
        """What shows a value, for a file that is put together otherwise.

        The body of the form's object, and the whole objects of fonts that no template has, numbered
        from ``free``; these are few, and needed only for a value that is not in an alphabet.
        """
        of = self._by_name[slot]
        shown = of.kept.get(text) or of.make(text)
        if isinstance(shown, bytes):
            return of.body(shown), []
        whole, objects = of.numbered(text, shown, free)
        return of.body(whole), objects

    def _cross_reference(self, forms: bytes, last: bytes) -> bytes:
        """The deflated rows (RFC 1950): what never changes as it was packed, the others stored."""
        before, after = self.template.before, self.template.after
        adler = zlib.adler32(forms, before.adler)
        if after.length:
            adler = _appended(adler, after)
        adler = zlib.adler32(last, adler)
        return b"".join(
            (
                b"x\xda",
                before.deflated,
                _stored(forms, 0),
                after.deflated,
                _stored(last, 1),
                adler.to_bytes(4, "big"),
            )
        )


def is_plain(text: str, words: Sequence[Words], width: float, size: float) -> bool:
    """Whether a text is stamped without the text engine in a place of that width."""
    if not text or len(text) > _LONGEST:
        return not text
    line = next((line for each in words if (line := each.line(text))), None)
    return line is not None and line[1] * size / 1000 <= width + _EPSILON


def _stored(data: bytes, final: int) -> bytes:
    """A block that is not compressed (RFC 1951, 3.2.4)."""
    length = len(data)
    return struct.pack("<BHH", final, length, length ^ 0xFFFF) + data


def _appended(adler: int, rows: Rows) -> int:
    """The sum (RFC 1950) of what has this one with the rows after it."""
    low, high = adler & 0xFFFF, adler >> 16
    added = rows.adler & 0xFFFF
    return (
        (high + (rows.adler >> 16) + rows.length * (low - 1)) % _ADLER << 16
        | (low + added - 1) % _ADLER
    )  # fmt: skip


class _Slot:
    """One form of a template."""

    def __init__(
        self, form: Form, template: Template, words: list[tuple[Words, Seeded]], setter: Setter
    ) -> None:
        place = form.place
        self.name = place.slot
        self.kept: dict[str, bytes | Shown] = {}
        self._numbered: dict[tuple[str, int], tuple[bytes, list[bytes]]] = {}
        self._place = place
        self._template = template
        self._setter = setter
        around = 2 * place.size  # letters reach out of their line
        box = numbers(-around, -around, place.width + around, place.height + around)
        number_of_form = f"{form.number} 0 obj\n"
        self._number = len(number_of_form)
        self._head = f"{number_of_form}<</Type/XObject/Subtype/Form/BBox{box}/Resources<<"
        self._alphabets = [
            (
                known,
                f"{place.colour} rg BT /{seeded.font} {number(place.size)} Tf ",
                f" {place.baseline:.4f} Td ",
                f"/Font<</{seeded.font} {seeded.ref}>>",
            )
            for known, seeded in words
        ]

    def body(self, whole: bytes) -> bytes:
        """The form without its number."""
        return whole[self._number : -len(_END)]

    def make(self, text: str) -> "bytes | Shown":
        """The form that shows the text, or what shows it with fonts of its own."""
        if len(self.kept) > _KEPT:
            self.kept.clear()
        shown = self.kept[text] = self._plain(text) or self._rare(text)
        return shown

    def numbered(self, text: str, shown: "Shown", free: int) -> tuple[bytes, list[bytes]]:
        """The form, and the objects of its fonts with numbers from ``free``."""
        found = self._numbered.get((text, free))
        if found is None:
            if len(self._numbered) > _KEPT:
                self._numbered.clear()
            fonts, objects = shown.numbered(free)
            form = self._object(shown.content, f"/Font<<{fonts}>>")
            found = self._numbered[text, free] = (form, objects)
        return found

    def _plain(self, text: str) -> bytes | None:
        """A line of letters of one alphabet that has its place."""
        if not text:
            return self._object("", "")
        if len(text) > _LONGEST:
            return None
        place = self._place
        for words, begin, baseline, fonts in self._alphabets:
            line = words.line(text)
            if line is None:
                continue
            operator, thousandths = line
            width = thousandths * place.size / 1000
            if width > place.width + _EPSILON:
                return None
            left = number(round(place.width - width, 2)) if place.right else "0"
            return self._object(f"{begin}{left}{baseline}{operator} ET", fonts)
        return None

    def _rare(self, text: str) -> "Shown":
        from leaflets.pdf.rare import show

        return show(self._template, self._setter(self._place, text), self._place.colour)

    def _object(self, content: str, resources: str) -> bytes:
        """The form as it stands in the file (ISO 32000-1, 8.10)."""
        return (
            f"{self._head}{resources}>>/Length {len(content)}>>\nstream\n{content}"
            "\r\nendstream\nendobj\n"
        ).encode("ascii")
