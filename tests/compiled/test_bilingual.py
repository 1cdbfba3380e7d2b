"""Stamped copies in two languages: as if each had been laid out with its person's values."""

import pytest
from compiled.copies import DAY, NAMES, TOKEN, make_leaflet, pictures
from layout.bilingual import format_of, with_english
from pdf.test_search import missing
from pdf.validate import faults

from leaflets.compiled.key import compile_key
from leaflets.compiled.leaflet import compile_leaflet
from leaflets.layout.pages import typeset
from leaflets.layout.typography import SHIPPED
from leaflets.model.leaflet import reserve
from leaflets.model.profile import Personal


@pytest.mark.parametrize(("language", "name"), [("ur", "a4"), ("pl", "booklet")])
def test_a_copy_looks_as_if_it_had_been_laid_out_with_its_values(language, name):
    page_format = format_of(name)
    leaflet = reserve(with_english(make_leaflet(language)))
    key = compile_key(leaflet, page_format, SHIPPED)
    compiled = compile_leaflet(key, leaflet, page_format)
    person = NAMES[language]
    copy = compiled.stamp(Personal(name=person, given_by="Jo Bell", day=DAY), TOKEN)
    whole = with_english(make_leaflet(language, person, token=TOKEN))
    slow = typeset(whole, page_format).pdf
    assert faults(copy) == []
    assert pictures(copy) == pictures(slow)
    words = [*person.split(), "Jo", "Bell", TOKEN, "2026"]
    assert missing(copy, words) == missing(slow, words)


def test_the_second_language_is_in_the_key():
    page_format = format_of("a4")
    leaflet = reserve(make_leaflet("pl"))
    alone = compile_key(leaflet, page_format, SHIPPED)
    both = compile_key(with_english(leaflet), page_format, SHIPPED)
    longer = compile_key(with_english(leaflet, text=2), page_format, SHIPPED)
    assert len({alone, both, longer}) == 3
