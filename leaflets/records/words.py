"""A site's own headings and words in; the columns and values that they stand for out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from leaflets.errors import UsageFault
from leaflets.model.vocabulary import NONE, UNKNOWN, Vocabulary
from leaflets.records.columns import OTHER_COLUMNS, column_name

_ALIKE = 1024
"""How many different cells are kept taken apart; lists have the same ones over and over."""

IGNORED = ""
"""What a heading stands for whose column is passed over without a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """The headings and words of a site's tables, as it declares them.

    ``columns`` gives the column of a heading, ``values`` the word of a column in place of another.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Translator:
    """Puts a table's words into those of a record, as they are declared and never by likeness.

    Raises:
        UsageFault: A declaration names a column or a value that there is not.
    """

    def __init__(self, words: TableWords, vocabulary: Vocabulary) -> None:
        self.known = frozenset(
            (*vocabulary.record_names, *vocabulary.codes.test_columns, *OTHER_COLUMNS)
        )
        self._drugs = frozenset(a.id for a in vocabulary.attributes if a.holds_drugs)
        self._columns = {column_name(heading): to for heading, to in words.columns.items()}
        self._values = {
            column_name(column): {word.strip().casefold(): to for word, to in of_column.items()}
            for column, of_column in words.values.items()
        }
        self._check(words, vocabulary)
        self.words: Callable[[str, str], tuple[str, ...]] = lru_cache(maxsize=_ALIKE)(self._words)
        """The words of a cell, by its column."""

    def column(self, heading: str) -> str:
        """The column of ``heading``, empty where it is to be passed over."""
        name = column_name(heading)
        return self._columns.get(name, name)

    def takes_whole(self, column: str) -> bool:
        """Whether what stands in a cell of ``column`` is one word, just as it is."""
        return column not in self._drugs and not self._values.get(column)

    def _words(self, column: str, cell: str) -> tuple[str, ...]:
        if not cell:
            return ()
        values = self._values.get(column)
        if not values:
            return tuple(cell.split(";")) if column in self._drugs else (cell,)
        whole = values.get(cell.strip().casefold())
        if column not in self._drugs:
            return (cell if whole is None else whole,)
        if whole is not None:
            return tuple(whole.split(";"))
        found: list[str] = []
        for word in cell.split(";"):
            found += values.get(word.strip().casefold(), word).split(";")
        return tuple(found)

    def _check(self, words: TableWords, vocabulary: Vocabulary) -> None:
        faults = [
            f'[columns] "{heading}" = "{to}": there is no column {to}'
            for heading, to in words.columns.items()
            if to not in (*self.known, IGNORED)
        ]
        for column, of_column in words.values.items():
            name = column_name(column)
            if name not in self.known:
                faults.append(f"[values.{column}]: there is no column {column}")
                continue
            faults += [
                f'[values.{column}] "{word}" = "{to}": {to} is not a value of {column}'
                for word, to in of_column.items()
                if not _can_stand(vocabulary, name, to)
            ]
        if faults:
            raise UsageFault("\n".join(("leaflets.toml declares what there is not", *faults)))


def _can_stand(vocabulary: Vocabulary, column: str, to: str) -> bool:
    """Whether ``to`` may stand in ``column``."""
    if to.casefold() in (UNKNOWN, ""):
        return True
    attribute = vocabulary.attribute(column)
    if attribute is not None and attribute.holds_drugs:
        words = [word.strip() for word in to.split(";")]
        return words == [NONE] or all(vocabulary.drug_named(word) for word in words)
    if attribute is not None:
        return attribute.value(to) is not None or attribute.is_unknown(to)
    if (derived := vocabulary.derived_attribute(column)) is not None:
        return derived.value(to) is not None
    if (found := vocabulary.codes.test_column(column)) is not None:
        return to.casefold() in found[1].words
    shorthand = next((s for s in vocabulary.shorthands if s.id == column), None)
    return shorthand is None or to.casefold() in dict(shorthand.values)
