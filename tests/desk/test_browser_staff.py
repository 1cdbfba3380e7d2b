"""Translators and the clinical owner in a real browser: by keyboard, on a phone, to the left."""

import re

import pytest
from desk.conftest import running, watched
from desk.copies import LEAFLET, copied, edit_english, entry
from desk.pages import widest
from playwright.sync_api import expect

from leaflets.desk.clinical.matrix import matrix_of
from leaflets.selection.overview import as_svg
from leaflets.translation.approvals import Ledger

pytestmark = pytest.mark.xdist_group("desk")

WHO = f"/translators/pl/{LEAFLET}/everolimus.who"
HEART = f"/translators/ar/{LEAFLET}/trastuzumab.heart"
PAGES = (
    "/translators",
    f"/translators/ar?block={LEAFLET}/trastuzumab",
    HEART,
    "/clinical",
    "/clinical/matrix",
    "/clinical/everolimus",
)


@pytest.fixture(scope="module")
def working(tmp_path_factory):
    """A desk on copies that may be changed; its English of one text is newer than the Polish."""
    desk = copied(tmp_path_factory.mktemp("working"), "pl", "ar", approvable=True)
    edit_english(desk, "everolimus", "as a tablet", "as one tablet")
    return desk


@pytest.fixture(scope="module")
def window(working, browser):
    with running(working) as started:
        made = browser.new_context(locale="en-GB", base_url=started.root)
        made.new_page().goto(started.address)
        yield made
        made.close()


@pytest.fixture
def tab(window):
    """A new tab of it; whoever leaves a page with something unsaved means it."""
    with watched(window) as made:
        made.on("dialog", lambda dialog: dialog.accept())
        yield made


def pressed(tab, key, times=1):
    for _ in range(times):
        tab.keyboard.press(key)


def focused(tab):
    return tab.evaluate("(document.activeElement.innerText || document.activeElement.id).trim()")


def tabbed_to(tab, wanted):
    """Go on with the tabulator until something is in focus."""
    for _ in range(80):
        if focused(tab) == wanted:
            return
        tab.keyboard.press("Tab")
    raise AssertionError(f"the tabulator never comes to {wanted}")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_fit_for_everyone(tab, accessible, address):
    tab.goto(address)
    assert accessible(tab) == []
    for width in (390, 640):  # a phone; and a screen at 200 %
        tab.set_viewport_size({"width": width, "height": 800})
        assert widest(tab) == 0
    small = tab.evaluate(
        "[...document.querySelectorAll('button, select, textarea, input[type=text], .option')]"
        ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 44)"
        ".map(e => e.outerHTML)"
    )
    assert small == []


def test_a_translator_finds_a_stale_text_and_mends_it_by_keyboard(tab, working, accessible):
    tab.goto("/translators")
    tabbed_to(tab, "Polish")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/translators/pl")
    tab.get_by_label("State").select_option("stale")
    tabbed_to(tab, "Show")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**state=stale*")
    tabbed_to(tab, "Everolimus > How you have it (text)")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/everolimus.how_you_have_it?*")
    assert tab.locator("ins").inner_text().split() == ["put", "in:", "one"]
    assert accessible(tab) == []
    tabbed_to(tab, "target-0")
    pressed(tab, "ControlOrMeta+A")
    tab.keyboard.type("Everolimus to jedna tabletka.")
    tabbed_to(tab, "Save")
    tab.keyboard.press("Enter")
    tab.get_by_text("Saved.").wait_for()
    saved = entry(working, "everolimus.how_you_have_it")
    assert (saved.targets, saved.fuzzy) == (("Everolimus to jedna tabletka.",), False)


def test_of_two_tabs_the_second_is_told(tab, window, working, accessible):
    other = window.new_page()
    for each in (tab, other):
        each.goto(WHO)
    other.get_by_label("Translation into Polish").fill("Z innej karty.")
    other.get_by_role("button", name="Save", exact=True).click()
    other.get_by_text("Saved.").wait_for()
    other.close()
    tab.get_by_label("Translation into Polish").fill("Z tej karty.")
    tab.get_by_role("button", name="Save", exact=True).click()
    told = tab.get_by_role("alert").filter(has_text="Somebody changed this text meanwhile")
    told.wait_for()
    expect(told).to_be_focused()
    assert accessible(tab) == []
    expect(tab.get_by_label("Translation into Polish")).to_have_value("Z tej karty.")
    expect(tab.locator("main")).to_contain_text("Z innej karty.")
    assert entry(working, "everolimus.who").targets == ("Z innej karty.",)


