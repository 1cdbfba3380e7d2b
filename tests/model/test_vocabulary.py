"""Words for drugs: generic names, brands and synonyms, however they are spelt."""

import pytest
from factories import make_vocabulary, shipped

from leaflets.model.vocabulary import spelling


@pytest.mark.parametrize(
    ("words", "compared"),
    [
        ("examplinib", "examplinib"),
        ("Examplinib", "examplinib"),
        (" examplinib  duo ", "examplinib_duo"),
        ("examplinib-duo", "examplinib_duo"),
        ("Examplo®", "examplo"),
        ("", ""),
    ],
)
def test_case_hyphens_spaces_and_marks_do_not_count(words, compared):
    assert spelling(words) == compared


@pytest.mark.parametrize(
    ("words", "drug"),
    [
        ("Herceptin", "trastuzumab"),
        ("HERCEPTIN®", "trastuzumab"),
        ("Kadcyla", "trastuzumab_emtansine"),
        ("T-DM1", "trastuzumab_emtansine"),
        ("t dm1", "trastuzumab_emtansine"),
        ("Enhertu", "trastuzumab_deruxtecan"),
        ("Tyverb", "lapatinib"),
        ("Avastin", "bevacizumab"),
        ("Afinitor", "everolimus"),
        ("Xeloda", "capecitabine"),
        ("nab-paclitaxel", "nab_paclitaxel"),
        ("Abraxane", "nab_paclitaxel"),
        ("tamoxifen", "tamoxifen"),
    ],
)
def test_brands_and_synonyms_are_the_drug(words, drug):
    assert shipped().vocabulary.drug_named(words).id == drug


@pytest.mark.parametrize(
    "words", ["", "none", "zines", "trastuzuma", "her2", "aromatase_inhibitor"]
)
def test_what_is_no_drug_is_none(words):
    assert shipped().vocabulary.drug_named(words) is None
    assert make_vocabulary().drug_named(words) is None


NAMED = """
    trastuzumab pertuzumab trastuzumab_emtansine trastuzumab_deruxtecan lapatinib bevacizumab
    everolimus docetaxel paclitaxel nab_paclitaxel letrozole anastrozole exemestane
    capecitabine tamoxifen fulvestrant palbociclib ribociclib abemaciclib tucatinib carboplatin
    denosumab
"""


@pytest.mark.parametrize("drug", NAMED.split())
def test_every_drug_that_records_must_be_able_to_name_is_declared(drug):
    assert shipped().vocabulary.drug_named(drug).id == drug


def test_no_word_means_two_drugs():
    owners = {}
    for drug in shipped().vocabulary.drugs:
        for word in {spelling(w) for w in (drug.id, drug.name, *drug.brands, *drug.synonyms)}:
            assert owners.setdefault(word, drug.id) == drug.id, word


@pytest.mark.parametrize(
    ("text", "drugs"),
    [
        ("Trastuzumab Injection [Enhertu]", {"trastuzumab", "trastuzumab_deruxtecan"}),
        ("fam-trastuzumab deruxtecan-nxki 100 MG", {"trastuzumab_deruxtecan"}),
        ("Herceptin/Perjeta", {"trastuzumab", "pertuzumab"}),
        ("letrozole 2.5 mg tablets", {"letrozole"}),
        ("Letrozoles", set()),
        ("", set()),
    ],
)
def test_the_drugs_that_a_text_names_are_found_by_their_longest_names(text, drugs):
    assert shipped().vocabulary.drugs_in(text) == drugs
