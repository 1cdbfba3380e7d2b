"""A leaflet's pages in; the same leaflet as sheets of paper that are folded, out.

Sheets are a template like pages are, so that whatever stamps one stamps the other, and the two come
from one layout. A side of a sheet shows the contents of its pages one after the other, each moved
to its place and kept inside it: no page is there twice, and its text can be searched as before.
Sheets are untagged, since they are read by a printer, and say over which edge to turn them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from leaflets.pdf.syntax import numbers
from leaflets.pdf.template import Template
from leaflets.pdf.writer import deflate_rows, write_objects
from leaflets.print.imposition import Edge, Fold, Imposition, Placed, impose
from leaflets.print.parts import (
    Parts,
    Value,
    content_stream,
    dictionary,
    entries,
    pointing,
    split,
    take_apart,
    written,
)

POINTS_PER_MM: Final = 72 / 25.4
ROUND: Final = 10.0
"""Of the larger paper that cut marks stand on: so much more on each side, in millimetres."""

_BLEED: Final = 3.0
_FROM_EDGE: Final = 5.0  # millimetres; office printers can't print less
_TICK: Final = 3.0
_FINE: Final = "0 G 0.25 w"
_DUPLEX = {Edge.LONG: b"/DuplexFlipLongEdge", Edge.SHORT: b"/DuplexFlipShortEdge"}


class Marks(StrEnum):
    """What is printed beside the pages for those who fold or cut.

    ``fold``: short ticks at the fold lines, inside what an office printer prints. ``cut``: the
    sheet on larger paper, with marks round it where it is cut and folded.
    """

    NONE = "none"
    FOLD = "fold"
    CUT = "cut"


def impose_pages(
    template: Template,
    fold: Fold,
    width: float,
    height: float,
    marks: Marks = Marks.NONE,
) -> Template:
    """``template`` with sheets of ``width`` by ``height`` for its pages.

    They are bound or folded on the right if the leaflet says that it is read from right to left.

    Raises:
        ValueError: It has more pages than the fold has panels.
    """
    builder = _Builder(template)
    catalog = dictionary(builder.parts.objects[template.root])
    imposition = impose(
        fold, len(template.pages), width, height, right_to_left=_right_to_left(catalog)
    )
    pages, root, info = (builder.reserve() for _ in range(3))
    resources = builder.put(b"<<%s>>" % builder.renumbered(entries(builder.resources())))
    sides = [side for sheet in imposition.sheets for side in (sheet.front, sheet.back)]
    if not sides[-1]:
        sides.pop()
    kids = []
    for index, side in enumerate(sides):
        folds = imposition.folds
        if index % 2:
            folds = tuple(imposition.width - fold for fold in folds)
        contents = builder.side(side, imposition, marks, folds)
        told = b"".join(_boxes(imposition, marks))
        kids.append(
            builder.put(
                b"<</Type/Page/Parent %d 0 R%s/Contents[%s]/Resources %d 0 R>>"
                % (pages, told, b" ".join(b"%d 0 R" % number for number in contents), resources)
            )
        )
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    builder.fill(pages, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), listed))
    builder.fill(info, builder.parts.objects[template.info])
    builder.fill(root, _catalog(catalog, pages, imposition.edge))
    return builder.template(root, info, kids)


class _Builder:
    """The objects of the new template: the forms first, and what is pointed to as it is met."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self.parts: Parts = take_apart(template)
        self._numbers = {number: index for index, (_, number) in enumerate(self.forms(), 1)}
        self._bodies: list[bytes | None] = [None] * len(self._numbers)

    def forms(self) -> Sequence[tuple[str, int]]:
        return [(form.place.slot, form.number) for form in self._template.forms]

    def resources(self) -> dict[bytes, Value]:
        """Those of the pages, with the forms of values."""
        shown = dict(self.parts.resources)
        pictures = shown[b"/XObject"]
        assert isinstance(pictures, dict)
        forms: dict[bytes, Value] = {
            b"/" + slot.encode("ascii"): b"%d 0 R" % number for slot, number in self.forms()
        }
        shown[b"/XObject"] = {**pictures, **forms}
        return shown

    def reserve(self) -> int:
        self._bodies.append(b"null")
        return len(self._bodies)

    def fill(self, number: int, body: bytes) -> None:
        self._bodies[number - 1] = body

    def put(self, body: bytes) -> int:
        number = self.reserve()
        self.fill(number, body)
        return number

    def take(self, number: int) -> int:
        """The number of an object of the pages, here; with all that it points to."""
        if number not in self._numbers:
            own = self._numbers[number] = self.reserve()
            head, data = split(self.parts.objects[number])
            # As a template has it: the writer puts the line end before endstream.
            data = data.rstrip(b"\r\n").removesuffix(b"endstream").removesuffix(b"\r\n")
            head = self.renumbered(head)
            self.fill(own, b"%s\n%sendstream\n" % (head, data) if data else head)
        return self._numbers[number]

    def renumbered(self, text: bytes) -> bytes:
        return pointing(text, self.take)

    def side(
        self,
        side: Sequence[Placed],
        imposition: Imposition,
        marks: Marks,
        folds: Sequence[float],
    ) -> Iterator[int]:
        """The streams of a side: each page, with what moves it before and what ends that after."""
        _, _, width, height = map(float, self.parts.box.strip(b"[] ").split())
        round_it = ROUND if marks is Marks.CUT else 0
        before = ""
        for placed in side:
            x, y = ((each + round_it) * POINTS_PER_MM for each in (placed.x, placed.y))
            inside = f"0 0 {numbers(width, height)[1:-1]} re W n"
            yield self._stream(f"{before}q 1 0 0 1 {numbers(x, y)[1:-1]} cm {inside}")
            yield from map(self.take, self.parts.contents[placed.page - 1])
            before = "Q "
        end = before + " ".join(_marks(imposition, marks, folds))
        if end:
            yield self._stream(end)

    def _stream(self, content: str) -> int:
        body = content_stream(content).removesuffix(b"\r\nendstream") + b"endstream\n"
        return self.put(body)

    def template(self, root: int, info: int, pages: Sequence[int]) -> Template:
        old = self._template
        refs = {font.name: f"{self.take(int(font.ref.split()[0]))} 0 R" for font in old.fonts}
        prefix, rows = write_objects(self._bodies)
        count = len(old.forms)
        return replace(
            old.with_fonts(refs),
            prefix=prefix,
            before=deflate_rows([row for row in rows[:1] if row]),
            after=deflate_rows([row for row in rows[count + 1 :] if row]),
            size=len(rows),
            root=root,
            info=info,
            pages=tuple(pages),
            forms=tuple(replace(form, number=self._numbers[form.number]) for form in old.forms),
        )


