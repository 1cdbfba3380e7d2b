"""How content stands, what runs out, and the lines that approve or withdraw it."""

from datetime import date

import pytest
from cli.program import run, run_json
from desk.conftest import TODAY
from desk.copies import LEAFLET, copied

from leaflets.desk.clinical.acting import approve_group, may_act, withdraw_group
from leaflets.desk.clinical.groups import board, lines_of, printed_places
from leaflets.desk.pages.clinical import _printer
from leaflets.errors import ContentFault, UsageFault
from leaflets.model.source import State
from leaflets.release.approve import Signature

WHO = Signature(by="A. Lis", role="consultant oncologist", day=TODAY)
UNTIL = date(2027, 5, 1)


@pytest.fixture
def desk(tmp_path):
    return copied(tmp_path, approvable=True)


def read(desk, days=90):
    content = desk.content()
    leaflet = desk.leaflet(content)
    return content, leaflet, board(content, leaflet, TODAY, days)


def ledger(desk):
    return (desk.source / LEAFLET / "approvals.csv").read_text("utf-8")


def test_a_block_is_approved_by_the_line_that_the_command_line_writes(desk, tmp_path):
    content, leaflet, _ = read(desk)
    approve_group(content, leaflet, "everolimus", WHO, UNTIL)
    (tmp_path / "other").mkdir()
    other = copied(tmp_path / "other", approvable=True)
    run(
        "--source", other.source, "--today", TODAY, "approve", "everolimus",
        "--by", WHO.by, "--role", WHO.role, "--until", UNTIL,
    )  # fmt: skip
    assert ledger(desk) == ledger(other)
    assert ledger(desk).count("everolimus") == 5
    group = read(desk)[2].group("everolimus")
    assert (group.state, group.ends) == (State.APPROVED, UNTIL)


def test_what_falls_due_is_what_the_command_line_lists(desk):
    content, leaflet, _ = read(desk)
    approve_group(content, leaflet, "everolimus", WHO, UNTIL)
    told = run_json("--source", desk.source, "--today", TODAY, "due", "--days", "180")
    shown = [(item.day.isoformat(), item.group, item.by) for item in read(desk, 180)[2].due]
    assert shown == [(row["date"], row["block"], row["by"]) for row in told["due"]]
    assert ("2027-05-01", "everolimus", "A. Lis") in shown


def test_a_withdrawal_stops_a_block_and_is_lifted_again(desk):
    content, leaflet, _ = read(desk)
    assert withdraw_group(content, leaflet, "everolimus", WHO, "a wrong number", lift=False) == 5
    group = read(desk)[2].group("everolimus")
    assert group.state is State.WITHDRAWN
    assert {s.line.reason for s in group.withdrawn} == {"a wrong number"}
    content, leaflet, _ = read(desk)
    assert withdraw_group(content, leaflet, "everolimus", WHO, "it was right", lift=True) == 5
    assert read(desk)[2].group("everolimus").state is State.DRAFT


def test_what_stands_for_what_was_read_changes_with_words_and_with_state(desk):
    content, leaflet, before = read(desk)
    withdraw_group(content, leaflet, "everolimus", WHO, "a wrong number", lift=False)
    _, _, after = read(desk)
    assert before.group("everolimus").read != after.group("everolimus").read
    assert before.group("lapatinib").read == after.group("lapatinib").read


def test_the_limits_are_those_of_the_command_line(desk):
    content, leaflet, shown = read(desk)
    last = shown.group("access").last_day(TODAY)
    assert last == date(2027, 5, 22)  # what a health service pays for: six months
    with pytest.raises(UsageFault, match="too far off"):
        approve_group(content, leaflet, "access", WHO, date(2027, 5, 23))
    assert approve_group(content, leaflet, "access", WHO, last).lines


def test_a_sample_is_never_approved(tmp_path):
    desk = copied(tmp_path)
    content, leaflet, shown = read(desk)
    assert shown.group("everolimus").sample
    with pytest.raises(ContentFault, match="a sample can't be approved"):
        approve_group(content, leaflet, "everolimus", WHO, UNTIL)
    assert not (desk.source / LEAFLET / "approvals.csv").exists()


def test_content_that_came_with_the_program_is_only_read(tmp_path):
    (tmp_path / "shipped").mkdir()
    content, leaflet, _ = read(copied(tmp_path / "shipped", approvable=True))
    assert not may_act(leaflet)
    with pytest.raises(UsageFault, match="can't be approved or withdrawn"):
        withdraw_group(content, leaflet, "everolimus", WHO, "a wrong number", lift=False)


def test_a_clock_that_is_behind_the_ledger_is_told(desk):
    content, leaflet, _ = read(desk)
    approve_group(content, leaflet, "everolimus", WHO, UNTIL)
    content = desk.content()
    shown = board(content, desk.leaflet(content), date(2026, 11, 1), 90)
    assert "today is 2026-11-01" in shown.warning


def test_words_are_told_with_the_rule_that_lets_them_print(desk):
    content, leaflet, shown = read(desk)
    lines = lines_of(content, leaflet, shown.group("trastuzumab"))
    assert lines["trastuzumab"][0].text == "Trastuzumab"
    assert lines["trastuzumab"][0].when == "HER2 is positive"
    assert {line.when for line in lines["trastuzumab.glance"]} == {"HER2 is positive"}
    again = {line.when for line in lines["trastuzumab.again"]}
    assert again == {"HER2 is positive and earlier treatment was trastuzumab"}


@pytest.mark.parametrize(
    ("key", "pages"), [("everolimus", True), ("leaflet", True), ("glossary", True), ("tool", False)]
)
def test_what_prints_is_shown_on_its_pages(desk, key, pages):
    content, leaflet, shown = read(desk)
    places = printed_places(_printer(desk, content, leaflet), shown.group(key))
    assert bool(places) is pages
    assert all(len({place.page for place in page}) == 1 for page in places)


def test_what_is_no_block_is_refused(desk):
    with pytest.raises(UsageFault, match="is not a block"):
        read(desk)[2].group("../etc")
