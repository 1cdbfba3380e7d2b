"""A list as the desk sees it: how each row stands, and what is wrong with it, as a batch says."""

import json

import pytest
from batch.lists import people
from cli.program import run

from leaflets.batch.choose import Open
from leaflets.desk.lists import checked as module
from leaflets.desk.lists.checked import Standing
from leaflets.errors import UsageFault

KNOWN = {"zeta": "high", "eta": "present", "before": "none"}


def standings(checked):
    return [checked.row(number).standing for number in range(1, len(checked) + 1)]


def reasons(checked, number):
    return [(refusal.column, refusal.message) for refusal in checked.row(number).refusals]


def test_rows_are_ready_or_ask_or_are_refused(checked):
    rows = checked([KNOWN, {"zeta": "low"}, {"zeta": "hihg"}])
    assert standings(rows) == [Standing.READY, Standing.ASKS, Standing.REFUSED]
    assert [rows.count(standing) for standing in Standing] == [1, 1, 1]
    assert rows.row(2).open == (Open("calm", ("before",)),)
    assert reasons(rows, 3) == [
        ("zeta", '"hihg" is not one of high, low, faint, borderline, unknown')
    ]


def test_it_says_what_the_command_line_says_of_the_same_list(checked, written, small):
    bad = [
        {"zeta": "no", "before": "Plazco", "name": "<b>Ada</b>"},
        {"zeta": "high", "language": "klingon"},
        {"zeta": "high", "format": "b9"},
        {"zeta": "high", "name": "W" * 80},
        {"record_id": "R1"},
        {"zeta": "low", "date": "yesterday"},
        {"before": "none;Placzo", "language": "klingon", "format": "b9"},
    ]
    rows = checked([*people(3), *bad])
    told = run(
        *("--source", str(small.source), "--translations", str(small.translations)),
        *("--key", str(small.site_key), "--today", "2026-11-22"),
        *("batch", str(written([*people(3), *bad])), "--preflight", "--json"),
        code=5,
    )
    findings = json.loads(told.stdout)["findings"]
    said = [
        (
            f["row"],
            f["key"] or "",
            f["message"].removeprefix(f"{f['key']}: "),
            f["hint"] or "",
        )
        for f in findings
    ]
    assert [
        (number, refusal.column, refusal.message, refusal.hint)
        for number in range(1, len(rows) + 1)
        for refusal in rows.row(number).refusals
    ] == said
    assert len(said) == 11


def test_a_mended_row_is_looked_at_at_once(checked):
    rows = checked([KNOWN, {**KNOWN, "zeta": "hihg", "name": "Ada"}])
    row = rows.mend(2, {"zeta": "high"})
    assert (row.standing, row.refusals, row.mended) == (Standing.READY, (), {"zeta"})
    assert row.cells["zeta"] == "high"
    assert row.cells["name"] == "Ada"
    assert rows.count(Standing.REFUSED) == 0


def test_of_rows_with_one_id_the_first_is_taken_whichever_is_mended(checked):
    rows = checked([{**KNOWN, "record_id": name} for name in ("a", "a", "b")])
    assert standings(rows) == [Standing.READY, Standing.REFUSED, Standing.READY]
    assert reasons(rows, 2) == [("record_id", "a stands in an earlier row too")]
    rows.mend(1, {"record_id": "b"})
    assert standings(rows) == [Standing.READY, Standing.READY, Standing.REFUSED]
    rows.mend(3, {"record_id": "c"})
    assert standings(rows) == [Standing.READY] * 3


def test_a_warning_that_many_rows_share_is_told_once_with_their_number(checked):
    rows = checked(
        [{"Colour": "red"}, {"Colour": "red"}, {"zeta": "high"}], headings=("zeta", "Colour")
    )
    assert rows.warnings == (('the column "Colour" is not known and was not read', 1, 2),)
    assert rows.row(1).warnings == ('the column "Colour" is not known and was not read',)
    assert rows.row(3).warnings == ()


def test_rows_are_given_a_page_at_a_time(checked):
    rows = checked([{"zeta": "no"} if n % 3 == 0 else KNOWN for n in range(1, 31)])
    assert rows.numbers(Standing.REFUSED, most=4) == [3, 6, 9, 12]
    assert rows.numbers(Standing.REFUSED, after=8, most=4) == [27, 30]
    assert rows.numbers(after=28, most=10) == [29, 30]
    with pytest.raises(KeyError):
        rows.row(31)


def test_a_list_that_is_too_long_is_refused_with_what_to_do(checked, monkeypatch):
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    assert len(checked(people(3))) == 3
    with pytest.raises(UsageFault, match="more than 3 rows") as caught:
        checked(people(4))
    assert "leaflets batch" in caught.value.hint


def test_rows_with_headings_of_their_own_are_one_list(checked, tmp_path):
    path = tmp_path / "list.jsonl"
    path.write_text('{"zeta": "high"}\n{"record_id": "b", "before": []}\n[]\n', encoding="utf-8")
    rows = checked(path)
    assert rows.headings == ("zeta", "record_id", "before", "unread")
    assert rows.row(2).cells == {"record_id": "b", "before": "none"}
    assert rows.row(3).standing is Standing.REFUSED


def test_what_is_wanted_decides_how_rows_stand(checked):
    assert standings(checked([{"zeta": "low"}], unanswered="refuse")) == [Standing.REFUSED]
    assert standings(checked([KNOWN], approved_only=True)) == [Standing.REFUSED]
    english_beside_english = standings(checked([KNOWN], bilingual=True))
    assert english_beside_english == [Standing.REFUSED]
