"""Read a record: what it says is shown, and nothing prints before every question is answered."""

import json
import re
from dataclasses import replace

import pytest
from desk.pages import faults, from_command_line, text_of
from records.bundles import (
    EQUIVOCAL,
    ER,
    HER2,
    LETROZOLE,
    NEGATIVE,
    POSITIVE,
    PR,
    bundle,
    condition,
    given,
    patient,
    result,
)

ENGLISH = {"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "en"}]}}
PAPER = {"language": "en_GB", "format": "a4"}


def anna(*more, **of_patient):
    """A record with what the leaflet asks first: results, and the disease that it is about."""
    return bundle(
        patient(**{"communication": [ENGLISH], **of_patient}),
        condition(),
        result(HER2, POSITIVE),
        result(ER, NEGATIVE),
        result(PR, NEGATIVE),
        *more,
    )


def hand_in(visitor, data, name="record.json"):
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return visitor.post("/record", files={"record": (name, raw)})


def read(visitor, data, name="record.json"):
    """The address of the record, once it was read."""
    taken = hand_in(visitor, data, name)
    assert taken.status_code == 303, text_of(taken)
    return taken.headers["location"]


def questions(page):
    """The names of the fields that wait for an answer."""
    found = re.findall(r'<input type="(?:radio|checkbox)" name="([^"]+)"', page.text)
    return [name for name in dict.fromkeys(found) if not name.startswith("listed_")]


def answer_all(visitor, place, **answers):
    """Answer what is asked, again until nothing is; the address that it leads to."""
    for _ in range(4):
        asked = questions(visitor.get(place))
        form = {name: answers.get(name, PAPER.get(name, "unknown")) for name in asked}
        went = visitor.post(place, form)
        assert went.status_code == 303, faults(went)
        if went.headers["location"] != place:
            return went.headers["location"]
    raise AssertionError(f"it is still asked: {asked}")


def test_what_is_on_record_is_shown_with_what_it_rests_on(visitor):
    page = visitor.get(read(visitor, anna(given(LETROZOLE))))
    shown = text_of(page)
    assert "HER2 positive positive: Observation/" in shown
    assert "http://loinc.org 48676-1, 2026-01-10" in shown
    assert "earlier treatment letrozole There may have been others." in shown
    assert not re.search(r"<input[^>]* checked", page.text)


def test_a_record_is_read_within_the_part_that_makes_a_leaflet(visitor):
    for place in ("/record", read(visitor, anna())):
        assert re.findall(r'<a href="(.*?)" aria-current', visitor.get(place).text) == ["/make"]


def test_every_ask_the_history_the_language_and_the_size_are_asked(visitor):
    place = read(visitor, anna(given(LETROZOLE)))
    assert questions(visitor.get(place)) == [
        "history",
        "answer_prior",
        "answer_cns_spread",
        "answer_current",
        "language",
        "format",
    ]
    left = faults(visitor.post(place, {"answer_cns_spread": "no", **PAPER}))
    assert left.keys() == {"history", "answer_prior", "answer_current"}


@pytest.mark.parametrize("what", ["print", "save", "check-sheet"])
def test_nothing_prints_before_all_is_confirmed(visitor, what):
    key = read(visitor, anna()).removeprefix("/record/")
    refused = visitor.post(f"/make/{what}", {"record": key, **PAPER})
    assert refused.status_code == 422
    assert "Confirm before it can be printed" in text_of(refused)
    assert refused.headers["content-type"].startswith("text/html")
    in_part = {"record": key, **PAPER, "confirmed": ["language", "format", "history"]}
    assert visitor.post(f"/make/{what}", in_part).status_code == 422


def test_a_confirmed_record_prints_what_the_command_line_does(visitor, tmp_path):
    record = anna(given(LETROZOLE))
    place = answer_all(visitor, read(visitor, record), answer_cns_spread="no", history="open")
    assert place.startswith("/make?record=")
    page = visitor.get(place)
    assert "HER2 positive" in text_of(page)
    assert 'name="answer_cns_spread" value="no" checked' in page.text
    assert 'name="answer_her2"' not in page.text
    form = {
        "record": place.partition("=")[2],
        "answer_cns_spread": "no",
        **PAPER,
        "confirmed": re.findall(r'name="confirmed" value="([^"]+)"', page.text),
    }
    saved = visitor.post("/make/save", form)
    options = ("--cns-spread", "no", "--language", "en", "--format", "a4")
    assert saved.content == from_command_line(tmp_path, *options, record=record)


def test_a_desk_with_a_key_stamps_the_token_as_the_command_line_does(desk, visit, tmp_path):
    key = tmp_path / "site.key"
    key.write_bytes(b"a key for this test, and no other")
    row = {"record_id": "row-7", "her2": "positive", "er": "negative", "pr": "negative"}
    text = ",".join(row) + "\n" + ",".join(row.values()) + "\n"
    made = from_command_line(tmp_path, "--key", key, record=row)
    for with_token in (True, False):
        visitor = visit(replace(desk, site_key=key, with_token=with_token))
        place = answer_all(visitor, read(visitor, text.encode(), "one.csv"))
        form = {"record": place.partition("=")[2], **PAPER}
        assert (visitor.post("/make/save", form).content == made) is with_token


def test_a_change_that_leaves_something_else_open_is_asked_again(visitor):
    place = answer_all(visitor, read(visitor, anna()), answer_cns_spread="no", history="whole")
    form = {
        "record": place.partition("=")[2],
        **PAPER,
        "answer_cns_spread": "no",
        "confirmed": ["language", "format", "history"],
    }
    assert visitor.post("/make/save", form).content.startswith(b"%PDF-")
    form["answer_cns_spread"] = "unknown"
    assert "I know that this is not known" in text_of(visitor.post("/make/save", form))
    form["confirmed"] = [*form["confirmed"], "ask-cns_spread"]
    again = visitor.post("/make/save", form)
    assert again.content.startswith(b"%PDF-") or "ask-current" in again.text


def test_a_person_of_whom_the_disease_is_not_on_record_is_asked_about_first(visitor):
    record = bundle(patient(), result(HER2, POSITIVE))
    place = read(visitor, record)
    assert questions(visitor.get(place))[0] == "scope"
    left = faults(visitor.post(place, {"language": "en_GB"}))
    assert "scope" in left


def test_a_conflict_in_the_record_has_to_be_read(visitor):
    page = visitor.get(read(visitor, anna(result(HER2, NEGATIVE))))
    shown = text_of(page)
    assert "This does not go together" in shown
    assert any(name.startswith("conflict-") for name in questions(page))
    assert "answer_her2" in questions(page)


def test_a_result_that_is_equivocal_can_only_be_confirmed_as_not_known(visitor):
    place = read(visitor, bundle(patient(), condition(), result(HER2, EQUIVOCAL)))
    page = visitor.get(place).text
    assert re.findall(r'name="answer_her2" value="(\w+)"', page) == ["unknown"]


def test_what_contradicts_the_record_is_refused_and_the_record_stays(visitor):
    key = read(visitor, anna()).removeprefix("/record/")
    told = faults(visitor.post("/make/save", {"record": key, "answer_her2": "negative", **PAPER}))
    assert "answer_her2" in told
    assert visitor.get(f"/record/{key}").status_code == 200


def test_the_size_that_the_record_asks_for_is_marked(visitor):
    flag = {
        "resourceType": "Flag",
        "id": "f1",
        "status": "active",
        "code": {"coding": [{"system": "http://snomed.info/sct", "code": "957371000000106"}]},
        "subject": {"reference": "Patient/anna"},
    }
    shown = text_of(visitor.get(read(visitor, anna(flag))))
    assert "needs type of 28 points or more" in shown
    assert "A4, 28 pt large print, set anew and never scaled (on record)" in shown
    assert shown.count("(on record)") == 2  # and the language


CSV = b"record_id,her2,er,pr,prior,cns_spread,name\n7,positive,negative,negative,none,no,Ann Lee\n"


def test_one_row_of_a_sheet_is_a_record(visitor, tmp_path):
    place = answer_all(visitor, read(visitor, CSV, "people.csv"))
    page = visitor.get(place)
    assert "HER2 positive" in text_of(page)
    assert 'name="name" value="Ann Lee"' in page.text


def test_one_of_several_rows_is_chosen(visitor):
    rows = CSV + b"8,negative,positive,negative,none,no,Bea\n"
    offered = hand_in(visitor, rows, "people.csv")
    assert re.findall(r'name="row" value="(\d)"', offered.text) == ["1", "2"]
    file = re.search(r'name="file" value="([^"]+)"', offered.text)[1]
    chosen = visitor.post("/record", {"file": file, "row": "2"})
    assert "HER2 negative" in text_of(visitor.get(chosen.headers["location"]))
    not_there = visitor.post("/record", {"file": file, "row": "9"})
    assert re.findall(r'name="row" value="(\d)"', not_there.text) == ["1", "2"]


def test_a_record_file_of_yaml_is_a_record(visitor):
    place = read(visitor, b"her2: positive\nprior: [letrozole]\n", "anna.yaml")
    assert "earlier treatment letrozole" in text_of(visitor.get(place))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.json", b"{", "JSON"),
        ("x.json", b"[]", "no record"),
        ("x.csv", b"colour\nblue\n", "none of its columns is known"),
        ("x.csv", b"her2\npurple\n", "purple"),
        ("x.docx", b"PK", "no file that can be read here"),
        ("noname", b"her2\npositive\n", "no file that can be read here"),
        ("x.csv", b"", "empty"),
        ("x.xlsx", b"not a workbook", "file"),
        ("x.ndjson", b'{"resourceType": "Patient", "id": "a"}\nnot json\n', "JSON"),
        ("", b"her2\npositive\n", "Choose a file"),
    ],
)
def test_what_can_not_be_read_is_refused_in_words_without_a_place_on_disk(
    visitor, name, data, said
):
    refused = hand_in(visitor, data, name)
    assert refused.status_code == 422
    told = " ".join(faults(refused).values())
    assert said in told
    assert "/tmp" not in refused.text
    assert "leaflets-desk" not in told


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd.csv", "a\x00b.csv", "<img src=x>.csv", "C:\\people\\x.csv", "-rf .csv"],
)
def test_what_a_file_is_called_decides_nothing_but_its_kind(visitor, name, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    taken = hand_in(visitor, CSV, name)
    assert taken.status_code in (303, 422)
    assert name not in taken.text
    assert list(tmp_path.iterdir()) == []


def test_more_than_one_person_is_a_list(visitor):
    two = bundle(patient(), patient(id="bea"))
    told = faults(hand_in(visitor, two))[""]
    assert "about more than one person" in told
    assert "“A list”" in told


def test_a_record_that_was_forgotten_is_told_so(visitor):
    assert visitor.get("/record/gone").status_code == 404
    assert visitor.get("/make?record=gone").status_code == 404
    assert "forgotten" in faults(visitor.post("/make/save", {"record": "gone"}))[""]


def test_the_key_of_one_session_opens_nothing_in_another(visitor, desk, visit):
    place = read(visitor, anna())
    assert visit(desk).get(place).status_code == 404


def test_old_results_are_left_out_where_the_clinic_says_so(desk, visit):
    visitor = visit(replace(desk, oldest_days=30))
    assert "HER2 positive" not in text_of(visitor.get(read(visitor, anna())))
