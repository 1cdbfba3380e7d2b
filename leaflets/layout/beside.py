"""A leaflet in two languages in; pages out, on which each part stands beside itself.

Two columns have the reader's language first, as it is read: on the right for one that is read from
there. Where there is no room for columns, every page of the reader's language faces one of the
other, and what is paired stands at the same height on both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from leaflets.layout.call_line import CallLine, line_below
from leaflets.layout.continued import continued_over
from leaflets.layout.furniture import Geometry
from leaflets.layout.opening import LOGO_SHARES, PersonalBox, logo_mark
from leaflets.layout.pagination import Again, TooTall, paginate
from leaflets.layout.pair import Other, Pair
from leaflets.layout.panels import (
    Area,
    Arrangement,
    Panel,
    Placed,
    Rule,
    lowest,
    place,
    stack,
)
from leaflets.layout.paragraphs import DoesNotFit, SetText, set_text
from leaflets.layout.piece import Piece
from leaflets.layout.qr import QrPanel
from leaflets.layout.sheet import Sheet
from leaflets.layout.story import block_pieces
from leaflets.layout.structure import Node
from leaflets.layout.stylesheet import Styles, TextStyle, Weight
from leaflets.layout.tables import TableRow
from leaflets.layout.two_languages import GAP, in_columns
from leaflets.model.leaflet import Beside, Leaflet
from leaflets.model.text import Translated


class NoRoom(TooTall):
    """What is level in two languages takes more than a page."""


class Heads(Panel):
    """What languages are called, each in itself, on a tint above its column; on every page."""

    def __init__(self, own: Translated | None, other: Translated | None, styles: Styles) -> None:
        super().__init__()
        self._styles = styles
        self._gap = GAP if own is not None and other is not None else None
        assert styles.beside is not None
        self._names = Pair(
            _head(own, styles) if own else None,
            _head(other, styles.beside) if other else None,
            self._gap,
            inset=styles.spaces.step,
        )

    def arrange(self, width: float) -> Arrangement:
        """A tinted strip for each column."""
        pad = self._styles.spaces.step / 2
        names = place(self._names, 0, pad, width)
        height = names.height + 2 * pad
        column = width if self._gap is None else (width - self._gap) / 2
        strip = Area(width=column, height=height, fill=self._styles.palette.tint)
        strips = (strip,) if self._gap is None else (strip, replace(strip, x=column + self._gap))
        return Arrangement(height, (names,), strips)

    def draw(self) -> None:
        """Draw as what stands on every page: a listener is told the language by each branch."""
        with self.sheet.artifact("Pagination", "Header"):
            super().draw()


def _head(name: Translated, styles: Styles) -> SetText:
    style = replace(styles.running, weight=Weight.BOLD, colour=styles.palette.accent)
    return set_text(name, style).tagged(None)


class Divider(Panel):
    """A thin line between the columns."""

    def __init__(self, height: float, styles: Styles) -> None:
        super().__init__()
        self._height = height
        self._styles = styles

    def arrange(self, width: float) -> Arrangement:
        """Down the middle."""
        thickness = self._styles.spaces.hairline
        line = Rule(
            x=(width - thickness) / 2,
            top=0,
            length=thickness,
            thickness=self._height,
            colour=self._styles.palette.line,
        )
        return Arrangement(self._height, (), (line,))


def pages_beside(
    leaflet: Leaflet[Translated], place_of: Geometry, styles: Styles
) -> tuple[tuple[Placed, ...], ...]:
    """The pages of a leaflet that has a second language.

    Raises:
        DoesNotFit: A word or a fixed text is too wide for its place, or the title for its page.
        NoRoom: Something that is kept whole is taller than a page, with what stands level with it.
    """
    setter = _Columns if in_columns(styles.page_format) else _Facing
    try:
        return tuple(setter(leaflet, place_of, styles).pages())
    except TooTall as error:
        # No author can mend it: what is level with a second language takes more room.
        raise NoRoom(
            f"{styles.page_format.name} has no room for two languages: {error.message}",
            hint="print in one language, or in a format with smaller type, such as large",
        ) from error


class _Setter:
    """What is set beside what. ``gap`` is what is between columns, in points, if there are any."""

    gap: float | None

    def __init__(self, leaflet: Leaflet[Translated], place_of: Geometry, styles: Styles) -> None:
        assert leaflet.beside is not None
        assert styles.beside is not None
        self.leaflet = leaflet
        self.beside: Beside[Translated] = leaflet.beside
        self.place_of = place_of
        self.styles = styles
        self.their: Styles = styles.beside
        self.measure = styles.page_format.measure
        furniture = leaflet.furniture
        self.personal = PersonalBox(furniture.personal, styles, reserved=furniture.reserved)
        self.stories = (
            [p for block in leaflet.blocks for p in block_pieces(block, styles)],
            [p for block in self.beside.blocks for p in block_pieces(block, self.their)],
        )

    def pairs(self) -> list[Piece]:
        """The story of both languages, piece by piece.

        Its pieces are of this leaflet alone: what is level with one text is not with another.
        """
        return [
            Pair(_said(one), None if isinstance(its, QrPanel) else _said(its), self.gap)
            for one, its in zip(*self.stories, strict=True)
        ]

    def again(self) -> Again | None:
        """What stands above the rest of a table on its next page, in both languages."""
        told = (self.leaflet.furniture.continued, self.beside.continued)
        own, other = (
            continued_over(story, continued, styles)
            for story, continued, styles in zip(
                self.stories, told, (self.styles, self.their), strict=True
            )
        )
        if own is None or other is None:
            return None

        def both(index: int) -> Piece | None:
            one, its = own(index), other(index)
            if one is None or its is None:
                return None
            return Pair(one, its, self.gap).spaced(after=one.space_after)

        return both

    def call_line(
        self, pairs: Sequence[Piece], column: Sequence[Placed], top: float
    ) -> Iterator[Placed]:
        """The number to call at any hour, on page 1 below a column that does not have it.

        ``top`` is where that begins. As in one language the line takes room that is left, and does
        not stand between lines of one text.
        """
        found = next((p for p in pairs if isinstance(p, Pair) and p.numbers()), None)
        cut = bool(column) and column[-1].piece not in pairs
        if found is None or cut or any(placed.piece is found for placed in column):
            return
        own, other = found.numbers()
        end, room = top + lowest(column), self.place_of.column_bottom
        for source in (other.label, None):
            line = CallLine(own, self.styles, source)
            line.place = found.place
            placed = line_below(line, end, room, self.styles)
            if placed is not None:
                yield placed
                return

    def logo(self) -> Iterator[Piece]:
        """The clinic's logo, above the titles."""
        if self.leaflet.furniture.logo:
            yield _Logo(self.leaflet, self.styles).spaced(after=self.styles.spaces.paragraph)

    def text_top(self, heads: Heads) -> float:
        """Where text begins below the names of the languages."""
        return self.place_of.column_top + heads.wrap(self.measure)[1] + self.styles.spaces.step

    def opening(self, head: Sequence[Piece], top: float) -> tuple[tuple[Placed, ...], float]:
        """Logo and titles with the personal box below them, and where that ends.

        Raises:
            TooTall: A page has no room for them.
        """
        spaces = self.styles.spaces
        placed, bottom = stack((*self.logo(), *head), 0, top, self.measure)
        personal = place(self.personal, 0, bottom + 2 * spaces.step, self.measure)
        bottom = personal.top + personal.height
        if bottom > self.place_of.column_bottom:
            raise TooTall("with the personal box both titles are too long for one page")
        return (*placed, personal), bottom


