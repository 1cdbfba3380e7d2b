"""Workbooks: every cell as somebody typed it, nothing worked out, and hostile ones refused."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from factories import shipped

from leaflets.errors import UsageFault
from leaflets.records import sheets
from leaflets.records.tables import Table, read_table

FOLDER = Path(__file__).parent
CONTENT = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def told(path):
    """(record_id, what is known, the refusals, the line) of each row."""
    return [
        (
            row.record_id,
            {**row.reading.record.profile.choices, **row.reading.record.profile.drugs},
            [str(refusal) for refusal in row.reading.refusals],
            row.line,
        )
        for row in read_table(path, shipped().vocabulary)
    ]


def workbook(path, *rows, title="people", **others):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name, lines in others.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


def ods(path, *rows):
    """The least that is an OpenDocument spreadsheet."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="people">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("mimetype", kind)
        parts.writestr("META-INF/manifest.xml", manifest)
        parts.writestr("content.xml", content)
    return path


EXPECTED = [
    ("17", {"her2": "positive", "er": "positive", "prior": ("docetaxel", "trastuzumab")}, [], 2),
    ("b", {}, [], 3),
]
HEADINGS = ["record_id", "HER2", "er", "prior", "date"]


def test_xlsx_xls_and_ods_read_alike(tmp_path):
    first = [17, "3+", "positive", "Herceptin; docetaxel", date(2026, 11, 22)]
    assert told(workbook(tmp_path / "a.xlsx", HEADINGS, first, ["b"])) == EXPECTED
    assert told(FOLDER / "people.xls") == EXPECTED
    row = ["17", "3+", "positive", "Herceptin; docetaxel", "2026-11-22"]
    assert told(ods(tmp_path / "a.ods", HEADINGS, row, ["b"])) == EXPECTED


def test_a_row_is_the_same_when_it_is_read_again_at_its_place(tmp_path):
    path = workbook(tmp_path / "a.xlsx", HEADINGS, ["a", "3+"], [], ["b", "x"])
    table = Table(path, shipped().vocabulary)
    for row in reversed(list(table.rows())):
        again = table.row(row.place, row.number)
        assert (again.record_id, again.reading) == (row.record_id, row.reading)
        assert table.given(row.place)["record_id"] == row.record_id


def test_cells_are_what_somebody_would_have_typed(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        ["record_id", "in_trial", "date", "her2_ihc"],
        [7.0, True, datetime.combine(date(2026, 11, 22), time()), "2+"],
        ["x", False, "2026-11-22", 3],
    )
    (first, second) = read_table(path, shipped().vocabulary)
    assert first.record_id == "7"
    assert first.reading.record.profile.choices["in_trial"] == "yes"
    assert first.reading.record.personal.day == date(2026, 11, 22)
    assert first.reading.record.profile.choices["her2"] == "equivocal"
    assert [str(r)[:25] for r in second.reading.refusals] == ['her2_ihc: "3" is not one ']


def test_an_id_that_a_spreadsheet_has_rounded_is_refused(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["record_id", "er"], [12345678901234567, "positive"])
    ((_, _, refusals, _),) = told(path)
    assert refusals[0].startswith("record_id: is a number that a spreadsheet has rounded")
    path = tmp_path / "a.csv"
    path.write_text("record_id,er\n1.23457E+16,positive\n")
    ((_, _, refusals, _),) = told(path)
    assert refusals[0].startswith("record_id: is a number that a spreadsheet has rounded")


def test_a_formula_is_never_worked_out(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        ["record_id", "er", "name"],
        ["a", '="posi"&"tive"', '=HYPERLINK("http://x.example","y")'],
    )
    assert told(path) == [("a", {}, [], 2)]  # nobody has ever seen a value of it


def test_rows_keep_their_lines_and_empty_ones_are_passed_over(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["record_id", "er"], ["a", "x1"], [], ["b", "positive"])
    found = told(path)
    assert [(name, line) for name, _, _, line in found] == [("a", 2), ("b", 4)]
    assert found[0][2] == ['er: "x1" is not one of positive, negative, unknown']


def test_only_the_first_sheet_is_read_and_the_others_are_told(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx", ["record_id", "er"], ["a", "positive"], second=[["b"]], empty=[]
    )
    assert [name for name, *_ in told(path)] == ["a"]
    book = openpyxl.load_workbook(path)
    book["people"].sheet_state = "hidden"
    book.save(path)
    with pytest.raises(UsageFault, match="none of its columns is known"):
        told(path)


def far_away(path):
    """A workbook with one more cell, in the last place that there is."""
    book = openpyxl.Workbook()
    book.active.append(["record_id", "er"])
    book.active["XFD1048576"] = "x"
    book.save(path)
    return path


def bomb(path, size=3 * 1024**3):
    """A workbook whose sheet says that it unpacks to ``size`` bytes."""
    workbook(path, ["record_id"])
    with zipfile.ZipFile(path, "a") as parts:
        parts.writestr("xl/worksheets/sheet9.xml", b"<x/>")
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = min(size, 2**32 - 1).to_bytes(4, "little")
    path.write_bytes(data)
    return path


def packed(path, size):
    """A workbook whose text really unpacks to ``size`` bytes."""
    made = io.BytesIO()
    workbook(path, ["record_id"])
    with (
        zipfile.ZipFile(path) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>record_id</t></is></c></row>'
                data = data.partition(b"<sheetData>")[0] + b"<sheetData>" + cell
                data += b"<!--" + b" " * size + b"--></sheetData></worksheet>"
            new.writestr(part.filename, data)
    path.write_bytes(made.getvalue())
    return path


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (far_away, "needs more memory or time than a list"),
        (bomb, "unpacks to"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + b"x" * 100) and path, "can't be read|not a"),
        (lambda path: path.write_bytes(b"not a workbook") and path, "not a workbook"),
        (lambda path: path.write_bytes(b"") and path, "can't be read|not a workbook|is empty"),
        (lambda path: path.mkdir() or path, "holds no records"),
    ],
)
def test_a_hostile_workbook_is_refused(tmp_path, make, message):
    path = tmp_path / "a.xlsx"
    make(path)
    with pytest.raises(UsageFault, match=message):
        told(path)


def test_what_unpacks_to_more_than_may_be_is_refused_and_less_is_read(tmp_path, monkeypatch):
    path = packed(tmp_path / "a.xlsx", 3_000_000)
    assert path.stat().st_size < 20_000
    assert told(path) == []
    monkeypatch.setattr(sheets, "LARGEST", 2_000_000)
    with pytest.raises(UsageFault, match="unpacks to"):
        told(path)


def test_a_workbook_without_the_library_says_what_to_install(tmp_path, monkeypatch):
    path = workbook(tmp_path / "a.xlsx", ["record_id"])
    monkeypatch.setattr(sheets, "find_spec", lambda _: None)
    with pytest.raises(UsageFault) as caught:
        told(path)
    assert caught.value.hint == "pip install 'leaflets[tables]'"
