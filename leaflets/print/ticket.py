"""Copies of a run in, as they are added; its job ticket out: a line for each, and sums for a cover.

A ticket names nobody: it has tokens, and where each copy is.
"""

import csv
from dataclasses import dataclass
from typing import Final, TextIO

from leaflets.print.imposition import Edge
from leaflets.print.run import Span

COLUMNS: Final = (
    "first_page", "last_page", "token", "sheets", "language", "format", "paper", "edge",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stock:
    """What copies have in common for a print room: ``edge`` is the one to turn the paper over."""

    language: str
    format: str
    paper: str
    edge: Edge


@dataclass(slots=True)
class Group:
    """The copies of one kind: how many, on how many sheets, and from which page to which."""

    stock: Stock
    copies: int = 0
    sheets: int = 0
    pages: int = 0
    first: int = 0
    last: int = 0

    @property
    def together(self) -> bool:
        """Whether no other copies are between them."""
        return self.last - self.first + 1 == self.pages


class Ticket:
    """The job ticket of a run, written as it grows."""

    def __init__(self, stream: TextIO) -> None:
        self._writer = csv.writer(stream, lineterminator="\n")
        self._writer.writerow(COLUMNS)
        self._groups: dict[Stock, Group] = {}

    def add(self, token: str, stock: Stock, span: Span) -> None:
        """Add the line of a copy."""
        place = (span.first, span.last, token, span.sheets)
        self._writer.writerow((*place, stock.language, stock.format, stock.paper, stock.edge))
        group = self._groups.get(stock)
        if group is None:
            group = self._groups[stock] = Group(stock, first=span.first)
        group.copies += 1
        group.sheets += span.sheets
        group.pages += span.last - span.first + 1
        group.last = span.last

    @property
    def groups(self) -> tuple[Group, ...]:
        """The kinds of copies, in the order in which the first of each comes."""
        return tuple(self._groups.values())
