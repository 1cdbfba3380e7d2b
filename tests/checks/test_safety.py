from checks.planted import lines

BLOCK = "sample/examplinib.yaml"


def test_a_safety_fact_in_an_unmarked_part_is_found(tmp_path):
    assert lines(tmp_path, (BLOCK, "    safety: true\n", "")) == [
        "sample/examplinib.yaml:22:3: error: the part carries the safety fact F04, but is not "
        "marked [safety]"
    ]


def test_a_safety_part_that_prints_only_on_request_is_found(tmp_path):
    plant = (BLOCK, "    option: quotation\n", "    option: quotation\n    safety: true\n")
    assert lines(tmp_path, plant) == [
        "sample/examplinib.yaml:33:3: error: a safety part prints only on request (option: "
        "quotation) [safety]"
    ]
