"""Decisions in; why each block is in or out, out: as JSON, and as lines for a person.

Everything is read from the kept proof; there is no second reasoning.
"""

from collections.abc import Iterator, Sequence

from leaflets.model.proof import Clause, Decision, Found, Notice, Selection
from leaflets.model.source import LeafletSource
from leaflets.model.vocabulary import UNKNOWN, Vocabulary
from leaflets.selection.plain_words import PlainWords
from leaflets.selection.what_if import Turn

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]

SCHEMA = 1


def as_json(leaflet: LeafletSource, selection: Selection, record_id: str | None) -> dict[str, Json]:
    """The explanation as the contract's object."""
    return {
        "schema": SCHEMA,
        "leaflet": leaflet.id,
        "record_id": record_id,
        "attributes": {a.attribute: _plain(a.value) for a in selection.attributes},
        "blocks": [_decision(decision) for decision in selection.decisions],
        "conflicts": [_notice(notice) for notice in selection.conflicts],
        "flags": [_notice(notice) for notice in selection.flags],
    }


def turned_json(turned: Sequence[Turn], after: Selection) -> dict[str, Json]:
    """What a change would turn, beside the contract's object; ``after`` is what it leads to."""
    return {
        "appear": [turn.key for turn in turned if turn.appears],
        "disappear": [turn.key for turn in turned if turn.disappears],
        "verdicts": [
            {"key": turn.key, "from": turn.before.value, "to": turn.after.value} for turn in turned
        ],
        "conflicts": [_notice(notice) for notice in after.conflicts],
        "flags": [_notice(notice) for notice in after.flags],
    }


def refused_json(record_id: str, refused: list[tuple[str, str]]) -> dict[str, Json]:
    """A row that was refused, as the contract's object."""
    return {
        "schema": SCHEMA,
        "record_id": record_id,
        "refused": [{"column": column, "message": message} for column, message in refused],
    }


def _decision(decision: Decision) -> dict[str, Json]:
    entry: dict[str, Json] = {
        "key": decision.key,
        "verdict": decision.verdict.value,
        "because": [_clause(clause) for clause in decision.proof.clauses()],
        "missing": list(decision.missing),
        "would_show_if": [
            {"attribute": need.attribute, "needs": need.value} for need in decision.would_show_if
        ],
    }
    if decision.conflict:
        entry["conflict"] = decision.conflict
    return entry


def _clause(clause: Clause) -> dict[str, Json]:
    asked = clause.proof.asked
    entry: dict[str, Json] = {
        "attribute": asked.attribute,
        "needs": asked.value,
        "is": _plain(clause.proof.found),
        "holds": clause.proof.holds,
    }
    if clause.negated:
        entry["negated"] = True
    if clause.derived:
        entry["derived"] = True
    return entry


def _notice(notice: Notice) -> dict[str, Json]:
    return {"id": notice.id, "message": notice.message, "keys": list(notice.keys)}


def _plain(found: Found) -> Json:
    if found is None:
        return UNKNOWN
    return found if isinstance(found, str) else list(found)


class Narrator:
    """Tells decisions in a clinician's words."""

    def __init__(self, leaflet: LeafletSource, vocabulary: Vocabulary) -> None:
        self._leaflet = leaflet
        self._words = PlainWords(vocabulary)

    def lines(self, selection: Selection) -> Iterator[str]:
        """What is known, then each block: its verdict, what decided, what would change it."""
        yield self._leaflet.title.source
        yield ""
        known = [a for a in selection.attributes if a.value != UNKNOWN]
        unknown = [a.attribute for a in selection.attributes if a.value == UNKNOWN]
        for attested in known:
            label = self._words.label(attested.attribute)
            yield f"  {label}: {self._words.value(attested.value)}"
        if unknown:
            yield f"  not known: {', '.join(map(self._words.label, unknown))}"
        yield ""
        block: Decision | None = None
        for decision in selection.decisions:
            is_part = "." in decision.key
            yield from self._decision(decision, block if is_part else None)
            block = block if is_part else decision
        yield from self._notices(selection)

    def turned(self, turned: Sequence[Turn], after: Selection) -> Iterator[str]:
        """What would appear, disappear or be decided otherwise, and what ``after`` warns of."""
        names = [self._name(turn.key).strip() for turn in turned]
        width = max(map(len, names), default=0)
        for turn, name in zip(turned, names, strict=True):
            sign = "+" if turn.appears else "-" if turn.disappears else " "
            change = f"{turn.before.value.upper()} -> {turn.after.value.upper()}"
            yield f"{sign} {name:<{width}}  {change}"
        if not turned:
            yield "Nothing would change."
        yield from self._notices(after)

    @staticmethod
    def _notices(selection: Selection) -> Iterator[str]:
        for kind, notices in (("Conflict", selection.conflicts), ("Note", selection.flags)):
            for notice in notices:
                yield ""
                yield f"{kind} {notice.id}: {notice.message}"

    def _decision(self, decision: Decision, block: Decision | None) -> Iterator[str]:
        yield f"{decision.verdict.value.upper():<6}{self._name(decision.key)}"
        because = self._words.because(decision, block)
        if because:
            yield f"        {because}"
        if decision.would_show_if:
            needs = map(self._words.need, decision.would_show_if)
            yield f"        would show if {' and '.join(needs)}"

    def _name(self, key: str) -> str:
        block_key, _, part = key.partition(".")
        block = self._leaflet.block(block_key)
        if part or block is None:
            return f"  {key}"
        return f"{key}" + (f" ({block.title.source})" if block.title.source != key else "")
