"""A leaflet that was made in; what its page in the browser says of it, out.

Why each block is in or out is read from the proof that made the leaflet, as `explain` and the check
sheet read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from leaflets.check_sheet import check_sheet
from leaflets.desk.making.brought import Question
from leaflets.desk.making.controls import paper_and_size
from leaflets.desk.making.leaflet import Decided, Making
from leaflets.model.check_sheet import CheckRow
from leaflets.model.proof import Verdict
from leaflets.model.source import State
from leaflets.selection.plain_words import PlainWords
from leaflets.translation.languages import describe


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something that is not known, and the titles of what waits for it."""

    attribute: str
    label: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """A block that is out, and what would have to be so for it to be in."""

    title: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is said of a leaflet beside its pages. ``folded``: it can be printed as sheets.

    ``in_english``: it is, as there is no whole translation into the language that was asked for.
    """

    pages: int
    language: str
    language_name: str
    page_format: str
    state: State
    code: str
    folded: bool
    conflicts: tuple[str, ...]
    notices: tuple[str, ...]
    in_english: bool
    waiting: tuple[Waiting, ...]
    rows: tuple[CheckRow, ...]
    always: str
    near: tuple[NearMiss, ...]
    questions: tuple[Question, ...]
    labels: Mapping[str, str]


def shown(making: Making) -> Shown:
    """What is said of the leaflet that was made."""
    decided, made = making.decided, making.made
    sheet = check_sheet(decided.content, decided.leaflet, made.plan, making.order)
    printed = made.plan.leaflet
    waiting = waiting_for(decided)
    selection = decided.selection
    return Shown(
        pages=made.pages,
        language=printed.language.replace("_", "-"),
        language_name=describe(printed.language).english_name,
        page_format=paper_and_size(making.order.page_format),
        state=printed.state,
        code=printed.code,
        folded=making.order.page_format.sheet_mm is not None,
        conflicts=(
            *(found.message for found in decided.reading.conflicts),
            *(found.message for found in selection.conflicts),
        ),
        notices=(*making.said, *(flag.message for flag in selection.flags)),
        in_english=bool(made.plan.stands_for),
        waiting=waiting,
        rows=sheet.rows,
        always=sheet.always,
        near=near_misses(decided),
        questions=decided.questions,
        labels={entry.attribute: entry.label for entry in waiting},
    )


def waiting_for(decided: Decided) -> tuple[Waiting, ...]:
    """What some block waits for, with the titles of these blocks."""
    words = PlainWords(decided.content.vocabulary)
    return tuple(
        Waiting(
            attribute=name,
            label=words.label(name),
            blocks=titles(
                decided,
                tuple(d.key for d in decided.selection.decisions if name in d.missing),
            ),
        )
        for name in decided.selection.waiting_for()
    )


def near_misses(decided: Decided) -> tuple[NearMiss, ...]:
    """The blocks that are out, each with the smallest change that would bring it in."""
    words = PlainWords(decided.content.vocabulary)
    return tuple(
        NearMiss(title=title, needs=tuple(map(words.need, decision.would_show_if)))
        for decision in decided.selection.decisions
        if decision.would_show_if and decision.verdict in (Verdict.HIDE, Verdict.LATER)
        for title in titles(decided, (decision.key,))
        if "." not in decision.key
    )


def titles(decided: Decided, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The titles of the blocks that ``keys`` of blocks and parts belong to, each once."""
    found = (decided.leaflet.block(key.partition(".")[0]) for key in keys)
    return tuple(dict.fromkeys(block.title.source for block in found if block is not None))
