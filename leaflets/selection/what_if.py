"""A profile, and words that say how it would change, in; what would appear and disappear out."""

from collections.abc import Iterable
from dataclasses import dataclass

from leaflets.errors import RecordFault
from leaflets.model.evaluate import contradictions
from leaflets.model.profile import Profile
from leaflets.model.proof import Selection, Verdict
from leaflets.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Turn:
    """A block or part whose verdict would turn."""

    key: str
    before: Verdict
    after: Verdict

    @property
    def appears(self) -> bool:
        """Whether it would print, and does not now."""
        return self.after is Verdict.SHOW

    @property
    def disappears(self) -> bool:
        """Whether it prints now, and would not."""
        return self.before is Verdict.SHOW


def replaced(
    profile: Profile, change: Profile, names: Iterable[str], vocabulary: Vocabulary
) -> Profile:
    """``profile`` with what ``change`` says of ``names``; what it does not say is not known.

    Raises:
        RecordFault: Nobody can be like that.
    """
    changing = set(names)
    choices = {name: value for name, value in profile.choices.items() if name not in changing}
    drugs = {name: had for name, had in profile.drugs.items() if name not in changing}
    person = Profile(
        {**choices, **change.choices}, {**drugs, **change.drugs}, profile.open - changing
    )
    faults = [
        f"{derived.label} was given as {given}, but would be {made}"
        for derived, given, made in contradictions(vocabulary, person)
    ]
    if faults:
        raise RecordFault("; ".join(faults), hint="change that too, with another --change")
    return person


def turns(before: Selection, after: Selection) -> tuple[Turn, ...]:
    """Every verdict that differs, in the leaflet's order."""
    return tuple(
        Turn(old.key, old.verdict, new.verdict)
        for old, new in zip(before.decisions, after.decisions, strict=True)
        if old.verdict is not new.verdict
    )
