"""A nurse reads a record, in a real browser."""

import json
from pathlib import Path

import pytest
from desk.pages import from_command_line
from desk.test_browser_make import widest
from desk.test_record import CSV, anna
from playwright.sync_api import expect
from records.bundles import LETROZOLE, given

pytestmark = pytest.mark.xdist_group("desk")

LARGE = 50 * 1024 * 1024


def hand_in(page, name, data):
    page.goto("/record")
    page.set_input_files("#record", {"name": name, "mimeType": "", "buffer": data})
    page.get_by_role("button", name="Read it").click()


def test_a_bundle_is_read_confirmed_and_printed(page, tmp_path, accessible):
    record = anna(given(LETROZOLE))
    hand_in(page, "anna.json", json.dumps(record).encode())
    expect(page.get_by_role("heading", level=1)).to_have_text("What the record says")
    assert accessible(page) == []
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(6)
    assert accessible(page) == []
    page.locator("#history").get_by_label("They are all there were").check()
    page.locator("#answer_cns_spread").get_by_label("No", exact=True).check()
    page.locator("#language").get_by_label("English").check()
    page.locator("#format").get_by_label("A4, 14 pt").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Make a leaflet")
    expect(page.locator("#result[aria-busy=false] .pages img").first).to_be_visible()
    assert accessible(page) == []
    with page.expect_download() as started:
        page.get_by_role("button", name="Save").click()
    options = ("--cns-spread", "no", "--language", "en", "--format", "a4", "--history-complete")
    made = from_command_line(tmp_path, *options, record=record)
    assert Path(started.value.path()).read_bytes() == made


def test_a_file_is_dropped_on_the_page(page):
    page.goto("/record")
    page.evaluate(
        """text => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([text], "people.csv"));
            const form = document.getElementById("hand-in");
            form.dispatchEvent(new DragEvent("drop", {dataTransfer: dropped, bubbles: true}));
        }""",
        CSV.decode(),
    )
    expect(page.get_by_role("row", name="HER2 positive")).to_be_visible()


def test_one_of_several_rows_is_chosen_and_fits_a_phone(page, accessible):
    page.set_viewport_size({"width": 390, "height": 800})
    hand_in(page, "people.csv", CSV + b"8,negative,positive,negative,none,no,Bea\n")
    assert accessible(page) == []
    page.get_by_label("8 row 2").check()
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("row", name="HER2 negative")).to_be_visible()
    assert widest(page) == 0
    assert accessible(page) == []


def test_fifty_megabytes_are_taken_and_told_what_they_are(page, tmp_path):
    row = b"%d,positive,negative,negative,none,no,\n"
    header = b"record_id,her2,er,pr,prior,cns_spread,name\n"
    path = tmp_path / "many.csv"
    with path.open("wb") as stream:
        stream.write(header)
        stream.write(b"".join(row % n for n in range(LARGE // 44)))
    page.goto("/record")
    page.set_input_files("#record", path)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert").first).to_contain_text("more than 200 records", timeout=30_000)


def test_a_file_that_is_too_large_is_refused_in_words(page, tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)
    page.goto("/record")
    page.set_input_files("#record", path)
    with page.expect_response("**/record"):
        page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This file is too large")
