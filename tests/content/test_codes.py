"""Codes as data: every fault in them is told with its line, and no code means two things."""

import shutil

import pytest
from factories import SOURCE, shipped

from leaflets.content.code_list import with_site_lists
from leaflets.content.load import load
from leaflets.errors import UsageFault
from leaflets.model.codes import Coding

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"


def content(folder, name="codes.yaml", right="", wrong=""):
    """The findings in a copy of the content in which one text was changed."""
    copy = folder / "source"
    shutil.copytree(SOURCE, copy)
    path = copy / name
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    return [
        (f.where.file.replace(f"{copy}/", ""), f.message)
        for f in load(copy).findings
        if f.check in ("codes", "schema")
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("[loinc 48676-1,", "[lionc 48676-1,", '"lionc" is not a declared system'),
        ("[loinc 48676-1,", "[48676-1,", '"48676-1" has a character'),
        ("negative: [sct 431396003", "negative: [sct 427685000", "sct 427685000 is positive, too"),
        ("ultralow: [sct 1381318009]", "ultra: [sct 1381318009]", '"ultra" is not a value of her2'),
        ('- {when: {ihc: ["1+"]}, is: low}', '- {when: {ihx: ["1+"]}, is: low}', '"ihx" is not'),
        ("is: low}", "is: lower}", '"lower" is not a value of her2'),
        ("  er:\n    words", "  err:\n    words", "err is not an attribute with values"),
        ("attribute: cns_spread", "attribute: cns", "cns is not an attribute with values"),
        ("systems: [bcp47, uk_language]", "systems: [bcp48]", '"bcp48" is not a declared system'),
        ("missing: no", "mising: no", "missing is missing"),
        ("[loinc 16112-5,", "[loinc 48676-1,", "is a code of her2.interpretation, too"),
    ],
)
def test_a_fault_in_the_codes_is_told_with_its_line(tmp_path, right, wrong, told):
    findings = content(tmp_path, right=right, wrong=wrong)
    assert any(file == "codes.yaml" and told in message for file, message in findings), findings


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("84857,rxnorm,anastrozzole,,x", '"anastrozzole" is not a drug that is known here'),
        ("84857,rxnom,anastrozole,,x", '"rxnom" is not a system'),
        ("84857,rxnorm,,,x", "there is no ingredient"),
        ("1.5E+17,rxnorm,anastrozole,,x", '"1.5E+17" is not a code'),
        (",rxnorm,anastrozole,,x", '"" is not a code'),
        ("56946,rxnorm,anastrozole,,x", "rxnorm 56946 is anastrozole in an earlier line or list"),
        ('84857,rxnorm,"x', "this is not CSV"),
    ],
)
def test_a_fault_in_a_list_of_products_is_told(tmp_path, wrong, told):
    right = "84857,rxnorm,anastrozole,,Anastrozole"
    findings = content(tmp_path, "codes/rxnorm.csv", right, wrong)
    assert any(file == "codes/rxnorm.csv" and told in message for file, message in findings)


def test_content_without_codes_reads_as_before(tmp_path):
    copy = tmp_path / "source"
    shutil.copytree(SOURCE, copy)
    (copy / "codes.yaml").unlink()
    loaded = load(copy)
    assert loaded.content.vocabulary.codes.results == ()
    # No leaflet depends on a code, so none is another edition for it.
    assert loaded.content.digest == shipped().digest


def test_look_alike_products_have_their_own_drug():
    drugs = shipped().vocabulary.codes.drugs
    assert drugs[Coding("rxnorm", "2267579")] == ("trastuzumab_deruxtecan",)
    assert drugs[Coding("rxnorm", "486610")] == ("nab_paclitaxel",)
    assert drugs[Coding("rxnorm", "977429")] == ()
    assert Coding("atc", "L01CD01") not in drugs  # it is both kinds of paclitaxel's
    assert len(drugs) > 350


def test_every_system_of_a_code_that_ships_has_its_terms_of_use():
    told = (SOURCE / "codes" / "LICENCES.md").read_text(encoding="utf-8")
    for name in ("SNOMED CT", "LOINC", "RxNorm", "ATC", "ICD-10", "dm+d"):
        assert f"**{name}.**" in told


def test_a_sites_list_may_be_parted_by_semicolons_and_name_systems_by_uri(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(f"Code;System;Ingredient;Release\nX1;{RXNORM};Herceptin+Perjeta;2026\n")
    own = with_site_lists(shipped().vocabulary, (path,))
    assert own.codes.drugs[Coding("rxnorm", "X1")] == ("pertuzumab", "trastuzumab")
    assert Coding("rxnorm", "56946") in own.codes.drugs


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("code;ingredient\nX1;letrozole\n", "own.csv:2:1: error: there is no column system"),
        ("", "there is no column code"),
        ("code,system,ingredient\n56946,rxnorm,letrozole\n", "is paclitaxel in an earlier line"),
    ],
)
def test_a_sites_list_with_faults_is_refused(tmp_path, text, told):
    path = tmp_path / "own.csv"
    path.write_text(text)
    with pytest.raises(UsageFault) as caught:
        with_site_lists(shipped().vocabulary, (path,))
    assert told in caught.value.message
