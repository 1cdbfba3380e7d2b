"""How far a list is in; what it is at, in the words of the page, out."""

from dataclasses import dataclass

from leaflets.desk.lists.meter import Progress
from leaflets.desk.lists.room import OpenList
from leaflets.desk.lists.running import Broke, Ended, Stopped
from leaflets.desk.words import Words, marked

_STAGES = {
    "": marked("Starting"),
    "Checking": marked("Checking the rows"),
    "Making": marked("Making the leaflets"),
    "Reading back": marked("Reading leaflets back, to see that each is right"),
    "Putting together": marked("Putting the print run together"),
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


def told_of(opened: OpenList | None, _: Words) -> Told:
    """What the list that is open is at."""
    if opened is None:
        return Told(state="none")
    running = opened.running
    if opened.is_running and running is not None:
        state = "stopping" if running.stopping else "making"
        return _going(state, running.meter.progress(), _)
    if opened.fault is not None:
        return Told(state="fault")
    if opened.checked is None:
        return _going("checking", opened.meter.progress(), _)
    match running.outcome if running else None:
        case Ended():
            return Told(state="ended")
        case Stopped():
            return Told(state="stopped")
        case Broke():
            return Told(state="broke")
    return Told(state="checked")


def _going(state: str, progress: Progress, _: Words) -> Told:
    stage = _(_STAGES.get(progress.stage, progress.stage))
    return Told(
        state=state,
        stage=stage,
        how_far=", ".join(_how_far(progress, _)),
        percent=progress.percent,
    )


def _how_far(progress: Progress, _: Words) -> list[str]:
    done = f"{progress.done:,}"
    said = []
    if progress.total is not None:
        said.append(_("{n} of {total}", n=done, total=f"{progress.total:,}"))
    elif progress.done:
        said.append(done)
    if progress.rate is not None:
        said.append(_("{n} a second", n=f"{progress.rate:,.0f}"))
    if progress.left is not None:
        said.append(_("{time} left", time=_duration(progress.left, _)))
    return said


def _duration(seconds: float, _: Words) -> str:
    whole = round(seconds)
    if whole < 60:
        return _("{n} s", n=whole)
    if whole < 3600:
        return _("{n} min {s} s", n=whole // 60, s=whole % 60)
    return _("{n} h {m} min", n=whole // 3600, m=whole % 3600 // 60)
