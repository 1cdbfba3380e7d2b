"""The pages of a list, without a browser: what is sent, and what comes back."""

import csv
import io
import re
import zipfile

import pytest
from batch.lists import people

from leaflets.desk.lists import checked as checked_module
from leaflets.desk.lists.views import ROWS_SHOWN

ROWS = [
    {"record_id": "A1", "zeta": "high", "eta": "present", "before": "none", "name": "Ada"},
    {"record_id": "A2", "zeta": "hihg", "name": "<script>alert(1)</script>"},
    {"record_id": "A3", "zeta": "low", "name": '" autofocus onfocus=alert(1) x="'},
    {"record_id": "=1+1", "zeta": "no", "name": "\u202egnp.exe"},
]


@pytest.fixture
def desk_visitor(small, visit):
    """A visitor of the small desk; its list is put away in the end."""
    came = visit(small)
    yield came
    came.client.app.state.lists.close()


@pytest.fixture
def send(desk_visitor, written):
    """``send(rows or bytes, name)``: hand in a list and wait until it is checked."""

    def hand_in(given, name="people.csv"):
        data = given if isinstance(given, bytes) else written(given).read_bytes()
        answer = desk_visitor.post("/list", files={"list": (name, data)})
        opened = desk_visitor.client.app.state.lists.opened
        if opened is not None:
            opened.checker.join()
        return answer

    return hand_in


def key_on(page):
    return re.search(r'name="key" value="([^"]+)"', page.text)[1]