def reads_right_to_left(template: Template) -> bool:
    """Whether the leaflet says that it is read from right to left."""
    return _right_to_left(dictionary(template.objects()[template.root]))


def _right_to_left(catalog: dict[bytes, Value]) -> bool:
    viewer = catalog[b"/ViewerPreferences"]
    assert isinstance(viewer, dict)
    return viewer.get(b"/Direction") == b"/R2L"


def _catalog(old: dict[bytes, Value], pages: int, edge: Edge) -> bytes:
    viewer = old[b"/ViewerPreferences"]
    assert isinstance(viewer, dict)
    # A sheet is printed as large as it is, and turned over the edge that its folds ask for.
    viewer = {**viewer, b"/PrintScaling": b"/None", b"/Duplex": _DUPLEX[edge]}
    told: dict[bytes, Value] = {
        b"/Type": b"/Catalog",
        b"/Lang": old[b"/Lang"],
        b"/Pages": b"%d 0 R" % pages,
        b"/ViewerPreferences": viewer,
    }
    return written(told)


def _boxes(imposition: Imposition, marks: Marks) -> Iterator[bytes]:
    """The paper; and where it is cut, if it is larger than the sheet (14.11.2)."""
    width, height = imposition.width, imposition.height
    if marks is not Marks.CUT:
        yield b"/MediaBox%s" % _box(0, 0, width, height)
        return
    yield b"/MediaBox%s" % _box(0, 0, width + 2 * ROUND, height + 2 * ROUND)
    yield b"/TrimBox%s" % _box(ROUND, ROUND, ROUND + width, ROUND + height)
    low, right, high = ROUND - _BLEED, ROUND + _BLEED + width, ROUND + _BLEED + height
    yield b"/BleedBox%s" % _box(low, low, right, high)


def _box(*millimetres: float) -> bytes:
    return numbers(*(each * POINTS_PER_MM for each in millimetres)).encode("ascii")


def _marks(imposition: Imposition, marks: Marks, folds: Sequence[float]) -> Iterator[str]:
    width, height = imposition.width, imposition.height
    match marks:
        case Marks.NONE:
            return
        case Marks.FOLD:
            lines = [
                (fold, low, fold, low + _TICK)
                for fold in folds
                for low in (_FROM_EDGE, height - _FROM_EDGE - _TICK)
            ]
        case Marks.CUT:
            left, low, right, high = ROUND, ROUND, ROUND + width, ROUND + height
            out = ROUND - _BLEED  # as long as the paper has room beyond the bleed
            ends = [
                (low - _BLEED - out + 1, low - _BLEED),
                (high + _BLEED, high + _BLEED + out - 1),
            ]
            upright = [left, *(ROUND + fold for fold in folds), right]
            lines = [(x, a, x, b) for x in upright for a, b in ends]
            sides = [
                (left - _BLEED - out + 1, left - _BLEED),
                (right + _BLEED, right + _BLEED + out - 1),
            ]
            lines += [(a, y, b, y) for y in (low, high) for a, b in sides]
    yield f"q {_FINE}"
    for line in lines:
        x, y, to_x, to_y = (each * POINTS_PER_MM for each in line)
        yield f"{numbers(x, y)[1:-1]} m {numbers(to_x, to_y)[1:-1]} l"
    yield "S Q"
