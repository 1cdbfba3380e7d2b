"""Characters in logical order in, embedding levels and the visual order of a line out (UAX #9).

Complete: explicit embeddings, overrides and isolates (X1-X10) here, weak and neutral types and
brackets (W, N, I) in ``bidi_resolve``, lines (L1, L2) here again. Time is linear in the length of
the text. Mirroring (L4) is left to shaping, which mirrors what it sets right to left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from leaflets.text.bidi_classes import (
    EMBEDDING_INITIATORS,
    ISOLATE_INITIATORS,
    REMOVED_BY_X9,
    bidi_classes,
)
from leaflets.text.bidi_resolve import IsolatingRun, resolve

MAX_DEPTH = 125  # BD2

# Without one of these, and with an even base, every level is the base.
_NEEDS_ALGORITHM = (
    frozenset({"R", "AL", "AN"}) | EMBEDDING_INITIATORS | ISOLATE_INITIATORS | {"PDI", "PDF"}
)
_ALIKE = frozenset({"L", "R", "AL", "EN", "AN"})


@dataclass(frozen=True, slots=True)
class Levels:
    """The paragraph's base level, and each character's class and embedding level."""

    base: int
    classes: Sequence[str]
    levels: Sequence[int]


def bidi_levels(text: str, base: int | None = None) -> Levels:
    """The levels of a paragraph; ``base`` 0 or 1, or None to find it from the text (P2, P3)."""
    classes = bidi_classes(text)
    if not base and _NEEDS_ALGORITHM.isdisjoint(classes):
        return Levels(0, classes, [0] * len(classes))
    # No rule tells a letter or digit from others of its class in a row: only the first counts.
    kept = [
        index
        for index, (before, kind) in enumerate(pairwise(["", *classes]))
        if before != kind or kind not in _ALIKE
    ]
    firsts = levels_of_classes([classes[i] for i in kept], base, "".join(text[i] for i in kept))
    levels: list[int] = []
    rows = pairwise([*kept, len(text)])
    for level, (start, end) in zip(firsts.levels, rows, strict=True):
        levels += [level] * (end - start)
    return Levels(firsts.base, classes, levels)


def levels_of_classes(classes: Sequence[str], base: int | None = None, text: str = "") -> Levels:
    """As :func:`bidi_levels`, from classes; brackets pair only when ``text`` is given."""
    matching = _matching_pdis(classes)
    if base is None:
        base = _first_strong_level(classes, 0, len(classes), matching)
    types, levels = _explicit(classes, base, matching)
    for run in _isolating_runs(classes, levels, base, matching):
        resolve(run, classes, types, levels, text)
    previous = base
    for index, kind in enumerate(classes):
        if kind in REMOVED_BY_X9:
            levels[index] = previous
        previous = levels[index]
    return Levels(base, classes, levels)


def _matching_pdis(classes: Sequence[str]) -> dict[int, int]:
    """Where each isolate initiator's PDI is, for those that have one (BD9)."""
    matching: dict[int, int] = {}
    opened: list[int] = []
    for index, kind in enumerate(classes):
        if kind in ISOLATE_INITIATORS:
            opened.append(index)
        elif kind == "PDI" and opened:
            matching[opened.pop()] = index
        elif kind == "B":
            opened.clear()
    return matching


def _first_strong_level(
    classes: Sequence[str], start: int, end: int, matching: dict[int, int]
) -> int:
    """P2 and P3: the level of the first strong character that is not inside an isolate."""
    index = start
    while index < end:
        kind = classes[index]
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
        if kind in ISOLATE_INITIATORS:
            index = matching.get(index, end)
        index += 1
    return 0


