"""A checked row in; its cells as fields that can be mended, each with what is wrong with it, out.

What may stand in a column is read from the declarations: nothing here knows a column by name.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from leaflets.batch.plan import RowRefusal
from leaflets.desk.lists.checked import CheckedRow
from leaflets.model.vocabulary import Vocabulary
from leaflets.records.columns import column_name
from leaflets.records.sources import is_unread
from leaflets.records.template import TemplateColumn, template_columns
from leaflets.records.words import TableWords, Translator


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that may stand in a cell, and what it is called."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell as a field. ``faults`` are what is wrong with it, in words.

    ``choices`` are empty where anything may stand. ``several``: with ``;`` between them.
    ``given``: the list has such a column. ``read``: what stands in it counts for the leaflet.
    ``asked``: it would decide something that is open. ``help`` says what is typed into it.
    """

    heading: str
    column: str
    label: str
    value: str = field(repr=False)
    choices: tuple[Choice, ...] = ()
    several: bool = False
    help: str = ""
    faults: tuple[str, ...] = field(default=(), repr=False)
    asked: bool = False
    mended: bool = False
    given: bool = True
    read: bool = True

    @property
    def has_choice(self) -> bool:
        """Whether a word is chosen for it, not typed."""
        return bool(self.choices) and not self.several

    @property
    def own_word(self) -> str:
        """The word that stands in it and is none of the choices, if there is one."""
        return "" if any(self.value == choice.value for choice in self.choices) else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCells:
    """The cells of a row, in the order of the list, and what is wrong with it as a whole."""

    cells: tuple[Cell, ...]
    faults: tuple[str, ...] = field(default=(), repr=False)

    def number(self, cell: Cell) -> int:
        """What tells the field of a cell from others on a page."""
        return self.cells.index(cell)

    @property
    def at_fault(self) -> tuple[Cell, ...]:
        """The cells that have to be mended."""
        return tuple(cell for cell in self.cells if cell.faults)

    @property
    def asked(self) -> tuple[Cell, ...]:
        """The cells that would decide what is open."""
        return tuple(cell for cell in self.cells if cell.asked and not cell.faults)

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells with something in them."""
        return tuple(cell for cell in self.cells if cell.value.strip())


class Columns:
    """What each column of a list says, and may say.

    ``languages`` are names by ids; ``plain`` says for a page what was said for the command line.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        words: TableWords,
        languages: Mapping[str, str],
        formats: Sequence[str],
        plain: Callable[[str], str] = str,
    ) -> None:
        self._plain = plain
        self._translator = Translator(words, vocabulary)
        self._known = {c.name: c for c in template_columns(vocabulary, list(languages), formats)}
        self._labels = {a.id: a.label for a in vocabulary.attributes}
        self._labels |= {derived.id: derived.label for derived in vocabulary.derived}
        for derived in vocabulary.derived:
            values = tuple(value.id for value in derived.values)
            self._known[derived.id] = TemplateColumn(name=derived.id, help="", values=values)
        self._names: dict[str, Mapping[str, str]] = {
            a.id: {value.id: value.word for value in a.values} for a in vocabulary.attributes
        }
        for derived in vocabulary.derived:
            self._names[derived.id] = {value.id: value.word for value in derived.values}
        self._names["language"] = languages

    def of(self, row: CheckedRow, headings: Sequence[str]) -> RowCells:
        """The cells of ``row``; ``headings`` are those of the list."""
        own = [h for h in headings if h in row.cells or not is_unread(h)]
        open_on = {name for each in row.open for name in each.missing}
        cells = [
            replace(self._cell(heading, row.cells.get(heading, "")), mended=heading in row.mended)
            for heading in own
        ]
        there = {cell.column for cell in cells}
        cells += [
            replace(self._cell(name, ""), given=False) for name in self._known if name not in there
        ]
        placed = {cell.column for cell in cells} | {column_name(cell.heading) for cell in cells}
        found = [
            replace(
                cell,
                faults=tuple(map(self._plain, _faults(row.refusals, cell))),
                asked=cell.column in open_on,
            )
            for cell in cells
        ]
        whole = tuple(self._plain(str(r)) for r in row.refusals if r.column not in placed)
        return RowCells(cells=tuple(found), faults=whole)

    def label(self, name: str) -> str:
        """What an attribute is called."""
        return self._labels.get(name, name)

    def changed(
        self, cells: RowCells, given: Mapping[str, str], before: Mapping[str, str]
    ) -> dict[str, str]:
        """What was changed in a form, by the headings of the cells.

        ``before`` is what the form showed: what nobody touched in it is not put back over what
        another one has mended meanwhile. Space counts for nothing: a cell of a list is one line.
        """
        changed: dict[str, str] = {}
        for cell in cells.cells:
            value = given.get(cell.heading)
            if value is not None:
                value = _one_line(value)
                if value != _one_line(before.get(cell.heading, cell.value)):
                    changed[cell.heading] = value
        return changed

    def _cell(self, heading: str, value: str) -> Cell:
        if is_unread(heading):
            return Cell(heading=heading, column=heading, label=heading, value=value, read=False)
        column = self._translator.column(heading)
        known = self._known.get(column)
        if known is None:
            read = column in self._translator.known
            return Cell(heading=heading, column=column, label=heading, value=value, read=read)
        names = self._names.get(column, {})
        choices = tuple(Choice(word, names.get(word, word)) for word in known.values)
        return Cell(
            heading=heading,
            column=column,
            label=self._labels.get(column, "") or column.replace("_", " "),
            value=self._declared(known, value),
            choices=choices,
            several=known.several,
            help="" if known.values else known.help,
        )

    def _declared(self, column: TemplateColumn, value: str) -> str:
        """A value in the words of the declarations where it differs in case or space alone."""
        plain = value.strip().casefold()
        return next((v for v in column.values if v.casefold() == plain), value)


def _faults(refusals: Sequence[RowRefusal], cell: Cell) -> Iterator[str]:
    names = (cell.column, column_name(cell.heading))
    return (str(refusal) for refusal in refusals if refusal.column and refusal.column in names)


def _one_line(text: str) -> str:
    return " ".join(text.split())
