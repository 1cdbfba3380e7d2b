"""Copies that are made in; one file of all of them for a print room, and its job ticket, out.

The run is put together from the leaflets' templates and the list, not from the copies' files. It is
written whole or not at all, and only if something in it would be another.
"""

import hashlib
import io
import json
import os
from array import array
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import pypdfium2  # type: ignore[import-untyped]

from leaflets.batch.audit import Sample, has_code, has_name
from leaflets.batch.folder import Folder
from leaflets.batch.plan import Fate, Plan, PlannedRow
from leaflets.batch.survey import Surveyed
from leaflets.compiled.cache import TemplateCache
from leaflets.compiled.key import program
from leaflets.compiled.leaflet import Compiled
from leaflets.errors import LeafletsError, UsageFault
from leaflets.files import check_writable, whole_file, write_whole
from leaflets.layout.formats import PageFormat
from leaflets.layout.run_cover import RunCover, typeset_run_cover
from leaflets.layout.two_languages import for_two_languages
from leaflets.model.profile import Personal
from leaflets.pipeline import Order, compile_plan
from leaflets.print.imposition import Fold, turning_edge
from leaflets.print.run import Run, Sides, Span
from leaflets.print.sheets import Marks
from leaflets.print.ticket import Stock, Ticket
from leaflets.records.tables import Table

TITLE = "Print run"
_STATE = "print-run"


