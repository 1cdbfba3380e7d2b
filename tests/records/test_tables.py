"""Many records in a table: one reading a row, bad rows back with a reason."""

import csv
import io
from dataclasses import replace

import pytest
from factories import make_vocabulary
from hypothesis import given
from hypothesis import strategies as st

from leaflets.errors import ExitCode, UsageFault
from leaflets.records.tables import Table, read_table


def rows(folder, text, name="t.csv"):
    """(record_id, what is known, the refusals) of each row."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [
        (
            row.record_id,
            {**row.reading.record.profile.choices, **row.reading.record.profile.drugs},
            [str(refusal) for refusal in row.reading.refusals],
        )
        for row in read_table(path, make_vocabulary())
    ]


def stopped(folder, text, name="t.csv"):
    with pytest.raises(UsageFault) as caught:
        rows(folder, text, name)
    assert caught.value.exit_code is ExitCode.USAGE
    return caught.value.message.replace(f"{folder}/", "")


def test_a_csv_table_is_read_row_by_row(tmp_path):
    text = """record_id,zeta,eta,before,name
a,high,,examplinib;sugar,Ada
b,,absent,none,
c,unknown,unknown,unknown,"Other, A. N."
,low
"""
    assert rows(tmp_path, text) == [
        ("a", {"zeta": "high", "before": ("examplinib", "sugar")}, []),
        ("b", {"eta": "absent", "before": ()}, []),
        ("c", {}, []),
        ("4", {"zeta": "low"}, []),
    ]


def test_json_lines_are_read_line_by_line(tmp_path):
    text = """{"record_id": "a", "zeta": "high", "before": ["Examplo", "sugar"]}

{"record_id": 17, "eta": "absent", "before": []}
{"either": true, "before": null}
"""
    for name in ("t.jsonl", "t.ndjson"):
        assert rows(tmp_path, text, name) == [
            ("a", {"zeta": "high", "before": ("examplinib", "sugar")}, []),
            ("17", {"eta": "absent", "before": ()}, []),
            ("3", {"either": "yes"}, []),
        ]


@pytest.mark.parametrize("heading", ["before", "Before", " BEFORE "])
def test_drugs_are_parted_whatever_the_headings_case(tmp_path, heading):
    assert rows(tmp_path, f"{heading}\nsugar;Examplo\n") == [
        ("1", {"before": ("examplinib", "sugar")}, [])
    ]
    line = f'{{"{heading}": "sugar;Examplo"}}'
    assert rows(tmp_path, line, "t.jsonl") == [("1", {"before": ("examplinib", "sugar")}, [])]


def test_yes_and_true_read_alike(tmp_path):
    found = rows(tmp_path, "either\nyes\nYes\nno\nunknown\n")
    assert [known for _, known, _ in found] == [
        {"either": "yes"},
        {"either": "yes"},
        {"either": "no"},
        {},
    ]


def test_a_repeated_record_id_refuses_the_later_row(tmp_path):
    found = rows(tmp_path, "record_id,zeta\na,high\nb,low\na,low\n")
    assert [(name, told) for name, _, told in found] == [
        ("a", []),
        ("b", []),
        ("a", ["record_id: a stands in an earlier row too"]),
    ]


def test_a_row_number_that_was_given_as_an_id_refuses_the_later_row(tmp_path):
    found = rows(tmp_path, "record_id,zeta\n2,high\n,low\n")
    assert [(name, told) for name, _, told in found] == [
        ("2", []),
        ("2", ["record_id: 2 stands in an earlier row too"]),
    ]


def test_a_bad_row_keeps_its_id_and_the_others_are_read(tmp_path):
    text = """record_id,zeta,before
a,hihg,xyzzy
b,high,sugar,too many
c,high,
9434765919,high,
"""
    found = rows(tmp_path, text)
    assert [(name, told) for name, _, told in found] == [
        (
            "a",
            [
                'zeta: "hihg" is not one of high, low, faint, borderline, unknown',
                'before: "xyzzy" is not a drug that is known here',
            ],
        ),
        (
            "b",
            ["has 4 cells, but the table has 3 columns (put a cell with a comma in it in quotes)"],
        ),
        ("c", []),
        (
            "9434765919",
            [
                "record_id: is an NHS number "
                "(use a number of your own, so that nobody can be known by it)"
            ],
        ),
    ]
    assert found[1][1] == {}  # no cell of a row that may be out of step is believed


def test_a_bad_line_keeps_its_id_and_the_others_are_read(tmp_path):
    text = """{"record_id": "a", "zeta": 5, "eta": {"value": "absent"}}
