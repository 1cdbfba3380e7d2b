import pytest
from factories import PROJECT, shipped

from leaflets.translation.catalogs import find_catalog
from leaflets.translation.phrases import LONGEST, phrases


def of(language):
    (leaflet,) = shipped().leaflets
    catalog = find_catalog(language, translations=PROJECT / "translations", leaflet=leaflet.id)
    return phrases(leaflet, catalog)


@pytest.mark.parametrize(
    ("language", "result", "interval"),
    [
        ("en", "HER2 positive", "every two to three weeks"),
        ("cy", "HER2 positif", "bob dwy i dair wythnos"),
        ("ar", "إيجابي لـ HER2", "كل أسبوعين إلى ثلاثة أسابيع"),
        ("zh_Hans", "HER2 阳性", "每两到三周一次"),
    ],
)
def test_results_and_intervals_stay_together_in_their_language(language, result, interval):
    assert {result, interval} <= set(of(language))


def test_one_word_and_what_fills_a_line_are_no_phrases():
    assert all(len(phrase) <= LONGEST for phrase in of("en"))
    assert all(" " in phrase for phrase in of("en"))
