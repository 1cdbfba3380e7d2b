import pytest
from checks.planted import found, lines

WORDS = "sample/words.yaml"
TEXT = "The words are explained here."


def test_an_american_spelling_is_found_with_the_british_one(tmp_path):
    plant = (WORDS, TEXT, "Words on Tumors stand here.")
    assert lines(tmp_path, plant) == [
        'sample/words.yaml:9:11: error: "Tumors" is American spelling [spelling]'
    ]
    (finding,) = found(tmp_path, plant)
    assert finding.hint == "write tumours"


@pytest.mark.parametrize("word", ["tumour", "oestrogen", "Colorado", "centred"])
def test_a_british_spelling_passes(tmp_path, word):
    assert lines(tmp_path, (WORDS, TEXT, f"Words on {word} stand here.")) == []
