"""``approvals.csv``: every line means what it says, or is told with its place."""

from datetime import date

import pytest
from factories import make_leaflet

from leaflets.content.approvals import (
    COLUMNS,
    FILE,
    append_approvals,
    ledger_path,
    read_approvals,
)
from leaflets.diagnostics import Location
from leaflets.errors import ContentFault
from leaflets.model.approval import Event, LedgerLine

WORDS = "0123456789ab"
GOOD = f"help.call,{WORDS},approve,A. Lis,consultant,2026-11-22,2027-05-01,"


@pytest.fixture
def leaflet(tmp_path):
    return make_leaflet(where=Location((tmp_path / "leaflet.yaml").as_posix(), 1, 1))


def flaws(folder, *lines):
    text = "\n".join([",".join(COLUMNS), *lines, ""])
    (folder / FILE).write_text(text, encoding="utf-8")
    lines, findings = read_approvals(folder)
    return [f"{finding.where.line}: {finding.message}" for finding in findings]


def test_what_is_added_is_read_back(leaflet, tmp_path):
    approval = LedgerLine(
        key="help.call",
        revision=WORDS,
        event=Event.APPROVE,
        by='A. "Ada" Lis, MD',
        role="consultant",
        day=date(2026, 11, 22),
        until=date(2027, 5, 1),
    )
    stop = LedgerLine(
        key="help",
        revision=WORDS,
        event=Event.WITHDRAW,
        by="B",
        day=date(2026, 12, 1),
        reason="a wrong number",
    )
    assert append_approvals(leaflet, lambda before: (approval, stop)) == 2
    assert read_approvals(tmp_path) == ((approval, stop), ())
    assert append_approvals(leaflet, lambda before: before[1:]) == 1
    assert read_approvals(tmp_path)[0] == (approval, stop, stop)
    assert ledger_path(leaflet) == tmp_path / "approvals.csv"


@pytest.mark.parametrize(
    ("old", "new", "flaw"),
    [
        ("2027-05-01", "2027-05-0", 'until: "2027-05-0" is not a date like 2026-11-22'),
        ("2027-05-01", "20270501", 'until: "20270501" is not a date like 2026-11-22'),
        ("2027-05-01", "2027-W18-6", 'until: "2027-W18-6" is not a date like 2026-11-22'),
        ("2027-05-01", "2027-02-30", 'until: "2027-02-30" is not a date like 2026-11-22'),
        ("2026-11-22", "22/11/2026", 'date: "22/11/2026" is not a date like 2026-11-22'),
        ("2027-05-01", "", "no until"),
        ("A. Lis", "", "no by"),
        ("consultant", "", "no role"),
        ("help.call", "", "no key"),
        ("approve", "agree", '"agree" is not approve, withdraw, lift'),
        ("approve", "withdraw", "no reason"),
        (WORDS, WORDS[:11], f'revision: "{WORDS[:11]}" is not twelve hex digits'),
        (",consultant", "", "has 7 of 8 columns: "),
    ],
)
def test_a_line_that_is_wrong_is_told_with_its_place(tmp_path, old, new, flaw):
    (found,) = flaws(tmp_path, GOOD, GOOD.replace(old, new))
    assert found.startswith(f"3: {flaw}")


def test_nothing_is_added_to_a_ledger_with_a_flaw(leaflet, tmp_path):
    flaws(tmp_path, GOOD[:-5])
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(ContentFault, match=r"approvals\.csv:2:1: error: has 7 of 8 columns"):
        append_approvals(leaflet, lambda before: before)
    assert (tmp_path / FILE).read_bytes() == before
