"""Decisions in; why each block is in or out, out: as JSON, and as lines for a person.

Everything is read from the kept proof; there is no second reasoning.
"""

from collections.abc import Iterable, Iterator, Sequence

from leaflets.model.evidence import Evidence, Provenance, RecordConflict
from leaflets.model.proof import Clause, Decision, Found, Notice, Selection
from leaflets.model.source import LeafletSource
from leaflets.model.vocabulary import UNKNOWN, Vocabulary
from leaflets.selection.plain_words import PlainWords
from leaflets.selection.what_if import Turn

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]

SCHEMA = 1


def as_json(
    leaflet: LeafletSource,
    selection: Selection,
    record_id: str | None,
    provenance: Provenance | None = None,
) -> dict[str, Json]:
    """The explanation as the contract's object; with ``provenance``, where its values come from."""
    told: dict[str, Json] = {
        "schema": SCHEMA,
        "leaflet": leaflet.id,
        "record_id": record_id,
        "attributes": {a.attribute: _plain(a.value) for a in selection.attributes},
        "blocks": [_decision(decision) for decision in selection.decisions],
        "conflicts": [_notice(notice) for notice in selection.conflicts],
        "flags": [_notice(notice) for notice in selection.flags],
    }
    if provenance is None:
        return told
    raised = told["conflicts"], told["flags"]
    assert isinstance(raised[0], list)
    assert isinstance(raised[1], list)
    raised[0][:0] = [_record_conflict(c, selection) for c in provenance.conflicts]
    if provenance.open:
        raised[1].append(_notice(_history_open(provenance, selection)))
    evidence: list[Json] = [_evidence(found) for found in provenance.evidence]
    return told | {"evidence": evidence}


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


def _evidence(found: Evidence) -> dict[str, Json]:
    return {
        "attribute": found.attribute,
        "value": found.value,
        "resource": found.resource,
        "system": found.system,
        "code": found.code,
        "date": found.date or None,
    }


def _record_conflict(conflict: RecordConflict, selection: Selection) -> dict[str, Json]:
    keys = _waiting(selection, conflict.attributes)
    notice = _notice(Notice(id=conflict.id, message=conflict.message, keys=keys))
    return {**notice, "attributes": list(conflict.attributes)}


def _waiting(selection: Selection, attributes: Iterable[str]) -> tuple[str, ...]:
    """The blocks and parts that wait for one of ``attributes``."""
    wanted = set(attributes)
    return tuple(d.key for d in selection.decisions if wanted & set(d.missing))


def _history_open(provenance: Provenance, selection: Selection) -> Notice:
    return Notice(
        id="history-not-complete",
        message="The record may not hold every treatment: one that is not in it counts as not "
        "known. If it holds them all, say --history-complete.",
        keys=_waiting(selection, provenance.open),
    )


def _plain(found: Found) -> Json:
    if found is None:
        return UNKNOWN
    return found if isinstance(found, str) else list(found)


class Narrator:
    """Tells decisions in a clinician's words."""

    def __init__(self, leaflet: LeafletSource, vocabulary: Vocabulary) -> None:
        self._leaflet = leaflet
        self._words = PlainWords(vocabulary)

    def lines(self, selection: Selection, provenance: Provenance | None = None) -> Iterator[str]:
        """What is known, then each block: its verdict, what decided, what would change it.

        With ``provenance``, what is known comes with what it rests on.
        """
        yield self._leaflet.title.source
        yield ""
        known = [a for a in selection.attributes if a.value != UNKNOWN]
        unknown = [a.attribute for a in selection.attributes if a.value == UNKNOWN]
        for attested in known:
            more = provenance is not None and attested.attribute in provenance.open
            others = "; others are not known" if more else ""
            label = self._words.label(attested.attribute)
            yield f"  {label}: {self._words.value(attested.value)}{others}"
            for found in provenance.evidence if provenance else ():
                if found.attribute == attested.attribute:
                    yield f"      {found.value}: {found}"
        if unknown:
            yield f"  not known: {', '.join(map(self._words.label, unknown))}"
        for conflict in provenance.conflicts if provenance else ():
            yield f"  Conflict {conflict.id}: {conflict.message}"
        if provenance and provenance.open:
            yield f"  {_history_open(provenance, selection).message}"
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