class _Columns(_Setter):
    gap = GAP

    def pages(self) -> Iterator[tuple[Placed, ...]]:
        """Pages of two columns, a line between them wherever nothing stands across."""
        heads = Heads(*self.beside.names, self.styles)
        top = self.text_top(heads)
        # Page 1 has no running head: the names of the languages stand where that would.
        higher = self.place_of.column_top - self.place_of.head_top
        opening, bottom = self.opening((self._titles(), self._leads()), top - higher)
        first_top = bottom + 2 * self.styles.spaces.step
        end = self.place_of.column_bottom
        pairs = self.pairs()
        columns = paginate(pairs, self.measure, end - first_top, end - top, self.again())
        head = place(heads, 0, self.place_of.column_top, self.measure)
        for number, column in enumerate(columns):
            start = top if number else first_top
            page = tuple(p._replace(top=p.top + start) for p in column)
            if number:
                yield (head, *self._dividers(page), *page)
                continue
            page = (*opening, *page, *self.call_line(pairs, column, first_top))
            yield (head._replace(top=self.place_of.head_top), *self._dividers(page), *page)

    def _titles(self) -> Pair:
        """The titles as large as neither has a word that is too wide for its column."""
        for own, other in zip(self.styles.titles, self.their.titles, strict=True):
            pair = Pair(
                set_text(self.leaflet.title, own).tagged("H1"),
                set_text(self.beside.title, other).tagged("H1"),
                self.gap,
            )
            try:
                pair.wrap(self.measure)
            except DoesNotFit:
                continue
            break
        return pair.spaced(after=self.styles.spaces.step)

    def _leads(self) -> Pair:
        own, other = self.styles.leads[0], self.their.leads[0]
        return Pair(set_text(self.leaflet.lead, own), set_text(self.beside.lead, other), self.gap)

    def _dividers(self, page: Sequence[Placed]) -> Iterator[Placed]:
        """A line beside each run of pairs."""
        run: list[Placed] = []
        for placed in (*page, None):
            if placed is not None and isinstance(placed.piece, Pair):
                run.append(placed)
            elif run:
                yield place(
                    Divider(lowest(run) - run[0].top, self.styles), 0, run[0].top, self.measure
                )
                run = []


