import pytest
from checks.planted import lines

WORDS = "sample/words.yaml"
TEXT = "The words are explained here."


@pytest.mark.parametrize("words", ["NOT", "DO NOT STOP", "HERE", "WARNING"])
def test_words_in_capitals_are_found(tmp_path, words):
    assert lines(tmp_path, (WORDS, TEXT, f"You can {words} read it.")) == [
        f'sample/words.yaml:9:11: error: "{words}" is written in capitals [capitals]'
    ]


@pytest.mark.parametrize("words", ["ABC", "GP", "PLZ-9", "HER2", "A", "I"])
def test_names_and_short_abbreviations_pass(tmp_path, words):
    assert lines(tmp_path, (WORDS, TEXT, f"You can read {words} here.")) == []


def test_the_sample_band_keeps_its_capitals(tmp_path):
    band = ("sample/leaflet.yaml", "SAMPLE - not for", "SAMPLE - NOT FOR")
    assert lines(tmp_path, band) == []
