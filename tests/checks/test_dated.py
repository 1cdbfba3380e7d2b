from checks.planted import lines


def test_a_dated_fact_without_its_date_is_found(tmp_path):
    plant = ("sample/access.yaml", "In 2014, examplinib was", "Examplinib was")
    assert lines(tmp_path, plant) == [
        'sample/access.yaml:8:11: error: F06 is dated, but "Examplinib was not widely available. '
        '..." does not open with "In 2014," [dated]'
    ]


def test_the_date_of_another_sentence_will_not_do(tmp_path):
    plant = ("sample/access.yaml", "In 2014, examplinib was", "In 2014, yes. Examplinib was")
    assert lines(tmp_path, plant) == [
        'sample/access.yaml:8:11: error: F06 is dated, but "Examplinib was not widely available. '
        '..." does not open with "In 2014," [dated]'
    ]


def test_each_sentence_that_carries_the_fact_needs_the_date(tmp_path):
    second = "In 2014, it was not widely available. It was not widely available here."
    plant = ("sample/access.yaml", "In 2014, examplinib was not widely available.", second)
    assert lines(tmp_path, plant) == [
        'sample/access.yaml:8:11: error: F06 is dated, but "It was not widely available ..." does '
        'not open with "In 2014," [dated]'
    ]


def test_a_dated_row_needs_its_date_too(tmp_path):
    row = (
        "sample/examplinib.yaml",
        "text: usually placebozine, facts: [F05]",
        "text: none, facts: [F06]",
    )
    assert lines(tmp_path, row) == [
        'sample/examplinib.yaml:12:7: error: F06 is dated, but "none ..." does not open with '
        '"In 2014," [dated]'
    ]


def test_a_leaflet_with_dated_facts_needs_an_opening(tmp_path):
    assert lines(
        tmp_path,
        ("sample/leaflet.yaml", 'dated_opening: "In 2014,"\n', ""),
        ("sample/access.yaml", "In 2014, examplinib was", "Examplinib was"),
    ) == [
        "sample/leaflet.yaml:2:8: error: F06 is dated, but the leaflet has no dated_opening [dated]"
    ]
