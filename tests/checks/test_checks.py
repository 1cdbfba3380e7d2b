"""The package as a whole: what it finds together, and what it leaves alone."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from checks.planted import found, lines, write_tree
from hypothesis import given
from hypothesis import strategies as st

from leaflets.checks import CHECKS, check_content
from leaflets.content.load import load
from leaflets.diagnostics import in_order

BLOCK = "sample/examplinib.yaml"
FACTS = "sample/facts.yaml"
WORDS = "sample/words.yaml"


def test_valid_content_has_no_findings(tmp_path):
    assert found(tmp_path) == ()


def test_faults_in_several_files_are_all_found_at_once(tmp_path):
    plants = (
        ("attributes.yaml", "negative: {also: [neg]}", "negative: {counts_as: no}"),
        ("glossary.yaml", "meaning: A kind of drug.", "meaning: A kind of  drug."),
        ("sample/leaflet.yaml", "lead: How you have it.", "lead: How women have Placzo."),
        (FACTS, "F08: {fact", "F10: {fact: Nobody says it.}\n  F08: {fact"),
        (FACTS, "under: positive", "under: postive"),
        (BLOCK, "when: {abc: positive}", "when: {abd: positive}"),
        (BLOCK, "every 3 weeks", "every 4 weeks"),
        (BLOCK, "    safety: true\n", ""),
        (BLOCK, "can have it only if", "can have it if"),
        (BLOCK, "when: {prior: placebozine}", "when: {prior: placebozin}"),
        ("sample/access.yaml", "In 2014, examplinib was", "Examplinib was NOT"),
        ("sample/access.yaml", "2027-05-22", "2028-05-22"),
        (WORDS, "review_by: 2027-11-22\n", ""),
        (WORDS, "The words", "The {words}"),
    )
    assert lines(tmp_path, *plants) == [
        'attributes.yaml:9:17: error: "no" is not a value of abc [vocabulary]',
        "attributes.yaml:9:29: error: no without quotes is read as true or false by other "
        "programs [yaml]",
        'glossary.yaml:7:14: error: two spaces together: "of  drug." [typography]',
        "sample/access.yaml:1:8: error: review_by 2028-05-22 is more than 6 months after "
        "publication (2026-11-22) where a fact is dated [review-dates]",
        'sample/access.yaml:8:11: error: "NOT" is written in capitals [capitals]',
        'sample/access.yaml:8:11: error: F06 is dated, but "Examplinib was NOT not widely ..." '
        'does not open with "In 2014," [dated]',
        'sample/examplinib.yaml:5:8: error: "abd" is not a declared attribute [rules]',
        'sample/examplinib.yaml:19:11: error: F03 needs "every three weeks", which the text does '
        "not say [fact-terms]",
        'sample/examplinib.yaml:19:11: error: the text says "4 weeks", which none of its facts '
        "does [fact-terms]",
        "sample/examplinib.yaml:22:3: error: the part carries the safety fact F04, but is not "
        "marked [safety]",
        'sample/examplinib.yaml:30:19: error: "placebozin" is not a drug or class [rules]',
        'sample/examplinib.yaml:31:11: error: F09 needs its "only", which the text has lost '
        "[hedges]",
        "sample/facts.yaml:21:3: error: F10 is carried by no part [facts-carried]",
        'sample/facts.yaml:23:59: error: "postive" is not a condition [facts]',
        'sample/leaflet.yaml:4:7: error: the brand "Placzo" stands without "placebozine" before '
        "it [brands]",
        'sample/leaflet.yaml:4:7: error: "women" says the sex of a person [gendered]',
        "sample/words.yaml:1:8: error: the block has no review date [review-dates]",
        'sample/words.yaml:8:11: error: a brace "{" stands in the text [typography]',
    ]


def test_findings_come_by_file_and_place_each_once(tmp_path):
    findings = found(
        tmp_path, (WORDS, "The words", "The {women}"), (BLOCK, "can have it every", "take it every")
    )
    assert findings == in_order(findings)
    assert len(set(findings)) == len(findings) == 3


def test_a_finding_names_the_part_that_it_is_about(tmp_path):
    (finding,) = found(tmp_path, (BLOCK, "can have it only if", "can have it if"))
    assert finding.as_json() == {
        "check": "hedges",
        "severity": "error",
        "file": f"{tmp_path.as_posix()}/sample/examplinib.yaml",
        "line": 32,
        "column": 11,
        "key": "examplinib.before",
        "message": 'F09 needs its "only", which the text has lost',
        "hint": "say only or solely in the sentence on: You have it only after placebozine.",
    }


def test_what_a_broken_part_may_carry_is_not_called_missing(tmp_path):
    assert lines(tmp_path, (BLOCK, "    tone: quotation\n", "    tone: loud\n")) == [
        'sample/examplinib.yaml:34:11: error: "loud" is not one of "plain", "warning", "note" or '
        '"quotation" [schema]'
    ]
    assert lines(tmp_path, (BLOCK, "    when: {prior", "    whenever: {prior")) == [
        "sample/examplinib.yaml:31:5: error: whenever is not a key that can stand here [schema]"
    ]


def test_what_a_broken_file_may_carry_is_not_called_missing(tmp_path):
    assert lines(tmp_path, (BLOCK, "block: examplinib", "\tblock: examplinib")) == [
        "sample/examplinib.yaml:1:1: error: a tab stands here [yaml]"
    ]


def test_what_an_unreadable_file_may_carry_is_not_called_missing(tmp_path):
    write_tree(tmp_path)
    (tmp_path / BLOCK).unlink()
    (tmp_path / BLOCK).mkdir()
    (only,) = check_content(load(tmp_path))
    assert str(only).endswith(
        "sample/examplinib.yaml: error: can't be read: Is a directory [files]"
    )


def test_a_broken_vocabulary_leaves_only_its_own_faults(tmp_path):
    assert lines(tmp_path, ("attributes.yaml", "    label: ABC\n", "")) == [
        "attributes.yaml:3:5: error: label is missing [schema]"
    ]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.ID)
def test_every_check_is_its_own_page_of_the_manual(check):
    text = check.__doc__ or ""
    assert "Passes" in text
    assert "Fails" in text
    assert check.__name__ == f"leaflets.checks.{check.ID.replace('-', '_')}"


@cache
def _valid():
    with TemporaryDirectory() as folder:
        return load(write_tree(Path(folder)))


@given(text=st.text(min_size=1), term=st.text(), form=st.text())
def test_no_text_stops_a_check(text, term, form):
    loaded = _valid()
    assert loaded.content is not None
    (leaflet,) = loaded.content.leaflets
    block = leaflet.blocks[1]
    part = block.parts[0]
    strange = replace(part, body=replace(part.body, text=replace(part.body.text, source=text)))
    changed = replace(
        leaflet,
        blocks=(leaflet.blocks[0], replace(block, parts=(strange,)), leaflet.blocks[2]),
        facts=tuple(replace(fact, terms=(*fact.terms, term)) for fact in leaflet.facts),
        glossary=tuple(replace(t, forms=(*t.forms, form)) for t in leaflet.glossary),
    )
    content = replace(loaded.content, leaflets=(changed,))
    check_content(replace(loaded, content=content))
