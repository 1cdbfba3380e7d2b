"""A translated leaflet in; what is alike on everybody's copy of it, set once, out.

A copy is stamped with one person's values; nothing is laid out again for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from leaflets.layout.formats import PageFormat
from leaflets.layout.typography import SHIPPED, FontChoice
from leaflets.model.leaflet import Leaflet, Slot, on_day
from leaflets.model.profile import Personal
from leaflets.model.text import Translated, fill
from leaflets.pdf.stamp import SetValue, Stamper
from leaflets.pdf.template import Place, Template


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A leaflet that is laid out but for what names a person.

    ``language``, ``names`` and ``page_format`` say how values are set, ``days`` and ``printed_on``
    what a day is called in the language.
    """

    template: Template
    page_format: PageFormat
    fonts: FontChoice
    language: str
    names: tuple[str, ...]
    days: tuple[str, ...]
    printed_on: str

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.template.pages)

    def stamp(self, personal: Personal, token: str = "") -> bytes:
        """The file of one person's copy; ``personal`` has a day.

        Raises:
            PersonalFault: A value has no room in its place, or a character that can't be printed.
        """
        return self.stamper.stamp(self.values(personal, token))

    def tail(self, personal: Personal, token: str = "") -> bytes:
        """What follows ``template.prefix`` in that file.

        Raises:
            PersonalFault: A value has no room in its place, or a character that can't be printed.
        """
        return self.stamper.tail(self.values(personal, token))

    def values(self, personal: Personal, token: str) -> Mapping[str, str]:
        """What is written in each slot."""
        assert personal.day is not None
        day = on_day(self.days, personal.day)
        return {
            Slot.NAME: personal.name,
            Slot.GIVEN_BY: personal.given_by,
            Slot.DATE: day,
            Slot.PRINTED: fill(self.printed_on, {"date": day}),
            Slot.TOKEN: token,
        }

    @cached_property
    def stamper(self) -> Stamper:
        """What stamps the copies; it keeps what comes again, so keep the leaflet."""

        def set_value(place: Place, text: str) -> SetValue:
            from leaflets.layout.slots import setter
            from leaflets.layout.stylesheet import stylesheet
            from leaflets.layout.typography import typography

            setting = typography(self.language, self.fonts, self.names)
            return setter(stylesheet(self.page_format, setting))(place, text)

        return Stamper(self.template, set_value)


def compile_leaflet(
    leaflet: Leaflet[Translated], page_format: PageFormat, fonts: FontChoice = SHIPPED
) -> Compiled:
    """``leaflet``, whose values are reserved, on its pages."""
    from leaflets.layout.pages import compile_pages

    furniture = leaflet.furniture
    assert furniture.printed_on is not None
    return Compiled(
        template=compile_pages(leaflet, page_format, fonts),
        page_format=page_format,
        fonts=fonts,
        language=leaflet.language,
        names=leaflet.names,
        days=furniture.days,
        printed_on=furniture.printed_on,
    )
