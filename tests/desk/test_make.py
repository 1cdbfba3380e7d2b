"""Make a leaflet: what the form asks for is what the command line prints, or refuses, for it."""

import re

import pytest
from cli.program import text_of as words_in
from desk.pages import faults, from_command_line, text_of

RESULTS = ("--her2", "positive", "--er", "negative", "--pr", "negative", "--prior", "none")
SAME = {
    "answer_her2": "positive",
    "answer_er": "negative",
    "answer_pr": "negative",
    "answer_prior": "none",
}


def test_every_declared_attribute_has_a_control_with_not_known_chosen(visitor, desk):
    page = visitor.get("/make").text
    for name in desk.content().vocabulary.record_names:
        if desk.content().vocabulary.derived_attribute(name):
            continue
        assert re.search(rf'name="answer_{name}" value="unknown" checked', page), name


def test_a_leaflet_that_is_saved_is_the_command_lines_byte_for_byte(visitor, tmp_path):
    saved = visitor.post("/make/save", SAME)
    assert saved.headers["content-type"] == "application/pdf"
    assert saved.headers["content-disposition"] == 'attachment; filename="leaflet.pdf"'
    assert saved.content == from_command_line(tmp_path, *RESULTS)
    shown = visitor.post("/make/print", SAME)
    assert shown.headers["content-disposition"] == 'inline; filename="leaflet.pdf"'
    assert shown.content == saved.content


def test_every_choice_of_the_form_is_that_of_the_command_line(visitor, tmp_path):
    form = {
        **SAME,
        "answer_prior": "some",
        "listed_prior": ["letrozole", "docetaxel"],
        "others_prior": "Xeloda",
        "answer_cns_spread": "yes",
        "answer_nation": "wales",
        "language": "pl",
        "format": "booklet",
        "unanswered": "withhold",
        "include_later": "yes",
        "qr": "yes",
        "sheets": "fold",
    }
    options = (
        *RESULTS[:6],
        *("--prior", "letrozole", "--prior", "docetaxel", "--prior", "Xeloda"),
        *("--cns-spread", "yes", "--nation", "wales", "--language", "pl", "--format", "booklet"),
        *("--unanswered", "withhold", "--include-later", "--qr", "--imposed", "--marks", "fold"),
    )
    assert visitor.post("/make/save", form).content == from_command_line(tmp_path, *options)


def test_english_stands_beside_the_language_as_from_the_command_line(visitor, tmp_path):
    form = {**SAME, "language": "ar", "bilingual": "yes"}
    made = from_command_line(tmp_path, *RESULTS, "--language", "ar", "--bilingual")
    assert visitor.post("/make/save", form).content == made


def test_english_beside_english_is_refused_in_the_words_of_the_page(visitor):
    refused = visitor.post("/make/save", {**SAME, "bilingual": "yes"})
    assert refused.status_code == 422
    assert "English can&#39;t stand beside itself" in refused.text
    assert "--bilingual" not in refused.text


def test_a_name_goes_onto_the_paper_and_nowhere_else(visitor, tmp_path):
    form = {**SAME, "name": "Zoë O'Brien", "given_by": "Nurse Adé", "date": "2026-11-20"}
    saved = visitor.post("/make/save", form)
    record = {"name": "Zoë O'Brien", "given_by": "Nurse Adé", "date": "2026-11-20"}
    assert saved.content == from_command_line(tmp_path, *RESULTS, record=record)
    assert "Zoë O'Brien" in words_in(saved.content)
    assert not any("Zo" in value for value in saved.headers.values())
    shown = visitor.post("/make/preview", form).text
    assert "Brien" not in shown


def test_the_pages_are_shown_as_pictures_under_an_address_that_says_nothing(visitor):
    shown = visitor.post("/make/preview", {**SAME, "name": "Mary"}).text
    addresses = re.findall(r'src="(/make/pages/[^"]+)"', shown)
    assert len(addresses) >= 5
    assert all(re.fullmatch(r"/make/pages/[\w-]{22}/\d+\.png", address) for address in addresses)
    picture = visitor.get(addresses[0])
    assert picture.headers["content-type"] == "image/png"
    assert picture.headers["cache-control"] == "no-store"
    past_the_end = addresses[0].replace("/1.png", "/99.png")
    assert visitor.get(past_the_end).status_code == 404
    assert visitor.get("/make/pages/guessed/1.png").status_code == 404


def test_pages_that_were_replaced_are_forgotten(visitor):
    first = visitor.post("/make/preview", SAME).text
    key = re.search(r'name="before" value="([^"]+)"', first)[1]
    visitor.post("/make/preview", {**SAME, "before": key})
    assert visitor.get(f"/make/pages/{key}/1.png").status_code == 404


def test_the_reasons_are_those_of_the_check_sheet(visitor, tmp_path):
    shown = text_of(visitor.post("/make/preview", SAME))
    assert "Trastuzumab In HER2 is positive" in shown
    assert "Everolimus Out oestrogen receptor is negative (asked: positive)" in shown
    assert "Everolimus: if oestrogen receptor were positive and HER2 were negative" in shown
    assert "spread to the brain or spinal cord : it decides" in shown
    sheet = visitor.post("/make/check-sheet", SAME)
    options = (*RESULTS, "--check-sheet", tmp_path / "sheet.pdf")
    from_command_line(tmp_path, *options)
    assert sheet.content == (tmp_path / "sheet.pdf").read_bytes()


