"""A nurse makes a leaflet, in a real browser."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from desk.conftest import running
from desk.pages import from_command_line, widest
from playwright.sync_api import expect

pytestmark = pytest.mark.xdist_group("desk")

RESULTS = ("--her2", "positive", "--er", "negative")


def pages_of(page):
    """The pictures of the pages, once they are those of what is chosen now."""
    return page.locator("#result[aria-busy=false] .pages img")


def choose(page, name, option):
    page.locator(f"#answer_{name}").get_by_label(option, exact=True).check()


def save(page):
    """The bytes of the file that Save gives."""
    with page.expect_download() as started:
        page.get_by_role("button", name="Save").click()
    assert started.value.suggested_filename == "leaflet.pdf"
    return Path(started.value.path()).read_bytes()


def test_a_leaflet_is_chosen_seen_and_saved_as_the_command_line_makes_it(
    page, tmp_path, accessible
):
    page.goto("/make")
    choose(page, "her2", "Positive")
    choose(page, "er", "Negative")
    page.get_by_label("Name of the person").fill("Zoë O'Brien")
    page.get_by_label("Name of the person").blur()
    expect(pages_of(page).first).to_be_visible()
    assert pages_of(page).first.evaluate("i => i.decode().then(() => i.naturalWidth)") > 500
    page.get_by_text("Why each part is in or out").first.click()
    expect(page.get_by_role("row", name="Trastuzumab In HER2 is positive sample")).to_be_visible()
    record = {"name": "Zoë O'Brien"}
    assert save(page) == from_command_line(tmp_path, *RESULTS, record=record)
    assert accessible(page) == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.url.endswith("/make")


def test_a_changed_choice_changes_the_pages_and_the_reasons(page):
    page.goto("/make")
    choose(page, "her2", "Positive")
    expect(page.locator("[data-told]")).to_contain_text("10 pages")
    before = pages_of(page).first.get_attribute("src")
    choose(page, "her2", "Negative")
    expect(page.locator("#status")).to_contain_text("6 pages")
    assert pages_of(page).first.get_attribute("src") != before


def test_nothing_can_be_printed_while_the_page_shows_what_was_before(page):
    page.goto("/make")
    expect(pages_of(page).first).to_be_visible()
    held = []
    page.route("**/make/preview", lambda route: held.append(route))
    choose(page, "her2", "Positive")
    expect(page.get_by_role("button", name="Print")).to_be_disabled()
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    expect(page.locator("#status")).to_have_text("Setting the pages")
    held[0].continue_()
    expect(page.get_by_role("button", name="Print")).to_be_enabled()
    expect(page.locator("[data-told]")).to_contain_text("10 pages")


def test_print_opens_the_pages_to_be_printed(page):
    page.goto("/make")
    expect(pages_of(page).first).to_be_visible()
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Print").click()
    with opened.value.expect_event("close"):
        assert opened.value.url.endswith("/make/print")
        opened.value.close()


def test_the_keyboard_alone_makes_a_leaflet(page, tmp_path):
    page.goto("/make")
    expect(pages_of(page).first).to_be_visible()
    keys = page.keyboard

    def to(selector):
        for _ in range(80):
            keys.press("Tab")
            if page.locator(f"{selector}:focus").count():
                return
        raise AssertionError(f"Tab never comes to {selector}")

    to(".skip")
    to("#answer_her2 input")
    keys.press("ArrowDown")
    expect(page.locator("#answer_her2").get_by_label("Positive")).to_be_checked()
    to("#name")
    keys.type("Ann")
    keys.press("Enter")  # shows the pages, and prints nothing
    expect(pages_of(page).first).to_be_visible()
    to("[formaction='/make/save']")
    with page.expect_download() as started:
        keys.press("Enter")
    made = from_command_line(tmp_path, "--her2", "positive", record={"name": "Ann"})
    assert Path(started.value.path()).read_bytes() == made


def test_two_tabs_at_once_each_keep_what_is_theirs(shared, tmp_path):
    first, second = shared.new_page(), shared.new_page()
    try:
        for tab in (first, second):
            tab.goto("/make")
        choose(first, "her2", "Positive")
        choose(second, "her2", "Negative")
        choose(second, "er", "Positive")
        for tab in (first, second):
            expect(pages_of(tab).first).to_be_visible()
        assert save(second) == from_command_line(tmp_path, "--her2", "negative", "--er", "positive")
        assert save(first) == from_command_line(tmp_path, "--her2", "positive")
        assert first.request.get(pages_of(first).first.get_attribute("src")).ok
        assert second.request.get(pages_of(second).first.get_attribute("src")).ok
    finally:
        first.close()
        second.close()


@pytest.mark.parametrize("name", ["<b>Ann</b>", "\u202eAnn", "A" * 200, "{{ 7 * 7 }}"])
def test_a_name_that_can_not_be_printed_is_told_beside_its_field(page, name):
    page.goto("/make")
    page.get_by_label("Name of the person").fill(name)
    fault = page.locator("#name-error")
    expect(fault).to_be_visible()
    expect(page.get_by_label("Name of the person")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("button", name="Print")).to_have_count(0)
    page.get_by_role("alert").get_by_role("link").click()
    page.get_by_label("Name of the person").fill("Ann")
    expect(fault).to_be_hidden()
    expect(page.get_by_role("button", name="Print")).to_be_enabled()


def test_drugs_are_ticked_where_there_were_some(page, tmp_path):
    page.goto("/make")
    prior = page.locator("#answer_prior")
    expect(prior.get_by_label("Letrozole")).to_be_hidden()
    prior.get_by_label("These, and no others").check()
    prior.get_by_label("Letrozole").check()
    prior.get_by_label("Others, with commas between them").fill("Xeloda")
    prior.get_by_label("Others, with commas between them").blur()
    expect(pages_of(page).first).to_be_visible()
    made = from_command_line(tmp_path, "--prior", "letrozole", "--prior", "capecitabine")
    assert save(page) == made
    prior.get_by_label("None").check()
    expect(pages_of(page).first).to_be_visible()
    assert save(page) == from_command_line(tmp_path, "--prior", "none")


def test_it_fits_a_phone_and_a_window_at_twice_the_size(page, accessible):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/make")
    choose(page, "her2", "Positive")
    expect(pages_of(page).first).to_be_visible()
    assert widest(page) == 0
    assert accessible(page) == []
    page.set_viewport_size({"width": 640, "height": 480})  # 1280 px wide at 200 %
    page.locator("summary").first.click()
    assert widest(page) == 0
    targets = page.locator(".option, .button, summary, .nav a").evaluate_all(
        "found => found.filter(e => e.offsetParent).map(e => e.getBoundingClientRect().height)"
    )
    assert min(targets) >= 44


def test_it_holds_in_high_contrast(desk, opened, accessible):
    with running(desk) as started:
        page = opened(started, forced_colors="active")
        page.goto(f"{started.root}/make")
        expect(pages_of(page).first).to_be_visible()
        assert accessible(page) == []


def test_it_works_without_javascript(desk, opened, tmp_path):
    with running(desk) as started:
        page = opened(started, java_script_enabled=False)
        page.goto(f"{started.root}/make")
        choose(page, "her2", "Positive")
        page.locator("noscript button, button:visible").last.click()
        expect(page.locator(".pages img").first).to_be_visible()
        expect(page.locator("#answer_her2").get_by_label("Positive")).to_be_checked()
        assert save(page) == from_command_line(tmp_path, "--her2", "positive")


def test_when_the_program_has_stopped_the_page_says_so_and_saves_nothing(desk, opened):
    with running(desk) as started:
        page = opened(started)
        page.goto(f"{started.root}/make")
        expect(pages_of(page).first).to_be_visible()
        page.get_by_label("Name of the person").fill("Ann")
        expect(pages_of(page).first).to_be_visible()
        started.stop()
        # The page may have seen it by now, and take no choice any more.
        page.locator("#answer_her2").get_by_label("Positive", exact=True).click(force=True)
        told = page.get_by_role("alert").filter(has_text="The desk has stopped")
        expect(told).to_be_visible()
        for name in ("Print", "Save", "Check sheet", "End"):
            expect(page.get_by_role("button", name=name)).to_be_disabled()


def test_whoever_only_reads_is_told_too_that_the_program_has_stopped(desk, opened):
    with running(desk) as started:
        page = opened(started)
        started.stop()
        expect(page.get_by_text("The desk has stopped")).to_be_visible(timeout=10_000)


def test_the_end_button_ends_the_program(desk, opened, accessible):
    with running(desk) as started:
        page = opened(started)
        page.get_by_role("button", name="End").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("The desk has ended")
        assert accessible(page) == []
        started.thread.join(timeout=10)
        assert not started.thread.is_alive()


def test_a_second_browser_is_kept_out_and_told_so(desk, opened, accessible):
    with running(desk) as started:
        opened(started)
        other = opened(started)
        expect(other.get_by_role("heading", level=1)).to_have_text("This address has been used")
        assert accessible(other) == []
        other.goto(f"{started.root}/make")
        expect(other.get_by_role("heading", level=1)).to_contain_text("another browser")


def test_the_token_is_not_in_the_address_nor_in_the_history(desk, opened):
    with running(desk) as started:
        page = opened(started)
        assert page.url == f"{started.root}/"
        assert re.search(r"token=", page.content()) is None


def test_the_browser_takes_every_font_of_the_desk(page):
    """It refuses a font with the least fault, and may have no other for a language."""
    page.goto("/")
    loading = "Promise.allSettled([...document.fonts].map(font => font.load()))"
    page.evaluate(f"{loading}.then(() => null)")
    told = page.evaluate("[...document.fonts].map(f => [f.family, f.weight, f.status])")
    assert len(told) >= 18
    assert [font for font in told if font[2] != "loaded"] == []


def test_the_desk_speaks_welsh(desk, opened, accessible):
    with running(replace(desk)) as started:
        page = opened(started)
        page.get_by_role("button", name="Cymraeg").click()
        expect(page.locator("html")).to_have_attribute("lang", "cy")
        page.goto(f"{started.root}/make")
        expect(pages_of(page).first).to_be_visible()
        assert accessible(page) == []
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en-GB")
        assert page.url == f"{started.root}/make"
