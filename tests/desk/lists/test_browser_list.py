"""A list in a real browser, from the file that is dropped to the leaflets that are saved."""

import zipfile
from pathlib import Path

import pytest
from batch.lists import HEADINGS, people, tree, write_list
from desk.conftest import running
from desk.lists.conftest import by_command
from desk.pages import widest
from playwright.sync_api import expect

pytestmark = pytest.mark.xdist_group("desk")
expect.set_options(timeout=30_000)  # leaflets are being made meanwhile

BAD = {
    3: {"zeta": "hihg"},
    7: {"before": "Plazco"},
    11: {"name": "<script>document.title='hit'</script>"},
    15: {"name": "\u202egnp.exe", "record_id": "=HYPERLINK(1)"},
    20: {"record_id": "R1"},
    26: {"language": "klingon", "name": "W" * 78},
}
ROWS = [row | BAD.get(number, {}) for number, row in enumerate(people(30), 1)]


@pytest.fixture
def at_list(small, opened):
    """A window at the page of a list, and the desk that it is of."""
    with running(small) as started:
        page = opened(started)
        faults = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{started.root}/list")
        yield page, started
        assert faults == []


def hand_in(page, path):
    page.get_by_label("The list").set_input_files(path)
    page.get_by_role("button", name="Check the list").click()
    expect(page.locator("#counts")).to_be_visible()


def counts(page):
    page.wait_for_load_state()
    return [int(each) for each in page.locator("#counts strong").all_inner_texts()]


def saved(page, name):
    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).click()
    return download.value


def test_a_list_is_checked_mended_made_and_saved(at_list, small, written, tmp_path, accessible):
    page, started = at_list
    assert accessible(page) == []
    hand_in(page, written(ROWS))
    *_, refused = counts(page)
    assert refused == len(BAD)
    assert page.title() == "A list - leaflets"
    page.locator("#counts a", has_text="refused").click()
    expect(page.locator("article")).to_have_count(len(BAD))
    assert accessible(page) == []

    # A row is mended in its place, by the keyboard alone.
    page.locator("#row-3 select").focus()
    page.keyboard.type("high")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Check row 3 again"
    page.keyboard.press("Enter")
    expect(page.locator("#row-3")).to_contain_text("mended")
    expect(page.locator("#row-3")).to_be_focused()
    expect(page.locator("#heard")).to_contain_text("Row 3 R3: ")
    assert counts(page)[-1] == len(BAD) - 1

    # Another, on the page of its own.
    page.goto(f"{started.root}/list/row/7?show=refused")
    assert accessible(page) == []
    page.get_by_label("earlier treatment").fill("Placzo")
    page.get_by_role("button", name="Check row 7 again").click()
    expect(page.locator("#counts")).to_be_visible()
    assert counts(page)[-1] == len(BAD) - 2

    page.get_by_label("A print run of all in one file, too").check()
    page.get_by_role("button", name="Make 26 leaflets").click()
    expect(page.locator("#bar")).to_be_visible()
    other = page.context.new_page()
    other.goto(f"{started.root}/list")
    expect(other.locator("#bar")).to_be_visible()
    page.close()
    expect(other.locator("#outcome")).to_contain_text("26 leaflets are made")
    assert accessible(other) == []

    archive = saved(other, "Save all leaflets")
    assert archive.suggested_filename == "leaflets.zip"
    with zipfile.ZipFile(archive.path()) as unpacked:
        unpacked.extractall(tmp_path / "saved")
    mended = [dict(row) for row in ROWS]
    mended[2]["zeta"], mended[6]["before"] = "high", "Placzo"
    path = write_list(tmp_path / "mended.csv", mended, HEADINGS)
    options = ("--print-run", str(tmp_path / "run.pdf"))
    by_command(small, path, tmp_path / "out", *options, code=5)
    assert tree(tmp_path / "saved/leaflets") == tree(tmp_path / "out/leaflets")
    refused_rows = Path(saved(other, "Save the refused rows").path())
    assert refused_rows.read_bytes() == (tmp_path / "out/refused.csv").read_bytes()
    run_of_all = Path(saved(other, "Save the print run").path())
    assert run_of_all.read_bytes() == (tmp_path / "run.pdf").read_bytes()
    assert other.evaluate("localStorage.length + sessionStorage.length") == 0


def test_it_is_stopped_goes_on_and_ends_with_the_desk(at_list, written, tmp_path):
    page, started = at_list
    hand_in(page, written(people(60)))
    page.get_by_role("button", name="Make 60 leaflets").click()
    page.get_by_role("button", name="Stop after the leaflet in hand").click()
    expect(page.get_by_role("heading", name="Stopped")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Go on making the leaflets").click()
    expect(page.locator("#progress")).to_be_visible()
    started.stop()
    expect(page.get_by_role("heading", name="The desk has stopped")).to_be_visible()
    assert not list(tmp_path.glob("*leaflets-desk-*"))


def test_a_file_that_is_dropped_is_taken_in(at_list, written):
    page, _ = at_list
    text = written(people(2)).read_text(encoding="utf-8")
    dropped = page.evaluate_handle(
        """text => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([text], "people.csv", { type: "text/csv" }));
            return dropped;
        }""",
        text,
    )
    page.locator("#drop").dispatch_event("drop", {"dataTransfer": dropped})
    expect(page.locator("#counts")).to_contain_text("2")


@pytest.mark.parametrize("width", [390, 640])
def test_on_a_phone_and_enlarged_nothing_is_beside_the_page(at_list, written, width):
    page, started = at_list
    page.set_viewport_size({"width": width, "height": 800})
    long = {"record_id": "x" * 120, "zeta": "hihg", "name": "W" * 80, "given_by": "Wö " * 20}
    hand_in(page, written([*people(2), long]))
    assert widest(page) == 0
    page.get_by_text("More choices").click()
    assert widest(page) == 0
    page.goto(f"{started.root}/list/row/3")
    assert widest(page) == 0
