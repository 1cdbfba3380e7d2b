"""A translated leaflet in; what is alike on everybody's copy of it, set once, out.

A copy is stamped with one person's values; nothing is laid out again for it.
"""

from dataclasses import dataclass, replace
from datetime import date

from leaflets.layout.formats import PageFormat
from leaflets.layout.pages import typeset
from leaflets.layout.typography import SHIPPED, FontChoice
from leaflets.model.leaflet import SAMPLE_DAYS, Leaflet, Slot, on_day
from leaflets.model.profile import Personal
from leaflets.model.text import Translated, fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A leaflet that is laid out but for what names a person; ``pages`` is how many it has."""

    pages: int
    leaflet: Leaflet[Translated]
    page_format: PageFormat
    fonts: FontChoice

    def stamp(self, personal: Personal, token: str = "") -> bytes:
        """The file of one person's copy; ``personal`` has a day.

        Raises:
            PersonalFault: A value has no place in its box, or a character that no font has.
        """
        assert personal.day is not None
        filled = _filled(self.leaflet, personal, personal.day, token)
        return typeset(filled, self.page_format, self.fonts).pdf


def compile_leaflet(
    leaflet: Leaflet[Translated], page_format: PageFormat, fonts: FontChoice = SHIPPED
) -> Compiled:
    """``leaflet`` on its pages; its values are left out."""
    anyone = Personal(name="-", given_by="-")
    pages = typeset(_filled(leaflet, anyone, SAMPLE_DAYS[0], ""), page_format, fonts).page_count
    return Compiled(pages=pages, leaflet=leaflet, page_format=page_format, fonts=fonts)


def _filled(
    leaflet: Leaflet[Translated], personal: Personal, day: date, token: str
) -> Leaflet[Translated]:
    furniture = leaflet.furniture
    written = on_day(furniture.days, day)
    values = {Slot.NAME: personal.name, Slot.GIVEN_BY: personal.given_by, Slot.DATE: written}
    fields = tuple(
        replace(field, value=Translated(values[field.slot]))
        if field.slot and field.value is not None
        else field
        for field in furniture.personal
    )
    assert furniture.printed_on is not None
    printed = fill(furniture.printed_on, {"date": written})
    own = Translated(token) if token else None
    stated = replace(furniture, personal=fields, printed=printed, token=own, reserved=False)
    return replace(leaflet, furniture=stated)