not json
[1, 2]
{"record_id": "d", "zeta": "high", "zeta": "low"}
{"record_id": "e", "zeta": "high"}
"""
    found = rows(tmp_path, text, "t.jsonl")
    assert [name for name, _, _ in found] == ["a", "2", "3", "4", "e"]
    assert found[0][2] == [
        "eta: a word, or a list of words, must stand here",
        'zeta: "5" is not one of high, low, faint, borderline, unknown',
    ]
    assert found[1][2][0].startswith("the line is not JSON")
    assert found[2][2] == ["the line is not one record (write {...} on each line)"]
    assert found[3][2] == ['"zeta" stands twice in the record (keep one of them)']
    assert found[4][2] == []


def test_a_cell_of_ten_megabytes_refuses_its_row_alone(tmp_path):
    found = rows(tmp_path, "record_id,name\na," + "x" * 10_000_000 + "\nb,Ada\n")
    assert [(name, told) for name, _, told in found] == [
        ("a", ["name: is 10,000,000 characters long; 80 fit its box"]),
        ("b", []),
    ]


def test_a_formula_is_text_and_no_name(tmp_path):
    (row,) = rows(tmp_path, 'record_id,name\n=1+1,"=HYPERLINK(""http://x"")"\n')
    assert row == ("=1+1", {}, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "t.csv is empty"),
        ("zeta,zeta\nhigh,low\n", "t.csv: the column zeta stands twice"),
        ("zeta,Zeta \nhigh,low\n", "t.csv: the column zeta stands twice"),
        ("a,high\nb,low\n", "t.csv: none of its columns is known"),
        ('zeta\nhigh\n"low\n', "t.csv:3: a quote is opened in this row and never closed"),
        (b"zeta\n\x81\n", "t.csv is not UTF-8 text"),
        (b"zeta\n\0\n", "t.csv is not text"),
        ("zeta\nhigh\n".encode("utf-16"), "t.csv is UTF-16 text"),
    ],
)
def test_a_table_that_can_not_be_one_stops_at_once(tmp_path, text, told):
    assert stopped(tmp_path, text).startswith(told)


def test_a_table_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UsageFault, match="can't be read: No such file"):
        list(read_table(tmp_path / "gone.csv", make_vocabulary()))


def test_empty_rows_are_passed_over(tmp_path):
    assert [name for name, _, _ in rows(tmp_path, "record_id,zeta\na,high\n,,\n\nb,low\n")] == [
        "a",
        "b",
    ]


@pytest.mark.parametrize("first", ["sep=;\r\n", "\ufeffSEP=;\n", '"sep=;"\n'])
def test_the_line_that_tells_excel_the_sign_is_no_heading(tmp_path, first):
    path = tmp_path / "t.csv"
    path.write_text(f"{first}record_id;zeta\na;high\n", encoding="utf-8")
    (row,) = read_table(path, make_vocabulary())
    assert (row.record_id, row.line) == ("a", 3)
    assert row.reading.record.profile.choices == {"zeta": "high"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_stands_between_cells_is_seen_from_the_heading(tmp_path, delimiter):
    text = 'record_id,zeta,before\na,high,"sugar;Examplo"\n'
    assert rows(tmp_path, text.replace(",", delimiter)) == [
        ("a", {"zeta": "high", "before": ("examplinib", "sugar")}, [])
    ]


def test_a_heading_with_more_commas_than_columns_is_still_parted_right(tmp_path):
    text = 'record_id;zeta;"a note, or two, or three, or four"\na;high;x\n'
    assert rows(tmp_path, text) == [("a", {"zeta": "high"}, [])]


def test_windows_text_is_read_with_a_warning_and_utf_8_without(tmp_path):
    text = "record_id,zeta,name\na,high,Zoë\n"
    for encoding, warned in (("utf-8", False), ("utf-8-sig", False), ("cp1252", True)):
        path = tmp_path / "t.csv"
        path.write_bytes(text.encode(encoding))
        (row,) = read_table(path, make_vocabulary())
        assert row.reading.record.personal.name == "Zoë"
        assert row.reading.record.profile.choices == {"zeta": "high"}
        assert bool(row.reading.warnings) is warned
        assert all("cp1252" in warning for warning in row.reading.warnings)


def test_a_list_in_one_json_file_is_read_and_one_record_is_a_list_of_one(tmp_path):
    text = '[{"record_id": "a", "zeta": "high"}, {"zeta": "hihg"}, 3]'
    assert [(name, bool(told)) for name, _, told in rows(tmp_path, text, "t.json")] == [
        ("a", False),
        ("2", True),
        ("3", True),
    ]
    assert rows(tmp_path, '{"record_id": "a"}', "t.json") == [("a", {}, [])]
    assert stopped(tmp_path, "[{", "t.json").startswith("t.json: not JSON")


def test_a_row_knows_its_line_and_its_columns(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('record_id,name,zeta\na,"two\nlines",high\n\nb,,low\n')
    first, second = read_table(path, make_vocabulary())
    assert (first.line, second.line) == (2, 5)
    assert first.columns == {"record_id": 1, "name": 2, "zeta": 3}


def test_a_row_without_an_end_is_refused_and_never_held_whole(tmp_path):
    path = tmp_path / "t.csv"
    with path.open("w") as stream:
        stream.write('record_id,name\na,"')
        for _ in range(60):
            stream.write("x" * 999_999 + "\n")
    with pytest.raises(UsageFault, match="longer than may be"):
        list(read_table(path, make_vocabulary()))
    path = tmp_path / "u.csv"
    path.write_text("record_id,name\na," + "x" * 17_000_000 + "\n")
    with pytest.raises(UsageFault, match=r":2: the line is longer than 16 MB"):
        list(read_table(path, make_vocabulary()))


def test_a_line_that_is_too_long_refuses_its_record_alone(tmp_path):
    text = '{"record_id": "a"}\n{"name": "' + "x" * 17_000_000 + '"}\n{"record_id": "c"}\n'
    assert [(name, told) for name, _, told in rows(tmp_path, text, "t.jsonl")] == [
        ("a", []),
        ("2", ["the line is longer than 16 MB"]),
        ("c", []),
    ]


def test_a_row_that_is_not_csv_is_refused_alone(tmp_path):
    found = rows(tmp_path, 'record_id,zeta\na,"high"x\nb,low\n')
    assert found[0][2][0].startswith("the row is not CSV")
    assert found[1] == ("b", {"zeta": "low"}, [])


LISTS = {
    "t.csv": 'record_id,zeta,name\n\na,high,"Ada, A."\nb,"l""ow",\nc,low,Bo\n',
    "u.csv": "\ufeffrecord_id;zeta;name\r\na;high;Ada\r\n\r\nb;=low;\r\nc;low;Bo\r\n",
    "t.jsonl": '{"record_id": "a", "zeta": "high"}\n\n{"record_id": "b"\n{"record_id": "c"}\n',
    "t.json": '[{"record_id": "a", "zeta": "high"}, 3, {"record_id": "c", "zeta": "low"}]',
}


@pytest.mark.parametrize("name", LISTS)
def test_a_row_is_the_same_when_it_is_read_again_at_its_place(tmp_path, name):
    path = tmp_path / name
    path.write_text(LISTS[name], encoding="utf-8", newline="")
    table = Table(path, make_vocabulary())
    first = list(table.rows())
    assert len(first) == 3
    for row in reversed(first):
        again = table.row(row.place, row.number)
        assert (again.record_id, again.reading) == (row.record_id, row.reading)
        assert table.given(row.place)
    digested = []
    table.digest_into(digested.append)
    assert b"".join(digested) == path.read_bytes()
    table.close()


def test_rows_that_were_given_back_are_read_as_they_were(tmp_path):
    text = "column,reason,record_id,zeta,name\nzeta,not known,'=a,low,Ada\n"
    assert rows(tmp_path, text) == [("=a", {"zeta": "low"}, [])]
    table = Table(tmp_path / "t.csv", make_vocabulary())
    (row,) = table.rows()
    assert table.given(row.place) == {"record_id": "=a", "zeta": "low", "name": "Ada"}
    table.close()


def test_an_id_that_can_not_be_shown_is_not_shown_where_it_stands_twice(tmp_path):
    told = [faults for _, _, faults in rows(tmp_path, "record_id,zeta\n\x81,high\n\x81,low\n")]
    assert all(fault.isprintable() for faults in told for fault in faults)
    assert any("stands in an earlier row too" in fault for fault in told[1])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.csv", "record_id,zeta\n1,low,high\n"),
        ("t.csv", 'record_id,zeta\n1,"lo"w\n'),
        ("t.jsonl", '{"record_id": "1", "zeta": low}\n'),
        ("t.jsonl", '{"record_id": "1", "zeta": "low", "zeta": "high"}\n'),
        ("t.json", "[7]"),
    ],
)
def test_a_row_that_could_not_be_read_stays_refused_when_it_is_given_back(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    table = Table(path, make_vocabulary())
    (row,) = table.rows()
    assert row.reading.refusals
    given = {"record_id": "", "zeta": ""} | table.given(row.place)
    table.close()
    back = tmp_path / "refused.csv"
    with back.open("w", newline="") as stream:
        csv.writer(stream).writerows([["column", "reason", *given], ["", "bad", *given.values()]])
    (again,) = read_table(back, make_vocabulary())
    (refusal,) = again.reading.refusals
    assert refusal.message.startswith('what stands under "unread')


LINE = st.sampled_from(
    [
        "a,high,Ada",
        "b,low",
        "",
        " , ,",
        'c,"hi\ngh","A ""B"""',
        'd,"low" x,Bo',
        "e,high,Cy,more",
        ",,Nobody",
        '"f",high,"\r\n"',
        "g;h,,",
        "h,low\ri,high\rj,low,Di",
    ]
)


