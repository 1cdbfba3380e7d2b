"""A text in another language, with the detector and without it."""

import sys

import pytest
from checks.catalog.planted import pair

from leaflets.checks.catalog import detector, language

INDONESIAN = "Anda dapat menelepon kami kapan saja di malam hari."
PLANTED = {
    "ro": INDONESIAN,
    "pt": "Sinä saat tätä hoitoa sairaalassa, ja se kestää tunnin.",
    "pa_Guru": "You can take it at home.",
    "zh_Hans": "このお薬は病院で三週間ごとに点滴で受けます。",
}
RIGHT = {
    "pl": "Zadzwoń do nas, jeśli coś Cię niepokoi.",
    "ar": "اتصل بنا إذا كنت قلقًا بشأن أي شيء.",
    "ur": "اگر آپ کسی بات سے پریشان ہیں تو ہمیں فون کریں۔",
    "bn": "কোনো কিছু নিয়ে চিন্তিত হলে আমাদের ফোন করুন।",
    "zh_Hans": "如果您有任何担心，请给我们打电话。",
    "fr": "Appelez-nous si quelque chose vous inquiète.",
}


def found(code, text):
    return list(language.check(pair(code, "Call us if you are worried about anything.", text)))


@pytest.fixture
def without_the_extra(monkeypatch):
    for name in ("py3langid", "py3langid.langid"):
        monkeypatch.setitem(sys.modules, name, None)
    detector._detector.cache_clear()
    yield
    detector._detector.cache_clear()


@pytest.mark.parametrize("code", PLANTED)
def test_the_detector_sees_another_language(code):
    assert len(found(code, PLANTED[code])) == 1


@pytest.mark.parametrize("code", RIGHT)
def test_the_detector_leaves_a_text_in_its_language_alone(code):
    assert found(code, RIGHT[code]) == []


def test_it_reads_a_language_that_nobody_wrote_words_for():
    assert found("fr", RIGHT["pl"]) == ["it reads as pl, not as fr"]


def test_a_few_words_are_not_judged():
    assert found("ro", "kapan saja") == []


@pytest.mark.usefixtures("without_the_extra")
def test_without_it_short_words_and_letters_are_what_there_is():
    assert found("ro", INDONESIAN) == []
    assert found("pl", "Appelez-nous si vous êtes inquiet, et nous sommes là pour vous.") != []
    assert found("cy", RIGHT["pl"]) != []
    assert found("fr", RIGHT["pl"]) == []