def test_a_conflict_is_shown_and_stops_nothing(visitor):
    form = {"answer_her2": "negative", "answer_prior": "some", "listed_prior": "trastuzumab"}
    shown = visitor.post("/make/preview", form)
    assert "Look at this again" in shown.text
    assert visitor.post("/make/save", form).content.startswith(b"%PDF-")


def test_what_a_command_calls_an_option_is_called_by_its_control(visitor):
    shown = text_of(visitor.post("/make/preview", SAME))
    assert "Give it with “Nation”." in shown
    assert "--" not in shown


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        ({"others_prior": "trastuzumob"}, "answer_prior", "trastuzumab"),
        ({"answer_her2": "purple"}, "answer_her2", "purple"),
        ({"name": "a<b"}, "name", "no name has"),
        ({"name": "x" * 81}, "name", "81 characters"),
        ({"date": "soon"}, "date", "not a date"),
        ({"answer_prior": "none", "listed_prior": "letrozole"}, "answer_prior", "none"),
        ({"answer_prior": "unknown", "listed_prior": "letrozole"}, "answer_prior", "unknown"),
        ({"name": "\U000104b0"}, "", "U+104B0"),
        ({"format": "../../etc"}, "", "etc"),
        ({"language": "tlh"}, "", "tlh"),
        ({"language": "fr"}, "", "no translation into French"),
        ({"answer_her2": "negative", "unanswered": "refuse"}, "answer_prior", "Answer this"),
        ({"require_approved": "yes"}, "", "without “Print approved content only”"),
    ],
)
@pytest.mark.parametrize("what", ["save", "print", "check-sheet", "preview"])
def test_what_can_not_be_printed_is_refused_in_words_by_its_field(visitor, form, field, said, what):
    refused = visitor.post(f"/make/{what}", form)
    assert said in faults(refused)[field]
    assert refused.headers["content-type"].startswith("text/html")
    if what != "preview":
        assert refused.status_code == 422
        assert not field or f'id="{field}-error"' in refused.text


@pytest.mark.parametrize("what", ["save", "print", "check-sheet"])
def test_some_drugs_of_which_none_is_named_are_not_taken_for_not_known(visitor, what):
    form = {"answer_her2": "positive", "answer_prior": "some", "others_prior": " , "}
    told = visitor.post(f"/make/{what}", form)
    assert "Tick a drug" in faults(told)["answer_prior"]
    assert told.status_code == 422
    shown = visitor.post("/make/preview", form)
    assert "/1.png" in shown.text
    assert "/make/save" not in shown.text


def test_a_language_that_lacks_a_part_is_refused_as_on_the_command_line(desk, visit, tmp_path):
    from dataclasses import replace
    from shutil import copytree

    folder = copytree(desk.translations, tmp_path / "translations")
    (catalog,) = (folder / "pl").glob("LC_MESSAGES/targeted*.po")
    text = catalog.read_text(encoding="utf-8")
    place = text.index('msgctxt "general.')
    start = text.index("msgstr ", place)
    end = text.index("\n\n", start)
    catalog.write_text(text[:start] + 'msgstr ""' + text[end:], encoding="utf-8")
    visitor = visit(replace(desk, translations=folder))
    told = faults(visitor.post("/make/save", {**SAME, "language": "pl"}))[""]
    assert "general." in told
    assert "missing" in told
    assert "Print all of it in English" in told
    in_english = visitor.post("/make/save", {**SAME, "language": "pl", "whole_source": "yes"})
    assert in_english.content.startswith(b"%PDF-")


def test_names_are_text_and_never_markup(visitor):
    hostile = '"><script>alert(1)</script>'
    for form in (
        {"name": hostile},
        {"others_prior": hostile},
        {"answer_her2": hostile},
        {"language": hostile},
        {"record": hostile},
        {"confirmed": hostile},
    ):
        assert "<script>alert" not in visitor.post("/make", form).text


def test_the_form_works_without_javascript(visitor):
    shown = visitor.post("/make", {**SAME, "name": "Mary", "format": "large"})
    assert 'name="answer_her2" value="positive" checked' in shown.text
    assert 'name="format" value="large" checked' in shown.text
    assert 'name="name" value="Mary"' in shown.text
    assert "/1.png" in shown.text


def test_content_that_was_changed_on_disk_is_read_again(desk, visit, tmp_path):
    from dataclasses import replace
    from shutil import copytree

    folder = copytree(desk.source, tmp_path / "source")
    visitor = visit(replace(desk, source=folder))
    assert "Targeted therapies" in visitor.get("/make").text
    (frame,) = folder.glob("*/leaflet.yaml")
    text = frame.read_text(encoding="utf-8")
    frame.write_text(re.sub(r"(?m)^title: .*$", "title: Another title", text), encoding="utf-8")
    assert "Another title" in visitor.get("/make").text
    frame.write_text("title: [", encoding="utf-8")
    broken = visitor.get("/make")
    assert broken.status_code == 422
    assert "leaflet.yaml" in text_of(broken)


def test_a_leaflet_is_called_by_the_paper_and_size_that_were_chosen(visitor):
    shown = visitor.post("/make/preview", {"format": "large"})
    assert ", A4, 18 pt. Sample" in text_of(shown)
