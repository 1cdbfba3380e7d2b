"""How far a list is in; what it is at, in the words of the page, out."""

from dataclasses import dataclass

from leaflets.desk.lists.meter import Progress
from leaflets.desk.lists.room import OpenList
from leaflets.desk.lists.running import Broke, Ended, Stopped
from leaflets.desk.words import Words
from leaflets.desk.words import marked as _

_STAGES = {
    "": _("Starting"),
    "Checking": _("Checking the rows"),
    "Making": _("Making the leaflets"),
    "Reading back": _("Reading leaflets back, to see that each is right"),
    "Putting together": _("Putting the print run together"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a list is at: ``state`` in a word for the page, the rest for people.

    ``percent`` is ``None`` where it can't be told.
    """

    state: str
    stage: str = ""
    how_far: str = ""
    percent: int | None = None

    @property
    def goes_on(self) -> bool:
        """Whether something is being done."""
        return self.state in ("checking", "making", "stopping")


def told_of(opened: OpenList | None, words: Words) -> Told:
    """What the list that is open is at."""
    if opened is None:
        return Told(state="none")
    running = opened.running
    if opened.is_running and running is not None:
        state = "stopping" if running.stopping else "making"
        return _going(state, running.meter.progress(), words)
    if opened.fault is not None:
        return Told(state="fault")
    if opened.checked is None:
        return _going("checking", opened.meter.progress(), words)
    match running.outcome if running else None:
        case Ended():
            return Told(state="ended")
        case Stopped():
            return Told(state="stopped")
        case Broke():
            return Told(state="broke")
    return Told(state="checked")


def _going(state: str, progress: Progress, words: Words) -> Told:
    stage = words(_STAGES.get(progress.stage, progress.stage))
    return Told(
        state=state,
        stage=stage,
        how_far=", ".join(_how_far(progress, words)),
        percent=progress.percent,
    )


def _how_far(progress: Progress, words: Words) -> list[str]:
    done = f"{progress.done:,}"
    said = []
    if progress.total is not None:
        said.append(words("{n} of {total}", n=done, total=f"{progress.total:,}"))
    elif progress.done:
        said.append(done)
    if progress.rate is not None:
        said.append(words("{n} a second", n=f"{progress.rate:,.0f}"))
    if progress.left is not None:
        said.append(words("{time} left", time=_duration(progress.left, words)))
    return said


def _duration(seconds: float, words: Words) -> str:
    whole = round(seconds)
    if whole < 60:
        return words("{n} s", n=whole)
    if whole < 3600:
        return words("{n} min {s} s", n=whole // 60, s=whole % 60)
    return words("{n} h {m} min", n=whole // 3600, m=whole % 3600 // 60)
