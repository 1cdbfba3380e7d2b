from checks.planted import lines

GLOSSARY = "glossary.yaml"


def test_a_term_that_is_used_and_not_explained_is_found_in_the_glossary(tmp_path):
    plant = (GLOSSARY, ", meaning: A way to give a drug slowly into a vein.", "")
    assert lines(tmp_path, plant) == [
        'glossary.yaml:3:3: error: "drip" is used in examplinib.how, but not explained '
        "[glossary-terms]"
    ]


def test_a_name_needs_no_meaning(tmp_path):
    assert lines(tmp_path, (GLOSSARY, "ABC, name: true", "ABC, name: false")) == [
        'glossary.yaml:2:3: error: "ABC" is used in attributes.abc.waiting, but not explained '
        "[glossary-terms]"
    ]


def test_a_term_that_nothing_uses_is_a_warning(tmp_path):
    new = "  scan: {term: scan, meaning: A picture.}\n  zine:\n"
    assert lines(tmp_path, (GLOSSARY, "  zine:\n", new)) == [
        'glossary.yaml:4:3: warning: nothing uses the term "scan" [glossary-terms]'
    ]


def test_a_form_that_the_glossary_does_not_list_is_found_in_the_text(tmp_path):
    plants = (
        (GLOSSARY, ", forms: [drips]", ""),
        ("sample/examplinib.yaml", "as a drip.", "by drips."),
    )
    assert lines(tmp_path, *plants) == [
        'sample/examplinib.yaml:19:11: error: "drips" is not among the forms of the term "drip" '
        "[glossary-terms]"
    ]


def test_a_leaflet_that_uses_terms_has_a_part_for_them(tmp_path):
    assert lines(tmp_path, ("sample/words.yaml", "    kind: terms\n", "")) == [
        'sample/leaflet.yaml:2:8: error: the leaflet uses "drip", but has no part of kind terms '
        "[glossary-terms]"
    ]


def test_a_term_that_only_another_leaflet_uses_is_used(tmp_path):
    new = (GLOSSARY, "  zine:\n", "  scan: {term: scan, meaning: A picture.}\n  zine:\n")
    other = {
        "other/leaflet.yaml": """\
leaflet: other
title: Your scan
short_title: Scan
lead: What happens.
version: "1"
published: 2026-11-22
publisher: A clinic
sources: []
blocks: [words]
""",
        "other/facts.yaml": "facts:\n  F01: {fact: Words are explained., own: true}\n",
        "other/words.yaml": """\
block: words
kind: frame
title: Words explained
review_by: 2027-11-22
parts:
  words: {kind: terms, facts: [F01], text: Words are explained.}
""",
    }
    assert lines(tmp_path, new, more=other) == []
