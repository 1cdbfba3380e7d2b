"""A translated leaflet whose values are reserved in; its pages, ready to be stamped, out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, TypedDict

from leaflets.errors import UsageFault
from leaflets.layout.formats import PageFormat
from leaflets.layout.typography import SHIPPED, FontChoice
from leaflets.model.leaflet import Leaflet, Slot, on_day
from leaflets.model.profile import Personal
from leaflets.model.text import Translated, fill
from leaflets.pdf.stamp import Setter, SetValue, Stamped, Stamper
from leaflets.pdf.template import Place, Template
from leaflets.print.sheets import Marks, impose_pages

_NAME: Final = Slot.NAME.value
_GIVEN_BY: Final = Slot.GIVEN_BY.value
_TOKEN: Final = Slot.TOKEN.value


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A leaflet that is laid out but for what names a person.

    ``key`` stands for all that decides its pages. ``language``, ``names`` and ``page_format`` say
    how values are set, ``days`` and ``printed_on`` what a day is called in the language.
    """

    key: str
    template: Template
    page_format: PageFormat
    fonts: FontChoice
    language: str
    names: tuple[str, ...]
    days: tuple[str, ...]
    printed_on: str

    def to_bytes(self) -> bytes:
        """The leaflet as it is kept on disk, or handed to another process."""
        return self.template.to_bytes()

    @classmethod
    def from_bytes(
        cls, data: bytes, page_format: PageFormat, fonts: FontChoice = SHIPPED
    ) -> "Compiled":
        """The leaflet that :meth:`to_bytes` wrote; format and fonts are those of then.

        Raises:
            DamagedTemplate: These bytes are not, or not all, what was written.
        """
        return _opened(Template.from_bytes(data), page_format, fonts)

    @property
    def pages(self) -> int:
        """How many pages it has, or sides of sheets."""
        return len(self.template.pages)

    def on_sheets(self, marks: Marks) -> "Compiled":
        """The leaflet with its sheets for pages, if its format is folded.

        Raises:
            UsageFault: It has more pages than the format has panels.
        """
        sheet, fold = self.page_format.sheet_mm, self.page_format.fold
        if sheet is None:
            return self
        budget = self.page_format.budget
        if budget is not None and self.pages > budget:
            raise UsageFault(
                f"{self.page_format.name} has {budget} panels, and this leaflet needs {self.pages}",
                hint="choose a format that takes more, such as booklet",
            )
        return replace(self, template=impose_pages(self.template, fold, *sheet, marks))

    def stamp(self, personal: Personal, token: str = "") -> bytes:
        """The file of one person's copy; ``personal`` has a day.

        Raises:
            PersonalFault: A value has no room in its place, or a character that can't be printed.
        """
        return self.stamper.stamp(self.values(personal, token))

    def copy(self, personal: Personal, token: str = "") -> Stamped:
        """What follows ``template.prefix`` in that file, and what the file is told by.

        Raises:
            PersonalFault: A value has no room in its place, or a character that can't be printed.
        """
        return self.stamper.copy(self.values(personal, token))

    def values(self, personal: Personal, token: str) -> dict[str, str]:
        """What is written in each slot.

        Raises:
            ValueError: A value has no slot here, or a slot no value: these are another leaflet's.
        """
        day = personal.day
        if day is None:
            raise ValueError("a copy has a day")
        values = {**(self._dated.get(day) or self._dates(day)), _TOKEN: token}
        if personal.name:
            values[_NAME] = personal.name
        if personal.given_by:
            values[_GIVEN_BY] = personal.given_by
        if values.keys() != self._slots:
            raise ValueError("this leaflet was compiled for other values than these")
        return values

    def _dates(self, day: date) -> dict[str, str]:
        """What a day is called in its field and in the foot."""
        written = on_day(self.days, day)
        values = self._dated[day] = {Slot.DATE.value: written}
        if self._has_foot:
            values[Slot.PRINTED.value] = str(fill(self.printed_on, {"date": written}))
        return values

    @cached_property
    def _dated(self) -> dict[date, dict[str, str]]:
        return {}

    @cached_property
    def _slots(self) -> frozenset[str]:
        return frozenset(form.place.slot for form in self.template.forms)

    @cached_property
    def _has_foot(self) -> bool:
        return not self.page_format.panels

    @cached_property
    def stamper(self) -> Stamper:
        """What stamps the copies; it keeps what comes again, so keep the leaflet."""
        return Stamper(self.template, self.set_value)

    def set_value(self, place: Place, text: str) -> SetValue:
        """A value that takes the text engine, as it is set in its place.

        Raises:
            PersonalFault: It has no room there, or a character that can't be printed.
        """
        return self._setter(place, text)

    @cached_property
    def _setter(self) -> Setter:
        from leaflets.layout.slots import setter
        from leaflets.layout.stylesheet import stylesheet
        from leaflets.layout.typography import typography

        setting = typography(self.language, self.fonts, self.names)
        return setter(stylesheet(self.page_format, setting))


class _Told(TypedDict):
    """What a template keeps for the leaflet."""

    key: str
    language: str
    names: Sequence[str]
    days: Sequence[str]
    printed_on: str


def compile_leaflet(
    key: str, leaflet: Leaflet[Translated], page_format: PageFormat, fonts: FontChoice = SHIPPED
) -> Compiled:
    """``leaflet``, whose values are reserved, on its pages; ``key`` is its own."""
    from leaflets.layout.pages import compile_pages

    furniture = leaflet.furniture
    assert furniture.printed_on is not None
    told = _Told(
        key=key,
        language=leaflet.language,
        names=leaflet.names,
        days=furniture.days,
        printed_on=furniture.printed_on,
    )
    template = compile_pages(leaflet, page_format, fonts, json.dumps(told))
    return _compiled(told, template, page_format, fonts)


def _opened(template: Template, page_format: PageFormat, fonts: FontChoice) -> Compiled:
    return _compiled(json.loads(template.told), template, page_format, fonts)


def _compiled(
    told: _Told, template: Template, page_format: PageFormat, fonts: FontChoice
) -> Compiled:
    return Compiled(
        key=told["key"],
        template=template,
        page_format=page_format,
        fonts=fonts,
        language=told["language"],
        names=tuple(told["names"]),
        days=tuple(told["days"]),
        printed_on=told["printed_on"],
    )
