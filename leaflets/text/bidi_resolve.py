"""An isolating run sequence in, its characters' levels out (UAX #9, rules W1-W7, N0-N2, I)."""

from collections.abc import Sequence
from dataclasses import dataclass

from leaflets.text.bidi_classes import (
    CLOSING_BRACKETS,
    ISOLATE_INITIATORS,
    NEUTRALS,
    OPENING_BRACKETS,
)

MAX_OPEN_BRACKETS = 63  # BD16


@dataclass(frozen=True, slots=True)
class IsolatingRun:
    """BD13: the characters' indices, their level, and sos and eos of rule X10 ("L" or "R")."""

    indices: Sequence[int]
    level: int
    start: str
    end: str


def resolve(
    run: IsolatingRun,
    classes: Sequence[str],
    types: Sequence[str],
    levels: list[int],
    text: str,
) -> None:
    """Write the resolved levels of one sequence into ``levels``."""
    kinds = [types[index] for index in run.indices]
    _resolve_weak(kinds, run.start)
    if text:
        _resolve_brackets(kinds, run, classes, text)
    _resolve_neutral(kinds, run)
    level = run.level
    steps = {"L": 1, "EN": 1, "AN": 1} if level & 1 else {"R": 1, "AN": 2, "EN": 2}  # I1, I2
    for index, kind in zip(run.indices, kinds, strict=True):
        levels[index] = level + steps.get(kind, 0)


def _resolve_weak(kinds: list[str], start: str) -> None:
    """W1-W7, in place."""
    previous = strong = start
    for k, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kind = "ON" if previous in ISOLATE_INITIATORS or previous == "PDI" else previous
            kinds[k] = kind
        previous = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":  # W2
            kinds[k] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    if "CS" in kinds or "ES" in kinds:
        for k in range(1, len(kinds) - 1):  # W4
            kind = kinds[k]
            if kind in ("CS", "ES") and kinds[k - 1] == kinds[k + 1]:
                before = kinds[k - 1]
                if before == "EN" or (before == "AN" and kind == "CS"):
                    kinds[k] = before
    k = kinds.index("ET") if "ET" in kinds else len(kinds)
    while k < len(kinds):
        if kinds[k] == "ET":  # W5
            end = k
            while end < len(kinds) and kinds[end] == "ET":
                end += 1
            beside = (k > 0 and kinds[k - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
            kinds[k:end] = ["EN" if beside else "ON"] * (end - k)
            k = end
            continue
        k += 1
    kinds[:] = ["ON" if kind in ("ES", "CS") else kind for kind in kinds]  # W6
    if "EN" not in kinds:
        return
    strong = start
    for k, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[k] = "L"


def _direction(kind: str) -> str:
    """What rules N0-N2 count a type as: numbers are R there."""
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _bracket_pairs(kinds: Sequence[str], indices: Sequence[int], text: str) -> list[list[int]]:
    """BD16: pairs of positions in the sequence, by opening bracket."""
    opened: list[tuple[str, int]] = []
    pairs: list[list[int]] = []
    if "ON" not in kinds:
        return pairs
    for k, kind in enumerate(kinds):
        if kind != "ON":
            continue
        character = text[indices[k]]
        if character in OPENING_BRACKETS:
            if len(opened) == MAX_OPEN_BRACKETS:
                return []  # BD16 stops here, and no bracket of the sequence counts
            opened.append((OPENING_BRACKETS[character], k))
        elif character in CLOSING_BRACKETS:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == CLOSING_BRACKETS[character]:
                    pairs.append([opened[depth][1], k])
                    del opened[depth:]
                    break
    return sorted(pairs)


def _resolve_brackets(
    kinds: list[str], run: IsolatingRun, classes: Sequence[str], text: str
) -> None:
    """N0, in place. Counts and one sweep instead of a search per pair keep it linear."""
    pairs = _bracket_pairs(kinds, run.indices, text)
    if not pairs:
        return
    embedding = "R" if run.level & 1 else "L"
    along, against = [0], [0]  # how many strong types there are before each position
    for kind in kinds:
        direction = _direction(kind)
        along.append(along[-1] + (direction == embedding))
        against.append(against[-1] + (direction not in ("", embedding)))
    context, swept = run.start, 0
    for opening, closing in pairs:
        while swept < opening:
            context = _direction(kinds[swept]) or context
            swept += 1
        if along[closing] > along[opening + 1]:  # N0 b
            direction = embedding
        elif against[closing] > against[opening + 1]:  # N0 c
            direction = context
        else:
            continue
        for bracket in (opening, closing):
            kinds[bracket] = direction
            after = bracket + 1
            while after < len(kinds) and classes[run.indices[after]] == "NSM":
                kinds[after] = direction
                after += 1


def _resolve_neutral(kinds: list[str], run: IsolatingRun) -> None:
    """N1 and N2, in place."""
    embedding = "R" if run.level & 1 else "L"
    k = 0
    while k < len(kinds):
        if kinds[k] not in NEUTRALS:
            k += 1
            continue
        end = k
        while end < len(kinds) and kinds[end] in NEUTRALS:
            end += 1
        before = _direction(kinds[k - 1]) if k else run.start
        after = _direction(kinds[end]) if end < len(kinds) else run.end
        kinds[k:end] = [before if before == after else embedding] * (end - k)
        k = end