@given(
    lines=st.lists(LINE, max_size=12),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    last=st.booleans(),
    before=st.sampled_from(["", "column,reason,"]),
    every=st.integers(1, 4),
)
def test_pages_of_a_table_hold_the_rows_of_it(tmp_path_factory, lines, end, last, before, every):
    path = tmp_path_factory.mktemp("pages") / "t.csv"
    text = end.join([f"{before}record_id,zeta,name", *lines]) + (end if last else "")
    path.write_bytes(text.encode())
    check_pages(path, every)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_pages_of_a_long_table_hold_the_rows_of_it(tmp_path, end):
    plain = [f"r{number},high,Ada" for number in range(400)]
    lines = [*plain, 'x,"hi', 'gh",Bo', "", *plain, ",,", "é,high,Cy", *plain]
    path = tmp_path / "t.csv"
    path.write_text(end.join(["record_id,zeta,name", *lines]), "utf-8", newline="")
    assert path.stat().st_size > 2 * io.DEFAULT_BUFFER_SIZE
    check_pages(path, 70)


@given(st.lists(st.sampled_from(['{"record_id": "a"}', "{", "", "[]", '{"zeta": "high"}'])))
def test_pages_of_json_lines_hold_the_rows_of_them(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("pages") / "t.jsonl"
    path.write_text("\n".join(lines))
    check_pages(path, 2)


def check_pages(path, every):
    """Every row is the same on its page, read again at its place, and in the list."""
    table = Table(path, make_vocabulary())
    whole = list(table.rows())
    marks = list(table.begin_pages(every))
    assert [row for mark in marks for row in table.page(mark, every)] == whole
    for row in whole:
        again = table.row(row.place, row.number)
        assert again == replace(row, line=0) or "is not CSV" in str(row.reading.refusals)
        assert table.personal(row.place) == row.reading.record.personal
    assert list(table.record_ids()) == [row.record_id for row in whole]
    table.close()


def test_a_list_in_one_piece_has_no_pages(tmp_path):
    path = tmp_path / "t.json"
    path.write_text("[]")
    assert Table(path, make_vocabulary()).begin_pages(5) is None
