from checks.planted import found, lines

BLOCK = "sample/examplinib.yaml"
LEAFLET = "sample/leaflet.yaml"


def test_a_brand_before_its_generic_name_is_found(tmp_path):
    text = "Examplo is like examplinib (Examplo), a zine."
    assert lines(tmp_path, (BLOCK, "Examplinib (Examplo) is a zine.", text)) == [
        'sample/examplinib.yaml:16:11: error: the brand "Examplo" stands without "examplinib" '
        "before it [brands]"
    ]


def test_the_hint_says_how_to_write_it(tmp_path):
    (finding,) = found(tmp_path, (LEAFLET, "How you have it.", "How you have Placzo."))
    assert finding.hint == "write: placebozine (Placzo)"


def test_the_generic_name_of_another_drug_will_not_do(tmp_path):
    plant = (LEAFLET, "How you have it.", "How you have examplinib duo (Examplo).")
    assert lines(tmp_path, plant) == [
        'sample/leaflet.yaml:4:7: error: the brand "Examplo" stands without "examplinib" before '
        "it [brands]"
    ]


def test_a_synonym_of_the_generic_name_will_do(tmp_path):
    assert lines(tmp_path, (LEAFLET, "How you have it.", "How you have PLZ-9 (Placzo).")) == []


def test_the_brand_beside_a_title_needs_the_generic_name_in_it(tmp_path):
    assert lines(tmp_path, (BLOCK, "title: Examplinib\n", "title: A drug\n")) == [
        'sample/examplinib.yaml:4:8: error: the brand "Examplo" stands without "examplinib" '
        "before it [brands]"
    ]


def test_each_brand_is_told_once_a_part(tmp_path):
    plant = (BLOCK, "had placebozine before.", "had Placzo before. Placzo is old.")
    assert lines(tmp_path, plant) == [
        'sample/examplinib.yaml:32:11: error: the brand "Placzo" stands without "placebozine" '
        "before it [brands]"
    ]


def test_a_quotation_may_use_the_brand_where_its_block_names_the_drug(tmp_path):
    assert lines(tmp_path, (BLOCK, "I have had Examplo", "I have had Placzo")) == []
    assert lines(tmp_path, (BLOCK, "I have had Examplo", "I have had Duplo")) == [
        'sample/examplinib.yaml:37:11: error: the brand "Duplo" stands without "examplinib duo" '
        "before it [brands]"
    ]


def test_a_brand_that_only_the_glossary_declares_counts(tmp_path):
    term = "  duo: {term: Twoplo, name: true, generic: examplinib duo}\n  zine:\n"
    plants = (
        ("glossary.yaml", "  zine:\n", term),
        (LEAFLET, "How you have it.", "How you have Twoplo."),
    )
    assert lines(tmp_path, *plants) == [
        'sample/leaflet.yaml:4:7: error: the brand "Twoplo" stands without "examplinib duo" '
        "before it [brands]"
    ]