def test_text_to_the_left_is_edited_as_it_reads(tab, working):
    tab.goto(HEART)
    area = tab.get_by_label("Translation into Arabic")
    assert area.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert tab.evaluate("getComputedStyle(document.body).direction") == "ltr"
    area.fill("قلبك Herceptin 600 mg")
    area.evaluate("e => e.setSelectionRange(5, e.value.length)")
    tab.get_by_role("button", name="Keep what is selected together").click()
    assert area.input_value() == "قلبك \u2068Herceptin 600 mg\u2069"
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.get_by_text("Saved.").wait_for()
    saved = entry(working, "trastuzumab.heart", "ar")
    assert saved.targets == ("قلبك \u2068Herceptin 600 mg\u2069",)
    expect(tab.locator(".as-read .sign")).to_have_text(["FSI", "PDI"])


def test_the_place_of_a_text_is_drawn(tab):
    tab.goto(HEART)
    picture = tab.get_by_role("img", name=re.compile("trastuzumab.heart in a frame"))
    picture.wait_for()
    assert picture.evaluate("async e => { await e.decode(); return e.naturalWidth; }") > 800


def test_what_was_typed_and_not_saved_is_asked_about(window):
    tab = window.new_page()
    asked = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tab.goto("/translators/pl/leaflets/tool.page-of")
    tab.get_by_role("button", name="Put in {page}", exact=True).click()
    assert tab.get_by_label("Translation into Polish").input_value().count("{page}") == 2
    tab.goto("/translators")
    tab.close()
    assert asked == ["beforeunload"]


def test_a_translation_is_approved_with_a_name(tab, working):
    tab.goto(f"/translators/pl/{LEAFLET}/lapatinib.who")
    tab.get_by_label("Your name").fill("Anna Nowak")
    tab.get_by_role("button", name="Approve its language").click()
    tab.get_by_text("Approved. The ledger has your name.").wait_for()
    (line,) = Ledger.read(working.translations, "pl").by_key["lapatinib.who"]
    assert (line.stage, line.by) == ("language", "Anna Nowak")


def test_a_clinical_owner_reads_a_block_and_approves_it_by_keyboard(tab, working, accessible):
    tab.goto("/clinical")
    tabbed_to(tab, "Lapatinib")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/clinical/lapatinib")
    order = tab.evaluate(
        "[...document.querySelectorAll('.printed img, .texts, #by, form[action$=approve] button')]"
        ".map(e => e.tagName)"
    )
    assert order[0] == "IMG"  # as it prints, then its words, and the button at the end
    assert order[-3:] == ["UL", "INPUT", "BUTTON"]
    tabbed_to(tab, "by")
    tab.keyboard.type("A. Lis")
    tab.keyboard.press("Tab")
    tab.keyboard.type("consultant oncologist")
    tab.get_by_label("To be reviewed again on").fill("2027-05-01")
    tabbed_to(tab, "Approve it")
    tab.keyboard.press("Enter")
    tab.get_by_text("The ledger has your name beside each").wait_for()
    assert accessible(tab) == []
    lines = (working.source / LEAFLET / "approvals.csv").read_text("utf-8").splitlines()
    assert re.match(
        r"lapatinib,[0-9a-f]{12},approve,A\. Lis,consultant oncologist,2026-11-22,2027-05-01,$",
        lines[1],
    )


def test_the_matrix_is_drawn_and_told_in_words(tab, working):
    tab.goto("/clinical")
    picture = tab.get_by_role("img", name=re.compile("A picture of the matrix"))
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("async e => { await e.decode(); return e.naturalWidth; }") > 600
    content = working.content()
    drawn = as_svg(matrix_of(content, working.leaflet(content)))
    assert tab.request.get("/clinical/matrix.svg").text() == drawn
    tab.get_by_role("link", name="The same as a table").click()
    row = tab.get_by_role("row").nth(1)
    expect(row.get_by_role("rowheader")).to_have_text(["positive"] * 3)
    expect(row.get_by_role("cell").first).to_have_text("shown")