class _Facing(_Setter):
    gap = None

    def pages(self) -> Iterator[tuple[Placed, ...]]:
        """A cover for both, then pages that face each other."""
        pairs = self.pairs()
        cover = self._cover()
        yield (*cover, *self.call_line(pairs, (), lowest(cover)))
        own, other = (
            Heads(self.beside.names[0], None, self.styles),
            Heads(None, self.beside.names[1], self.styles),
        )
        top = max(self.text_top(own), self.text_top(other))
        height = self.place_of.column_bottom - top
        for column in paginate(pairs, self.measure, height, height, self.again()):
            for number, heads in enumerate((own, other)):
                yield (
                    place(heads, 0, self.place_of.column_top, self.measure),
                    *self._halves(column, number, top),
                )

    def _halves(self, column: Sequence[Placed], number: int, top: float) -> Iterator[Placed]:
        for placed in column:
            assert isinstance(placed.piece, Pair)
            half = placed.piece.halves()[number]
            if half is not None:
                yield half._replace(top=half.top + placed.top + top)

    def _cover(self) -> tuple[Placed, ...]:
        """Both titles, as large as there is room for; they are below each other."""
        last = max(len(self.styles.titles), len(self.styles.leads)) - 1
        for number in range(last + 1):
            try:
                return self.opening(tuple(self._titles(number)), self.place_of.head_top)[0]
            except (DoesNotFit, TooTall):
                if number == last:
                    raise
        raise AssertionError("there is a style for titles")

    def _titles(self, number: int) -> Iterator[Piece]:
        spaces = self.styles.spaces
        said = (
            (self.leaflet.title, self.leaflet.lead, self.styles),
            (self.beside.title, self.beside.lead, self.their),
        )
        for title, lead, styles in said:
            other = styles is self.their
            pieces = (
                set_text(title, _at(styles.titles, number))
                .tagged("H1")
                .spaced(before=spaces.block_before, after=spaces.step),
                set_text(lead, _at(styles.leads, number)).spaced(after=spaces.block_before),
            )
            for piece in pieces:
                yield _spaced_as(piece, Other(piece)) if other else piece


def _at(styles: Sequence[TextStyle], number: int) -> TextStyle:
    return styles[min(number, len(styles) - 1)]


def _spaced_as(piece: Piece, other: Piece) -> Piece:
    return other.spaced(before=piece.space_before, after=piece.space_after)


def _said(piece: Piece) -> Piece | None:
    """The piece, unless it is a row that stands for one of the other language."""
    return None if isinstance(piece, TableRow) and piece.blank else piece


class _Logo(Panel):
    """The clinic's picture at the far end of a line of its own."""

    def __init__(self, leaflet: Leaflet[Translated], styles: Styles) -> None:
        super().__init__()
        self._logo = leaflet.furniture.logo
        self._height = 2 * styles.titles[0].size

    def arrange(self, width: float) -> Arrangement:
        """As large as it stands beside a title."""
        assert self._logo is not None
        mark = logo_mark(self._logo.path, width * LOGO_SHARES[0], self._height)
        figure = Node("Figure", alt=self._logo.name)
        return Arrangement(mark.height, (), (replace(mark, x=width - mark.width, node=figure),))


def set_beside(sheet: Sheet, leaflet: Leaflet[Translated], styles: Styles) -> None:
    """Prepare a sheet for the second language of a leaflet, if that has one."""
    if leaflet.beside is not None and styles.beside is not None:
        mirrored = styles.beside.typography.right_to_left
        sheet.set_beside(leaflet.beside.language, mirrored=mirrored)
