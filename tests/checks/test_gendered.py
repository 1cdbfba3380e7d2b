import pytest
from checks.planted import lines

WORDS = "sample/words.yaml"
TEXT = "The words are explained here."


@pytest.mark.parametrize("word", ["women", "She", "her", "Men", "his"])
def test_a_word_that_says_the_sex_of_a_person_is_found(tmp_path, word):
    assert lines(tmp_path, (WORDS, TEXT, f"{word} can read it here.")) == [
        f'sample/words.yaml:9:11: error: "{word}" says the sex of a person [gendered]'
    ]


@pytest.mark.parametrize("word", ["HER2", "her-2", "other", "menu", "history"])
def test_a_word_that_only_looks_like_one_passes(tmp_path, word):
    assert lines(tmp_path, (WORDS, TEXT, f"{word} is told here.")) == []


def test_one_persons_words_are_left_as_they_are(tmp_path):
    block = "sample/examplinib.yaml"
    assert lines(tmp_path, (block, "said the man", "said the woman")) == []
    assert lines(tmp_path, (block, "    tone: quotation\n", "")) == [
        'sample/examplinib.yaml:36:11: error: the brand "Examplo" stands without "examplinib" '
        "before it [brands]",
        'sample/examplinib.yaml:36:11: error: "man" says the sex of a person [gendered]',
    ]
