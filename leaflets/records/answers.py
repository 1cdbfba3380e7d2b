"""Answers, a column and its words each, in; a person's profile and every refusal out.

Options, record files and tables all end here, so that a word means the same in each.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from leaflets.model.evaluate import Evaluator, contradictions
from leaflets.model.profile import Profile
from leaflets.model.vocabulary import (
    NONE,
    UNKNOWN,
    Attribute,
    Derived,
    Shorthand,
    Vocabulary,
)

_BETWEEN_DRUGS = re.compile(r"[;,/+&\n]| and ", re.IGNORECASE)
"""What people write between two drugs."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of one column, in the words it was said in."""

    column: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value can't be taken. ``contradiction``: each value is fine, but not both."""

    column: str
    message: str
    hint: str = ""
    contradiction: bool = False

    def __str__(self) -> str:
        told = f"{self.message} ({self.hint})" if self.hint else self.message
        return f"{self.column}: {told}" if self.column else told


def build_profile(
    answers: Iterable[Answer], vocabulary: Vocabulary
) -> tuple[Profile, tuple[Refusal, ...]]:
    """The profile that ``answers`` give. What nobody said stays unknown."""
    builder = _Builder(vocabulary)
    for answer in answers:
        builder.take(answer)
    builder.compare_derived()
    return Profile(builder.choices, builder.sets()), tuple(builder.refusals)


class _Builder:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.choices: dict[str, str] = {}
        self._drugs: dict[str, set[str]] = {}
        self._said_none: set[str] = set()
        self._said_by: dict[str, str] = {}
        self.refusals: list[Refusal] = []

    def refuse(self, column: str, message: str, hint: str = "", *, clash: bool = False) -> None:
        self.refusals.append(Refusal(column, message, hint, contradiction=clash))

    def sets(self) -> dict[str, tuple[str, ...]]:
        return {name: tuple(sorted(drugs)) for name, drugs in self._drugs.items()}

    def take(self, answer: Answer) -> None:
        words = tuple(word.strip() for word in answer.words if word.strip())
        column = answer.column
        attribute = self._vocabulary.attribute(column)
        derived = self._vocabulary.derived_attribute(column)
        shorthand = next((s for s in self._vocabulary.shorthands if s.id == column), None)
        known = [word for word in words if not _is_unknown(attribute, word)]
        if len(known) < len(words) and known:
            self.refuse(column, f"says both unknown and {known[0]}", clash=True)
        elif attribute is not None and attribute.holds_drugs:
            for word in known:
                self._drug(attribute, word)
        elif attribute is not None or derived is not None:
            for word in known:
                self._choice(attribute or derived, column, word)
        elif shorthand is not None:
            for word in known:
                self._shorthand(shorthand, word)
        else:
            nearest = _nearest(column, self._vocabulary.record_names)
            self.refuse(column, "is not something a record can say", nearest)

    def _choice(self, target: Attribute | Derived | None, column: str, word: str) -> None:
        assert target is not None
        value = target.value(word)
        if value is None:
            shown = [v.id for v in target.values] + [UNKNOWN]
            self.refuse(column, f'"{_short(word)}" is not one of {", ".join(shown)}')
            return
        self._set(target.id, value.id, column)

    def _set(self, name: str, value: str, column: str) -> None:
        before = self.choices.setdefault(name, value)
        said_by = self._said_by.setdefault(name, column)
        if before != value:
            where = "" if said_by == column == name else f" ({said_by} and {column} differ)"
            self.refuse(
                column,
                f"{name} is said to be {before} and {value}{where}",
                "check which result is right, and give only that one",
                clash=True,
            )

    def _shorthand(self, shorthand: Shorthand, word: str) -> None:
        sets = dict(shorthand.values).get(word.casefold())
        if sets is None:
            shown = [value for value, _ in shorthand.values] + [UNKNOWN]
            self.refuse(shorthand.id, f'"{_short(word)}" is not one of {", ".join(shown)}')
            return
        for name, value in sets:
            self._set(name, value, shorthand.id)

    def _drug(self, attribute: Attribute, word: str) -> None:
        column = attribute.id
        drugs = self._drugs.get(column, set())
        is_none = word.casefold() == NONE
        if (is_none and drugs) or (not is_none and column in self._said_none):
            self.refuse(
                column,
                "says none together with a drug",
                "give none only if there was no drug at all",
                clash=True,
            )
            return
        if is_none:
            self._said_none.add(column)
            self._drugs[column] = set()
            return
        drug = self._vocabulary.drug_named(word)
        if drug is None:
            self.refuse(column, *self._unknown_drug(word))
            return
        self._drugs[column] = {*drugs, drug.id}

    def _unknown_drug(self, word: str) -> tuple[str, str]:
        group = self._vocabulary.class_named(word)
        if group is not None:
            return (
                f'"{_short(word)}" is a group of drugs',
                f"give the drug itself: {', '.join((*group.members, *group.near))}",
            )
        several = _separate(word)
        if len(several) > 1 and all(map(self._vocabulary.drug_named, several)):
            return (
                f'"{_short(word)}" is several drugs',
                f"give each by itself: {', '.join(several)}",
            )
        hint = _nearest(word, self._vocabulary.drug_words)
        return f'"{_short(word)}" is not a drug that is known here', hint

    def compare_derived(self) -> None:
        """Refuse a derived value that was given and is not what the others make it.

        One that they make anyway is dropped: what it rests on says more.
        """
        profile = Profile(self.choices, self.sets())
        for derived, given, made in contradictions(self._vocabulary, profile):
            self.refuse(
                self._said_by[derived.id],
                f"{derived.id} is said to be {given}, but the other results make it {made}",
                "check which result is right, and give only that one",
                clash=True,
            )
        for derived in self._vocabulary.derived:
            if derived.id in self.choices:
                rest = {name: v for name, v in self.choices.items() if name != derived.id}
                worked_out = Evaluator(self._vocabulary, Profile(rest, self.sets())).found(
                    derived.id
                )
                if worked_out == self.choices[derived.id]:
                    del self.choices[derived.id]


def _is_unknown(attribute: Attribute | None, word: str) -> bool:
    return word.casefold() == UNKNOWN if attribute is None else attribute.is_unknown(word)


def _nearest(word: str, known: Iterable[str]) -> str:
    folded = {name.casefold(): name for name in known}
    from difflib import get_close_matches

    close = get_close_matches(word.casefold()[:80], list(folded), n=1, cutoff=0.7)
    return f"did you mean {folded[close[0]]}?" if close else ""


def _separate(word: str) -> list[str]:
    """The names that ``word`` may hold, where somebody wrote several as one."""
    return [name.strip() for name in _BETWEEN_DRUGS.split(word) if name.strip()]


def _short(word: str) -> str:
    """``word`` as it may stand in a message: one line, not long."""
    shown = "".join(c if c.isprintable() else " " for c in word)
    return shown if len(shown) <= 40 else shown[:39] + "…"
