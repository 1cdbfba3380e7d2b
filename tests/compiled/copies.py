"""One leaflet for somebody, the slow way and the stamped one, to be compared."""

from dataclasses import replace
from datetime import date
from functools import cache

import pypdfium2
from layout.tongues import TONGUES, make_translated
from layout.trees import said

from leaflets.compiled.key import compile_key
from leaflets.compiled.leaflet import compile_leaflet
from leaflets.layout.formats import FORMATS
from leaflets.layout.pages import typeset
from leaflets.layout.typography import SHIPPED
from leaflets.model.leaflet import SAMPLE_DAYS, Field, Slot, on_day, reserve
from leaflets.model.profile import Personal
from leaflets.translation.formats import show_date

DAY = date(2026, 11, 22)
TOKEN = "4f3a09bcd1e25768"
NAMES = {
    "en_GB": "Zoë Łukasiewicz",
    "pl": "Geoff O'Brien-Jeffries",
    "cy": "Nguyễn Thị Ánh",
    "ar": "Ann Avery",
    "ur": "محمد عبد الله",
    "bn": "Дмитрий Иванов",
    "hi": "Ελένη Παπαδοπούλου",
    "gu": "李小明",
    "pa_Guru": "প্রিয়া সেন",
    "ta": "Ŋũgĩ wa Thiong'o",
    "zh_Hans": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "el": "Anna-Maria Wilhelmina Featherstone (Zosia) Long",
}


def make_leaflet(language, name="Ann Avery", given_by="Jo Bell", day=DAY, token=None):
    """A translated leaflet with all of a person's values in their places."""
    leaflet = make_translated(language)
    days = tuple(said(show_date(sample, language)) for sample in SAMPLE_DAYS)
    written = on_day(days, day)
    values = (name, given_by, written, "Riverside Clinic")
    slots = (Slot.NAME, Slot.GIVEN_BY, Slot.DATE, None)
    fields = tuple(
        Field(label=said(label), value=said(value) if value else None, slot=slot)
        for label, value, slot in zip(TONGUES[language].labels, values, slots, strict=True)
    )
    printed_on = TONGUES[language].printed.split()[0] + " {date}"
    furniture = replace(
        leaflet.furniture,
        personal=fields,
        days=days,
        printed_on=said(printed_on),
        printed=said(printed_on.replace("{date}", written)),
        token=said(token) if token else None,
    )
    return replace(leaflet, furniture=furniture)


@cache
def compiled(language, page_format="a4", name="somebody", given_by="somebody"):
    """The leaflet to be stamped; ``name`` and ``given_by`` empty for lines to write on."""
    leaflet = reserve(make_leaflet(language, name, given_by))
    wanted = FORMATS[page_format]
    key = compile_key(leaflet, wanted, SHIPPED)
    return compile_leaflet(key, leaflet, wanted)


def stamped(language, page_format, name, given_by="Jo Bell", day=DAY, token=TOKEN):
    leaflet = compiled(language, page_format, name and "x", given_by and "x")
    return leaflet.stamp(Personal(name=name, given_by=given_by, day=day), token)


def slowly(language, page_format, name, given_by="Jo Bell", day=DAY, token=TOKEN):
    leaflet = make_leaflet(language, name, given_by, day, token)
    return typeset(leaflet, FORMATS[page_format]).pdf


def pictures(pdf, scale=1.6):
    """Each page as pixels."""
    return [page.render(scale=scale).to_pil().tobytes() for page in pypdfium2.PdfDocument(pdf)]
