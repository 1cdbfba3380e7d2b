"""Templates and personal values in; one file for a print room out.

What is alike is in the file once: a font, a page's content, a picture, whichever template it is
from. A copy costs its own values, and for each page a few words that say what it is made of. The
file is untagged and claims no standard for screens; each copy is marked as one record, as PDF/VT
does (ISO 16612-2: document parts), with its token and language and nothing else of the person.

Forms are written leaflet by leaflet, pages in whatever order is wanted: :meth:`Run.fill`, then
:meth:`Run.add`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Final

from leaflets.pdf.stamp import Setter, Stamper, box_of
from leaflets.pdf.syntax import language_tag, numbers, text_string
from leaflets.pdf.template import Form, Template
from leaflets.print.objects import ObjectWriter, Tree
from leaflets.print.parts import (
    Parts,
    content_stream,
    entries,
    pointing,
    split,
    take_apart,
)

_KEPT: Final = 4096
"""Values of a leaflet whose forms are known, since they come again."""

_MARGIN: Final = 60.0  # points round the token of a separator


@dataclass(frozen=True, slots=True)
class Span:
    """Where a copy stands in the run: its first and last page from 1, and its sheets of paper."""

    first: int
    last: int
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The pages of a leaflet as they stand in the run: nothing of them is a person's.

    Each page has its words but parent, resources and record. ``pages`` are the leaflet's own;
    ``whole`` are these with all that takes a copy to its last sheet, and ``lengths`` are theirs.
    """

    language: str
    pages: tuple[str, ...]
    whole: tuple[str, ...]
    lengths: tuple[int, ...]


