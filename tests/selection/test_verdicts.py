"""The worked rows of the shipped leaflet, and each rule that is easy to get wrong."""

import pytest
from factories import make_profile, shipped

from leaflets.selection.decide import decide

KEYS = (
    "trastuzumab",
    "pertuzumab",
    "trastuzumab_emtansine",
    "lapatinib",
    "lapatinib.with_aromatase_inhibitor",
    "bevacizumab",
    "everolimus",
)

# HER2, ER, PR and earlier drugs (- none, ? not known); then the verdict on each of KEYS:
# S show, H hide, L later, ? ask.
WORKED = """
    positive   negative  negative  -                                   S S L S H H H
    positive   positive  ?         trastuzumab;docetaxel               S S S S S H H
    negative   positive  ?         letrozole                           H H H H H H S
    negative   positive  negative  -                                   H H H H H H L
    negative   negative  negative  -                                   H H H H H S H
    negative   negative  ?         -                                   H H H H H ? H
    negative   negative  positive  letrozole                           H H H H H H H
    ?          positive  positive  letrozole                           ? ? H ? ? H ?
    low        negative  negative  -                                   H H H H H S H
    negative   positive  positive  trastuzumab;docetaxel               H H ? H H H L
    negative   positive  positive  exemestane                          H H H H H H ?
    negative   positive  positive  trastuzumab                         H H H H H H L
    negative   positive  positive  trastuzumab;nab_paclitaxel          H H ? H H H L
    negative   positive  positive  ?                                   H H H H H H ?
    equivocal  negative  negative  trastuzumab;paclitaxel              ? ? ? ? H ? H
    positive   negative  negative  trastuzumab_emtansine;docetaxel     S S ? S H H H
    positive   ?         ?         ?                                   S S ? S ? H H
    ultralow   positive  positive  trastuzumab;docetaxel;letrozole     H H ? H H H S
    ?          ?         ?         ?                                   ? ? ? ? ? ? ?
    positive   negative  positive  trastuzumab;paclitaxel              S S S S S H H
"""
ROWS = [row.split() for row in WORKED.strip().splitlines()]
LETTERS = {"show": "S", "hide": "H", "later": "L", "ask": "?"}


def selection_for(**answers):
    content = shipped()
    return decide(content.leaflets[0], content.vocabulary, make_profile(**answers))


def verdict(key, **answers):
    return selection_for(**answers).decision(key).verdict.value


def test_there_are_twenty_worked_rows():
    assert len(ROWS) == 20


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(row[:4]))
def test_a_worked_row_comes_out_as_written(row):
    her2, er, pr, prior, *expected = row
    answers = {n: v for n, v in (("her2", her2), ("er", er), ("pr", pr)) if v != "?"}
    if prior != "?":
        answers["prior"] = "" if prior == "-" else prior.replace(";", " ")
    selection = selection_for(**answers)
    found = [LETTERS[selection.decision(key).verdict.value] for key in KEYS]
    assert found == expected


@pytest.mark.parametrize(
    ("her2", "flagged"),
    [("low", True), ("ultralow", True), ("negative", False), ("equivocal", False), (None, False)],
)
def test_low_and_ultralow_are_flagged_and_say_that_they_are_not_covered(her2, flagged):
    selection = selection_for(**({"her2": her2} if her2 else {}))
    assert ("her2-low-not-covered" in [flag.id for flag in selection.flags]) is flagged
    note = selection.decision("results.her2_low").verdict.value
    assert note == ("show" if flagged else "hide")


# The conflict: HER2 known not positive, and a drug for HER2 positive cancer before or now.
ANTI_HER2 = (
    "trastuzumab",
    "pertuzumab",
    "trastuzumab_emtansine",
    "trastuzumab_deruxtecan",
    "lapatinib",
)


@pytest.mark.parametrize("her2", ["negative", "low", "ultralow"])
@pytest.mark.parametrize("drug", ANTI_HER2)
@pytest.mark.parametrize("when", ["prior", "current"])
def test_a_drug_for_her2_positive_cancer_without_it_is_a_conflict(her2, drug, when):
    selection = selection_for(her2=her2, **{when: drug})
    assert [conflict.id for conflict in selection.conflicts] == ["anti-her2-given"]


@pytest.mark.parametrize("her2", ["positive", "equivocal", None])
@pytest.mark.parametrize("when", ["prior", "current"])
def test_it_is_no_conflict_where_her2_is_positive_or_not_known(her2, when):
    answers = {"her2": her2} if her2 else {}
    assert selection_for(**answers, **{when: "trastuzumab"}).conflicts == ()


