"""A language's id in; what Babel knows of it and each leaflet needs, out, where that was kept.

Babel takes longer to load than a leaflet from the cache takes to make. So that it need not be, what
it says of a language is kept on disk, and remembered here once it was read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from leaflets.keep.files import key_of, program_here
from leaflets.keep.kept import Kept
from leaflets.model.leaflet import SAMPLE_DAYS, on_day

_CODE = ("keep", "translation")
_LIBRARIES = ("babel",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A language as Babel has it.

    ``days`` are those of the samples; none where other days are not written like these.
    """

    name: str
    english_name: str
    right_to_left: bool
    days: tuple[str, ...] = ()

    def day(self, day: date) -> str | None:
        """``day`` with its month in words, if that is known."""
        return on_day(self.days, day) if self.days else None


_known: dict[str, Spoken] = {}


def spoken(code: str) -> Spoken | None:
    """What is remembered of the language of that id."""
    return _known.get(code)


def remember(code: str, cache: Path) -> None:
    """Remember what was kept of a language, if it was."""
    if code not in _known and (found := _shelf(cache).get(_key(code))) is not None:
        _known[code] = found


def keep(code: str, cache: Path, learn: Callable[[], Spoken]) -> None:
    """Keep what is to ``learn`` of a language, unless it was kept before."""
    if code not in _known:
        _known[code] = learn()
        _shelf(cache).put(_key(code), _known[code])


def sample_days(show: Callable[[date], str]) -> tuple[str, ...]:
    """How ``show`` writes the sample days, if it writes each day of a leap year like these."""
    days = tuple(map(show, SAMPLE_DAYS))
    year = [date(2028, 1, 1) + timedelta(number) for number in range(366)]
    return days if all(show(day) == on_day(days, day) for day in year) else ()


def _key(code: str) -> str:
    key = key_of(("language", code, program_here(_CODE, _LIBRARIES)), ())
    assert key is not None  # no file is read for it
    return key


def _shelf(cache: Path) -> Kept[Spoken]:
    return Kept(cache, "language", Spoken, (Spoken,))
