import pytest

from leaflets.checks.matching import DrugNames, Quantity, holds, quantities, tokens
from leaflets.model.vocabulary import Drug, Vocabulary


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("You are HER2-positive.", "HER2 positive"),
        ("Lapatinib (Tyverb®) is a tablet.", "lapatinib (Tyverb)"),
        ("Every 3 weeks.", "every three weeks"),
        ("every 2\N{EN DASH}3 weeks", "every two to three weeks"),
        ("for twenty-four hours", "24 hours"),
        ("it hasn\u2019t got", "hasn't got"),
        ("a headache", "headaches"),
        ("1,000 mg", "1000 mg"),
    ],
)
def test_a_term_is_found_however_it_is_written(text, term):
    assert holds([text], term)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("every two to three weeks", "every three weeks"),
        ("every two to three weeks", "three weeks"),
        ("every two or three weeks", "every two"),
        ("2.5 mg", "5 mg"),
        ("HER2 negative", "HER2 positive"),
        ("antibodies", "body"),
        ("blocks the receptor", "blocks receptors"),
        ("a drip", "adrip"),
    ],
)
def test_a_term_is_not_found_in_what_only_looks_like_it(text, term):
    assert not holds([text], term)


def test_a_term_does_not_reach_over_two_sentences():
    assert not holds(["It is given before", "and during treatment"], "before and during")


def test_numbers_are_read_as_digits():
    assert tokens("Two, 2.5 and twenty-one") == ("2", "2.5", "and", "21")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("every three weeks", [Quantity("3", "3", "week")]),
        ("every two to three weeks", [Quantity("2", "3", "week")]),
        ("3-weekly", [Quantity("3", "3", "week")]),
        ("weekly, or every day", [Quantity("1", "1", "week"), Quantity("1", "1", "day")]),
        ("twice a day", [Quantity("2", "2", "time")]),
        ("20 mg", [Quantity("20", "20", "mg")]),
        ("5%", [Quantity("5", "5", "%")]),
        ("one tablet", [Quantity("1", "1", "tablet")]),
        ("one of these", []),
        ("HER2, PLZ-9 and CDK4/6", []),
    ],
)
def test_quantities_are_read_with_their_unit(text, found):
    assert list(quantities(text)) == found


def test_a_quantity_agrees_with_one_that_names_no_unit():
    assert Quantity("3", "3", "week").agrees(Quantity("3", "3"))
    assert not Quantity("3", "3", "week").agrees(Quantity("3", "3", "day"))


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity("2", "3", "week"), "2 to 3 weeks"),
        (Quantity("1", "1", "day"), "1 day"),
        (Quantity("20", "20", "mg"), "20 mg"),
        (Quantity("7", "7"), "7"),
    ],
)
def test_a_quantity_is_told_in_words(quantity, words):
    assert str(quantity) == words


def test_of_nested_drug_names_the_longest_is_meant():
    names = DrugNames(
        Vocabulary(
            attributes=(),
            drugs=(
                Drug(id="abc", name="abc", brands=("Brandy",)),
                Drug(id="abc_plus", name="abc plus"),
            ),
        )
    )
    found = [(m.words, m.drug, m.brand) for m in names.mentions("ABC-plus, abc, Brandy, abcd")]
    assert found == [
        ("ABC-plus", "abc_plus", False),
        ("abc", "abc", False),
        ("Brandy", "abc", True),
    ]