@pytest.mark.parametrize("drugs", ["", "letrozole", "docetaxel exemestane", "tucatinib"])
def test_other_drugs_are_no_conflict(drugs):
    assert selection_for(her2="negative", prior=drugs, current=drugs).conflicts == ()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"prior": "trastuzumab docetaxel"}, "ask"),  # had both: asks instead of hiding
        ({"prior": "trastuzumab paclitaxel"}, "ask"),
        ({"prior": "trastuzumab nab_paclitaxel"}, "ask"),  # a near miss of paclitaxel
        ({"prior": "trastuzumab_emtansine docetaxel"}, "ask"),  # a near miss of trastuzumab
        ({"prior": "trastuzumab_deruxtecan docetaxel"}, "ask"),
        ({"prior": "trastuzumab"}, "hide"),  # no taxane: the clause on treatment is false
        ({"prior": "pertuzumab docetaxel"}, "hide"),
        ({"prior": "lapatinib"}, "hide"),
        ({"prior": "trastuzumab_emtansine"}, "hide"),
        ({"current": "trastuzumab", "prior": ""}, "hide"),
        ({}, "hide"),  # a history that is not recorded, and no drug on record: no conflict at all
        ({"prior": ""}, "hide"),
    ],
)
def test_trastuzumab_emtansine_asks_only_where_earlier_treatment_may_fit(answers, expected):
    assert verdict("trastuzumab_emtansine", her2="negative", **answers) == expected
    assert verdict("trastuzumab_emtansine", her2="low", **answers) == expected


def test_a_conflict_changes_only_trastuzumab_emtansine_and_the_brain_and_spine_block():
    selection = selection_for(
        her2="negative",
        er="positive",
        pr="positive",
        prior="trastuzumab docetaxel letrozole",
        current="trastuzumab",
        cns_spread="yes",
    )
    turned = {d.key: d.verdict.value for d in selection.decisions if d.conflict}
    assert turned == {
        "cns": "ask",
        "cns.does_not_treat": "ask",
        "cns.other_sites": "ask",
        "cns.continue": "ask",
        "cns.other_treatment": "ask",
        "trastuzumab_emtansine": "ask",
    }
    (conflict,) = selection.conflicts
    assert set(conflict.keys) == {"cns", "trastuzumab_emtansine"}
    assert selection.decision("everolimus").verdict.value == "show"
    assert selection.decision("trastuzumab").verdict.value == "hide"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # all of: spread to the brain or spine, and (HER2 positive, or trastuzumab now and HER2
        # not known to be negative).
        ({"cns_spread": "yes", "her2": "positive"}, "show"),
        ({"cns_spread": "yes", "her2": "positive", "current": ""}, "show"),
        # `not: her2 negative` is false, whatever is given now.
        ({"cns_spread": "yes", "her2": "negative"}, "hide"),
        ({"cns_spread": "yes", "her2": "negative", "current": ""}, "hide"),
        ({"cns_spread": "yes", "her2": "equivocal", "current": "trastuzumab"}, "ask"),
        ({"cns_spread": "yes"}, "ask"),
        ({"cns_spread": "no", "her2": "positive"}, "hide"),
        ({"cns_spread": "no", "her2": "positive", "current": "trastuzumab"}, "hide"),
        ({"her2": "positive"}, "ask"),
        ({}, "ask"),
        # Under the conflict: asks where trastuzumab is given now, unless spread is known not to be.
        ({"cns_spread": "yes", "her2": "negative", "current": "trastuzumab"}, "ask"),
        ({"her2": "negative", "current": "trastuzumab"}, "ask"),
        ({"her2": "low", "current": "trastuzumab"}, "ask"),
        ({"cns_spread": "no", "her2": "negative", "current": "trastuzumab"}, "hide"),
        # Only trastuzumab now does so.
        ({"cns_spread": "yes", "her2": "negative", "current": "", "prior": "trastuzumab"}, "hide"),
        ({"cns_spread": "yes", "her2": "negative", "current": "pertuzumab"}, "hide"),
    ],
)
def test_the_brain_and_spine_block(answers, expected):
    assert verdict("cns", **answers) == expected


def test_brain_and_spine_parts_stand_in_their_fixed_order():
    block = shipped().leaflets[0].block("cns")
    facts = [part.facts for part in block.parts]
    assert facts == [("F08",), ("F09",), ("F34",), ("F35",)]


@pytest.mark.parametrize(
    ("current", "continues"), [("trastuzumab", "show"), ("", "hide"), (None, "ask")]
)
def test_brain_and_spine_parts_print_together_and_one_needs_trastuzumab_now(current, continues):
    answers = {} if current is None else {"current": current}
    selection = selection_for(her2="positive", cns_spread="yes", **answers)
    always = ("cns.does_not_treat", "cns.other_sites", "cns.other_treatment")
    assert [selection.decision(key).verdict.value for key in always] == ["show"] * 3
    assert selection.decision("cns.continue").verdict.value == continues


