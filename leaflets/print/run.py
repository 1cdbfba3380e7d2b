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

from leaflets.pdf.stamp import Setter, Stamper
from leaflets.pdf.syntax import language_tag, numbers, text_string
from leaflets.pdf.template import Template
from leaflets.print.objects import ObjectWriter, Tree
from leaflets.print.parts import (
    Parts,
    content_stream,
    dictionary,
    entries,
    pointing,
    split,
    take_apart,
    written,
)

_KEPT: Final = 4096
"""Values of a leaflet whose forms are known, since they come again."""

_MARGIN: Final = 60.0  # points round the token of a separator
_LENGTH: Final = b"/Length "


@dataclass(frozen=True, slots=True)
class Span:
    """Where a copy stands in the run: its first and last page from 1, and its sheets of paper."""

    first: int
    last: int
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The pages of a leaflet as they stand in the run: nothing of them is a person's.

    ``pages`` has each page's words but its parent, resources and record.
    """

    language: bytes
    pages: tuple[bytes, ...]
    blank: bytes
    separator: bytes


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
        taken: dict[int, int] = {}
        static = _renumbered(entries(parts.resources), parts, taken, self)
        refs = {
            font.name: f"{self._take(int(font.ref.split()[0]), parts, taken)} 0 R"
            for font in template.fonts
        }
        pages = tuple(
            b"/MediaBox%s/Contents%s" % (parts.box, self._contents(numbers, parts, taken))
            for numbers in parts.contents
        )
        sides = Sides(
            language=language_tag(language).encode("ascii"),
            pages=pages,
            blank=b"/MediaBox%s" % parts.box,
            separator=b"/MediaBox%s/Contents %d 0 R"
            % (parts.box, self._separator(template, parts)),
        )
        return Leaflet(self, replace(template.with_fonts(refs), prefix=b""), setter, sides, static)

    def add(self, sides: Sides, resources: int, token: str) -> Span:
        """Add the pages of a copy whose values :meth:`Leaflet.fill` has written."""
        objects = self._objects
        whole = [*sides.pages]
        if len(whole) % 2:
            whole.append(sides.blank)
        if self._separators:
            whole = [sides.separator, sides.blank, *whole]
        part = objects.new(1 + len(whole))
        first, last = part + 1, part + len(whole)
        node = self._pages.add(first, len(whole))
        end = b"/Resources %d 0 R/DPart %d 0 R>>" % (resources, part)
        begin = b"<</Type/Page/Parent %d 0 R" % node
        record = (
            b"<</Type/DPart/Parent %d 0 R/Start %d 0 R/End %d 0 R/DPM<</Token(%s)/Language(%s)>>>>"
            % (self._parts.add(part), first, last, token.encode("ascii"), sides.language)
        )
        objects.put_all(part, [record, *[b"%s%s%s" % (begin, page, end) for page in whole]])
        begun = self._count + 1
        self._count += len(whole)
        return Span(begun, self._count, len(whole) // 2)

    def close(self) -> None:
        """Write the rest of the file."""
        pages, _ = self._pages.close()
        node, height = self._parts.close()
        levels = b"".join(b"/Part%d" % level for level in range(1, height))
        self._objects.put(
            self._part_root,
            b"<</Type/DPartRoot/DPartRootNode %d 0 R/RecordLevel %d/NodeNameList[/Run%s/Record]>>"
            % (node, height, levels),
        )
        self._objects.put(
            self._root,
            b"<</Type/Catalog/Pages %d 0 R/DPartRoot %d 0 R"
            b"/ViewerPreferences<</PrintScaling/None>>>>" % (pages, self._part_root),
        )
        program = text_string("leaflets")
        told = f"<</Title{text_string(self._title)}/Creator{program}/Producer{program}>>"
        self._objects.put(self._info, told.encode("ascii"))
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
                self._objects.put(found, body)
        return found

    def _take(self, number: int, parts: Parts, taken: dict[int, int]) -> int:
        """An object of a template, and all that it points to."""
        if number not in taken:
            head, data = split(parts.objects[number])
            head = _renumbered(head, parts, taken, self)
            taken[number] = self.put(b"%s\n%s" % (head, data.rstrip(b"\r\n")) if data else head)
        return taken[number]

    def _contents(self, streams: Sequence[int], parts: Parts, taken: dict[int, int]) -> bytes:
        refs = b" ".join(b"%d 0 R" % self._take(number, parts, taken) for number in streams)
        return b" " + refs if len(streams) == 1 else b"[%s]" % refs

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
        above = b"/Parent %d 0 R" % parent if parent else b""
        told = b" ".join(b"%d 0 R" % kid for kid in kids)
        self._objects.put(node, b"<</Type/Pages%s/Count %d/Kids[%s]>>" % (above, count, told))

    def _write_parts(
        self, node: int, parent: int, kids: Sequence[int], _count: int, _height: int
    ) -> None:
        told = b" ".join(b"%d 0 R" % kid for kid in kids)
        self._objects.put(node, b"<</Type/DPart/Parent %d 0 R/DParts[[%s]]>>" % (parent, told))


class Leaflet:
    """A leaflet that a run has taken in; it writes the values of its copies."""

    def __init__(
        self, run: Run, template: Template, setter: Setter, sides: Sides, static: bytes
    ) -> None:
        self.sides = sides
        self._run = run
        self._objects = run._objects
        self._stamper = Stamper(template, setter)
        self._slots = sorted(form.place.slot for form in template.forms)
        images = b"/XObject<<"
        head, _, rest = static.partition(images)
        # The forms of values stand among the pages' pictures.
        self._resources = b"<<%s%s%s%s>>" % (
            head.replace(b"%", b"%%"),
            images,
            b"".join(b"/%s %%d 0 R" % slot.encode("ascii") for slot in self._slots),
            (rest or b">>").replace(b"%", b"%%"),
        )
        self._heads: dict[bytes, bytes] = {}
        self._known: dict[tuple[str, str], int] = {}

    def fill(self, values: Mapping[str, str]) -> int:
        """Write what shows these values; the number that :meth:`Run.add` wants.

        Raises:
            PersonalFault: A value has no room in its place, or a character that can't be printed.
        """
        forms = tuple([self._form(slot, values[slot]) for slot in self._slots])
        number = self._objects.new()
        self._objects.put(number, self._resources % forms)
        return number

    def _form(self, slot: str, text: str) -> int:
        found = self._known.get((slot, text))
        if found is not None:
            return found
        objects = self._objects
        free = objects.free
        body, fonts = self._stamper.form(slot, text, free)
        if fonts:
            first = objects.new(len(fonts))
            for index, whole in enumerate(fonts):
                objects.put_whole(first + index, whole)
        head, _, rest = body.partition(_LENGTH)
        short = self._heads.get(head)
        if short is None:
            short = self._short(head) if not fonts else head + _LENGTH
            if not fonts:
                self._heads[head] = short
        number = objects.new()
        objects.put_stream(number, short + rest.rstrip(b"\n"))
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[slot, text] = number
        return number

    def _short(self, head: bytes) -> bytes:
        """What a form begins with, where its box and fonts are told once for all."""
        told = dictionary(head + b">>")
        shared = {
            name: b"%d 0 R" % self._run.put(written(told[name]))
            for name in (b"/BBox", b"/Resources")
        }
        return b"<<%s" % entries(told | shared) + _LENGTH


def _renumbered(text: bytes, parts: Parts, taken: dict[int, int], run: Run) -> bytes:
    return pointing(text, lambda number: run._take(number, parts, taken))
