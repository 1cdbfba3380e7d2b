"""The plan of a leaflet in; the sheet on which a clinician checks it before it is handed over, out.

Everything on it is read from the proof that made the leaflet: there is no second reasoning.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from leaflets.approval import standings_of
from leaflets.layout.check_sheet import typeset_check_sheet
from leaflets.model.check_sheet import CheckRow, CheckSheet, Known
from leaflets.model.proof import Decision, Selection, Verdict
from leaflets.model.rule import ALWAYS
from leaflets.model.source import (
    Content,
    GlanceSource,
    LeafletSource,
    SourceBlock,
    SourcePart,
    State,
)
from leaflets.model.vocabulary import UNKNOWN
from leaflets.pipeline import Order, Plan
from leaflets.release.standing import Standing
from leaflets.selection.plain_words import PlainWords

_VERDICTS = {
    Verdict.SHOW: "In",
    Verdict.HIDE: "Out",
    Verdict.LATER: "Later",
    Verdict.ASK: "Ask",
}


def make_check_sheet(content: Content, leaflet: LeafletSource, plan: Plan, order: Order) -> bytes:
    """The sheet of ``plan`` as a PDF, in English."""
    return typeset_check_sheet(check_sheet(content, leaflet, plan, order), order.fonts)


def check_sheet(content: Content, leaflet: LeafletSource, plan: Plan, order: Order) -> CheckSheet:
    """What the sheet of ``plan`` says."""
    words = PlainWords(content.vocabulary)
    selection = plan.selection
    known = [a for a in selection.attributes if a.value != UNKNOWN]
    unknown = [a.attribute for a in selection.attributes if a.value == UNKNOWN]
    listed, always = _parted(leaflet)
    stood = standings_of(content, leaflet, order.today)
    return CheckSheet(
        title=leaflet.title.source,
        edition=(
            ("Code", plan.leaflet.code),
            ("Version", leaflet.version),
            ("Language", _languages(plan)),
            ("Format", order.page_format.name),
            ("State", plan.leaflet.state.value),
            ("Made on", f"{order.today.day} {order.today:%B %Y}"),
        ),
        known=tuple(
            Known(label=words.label(a.attribute), value=words.value(a.value)) for a in known
        ),
        unknown=tuple(map(words.label, unknown)),
        # What waits stands in the table, with what it waits for.
        notices=tuple(
            f"{notice.id}: {notice.message}" for notice in (*selection.conflicts, *selection.flags)
        ),
        rows=tuple(_rows(listed, selection, words, set(plan.leaflet.keys()), stood)),
        always="; ".join(_titled(block, plan) for block in always) + ".",
        code=plan.leaflet.code,
    )


def _languages(plan: Plan) -> str:
    beside = plan.leaflet.beside
    return f"{plan.leaflet.language}{f', {beside.language} beside it' if beside else ''}"


def _parted(leaflet: LeafletSource) -> tuple[list[SourceBlock], list[SourceBlock]]:
    """The blocks that some rule decides, and those that every leaflet has, whole."""
    ruled = [
        block
        for block in leaflet.blocks
        if block.when != ALWAYS or any(part.when is not None for part in block.parts)
    ]
    return ruled, [block for block in leaflet.blocks if block not in ruled]


def _titled(block: SourceBlock, plan: Plan) -> str:
    printed = set(plan.leaflet.keys())
    facts = _facts(part for part in block.parts if part.key in printed)
    return f"{block.title.source} ({facts})" if facts else block.title.source


def _rows(
    blocks: Sequence[SourceBlock],
    selection: Selection,
    words: PlainWords,
    printed: set[str],
    stood: Sequence[Standing],
) -> Iterator[CheckRow]:
    names = {block.key: block.title.source for block in blocks}
    for block in blocks:
        decision = selection.decision(block.key)
        ruled = [part for part in block.parts if part.when is not None]
        carried = [part for part in block.parts if part.key in printed and part not in ruled]
        yield CheckRow(
            name=block.title.source,
            verdict=_VERDICTS[decision.verdict],
            because=_titles(words.because(decision), names) or "in every leaflet",
            facts=_facts(carried),
            state=_state(block, stood) if decision.verdict is not Verdict.HIDE else "",
        )
        if decision.verdict is Verdict.HIDE:
            continue  # its parts are out with it
        for alike in _alike(ruled, selection):
            own = [selection.decision(part.key) for part in alike]
            yield CheckRow(
                name="; ".join(map(_part_name, alike)),
                verdict=_VERDICTS[own[0].verdict],
                because=_titles(_joined(words, own, decision), names),
                facts=_facts(part for part in alike if part.key in printed),
                of_block=True,
            )


def _alike(parts: Iterable[SourcePart], selection: Selection) -> Iterator[list[SourcePart]]:
    """Parts of one block that follow each other and share a row: the same questions decided."""

    def decided(part: SourcePart) -> tuple[Verdict, frozenset[str]]:
        decision = selection.decision(part.key)
        asked = (clause.proof.asked.attribute for clause in decision.proof.decisive())
        return decision.verdict, frozenset(asked)

    for _, run in groupby(parts, key=decided):
        yield list(run)


def _joined(words: PlainWords, parts: Sequence[Decision], block: Decision) -> str:
    """What decided several parts with one verdict; what they share is said once."""
    if parts[0].verdict in (Verdict.SHOW, Verdict.HIDE):
        return words.clauses(clause for part in parts for clause in part.proof.decisive())
    return "; ".join(dict.fromkeys(words.because(part, block) for part in parts))


def _titles(text: str, names: Mapping[str, str]) -> str:
    """``text`` with blocks by their titles instead of their keys."""
    for key, title in names.items():
        text = re.sub(rf"(?<![\w.]){re.escape(key)}(?= is (?:not )?printed)", title, text)
    return text


def _part_name(part: SourcePart) -> str:
    return part.heading.source if part.heading else part.name.replace("_", " ")


def _state(block: SourceBlock, stood: Sequence[Standing]) -> str:
    """The worst state of what is in the block, and the day by which it has to be looked at."""
    own = [standing for standing in stood if standing.unit.group == block.key]
    worst = min((standing.state for standing in own), key=list(State).index)
    review = min((standing.ends for standing in own if standing.ends), default=block.review_by)
    day = f"{review.day} {review:%b %Y}" if review else "no date"
    return f"{worst.value}, {day}"


def _facts(parts: Iterable[SourcePart]) -> str:
    """The ids of the facts that ``parts`` carry; a run of numbers as its first and last."""
    carried = set[str]()
    for part in parts:
        carried.update(part.facts)
        if isinstance(part.body, GlanceSource):
            carried.update(fact for row in part.body.rows for fact in row.facts)
    numbers = sorted(int(fact[1:]) for fact in carried if re.fullmatch(r"F\d+", fact))
    others = sorted(fact for fact in carried if not re.fullmatch(r"F\d+", fact))
    runs = []
    for _, grouped in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in grouped]
        ends = dict.fromkeys((run[0], run[-1]))
        runs.append("-".join(f"F{number:02}" for number in ends))
    return ", ".join([*runs, *others])