@pytest.mark.parametrize(
    ("prior", "expected"),
    [
        ("letrozole", "show"),
        ("anastrozole", "show"),
        ("letrozole exemestane", "show"),
        ("exemestane", "ask"),  # is it one that counts? The text does not say
        ("tamoxifen", "later"),
        ("", "later"),
        (None, "ask"),
    ],
)
def test_everolimus_needs_an_aromatase_inhibitor_before(prior, expected):
    answers = {} if prior is None else {"prior": prior}
    assert verdict("everolimus", her2="negative", er="positive", **answers) == expected


def test_progesterone_receptor_alone_does_not_do_for_everolimus():
    answers = {"her2": "negative", "pr": "positive", "prior": "letrozole"}
    assert verdict("everolimus", er="negative", **answers) == "hide"
    assert verdict("everolimus", **answers) == "ask"


def test_hormone_positive_by_shorthand_leaves_rules_on_the_oestrogen_receptor_alone_asking():
    answers = {"her2": "negative", "hormone_receptor": "positive", "prior": "letrozole"}
    assert verdict("everolimus", **answers) == "ask"
    assert verdict("bevacizumab", **answers) == "hide"
    assert verdict("lapatinib.with_aromatase_inhibitor", her2="positive",
                   hormone_receptor="positive") == "show"  # fmt: skip


@pytest.mark.parametrize(
    ("her2", "er", "pr", "expected"),
    [
        ("negative", "negative", "negative", "show"),
        ("ultralow", "negative", "negative", "show"),
        ("equivocal", "negative", "negative", "ask"),
        (None, "negative", "negative", "ask"),
        (None, "positive", None, "hide"),
        ("positive", None, None, "hide"),
    ],
)
def test_bevacizumab_needs_all_three_negative(her2, er, pr, expected):
    answers = {n: v for n, v in (("her2", her2), ("er", er), ("pr", pr)) if v}
    assert verdict("bevacizumab", **answers) == expected


def test_further_trastuzumab_is_hidden_rather_than_later():
    assert verdict("trastuzumab.again", her2="positive", prior="trastuzumab") == "show"
    assert verdict("trastuzumab.again", her2="positive", prior="") == "hide"
    assert verdict("trastuzumab.again", her2="positive") == "ask"
    assert verdict("trastuzumab.again", her2="positive", prior="trastuzumab_emtansine") == "ask"


@pytest.mark.parametrize("nation", ["england", "scotland", "wales", "northern-ireland", None])
@pytest.mark.parametrize("her2", ["positive", "negative"])
def test_the_cancer_drugs_fund_is_for_england_and_for_other_drugs_only(nation, her2):
    answers = {"nation": nation} if nation else {}
    selection = selection_for(her2=her2, er="negative", pr="positive", **answers)
    fits = nation == "england" and her2 == "positive"
    fund = selection.decision("access.cancer_drugs_fund").verdict.value
    assert fund == ("show" if fits else "hide")
    flagged = "nation-not-known" in [flag.id for flag in selection.flags]
    assert flagged is (nation is None and her2 == "positive")


def test_access_and_general_facts_print_for_everyone():
    for answers in ({}, {"her2": "negative", "er": "negative", "pr": "positive", "prior": ""}):
        assert verdict("access", **answers) == "show"
        assert verdict("general", **answers) == "show"


def test_access_stands_before_the_drugs_other_than_trastuzumab():
    order = [block.key for block in shipped().leaflets[0].blocks]
    assert order.index("trastuzumab") < order.index("access")
    for drug in ("pertuzumab", "trastuzumab_emtansine", "lapatinib", "bevacizumab", "everolimus"):
        assert order.index("access") < order.index(drug)


CONTRACT_KEYS = """
    general trastuzumab trastuzumab.again pertuzumab trastuzumab_emtansine lapatinib
    lapatinib.with_aromatase_inhibitor bevacizumab everolimus cns cns.does_not_treat
    cns.other_sites cns.continue cns.other_treatment access access.cancer_drugs_fund
"""


@pytest.mark.parametrize("key", CONTRACT_KEYS.split())
def test_a_key_of_the_contract_has_a_verdict(key):
    assert selection_for().decision(key).key == key


def test_the_heart_is_spoken_of_with_every_print_of_trastuzumabs_side_effects():
    block = shipped().leaflets[0].block("trastuzumab")
    by_fact = {fact: part for part in block.parts for fact in part.facts}
    for fact in ("F30", "F31", "F32"):
        assert by_fact[fact].safety
        assert by_fact[fact].when is None
        assert not by_fact[fact].option