def test_a_list_is_handed_in_and_shown_with_its_faults(desk_visitor, send):
    answer = send(ROWS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/list")
    page = desk_visitor.get("/list")
    counts = re.findall(r"<strong>(\d+)</strong> ([a-z, ]+)<", page.text)
    assert counts == [
        ("4", "rows"),
        ("1", "ready"),
        ("1", "ready, not all is known"),
        ("2", "refused"),
    ]
    assert "&#34;hihg&#34; is not one of high, low, faint, borderline, unknown" in page.text
    assert "calm" in page.text.casefold()


def test_what_a_list_says_is_text_wherever_it_is_shown(desk_visitor, send):
    send(ROWS, name="<img src=x>.csv")
    for path in ("/list", "/list/row/2", "/list/row/3", "/list/row/4", "/list?show=refused"):
        text = desk_visitor.get(path).text
        assert "<script>alert" not in text
        assert "<img" not in text
        assert '" autofocus' not in text
    assert "<bdi>=1+1</bdi>" in desk_visitor.get("/list").text


def test_only_rows_that_stand_so_are_shown_a_page_at_a_time(desk_visitor, send):
    send([*people(ROWS_SHOWN * 2), *ROWS])
    assert desk_visitor.get("/list").text.count("<article") == ROWS_SHOWN
    refused = desk_visitor.get("/list?show=refused")
    assert re.findall(r'<article [^>]*id="(row-\d+)"', refused.text) == ["row-52", "row-54"]
    for odd in ("?page=99999999", "?page=-1&show=<b>", "?page=x", "?page=3"):
        page = desk_visitor.get(f"/list{odd}")
        assert page.status_code == 200
        assert "<article" in page.text


def test_a_row_is_mended_without_javascript(desk_visitor, send):
    send(ROWS)
    page = desk_visitor.get("/list/row/2?show=refused&page=1")
    form = {"key": key_on(page), "whole": "1", "cell-zeta": "high", "cell-name": "<script>"}
    answer = desk_visitor.post("/list/row/2?show=refused&page=1", form)
    assert answer.status_code == 422
    assert "which no name has" in answer.text
    answer = desk_visitor.post("/list/row/2?show=refused", {**form, "cell-name": "Bo"})
    assert answer.headers["location"] == "/list?show=refused&page=1#row-2"
    assert "<strong>1</strong> refused" in desk_visitor.get("/list").text


def test_a_row_alone_comes_back_to_a_page_with_javascript(desk_visitor, send):
    send(ROWS)
    form = {
        "key": key_on(desk_visitor.get("/list")),
        "csrf": desk_visitor.session.csrf,
        "cell-zeta": "high",
        "cell-name": "Bo",
    }
    headers = {"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8000"}
    answer = desk_visitor.client.post(
        "/list/row/4", data=form, headers={**headers, "x-part": "row"}
    )
    assert re.findall(r"<article [^>]*id=\"(row-\d+)\"", answer.text) == ["row-4"]
    assert "<strong>1</strong> refused" in answer.text
    assert "<html" not in answer.text


def test_a_page_of_before_changes_nothing_and_says_so(desk_visitor, send):
    send(ROWS)
    old = key_on(desk_visitor.get("/list"))
    send(ROWS)
    for path in ("/list/row/2", "/list/make", "/list/want", "/list/away"):
        answer = desk_visitor.post(path, {"key": old, "cell-zeta": "high", "unanswered": "mention"})
        assert answer.status_code == 409
        assert "This page was of before" in answer.text
    assert desk_visitor.post("/list/row/99", {"key": old}).status_code == 409
    assert desk_visitor.get("/list/row/99").headers["location"] == "/list"
    assert "<strong>2</strong> refused" in desk_visitor.get("/list").text


def test_of_two_tabs_none_undoes_what_the_other_mended(desk_visitor, send):
    send(ROWS)
    page = desk_visitor.get("/list/row/2").text
    before = dict(re.findall(r'name="was-([a-z_]+)" value="([^"]*)"', page))
    assert before["zeta"] == "hihg"
    form = {"key": key_on(desk_visitor.get("/list"))}
    form |= {f"was-{name}": value for name, value in before.items()}
    desk_visitor.post("/list/row/2", {**form, "cell-zeta": "high", "cell-name": "<"})
    desk_visitor.post("/list/row/2", {**form, "cell-zeta": "hihg", "cell-name": "Bo"})
    assert "<strong>1</strong> refused" in desk_visitor.get("/list").text
    assert desk_visitor.client.app.state.lists.opened.mends.popitem()[1] == {
        "zeta": "high",
        "name": "Bo",
    }


def test_choices_that_do_not_go_together_are_told(desk_visitor, send):
    send(ROWS)
    form = {"key": key_on(desk_visitor.get("/list")), "unanswered": "mention", "marks": "cut"}
    answer = desk_visitor.post("/list/make", form)
    assert answer.status_code == 422
    assert "Marks stand on sheets for folding." in answer.text


def test_no_file_and_one_of_another_kind_are_told_beside_the_field(desk_visitor, send):
    none = desk_visitor.post("/list", {"list": "no file"})
    other = send(b"%PDF-1.7", name="leaflet.pdf")
    assert (none.status_code, other.status_code) == (422, 422)
    assert "Choose a file first." in none.text
    assert 'id="list-error">This is no list: a list is a file' in other.text


def test_everything_is_saved_under_names_that_name_nobody(desk_visitor, send):
    send(ROWS)
    opened = desk_visitor.client.app.state.lists.opened
    for path in ("leaflets.zip", "refused.csv", "run/run.pdf", "run/..%2Flist.csv"):
        assert desk_visitor.get(f"/list/{path}").status_code in (303, 404)
    form = {"key": key_on(desk_visitor.get("/list")), "unanswered": "mention", "files": "one"}
    assert desk_visitor.post("/list/make", form).status_code == 303
    making = desk_visitor.get("/list")
    assert 'id="progress"' in making.text
    assert desk_visitor.get("/list/progress").json()["state"] == "making"
    assert "cell-" not in making.text
    opened.running.wait()
    assert desk_visitor.get("/list/progress").json()["state"] == "ended"
    page = desk_visitor.get("/list")
    assert "2 leaflets are made" in page.text
    saved = desk_visitor.get("/list/leaflets.zip")
    with zipfile.ZipFile(io.BytesIO(saved.content)) as archive:
        names = archive.namelist()
    assert names[:2] == ["manifest.jsonl", "refused.csv"]
    assert all(re.fullmatch(r"leaflets/[0-9a-f]{16}\.pdf", name) for name in names[2:])
    assert len(names) == 4
    assert desk_visitor.get("/list/run/run.pdf").content.startswith(b"%PDF")
    assert desk_visitor.get("/list/run/run.csv").text.startswith("first_page,")
    assert desk_visitor.get("/list/run/run-cover.pdf").content.startswith(b"%PDF")
    refused = list(csv.reader(io.StringIO(desk_visitor.get("/list/refused.csv").text)))
    assert [line[0] for line in refused] == ["column", "zeta; name", "zeta; name"]
    for path in ("leaflets.zip", "refused.csv", "list.csv", "list.xlsx", "run/run.pdf"):
        told = desk_visitor.get(f"/list/{path}").headers
        assert told["content-disposition"] == f'attachment; filename="{path.split("/")[-1]}"'
        assert told["cache-control"] == "no-store"
    assert desk_visitor.post("/list/away", form).status_code == 303
    assert not opened.folder.exists()


def test_an_upload_of_fifty_megabytes_is_refused_in_words(desk_visitor, send, monkeypatch):
    monkeypatch.setattr(checked_module, "MOST_ROWS", 1000)
    send(b"zeta\n" + b"high\n" * 10_000_000)
    page = desk_visitor.get("/list")
    assert "This list has more than 1,000 rows." in page.text
    send(b"zeta\n" + b"h" * 50_000_000)
    assert "the line is longer than 16 MB" in desk_visitor.get("/list").text


def test_a_workbook_that_unpacks_to_more_than_may_be_is_refused(desk_visitor, send):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(17):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", bytes(32 << 20))
    send(made.getvalue(), name="people.xlsx")
    page = desk_visitor.get("/list").text
    assert re.search(r"people\.xlsx unpacks to [\d,]+ bytes, which no list of people does", page)
    assert "leaflets-desk-" not in page


def test_a_list_of_fhir_is_shown_and_not_mended(desk_visitor, send):
    patient = b'{"resourceType": "Patient", "id": "p1", "name": [{"text": "Ada"}]}\n'
    send(patient, name="export.ndjson")
    page = desk_visitor.get("/list")
    assert "confirm_secondary" in page.text
    assert '<h3 id="row-1-name">Row 1 <bdi>p1</bdi></h3>' in page.text
    for shown in (page, desk_visitor.get("/list/row/1")):
        assert "cell-" not in shown.text
    assert "in the program that this record comes from" in shown.text
    assert desk_visitor.post("/list/row/1", {"key": key_on(page)}).status_code == 409


def test_a_row_names_no_person_in_its_address(desk_visitor, send):
    send(ROWS)
    links = re.findall(r'(?:href|action)="([^"]+)"', desk_visitor.get("/list").text)
    assert all(not re.search("A1|Ada|high", link) for link in links)
