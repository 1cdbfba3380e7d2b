"""The clinical owner's pages over HTTP: what is refused, and what the ledger gets."""

import re

import pytest
from desk.copies import LEAFLET, copied, edit_english

ADDRESS = "/clinical/everolimus"
GOOD = {"by": "A. Lis", "role": "consultant", "until": "2027-05-01"}


@pytest.fixture
def desk(tmp_path):
    return copied(tmp_path, approvable=True)


@pytest.fixture
def visitor(visit, desk):
    return visit(desk)


def read(visitor):
    return re.search(r'name="read" value="([^"]*)"', visitor.get(ADDRESS).text)[1]


def approve(visitor, **more):
    return visitor.post(f"{ADDRESS}/approve", {"read": read(visitor), **GOOD, **more})


def ledger(desk):
    path = desk.source / LEAFLET / "approvals.csv"
    return path.read_text("utf-8").splitlines()[1:] if path.exists() else []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"by": " "}, "Fill this in."),
        ({"role": "@role"}, "may not begin with"),
        ({"until": ""}, "Give a day."),
        ({"until": "2026-11-22"}, "not after today"),
        ({"until": "2028-01-01"}, "The last one is 22 November 2027."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_approved(visitor, desk, wrong, told):
    refused = approve(visitor, **wrong)
    assert refused.status_code == 422
    assert told in refused.text
    assert 'aria-invalid="true"' in refused.text
    assert ledger(desk) == []


def test_a_block_that_was_edited_since_it_was_read_is_not_approved(visitor, desk):
    before = read(visitor)
    edit_english(desk, "everolimus", "as a tablet", "as one tablet")
    refused = visitor.post(f"{ADDRESS}/approve", {"read": before, **GOOD})
    assert refused.status_code == 409
    assert "has changed since you read it" in refused.text
    assert "as one tablet" in refused.text
    assert ledger(desk) == []
    assert approve(visitor).is_redirect
    assert len(ledger(desk)) == 5


def test_a_withdrawal_needs_a_name_and_a_reason_and_stands_at_the_top(visitor, desk):
    address = f"{ADDRESS}/withdraw"
    refused = visitor.post(address, {"withdrawn_by": "A. Lis", "reason": "", "action": "withdraw"})
    assert refused.status_code == 422
    assert "The reason: Fill this in." in refused.text
    assert ledger(desk) == []
    given = {"withdrawn_by": "A. Lis", "reason": "<b>wrong</b>", "action": "withdraw"}
    done = visitor.post(address, given)
    page = visitor.get(done.headers["location"]).text
    assert "Withdrawn: 5. Nothing prints these from now on." in page
    assert "&lt;b&gt;wrong&lt;/b&gt;" in page
    assert "No page shows this by itself." in page
    lifted = visitor.post(address, {**given, "read": read(visitor), "action": "lift"})
    assert "These may print again: 5." in visitor.get(lifted.headers["location"]).text
    assert [line.split(",")[2] for line in ledger(desk)] == ["withdraw"] * 5 + ["lift"] * 5


def test_a_sample_has_no_button_to_approve_it(tmp_path, visit):
    (tmp_path / "sample").mkdir()
    page = visit(copied(tmp_path / "sample")).get(ADDRESS).text
    assert "A sample can&#39;t be approved." in page or "A sample can't be approved." in page
    assert f'action="{ADDRESS}/approve"' not in page


def test_what_falls_due_is_listed_as_far_ahead_as_asked(visitor):
    approve(visitor)
    assert "Nothing falls due within 90 days." in visitor.get("/clinical").text
    page = visitor.get("/clinical?days=180").text
    assert "1 May 2027" in page
    assert "in 160 days" in page
    assert "A. Lis" in page
