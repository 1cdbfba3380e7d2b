"""Personal values in; which of them have no place in their box, or no glyph, out.

A box is as large in every leaflet of a language and format, so that this needs no pages.
"""

from dataclasses import dataclass
from functools import lru_cache

from leaflets.batch.plan import RowRefusal
from leaflets.errors import LeafletsError
from leaflets.layout.opening import PersonalBox
from leaflets.layout.slots import seeds
from leaflets.layout.stylesheet import Styles, stylesheet
from leaflets.layout.typography import FontChoice, typography
from leaflets.model.leaflet import Field, Slot
from leaflets.model.profile import Personal
from leaflets.model.text import Translated
from leaflets.pdf.letters import Words
from leaflets.pdf.stamp import is_plain
from leaflets.pipeline import Plan

Place = tuple[str, str]
"""A language and a page format."""

_COLUMNS = {Slot.NAME: "name", Slot.GIVEN_BY: "given_by"}
_VALUES_KEPT = 4096


@dataclass(frozen=True, slots=True)
class _Box:
    """The box of a language and format: how it is set, its labels, and what needs no setting.

    ``width`` and ``size`` are those of a value, in points, ``words`` the letters at hand for it.
    """

    styles: Styles
    labels: dict[Slot, Translated]
    words: tuple[Words, ...]
    width: float
    size: float


class BoxChecker:
    """Tries values in the box they will be printed in."""

    def __init__(self, fonts: FontChoice) -> None:
        self._fonts = fonts
        self._boxes: dict[Place, _Box] = {}
        self._fault_of = lru_cache(maxsize=_VALUES_KEPT)(self._try)

    def knows(self, place: Place) -> bool:
        """Whether the box of that language and format was learnt."""
        return place in self._boxes

    def learn(self, plan: Plan) -> None:
        """Take in how the box of a leaflet is set in its language and format."""
        leaflet, place = plan.leaflet, place_of(plan)
        if place not in self._boxes:
            setting = typography(leaflet.language, self._fonts, leaflet.names, leaflet.phrases)
            labels = {f.slot: f.label for f in leaflet.furniture.personal if f.slot}
            styles = stylesheet(plan.page_format, setting)
            label = leaflet.furniture.personal[0].label
            nothing = Field(label=label, value=Translated(""), slot=Slot.NAME)
            box = PersonalBox([nothing], styles, reserved=True)
            *_, value = box.arrange(styles.page_format.measure).placed
            words = tuple(
                Words(letters, tuple(range(len(letters.units)))) for letters, _ in seeds(setting)
            )
            self._boxes[place] = _Box(styles, labels, words, value.width, styles.personal[0].size)

    def faults(self, personal: Personal, place: Place) -> tuple[RowRefusal, ...]:
        """What can't be printed of ``personal`` in the box that was learnt, with its column."""
        name, given_by = personal.name, personal.given_by
        found = (
            self._fault_of(Slot.NAME, name, place) if name else None,
            self._fault_of(Slot.GIVEN_BY, given_by, place) if given_by else None,
        )
        return () if found == (None, None) else tuple(f for f in found if f is not None)

    def _try(self, slot: Slot, value: str, place: Place) -> RowRefusal | None:
        box = self._boxes[place]
        if is_plain(value, box.words, box.width, box.size):
            return None
        field = Field(label=box.labels[slot], value=Translated(value))
        try:
            PersonalBox([field], box.styles).wrap(box.styles.page_format.measure)
        except LeafletsError as error:
            return RowRefusal(_COLUMNS[slot], error.message, error.hint)
        return None


def place_of(plan: Plan) -> Place:
    """Where a leaflet's box is known by."""
    return plan.leaflet.language, plan.page_format.name
