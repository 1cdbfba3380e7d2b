from datetime import date
from gettext import c2py

import pytest
from babel import Locale

from leaflets.translation.formats import isolated, show_date, show_list
from leaflets.translation.plural_rules import PLURAL_FORMS

DAY = date(2026, 3, 2)
TAGS = ("zero", "one", "two", "few", "many", "other")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en_GB", "2 March 2026"),
        ("cy", "2 Mawrth 2026"),
        ("pl", "2 marca 2026"),
        ("ro", "2 martie 2026"),
        ("es", "2 de marzo de 2026"),
        ("pt", "2 de março de 2026"),
        ("ar", "2 مارس 2026"),
        ("ur", "2 مارچ، 2026"),
        ("bn", "2 মার্চ, 2026"),
        ("pa_Guru", "2 ਮਾਰਚ 2026"),
        ("zh_Hans", "2026年3月2日"),
        ("en_XA", "2 March 2026"),
    ],
)
def test_dates_have_their_month_in_words_and_plain_digits(language, written):
    assert show_date(DAY, language) == written


@pytest.mark.parametrize(
    ("language", "items", "written"),
    [
        ("cy", ["bara", "caws", "dŵr"], "bara, caws a dŵr"),
        ("cy", ["bara", "afal"], "bara ac afal"),
        ("es", ["padres", "hijos"], "padres e hijos"),
        ("es", ["agua", "hielo"], "agua y hielo"),
        ("pl", ["A", "B", "C"], "A, B i C"),
        ("zh_Hans", ["A", "B", "C"], "A、B和C"),
        ("pl", ["A"], "A"),
    ],
)
def test_lists_read_as_a_sentence(language, items, written):
    assert show_list(items, language) == written


def test_a_value_is_isolated_where_the_language_runs_to_the_left():
    assert isolated("0.1", "ar") == "\u20680.1\u2069"
    assert isolated("0.1", "pl") == "0.1"


@pytest.mark.parametrize("language", PLURAL_FORMS)
def test_plural_rules_are_those_of_cldr(language):
    count, rule = PLURAL_FORMS[language].split("; ", 1)
    choose = c2py(rule.removeprefix("plural=").rstrip(";"))
    cldr = Locale.parse(language).plural_form
    tags = [tag for tag in TAGS if tag in {cldr(n) for n in range(2001)}]
    assert count == f"nplurals={len(tags)}"
    assert [tags[choose(n)] for n in range(2001)] == [cldr(n) for n in range(2001)]
