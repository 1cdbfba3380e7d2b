"""A matrix in; one row for each set of results, one cell for each block, out: as text or SVG.

A cell holds every verdict that the block has for those results, over all that else may be known of
the person. No cell speaks by colour alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from xml.sax.saxutils import escape

from leaflets.model.proof import Verdict
from leaflets.selection.combinations import Combination, shown
from leaflets.selection.matrix import Matrix

LETTERS = {Verdict.SHOW: "S", Verdict.LATER: "L", Verdict.ASK: "?", Verdict.HIDE: "-"}
LEGEND = "S show   L later   ? ask   - hide   (several: it depends on the rest of the record)"


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """The verdicts for one set of results; ``cells`` are in the order of the overview's keys."""

    results: Combination
    cells: tuple[frozenset[Verdict], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What each set of results can print."""

    title: str
    attributes: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]
    rows: tuple[OverviewRow, ...]


def overview(matrix: Matrix) -> Overview:
    """The overview over those attributes whose results a leaflet may mention."""
    columns = {key: matrix.verdicts(key) for key in matrix.keys if "." not in key}
    rows = []
    for results in matrix.results():
        cells = []
        for by_result in columns.values():
            cells.append(
                frozenset(
                    verdict
                    for seen, verdicts in by_result.items()
                    if set(seen.values) <= set(results.values)
                    for verdict in verdicts
                )
            )
        rows.append(OverviewRow(results, tuple(cells)))
    return Overview(
        title=matrix.leaflet.title.source,
        attributes=matrix.result_labels,
        keys=tuple(columns),
        rows=tuple(rows),
    )


def letters(verdicts: frozenset[Verdict]) -> str:
    """A cell's letters, what prints first."""
    return "".join(letter for verdict, letter in LETTERS.items() if verdict in verdicts)


def as_text(table: Overview) -> Iterator[str]:
    """The overview as lines for a terminal, with a legend."""
    widths = [
        max(len(label), *(len(shown(dict(row.results.values)[name])) for row in table.rows)) + 2
        for name, label in table.attributes
    ]
    head = "".join(
        label.ljust(width) for (_, label), width in zip(table.attributes, widths, strict=True)
    )
    yield head + "".join(f"{number:<6}" for number in range(1, len(table.keys) + 1)).rstrip()
    for row in table.rows:
        values = dict(row.results.values)
        start = "".join(
            shown(values[name]).ljust(width)
            for (name, _), width in zip(table.attributes, widths, strict=True)
        )
        yield start + "".join(f"{letters(cell):<6}" for cell in row.cells).rstrip()
    yield ""
    yield from (f"{number:>3}  {key}" for number, key in enumerate(table.keys, 1))
    yield ""
    yield LEGEND


_CELL_WIDTH, _CELL_HEIGHT, _HEAD_HEIGHT = 64, 26, 190
_LETTER_WIDTH = 8.2  # no font of these sets bold letters of 13 wider, on average
_FILLS = {Verdict.SHOW: "#12456b", Verdict.LATER: "#9dbdd6", Verdict.ASK: "#f0e3b8"}
_INK, _PAPER, _RULE = "#1b1b1f", "#ffffff", "#c8ccd2"


def as_svg(table: Overview) -> str:
    """The overview as an SVG picture: results down, blocks across."""
    starts = list(accumulate(_label_widths(table), initial=0))
    labels = starts.pop()
    width = labels + len(table.keys) * _CELL_WIDTH + 60
    height = _HEAD_HEIGHT + len(table.rows) * _CELL_HEIGHT + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="Noto Sans, Arial, sans-serif" '
        f'font-size="13" fill="{_INK}" role="img">',
        f"<title>{escape(table.title)}</title>",
        f'<rect width="{width}" height="{height}" fill="{_PAPER}"/>',
    ]
    for index, (_, label) in enumerate(table.attributes):
        parts.append(_text(starts[index] + 12, _HEAD_HEIGHT - 10, label, bold=True))
    for index, key in enumerate(table.keys):
        x = labels + index * _CELL_WIDTH + _CELL_WIDTH / 2
        parts.append(
            f'<text transform="translate({x:g} {_HEAD_HEIGHT - 10}) rotate(-60)">'
            f"{escape(key)}</text>"
        )
    for number, row in enumerate(table.rows):
        y = _HEAD_HEIGHT + number * _CELL_HEIGHT
        values = dict(row.results.values)
        for index, (name, _) in enumerate(table.attributes):
            parts.append(_text(starts[index] + 12, y + 18, shown(values[name])))
        for index, cell in enumerate(row.cells):
            parts.append(_cell(labels + index * _CELL_WIDTH, y, cell))
    parts.append(_text(12, height - 22, LEGEND))
    parts.append("</svg>\n")
    return "\n".join(parts)


def _label_widths(table: Overview) -> Iterator[int]:
    """How wide the column of each attribute is: as its label, or a value of it."""
    for name, label in table.attributes:
        values = [shown(dict(row.results.values)[name]) for row in table.rows]
        yield round(max(map(len, (label, *values))) * _LETTER_WIDTH) + 24


def _cell(x: float, y: float, verdicts: frozenset[Verdict]) -> str:
    """A cell: one stripe a verdict, and its letters."""
    drawn = [verdict for verdict in LETTERS if verdict in verdicts]
    stripe = (_CELL_WIDTH - 2) / len(drawn)
    parts = []
    for index, verdict in enumerate(drawn):
        left = x + 1 + index * stripe
        fill = _FILLS.get(verdict, _PAPER)
        ink = _PAPER if verdict is Verdict.SHOW else _INK
        parts.append(
            f'<rect x="{left:g}" y="{y + 1:g}" width="{stripe:g}" height="{_CELL_HEIGHT - 2}" '
            f'fill="{fill}" stroke="{_RULE}"/>'
            f'<text x="{left + stripe / 2:g}" y="{y + 18:g}" text-anchor="middle" fill="{ink}">'
            f"{LETTERS[verdict]}</text>"
        )
    return "".join(parts)


def _text(x: float, y: float, text: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}"{weight}>{escape(text)}</text>'