class Run:
    """A file that grows copy by copy. A copy begins on a fresh sheet, printed on both sides."""

    def __init__(self, file: BinaryIO, *, title: str, separators: bool = False) -> None:
        self._objects = objects = ObjectWriter(file)
        self._title = title
        self._separators = separators
        self._pool: dict[bytes, int] = {}
        self._count = 0
        self._root = objects.new()
        self._info = objects.new()
        self._part_root = objects.new()
        self._pages = Tree(objects, self._write_pages)
        self._parts = Tree(objects, self._write_parts, top=self._part_root)

    def open(self, template: Template, setter: Setter, language: str) -> "Leaflet":
        """Take in what all copies of a leaflet share."""
        parts = take_apart(template)
        box = parts.box.decode("ascii")
        taken: dict[int, int] = {}
        static = _renumbered(entries(parts.resources), parts, taken, self)
        refs = {
            font.name: f"{self._take(int(font.ref.split()[0]), parts, taken)} 0 R"
            for font in template.fonts
        }
        pages = tuple(
            f"/MediaBox{box}/Contents{self._contents(numbers, parts, taken)}"
            for numbers in parts.contents
        )
        blank = f"/MediaBox{box}"
        whole = [*pages, *[blank] * (len(pages) % 2)]
        if self._separators:
            separator = self._separator(template, parts)
            whole = [f"/MediaBox{box}/Contents {separator} 0 R", blank, *whole]
        sides = Sides(
            language=language_tag(language),
            pages=pages,
            whole=tuple(whole),
            lengths=tuple(map(len, whole)),
        )
        return Leaflet(self, replace(template.with_fonts(refs), prefix=b""), setter, sides, static)

    def add(self, sides: Sides, resources: int, token: str) -> Span:
        """Add the pages of a copy whose values :meth:`Leaflet.fill` has written."""
        objects, count = self._objects, len(sides.whole)
        part = objects.new(1 + count)
        first, last = part + 1, part + count
        begin = f"<</Type/Page/Parent {self._pages.add(first, count)} 0 R"
        end = f"/Resources {resources} 0 R/DPart {part} 0 R>>\n"
        record = (
            f"<</Type/DPart/Parent {self._parts.add(part)} 0 R/Start {first} 0 R/End {last} 0 R"
            f"/DPM<</Token({token})/Language({sides.language})>>>>\n"
        )
        around = len(begin) + len(end)
        objects.put_all(
            part,
            f"{record}{begin}{(end + begin).join(sides.whole)}{end[:-1]}",
            [len(record), *[around + length for length in sides.lengths]],
        )
        begun = self._count + 1
        self._count += count
        return Span(begun, self._count, count // 2)

    def close(self) -> None:
        """Write the rest of the file."""
        pages, _ = self._pages.close()
        node, height = self._parts.close()
        levels = "".join(f"/Part{level}" for level in range(1, height))
        self._objects.put(
            self._part_root,
            f"<</Type/DPartRoot/DPartRootNode {node} 0 R/RecordLevel {height}"
            f"/NodeNameList[/Run{levels}/Record]>>",
        )
        self._objects.put(
            self._root,
            f"<</Type/Catalog/Pages {pages} 0 R/DPartRoot {self._part_root} 0 R"
            "/ViewerPreferences<</PrintScaling/None>>>>",
        )
        program = text_string("leaflets")
        told = f"<</Title{text_string(self._title)}/Creator{program}/Producer{program}>>"
        self._objects.put(self._info, told)
        self._objects.close(root=self._root, info=self._info)

    def put(self, body: bytes) -> int:
        """An object that is written once, however often it is asked for; its number."""
        digest = hashlib.sha256(body).digest()
        found = self._pool.get(digest)
        if found is None:
            found = self._pool[digest] = self._objects.new()
            if body.endswith(b"endstream"):
                self._objects.put_stream(found, body)
            else:
                self._objects.put(found, body.decode("ascii"))
        return found

    def _take(self, number: int, parts: Parts, taken: dict[int, int]) -> int:
        """An object of a template, and all that it points to."""
        if number not in taken:
            head, data = split(parts.objects[number])
            head = _renumbered(head, parts, taken, self)
            taken[number] = self.put(b"%s\n%s" % (head, data.rstrip(b"\r\n")) if data else head)
        return taken[number]

    def _contents(self, streams: Sequence[int], parts: Parts, taken: dict[int, int]) -> str:
        refs = _refs([self._take(number, parts, taken) for number in streams])
        return f" {refs}" if len(streams) == 1 else f"[{refs}]"

    def _separator(self, template: Template, parts: Parts) -> int:
        """The content of a page with the token as large as it gets."""
        place = next(form.place for form in template.forms if form.place.slot == "token")
        _, _, width, height = map(float, parts.box.strip(b"[] ").split())
        scale = (width - 2 * _MARGIN) / place.width
        middle = numbers(scale, 0, 0, scale, _MARGIN, (height - scale * place.height) / 2)
        return self.put(content_stream(f"q {middle[1:-1]} cm /token Do Q"))

    def _write_pages(
        self, node: int, parent: int, kids: Sequence[int], count: int, _height: int
    ) -> None:
        above = f"/Parent {parent} 0 R" if parent else ""
        self._objects.put(node, f"<</Type/Pages{above}/Count {count}/Kids[{_refs(kids)}]>>")

    def _write_parts(
        self, node: int, parent: int, kids: Sequence[int], _count: int, _height: int
    ) -> None:
        told = f"<</Type/DPart/Parent {parent} 0 R/DParts[[{_refs(kids)}]]>>"
        self._objects.put(node, told)


class Leaflet:
    """A leaflet that a run has taken in; it writes the values of its copies."""

    def __init__(
        self, run: Run, template: Template, setter: Setter, sides: Sides, static: bytes
    ) -> None:
        self.sides = sides
        self._run = run
        self._objects = run._objects
        shared = {"", *(f"/Font<</{each.font} {each.ref}>>" for each in template.alphabets)}
        self._shared = {fonts: self._put(f"<<{fonts}>>") for fonts in sorted(shared)}
        self._stamper = Stamper(template, setter, self._opening)
        slots = sorted(form.place.slot for form in template.forms)
        self._known: dict[str, dict[str, int]] = {slot: {} for slot in slots}
        images = "/XObject<<"
        head, _, rest = static.decode("ascii").replace("%", "%%").partition(images)
        # The forms of values stand among the pages' pictures.
        forms = "".join(f"/{slot} %d 0 R" for slot in slots)
        self._resources = f"<<{head}{images}{forms}{rest or '>>'}>>"

    def fill(self, values: Mapping[str, str]) -> int:
        """Write what shows these values; the number that :meth:`Run.add` wants.

        Raises:
            PersonalFault: A value has no room in its place, or a character that can't be printed.
        """
        forms = []
        for slot, known in self._known.items():
            text = values[slot]
            forms.append(known.get(text) or self._form(slot, text, known))
        number = self._objects.new()
        self._objects.put(number, self._resources % tuple(forms))
        return number

    def _form(self, slot: str, text: str, known: dict[str, int]) -> int:
        objects = self._objects
        form, fonts = self._stamper.form(slot, text, objects.free)
        if fonts:
            first = objects.new(len(fonts))
            for index, whole in enumerate(fonts):
                objects.put_whole(first + index, whole)
        number = objects.new()
        objects.put_whole(number, f"{number} 0 obj\n{form}".encode("ascii"))
        if len(known) >= _KEPT:
            known.clear()
        known[text] = number
        return number

    def _opening(self, form: Form, resources: str) -> str:
        """What a form begins with: its box and most fonts are told once for all."""
        shared = self._shared.get(resources)
        fonts = f"<<{resources}>>" if shared is None else f" {shared} 0 R"
        box = self._put(box_of(form.place))
        return f"<</Type/XObject/Subtype/Form/BBox {box} 0 R/Resources{fonts}/Length "

    def _put(self, body: str) -> int:
        return self._run.put(body.encode("ascii"))


def _refs(numbers: Sequence[int]) -> str:
    return " 0 R ".join(map(str, numbers)) + " 0 R"


def _renumbered(text: bytes, parts: Parts, taken: dict[int, int], run: Run) -> bytes:
    return pointing(text, lambda number: run._take(number, parts, taken))