def _explicit(
    classes: Sequence[str], base: int, matching: dict[int, int]
) -> tuple[list[str], list[int]]:
    """X1-X8: types after overrides, and explicit levels."""
    types, levels = list(classes), [base] * len(classes)
    stack: list[tuple[int, str, bool]] = [(base, "", False)]  # level, override, is an isolate
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    for index, kind in enumerate(classes):
        level, override, _ = stack[-1]
        if kind in ISOLATE_INITIATORS or kind in EMBEDDING_INITIATORS:  # X2-X5c
            isolates = kind in ISOLATE_INITIATORS
            levels[index] = level
            if isolates and override:
                types[index] = override
            if kind == "FSI":
                end = matching.get(index, len(classes))
                odd = _first_strong_level(classes, index + 1, end, matching) == 1
            else:
                odd = kind[0] == "R"
            deeper = (level + 1) | 1 if odd else (level + 2) & ~1
            if deeper <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                valid_isolates += isolates
                forced = ("R" if odd else "L") if kind in ("LRO", "RLO") else ""
                stack.append((deeper, forced, isolates))
            elif isolates:
                overflow_isolates += 1
            elif not overflow_isolates:
                overflow_embeddings += 1
        elif kind == "PDI":  # X6a
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not stack.pop()[2]:
                    pass
                valid_isolates -= 1
            level, override, _ = stack[-1]
            levels[index] = level
            if override:
                types[index] = override
        elif kind == "PDF":  # X7
            levels[index] = level
            if overflow_isolates:
                pass
            elif overflow_embeddings:
                overflow_embeddings -= 1
            elif not stack[-1][2] and len(stack) > 1:
                stack.pop()
        elif kind == "B":  # X8
            del stack[1:]
            overflow_isolates = overflow_embeddings = valid_isolates = 0
        else:  # X6
            levels[index] = level
            if override and kind != "BN":
                types[index] = override
    return types, levels


def _isolating_runs(
    classes: Sequence[str], levels: Sequence[int], base: int, matching: dict[int, int]
) -> list[IsolatingRun]:
    """X10: level runs joined over isolates, with the types at their two ends."""
    kept = [index for index, kind in enumerate(classes) if kind not in REMOVED_BY_X9]
    level_runs: list[list[int]] = []
    before: dict[int, int] = {}  # the level before the run that starts here, and
    after: dict[int, int] = {}  # after the run that ends here
    previous = -1
    for index in kept:
        if previous < 0 or levels[previous] != levels[index]:
            before[index] = base if previous < 0 else levels[previous]
            if previous >= 0:
                after[previous] = levels[index]
            level_runs.append([])
        level_runs[-1].append(index)
        previous = index
    starting = {run[0]: run for run in level_runs}
    continued = {matching[run[-1]] for run in level_runs if run[-1] in matching}
    sequences = []
    for run in level_runs:
        if run[0] in continued:
            continue  # it is a part of the run that has its initiator
        indices = list(run)
        while indices[-1] in matching and matching[indices[-1]] in starting:
            indices += starting[matching[indices[-1]]]
        level, last = levels[indices[0]], indices[-1]
        following = base if classes[last] in ISOLATE_INITIATORS else after.get(last, base)
        sequences.append(
            IsolatingRun(
                indices=indices,
                level=level,
                start="R" if max(level, before[indices[0]]) & 1 else "L",
                end="R" if max(level, following) & 1 else "L",
            )
        )
    return sequences


def line_levels(paragraph: Levels, start: int, end: int) -> list[int]:
    """L1: the levels of one line, its separators and trailing white space at the base level."""
    levels = list(paragraph.levels[start:end])
    trailing = True
    for index in range(end - 1, start - 1, -1):
        kind = paragraph.classes[index]
        if kind in ("B", "S"):
            trailing = True
        elif kind not in ("WS", "PDI") and (
            kind not in ISOLATE_INITIATORS and kind not in REMOVED_BY_X9
        ):
            trailing = False
        if trailing:
            levels[index - start] = paragraph.base
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """L2: the indices of characters, or runs, from left to right."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level & 1]
    if not odd:
        return order
    for level in range(max(levels), min(odd) - 1, -1):
        index = 0
        while index < len(order):
            if levels[order[index]] < level:
                index += 1
                continue
            end = index
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[index:end] = order[index:end][::-1]
            index = end
    return order