class RunOrder(StrEnum):
    """In which order copies come: as in the list, or all of a language and format together."""

    GIVEN = "given"
    LANGUAGE_FORMAT = "language-format"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRun:
    """The run that is wanted. ``imposed``: sheets for formats that are folded, with these marks.

    Raises:
        UsageFault: It is not called a PDF.
    """

    path: Path
    order: RunOrder = RunOrder.GIVEN
    separators: bool = False
    imposed: Marks | None = None

    def __post_init__(self) -> None:
        if self.path.suffix.casefold() != ".pdf":
            raise UsageFault(f"{self.path} is to be a PDF", hint="call it such as run.pdf")

    def check(self, output: Path) -> None:
        """Say at once that it can't be written; ``output``, the batch's own folder, is made later.

        Raises:
            UsageFault: A folder is not there, or may not be written to.
        """
        if self.path.parent.absolute() != output.absolute() or output.is_dir():
            for path in self.files:
                check_writable(path)

    @property
    def files(self) -> tuple[Path, Path, Path]:
        """The run, its job ticket and the sheet that goes with it."""
        path = self.path
        return path, path.with_suffix(".csv"), path.with_name(f"{path.stem}-cover.pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What is in a run. ``edges`` are those over which paper is turned; ``made``: just now."""

    leaflets: int
    pages: int
    sheets: int
    edges: tuple[str, ...]
    unfolded: tuple[str, ...] = ()
    """Formats that are folded and whose pages stand in it as they are read."""
    read_back: int = 0
    made: bool = True


def current(folder: Folder, wanted: PrintRun) -> Printed | None:
    """What is in the run that is there, if it is of the batch as it stands."""
    try:
        told = json.loads((folder.private / _STATE).read_text(encoding="utf-8"))
        if told["key"] != _key(folder, wanted):
            return None
        if told["sizes"] != _sizes(wanted):
            return None
        return Printed(**{**told["printed"], "made": False})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _sizes(wanted: PrintRun) -> list[int]:
    return [path.stat().st_size for path in wanted.files]


def _key(folder: Folder, wanted: PrintRun) -> str:
    """What stands for all that is in a run: what is in each copy, in the order of the list."""
    state = hashlib.sha256(folder.state.read_bytes()).hexdigest()
    how = (str(wanted.path.absolute()), wanted.order, wanted.separators, wanted.imposed)
    return hashlib.sha256(repr((state, program(), *map(str, how))).encode()).hexdigest()


class PrintRoom:
    """Makes the run of a batch whose copies are right; ``step`` is called after each of them.

    Raises:
        LeafletsError: The list was changed meanwhile; or what was written is not what it should be.
        UsageFault: It can't be written.
    """

    def __init__(
        self,
        plan: Plan,
        table: Table,
        surveyed: Surveyed,
        wanted: PrintRun,
        step: Callable[[], None],
    ) -> None:
        self._plan = plan
        self._table = table
        self._surveyed = surveyed
        self._wanted = wanted
        self._step = step
        kit = surveyed.kit
        self._cache = TemplateCache(kit.cache) if kit.cache else None
        self._sides: dict[str, tuple[Sides, Stock]] = {}
        self._unfolded: set[str] = set()

    def make(self, folder: Folder, sample: Sample) -> Printed:
        """Write the run, its ticket and its cover."""
        wanted = self._wanted
        path, ticket_path, cover_path = wanted.files
        with whole_file(path) as stream, whole_file(ticket_path) as ticket_stream:
            lines = io.TextIOWrapper(ticket_stream, "utf-8", newline="")
            ticket = Ticket(lines)
            drawn = self._write(stream, ticket, sample)
            lines.flush()
            lines.detach()
            stream.flush()
            self._read_back(stream, drawn)
            today = self._surveyed.site.clock
            cover = RunCover(
                file=path.name,
                ticket=ticket_path.name,
                made_on=f"{today.day} {today:%B %Y}",
                groups=ticket.groups,
                separators=wanted.separators,
            )
            fonts = self._surveyed.kit.order.fonts
            write_whole(cover_path, typeset_run_cover(cover, fonts))
        printed = Printed(
            leaflets=sum(group.copies for group in ticket.groups),
            pages=sum(group.pages for group in ticket.groups),
            sheets=sum(group.sheets for group in ticket.groups),
            edges=tuple(sorted({group.stock.edge.value for group in ticket.groups})),
            unfolded=tuple(sorted(self._unfolded)),
            read_back=len(drawn),
        )
        told = {"key": _key(folder, wanted), "sizes": _sizes(wanted), "printed": asdict(printed)}
        write_whole(folder.private / _STATE, json.dumps(told).encode())
        return printed

    def _write(
        self, stream: BinaryIO, ticket: Ticket, sample: Sample
    ) -> list[tuple[PlannedRow, Span]]:
        """Write the values of all copies, then their pages in the order that is wanted."""
        run = Run(stream, title=TITLE, separators=self._wanted.separators)
        filled = self._fill(run)
        drawn: list[tuple[PlannedRow, Span]] = []
        for row in self._in_order():
            assert row.token is not None
            sides, stock = self._sides[row.leaflet]
            span = run.add(sides, filled[row.number], row.token)
            ticket.add(row.token, stock, span)
            if sample.has(row.token) or not (drawn or sample.percent == 0):
                drawn.append((row, span))
        run.close()
        return drawn

    def _fill(self, run: Run) -> "array[int]":
        """Write the values of every copy; for each row, what its pages need to show them."""
        filled = array("Q", bytes(8 * (1 + self._plan.last_number())))
        open_key = ""
        for row in self._plan.by_leaflet(Fate.MADE, Fate.UNCHANGED):
            assert row.token is not None
            if row.leaflet != open_key:
                open_key = row.leaflet
                compiled = self._compiled(row.leaflet)
                language = compiled.language
                leaflet = run.open(compiled.template, compiled.set_value, language)
                stock = self._stock(language, compiled.page_format)
                self._sides[row.leaflet] = (leaflet.sides, stock)
            values = compiled.values(self._personal(row), row.token)
            filled[row.number] = leaflet.fill(values)
            self._step()
        return filled

    def _compiled(self, key: str) -> Compiled:
        kit, wish = self._surveyed.kit, self._surveyed.wishes[key]
        compiled = self._kept(key, kit.order_for(wish)) or compile_plan(kit.plan(wish), self._cache)
        imposed = self._wanted.imposed
        return compiled if imposed is None else compiled.on_sheets(imposed)

    def _kept(self, key: str, order: Order) -> Compiled | None:
        """The pages that the key stands for, which was decided when the list was checked."""
        if self._cache is None:
            return None
        page_format = order.page_format
        if order.bilingual:
            page_format = for_two_languages(page_format)
        return self._cache.get(key, page_format, order.fonts)

    def _stock(self, language: str, page_format: PageFormat) -> Stock:
        sheet = page_format.sheet_mm
        if sheet is not None and self._wanted.imposed is not None:
            edge = turning_edge(page_format.fold, *sheet)
            return Stock(language, page_format.name, page_format.paper, edge)
        size = (page_format.width_mm, page_format.height_mm)
        paper = page_format.paper
        if sheet is not None:
            self._unfolded.add(page_format.name)
            paper = f"{size[0]:g} x {size[1]:g} mm"
        return Stock(language, page_format.name, paper, turning_edge(Fold.FLAT, *size))

    def _personal(self, row: PlannedRow) -> Personal:
        assert row.token is not None
        personal = self._table.personal(row.place)
        if self._surveyed.inputs(row.leaflet, row.token, personal, row.day) != row.inputs:
            raise LeafletsError(
                f"the list was changed while the run was made: row {row.number}",
                hint="hand out nothing of this batch, and give the same command again",
            )
        return replace(personal, day=date.fromisoformat(row.day))

    def _in_order(self) -> Iterator[PlannedRow]:
        if self._wanted.order is RunOrder.GIVEN:
            yield from self._plan.in_order(Fate.MADE, Fate.UNCHANGED)
            return
        kinds: dict[tuple[str, str], list[str]] = {}
        for key, (_, stock) in sorted(self._sides.items()):
            kinds.setdefault((stock.language, stock.format), []).append(key)
        for _, keys in sorted(kinds.items()):
            yield from self._plan.merged(keys, Fate.MADE, Fate.UNCHANGED)

    def _read_back(self, stream: BinaryIO, drawn: list[tuple[PlannedRow, Span]]) -> None:
        """See to it that every page of these copies is theirs, as a reader of PDFs sees it."""
        if not drawn:
            return
        stream.seek(0)
        document = pypdfium2.PdfDocument(stream)
        try:
            for row, span in drawn:
                assert row.token is not None
                sides, _ = self._sides[row.leaflet]
                pages = (document[number - 1] for number in range(span.first, span.last + 1))
                texts = [text for page in pages if (text := _text(page)).strip()]
                before = int(self._wanted.separators)
                name = self._personal(row).name
                right = (
                    len(texts) == before + len(sides.pages)
                    and all(has_code(text, row.token) for text in texts)
                    and any(has_name(text, name) for text in texts[before:])
                )
                if not right:
                    raise LeafletsError(
                        f"pages {span.first} to {span.last} of the run are not those of row"
                        f" {row.number}",
                        hint="the run was not kept; hand out nothing of it, and report this",
                    )
        finally:
            document.close()
            stream.seek(0, os.SEEK_END)


def _text(page: pypdfium2.PdfPage) -> str:
    text: str = page.get_textpage().get_text_bounded()
    return text
