"""Questions about a record and the fields of a form in; the record with its answers, out.

A question is answered by somebody, never by the program: nothing is chosen before, and what was
left open is asked again.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace

from leaflets.desk.making.asked import ANSWER, Asked, Fault, Fields, one, read_fields
from leaflets.desk.making.brought import Brought, Kind, Question
from leaflets.desk.making.controls import Control, control, on_top
from leaflets.desk.making.leaflet import Decided
from leaflets.desk.making.shown import titles
from leaflets.desk.words import Words, marked
from leaflets.model.vocabulary import UNKNOWN
from leaflets.selection.plain_words import PlainWords

_ASKED = {
    Kind.SCOPE: marked("Is this leaflet for this person?"),
    Kind.HISTORY: marked("Are the treatments on record all there were?"),
    Kind.LANGUAGE: marked("In which language?"),
    Kind.FORMAT: marked("On which paper, and in which size?"),
    Kind.CONFLICT: marked("This does not go together"),
}

WHOLE = "whole"
"""The answer that the treatments on record are all there were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question as it is asked; ``control`` is that of the attribute that it is about."""

    question: Question
    text: str
    blocks: tuple[str, ...] = ()
    control: Control | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a form answered: the record with it, or what is still open; ``fields`` as sent."""

    fields: Fields
    brought: Brought = field(default_factory=lambda: Brought(columns={}))
    faults: tuple[Fault, ...] = ()


def asking(found: Decided, fields: Fields, known: Set[str]) -> tuple[Asking, ...]:
    """What is to be confirmed of a record that says something of the attributes ``known``."""
    words = PlainWords(found.content.vocabulary)
    asked = []
    for question in found.questions:
        attribute = found.vocabulary.attribute(question.name)
        is_ask = question.kind is Kind.ASK
        shown = None
        if is_ask and attribute is not None:
            own = control(attribute, found.leaflet, found.vocabulary, fields, otherwise="")
            shown = next(iter(on_top([own], known)), None)
        asked.append(
            Asking(
                question=question,
                text=words.label(question.about) if is_ask else question.about,
                blocks=titles(found, question.blocks),
                control=shown,
            )
        )
    return tuple(asked)


def called(asked: Iterable[Asking], _: Words) -> dict[str, str]:
    """What each question is called, by the field that answers it."""
    return {
        field_of(entry.question): _(_ASKED[entry.question.kind])
        if entry.question.kind in _ASKED
        else entry.text
        for entry in asked
    }


def with_history(brought: Brought, fields: Fields) -> Brought:
    """The record with the answer on its history, which decides what else is asked."""
    given = one(fields, Kind.HISTORY)
    return replace(brought, history_complete=given == WHOLE) if given else brought


def confirmed(brought: Brought, found: Decided, fields: Fields, _: Words) -> Answered:
    """The record with what ``fields`` answer, or the questions that they leave open."""
    open_yet = _("Answer this question.")
    faults: list[Fault] = []
    said = set(brought.confirmed)
    otherwise = Asked(columns={}, language="", page_format="", unanswered="")
    typed = read_fields(fields, found.vocabulary, otherwise).columns
    answers = dict(brought.answers)
    changed = brought
    for question in found.questions:
        name = field_of(question)
        given = one(fields, name)
        if question.kind is Kind.ASK and question.name in typed:
            answers[question.name] = typed[question.name]
        elif not given or (question.kind is Kind.ASK and given != UNKNOWN):
            faults.append(Fault(field=name, message=open_yet))
        else:
            said.add(question.id)
            match question.kind:
                case Kind.LANGUAGE:
                    changed = replace(changed, language=given)
                case Kind.FORMAT:
                    changed = replace(changed, page_format=given)
                case _:
                    pass
    changed = replace(changed, answers=answers, confirmed=frozenset(said))
    return Answered(fields=fields, brought=changed, faults=tuple(faults))


def field_of(question: Question) -> str:
    """The field of a form that answers a question."""
    return ANSWER + question.name if question.kind is Kind.ASK else question.id
