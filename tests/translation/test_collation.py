from datetime import date

import pytest
from factories import SOURCE, shipped
from hypothesis import given
from hypothesis import strategies as st

from leaflets.layout.formats import A4
from leaflets.model.clinic import Clinic
from leaflets.model.leaflet import Terms
from leaflets.model.profile import Profile, Record
from leaflets.pipeline import Order, assemble
from leaflets.selection.decide import decide
from leaflets.translation.catalogs import find_catalog
from leaflets.translation.collation import collation_key
from leaflets.translation.translate import translate

ORDERED = {
    "en_GB": "biopsy Biosimilar HER2 hormone-therapy hormone-treatment infusion",
    "cy": "cemotherapi cwrs chwistrell derbynnydd ddoe gwythïen ngwaed hormon lwmp llif pwrpas "
    "phen rhan sgan tiwmor therapi ŵyl wythnos ymennydd",
    "pl": "cukier ćma dawka lek łagodny nowotwór ósmy receptor stały śluz wlew zespół źródło żyła",
    "ro": "acid ăsta âncora bolnav in înalt sânge șold tumoră țesut",
    "es": "cáncer célula náusea niño ñu órgano oro quimioterapia",
    "pt": "análise cancro célula órgão ovário",
    "ar": "أب إبرة أثر برد تاج ثدي جسم حقنة دواء سرطان علاج هرمون ورم يد",
    "ur": "اثر آپ بخار پیٹ تھکن ٹیکہ جسم چھاتی دوا ڈاکٹر رگ کینسر گردہ ہارمون یرقان",
    "bn": "অস্থি আবেগ ইনজেকশন কেমোথেরাপি ক্যান্সার জ্বর টিউমার রিসেপ্টর স্তন হরমোন",
    "pa_Guru": "ਉਮਰ ਅਸਰ ਇਲਾਜ ਸਰੀਰ ਹਾਰਮੋਨ ਕੈਂਸਰ ਟੀਕਾ ਦਵਾਈ ਰੀਸੈਪਟਰ",
    "zh_Hans": "HER2 靶向 标签 雌激素 化疗 激素 乳房 受体",
}


@pytest.mark.parametrize("language", ORDERED)
@pytest.mark.parametrize("turned", [False, True])
def test_words_stand_in_the_order_of_their_alphabet(language, turned):
    words = ORDERED[language].split()
    given_in = words[::-1] if turned else sorted(words)
    assert sorted(given_in, key=lambda word: collation_key(word, language)) == words


def test_marks_and_case_count_only_between_words_that_are_else_alike():
    words = ["esta", "está", "Estado", "este"]
    assert sorted(set(words), key=lambda word: collation_key(word, "es")) == words


def test_latin_names_stand_before_words_of_another_script():
    assert collation_key("NHS", "ar") < collation_key("ا", "ar")
    assert collation_key("zzz", "bn") < collation_key("অ", "bn")


@given(st.text(), st.text(), st.sampled_from(sorted(ORDERED)))
def test_any_two_texts_have_an_order_and_only_one(one, other, language):
    first, second = collation_key(one, language), collation_key(other, language)
    assert (first == second) == (one == other)
    assert (first < second) != (second < first) or one == other


def printed_terms(language):
    leaflet = shipped().leaflets[0]
    catalog = find_catalog(language, SOURCE.parent / "translations", leaflet.id)
    record = Record(
        profile=Profile(
            choices={"her2": "positive", "er": "positive", "pr": "positive"}, drugs={"prior": ()}
        )
    )
    selection = decide(leaflet, shipped().vocabulary, record.profile)
    order = Order(page_format=A4, clinic=Clinic(), today=date(2026, 11, 22))
    whole = translate(assemble(shipped(), leaflet, record, catalog, order, selection), catalog)
    (body,) = (p.body for b in whole.blocks for p in b.parts if isinstance(p.body, Terms))
    return [term for term, _ in body.entries]


@pytest.mark.parametrize("language", ORDERED)
def test_the_words_explained_are_in_the_order_of_the_language_that_prints(language):
    terms = printed_terms(language)
    assert len(terms) > 3
    assert terms == sorted(terms, key=lambda term: collation_key(term, language))
    if language == "en_GB":
        assert terms == sorted(terms, key=str.casefold)
    if language in ("pl", "zh_Hans"):
        assert printed_terms("en_GB") != terms
