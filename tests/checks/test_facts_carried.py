from checks.planted import found, lines

BLOCK = "sample/examplinib.yaml"


def test_a_fact_that_no_part_carries_is_found_where_it_is_declared(tmp_path):
    assert lines(tmp_path, (BLOCK, "facts: [F03, F05]", "facts: [F03]")) == [
        "sample/facts.yaml:18:3: error: F05 is carried by no part [facts-carried]"
    ]


def test_the_hint_says_what_the_missing_fact_is(tmp_path):
    (finding,) = found(tmp_path, (BLOCK, "facts: [F03, F05]", "facts: [F03]"))
    assert finding.hint == "add it to the part that says: It is usually given with placebozine."


def test_a_fact_that_only_a_table_carries_is_missing(tmp_path):
    row = (
        BLOCK,
        "text: usually placebozine, facts: [F05]",
        "text: usually placebozine, facts: [F05, F08]",
    )
    assert lines(tmp_path, row, ("sample/words.yaml", "facts: [F08]", "facts: [F07]")) == [
        "sample/facts.yaml:21:3: error: F08 is carried by no part [facts-carried]",
        "sample/words.yaml:6:3: error: F07 is carried twice, first by examplinib.quotation "
        "[facts-carried]",
    ]


def test_a_fact_that_prints_only_on_request_is_found(tmp_path):
    option = "  before:\n    option: quotation\n"
    assert lines(tmp_path, (BLOCK, "  before:\n", option)) == [
        "sample/facts.yaml:22:3: error: F09 is carried only by examplinib.before, which prints "
        "only on request [facts-carried]"
    ]


def test_a_fact_in_two_parts_is_found_at_the_second(tmp_path):
    planted = lines(tmp_path, (BLOCK, "facts: [F09]", "facts: [F09, F04]"))
    assert planted[0] == (
        "sample/examplinib.yaml:29:3: error: F04 is carried twice, first by examplinib.effects "
        "[facts-carried]"
    )


def test_a_fact_listed_twice_by_one_part_is_found(tmp_path):
    assert lines(tmp_path, (BLOCK, "facts: [F04]", "facts: [F04, F04]")) == [
        "sample/examplinib.yaml:22:3: error: F04 is listed twice [facts-carried]"
    ]


def test_rows_of_one_table_may_share_a_fact(tmp_path):
    shared = "with: {text: usually placebozine, facts: [F05, F03]}"
    assert lines(tmp_path, (BLOCK, "with: {text: usually placebozine, facts: [F05]}", shared)) == []


def test_a_fact_in_two_tables_is_found_at_the_second(tmp_path):
    second = """\
  again:
    kind: glance
    rows:
      with: {text: usually placebozine, facts: [F05]}
  what:
"""
    assert lines(tmp_path, (BLOCK, "  what:\n", second)) == [
        "sample/examplinib.yaml:13:3: error: F05 stands in two at-a-glance tables, first in "
        "examplinib.glance [facts-carried]"
    ]


def test_facts_that_say_the_same_stand_together(tmp_path):
    assert lines(
        tmp_path,
        (BLOCK, "facts: [F01, F02]", "facts: [F01]"),
        ("sample/access.yaml", "facts: [F06]", "facts: [F06, F02]"),
    ) == [
        "sample/access.yaml:6:3: error: F02 and F01 say the same, but access.when carries only "
        "F02 [facts-carried]",
        "sample/examplinib.yaml:13:3: error: F01 and F02 say the same, but examplinib.what "
        "carries only F01 [facts-carried]",
    ]


def test_a_part_without_facts_is_found(tmp_path):
    new = '  new:\n    text: "You have it here."\n  quotation:\n'
    assert lines(tmp_path, (BLOCK, "  quotation:\n", new)) == [
        "sample/examplinib.yaml:33:3: error: the part carries no fact [facts-carried]"
    ]


def test_a_part_that_says_nothing_needs_no_fact(tmp_path):
    imprint = "  edition:\n    kind: imprint\n  words:\n"
    assert lines(tmp_path, ("sample/words.yaml", "  words:\n", imprint)) == []


def test_a_row_without_facts_is_found(tmp_path):
    bare = "often: {values: [every_three_weeks]}"
    assert lines(tmp_path, (BLOCK, "often: {values: [every_three_weeks], facts: [F03]}", bare)) == [
        'sample/examplinib.yaml:11:7: error: the row says "3 weeks", which none of its facts does '
        "[fact-terms]",
        "sample/examplinib.yaml:11:7: error: the row carries no fact [facts-carried]",
    ]
