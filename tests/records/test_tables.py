"""Many records in a table, CSV or JSON Lines: one reading a row, bad rows back with a reason."""

import pytest
from factories import make_vocabulary

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
            [
                ": has 4 cells, but the table has 3 columns "
                "(put a cell with a comma in it in quotes)"
            ],
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
    assert found[1][2][0].startswith(": the line is not JSON")
    assert found[2][2] == [": the line is not one record (write {...} on each line)"]
    assert found[3][2] == [': "zeta" stands twice in the record (keep one of them)']
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
        ("record_id;zeta\na;high\n", "t.csv: none of its columns is known"),
        ("a,high\nb,low\n", "t.csv: none of its columns is known"),
        ('zeta\nlow\n"high\nlow\n', "t.csv:3: a quote is opened in this row and never closed"),
        (b"zeta\n\xff\n", "t.csv is not UTF-8 text"),
    ],
)
def test_a_table_that_can_not_be_one_stops_at_once(tmp_path, text, told):
    assert stopped(tmp_path, text).startswith(told)


def test_a_row_that_is_not_csv_is_refused_and_the_next_is_read(tmp_path):
    broken, next_one = rows(tmp_path, 'zeta\n"high"x\nlow\n')
    assert broken[2] == [
        ": the row is not CSV: ',' expected after '\"' (a quote inside a cell in quotes is written"
        " twice)"
    ]
    assert next_one == ("2", {"zeta": "low"}, [])


LISTS = {
    "t.csv": """record_id,zeta,before,name
a,high,"Examplo;sugar","A ""B""
C"
b,low,,=1
""",
    "t.jsonl": """{"record_id": "a", "zeta": "high", "before": ["Examplo", "sugar"], "name": "A"}
{"record_id": "b", "zeta": "low", "before": null, "name": "=1"}
""",
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_row_is_read_again_at_its_place_and_its_cells_are_as_given(tmp_path, name, mark):
    path = tmp_path / name
    path.write_bytes(mark + LISTS[name].encode())
    table = Table(path, make_vocabulary())
    first = list(table.rows())
    assert [table.row(row.place, row.number).reading for row in reversed(first)] == [
        row.reading for row in reversed(first)
    ]
    assert table.given(first[1].place) == {
        "record_id": "b", "zeta": "low", "before": "", "name": "=1",
    }  # fmt: skip
    assert table.given(first[0].place)["before"] == "Examplo;sugar"
    table.close()


def test_a_table_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UsageFault, match="can't be read: No such file"):
        list(read_table(tmp_path / "gone.csv", make_vocabulary()))


def test_empty_rows_are_passed_over(tmp_path):
    assert [name for name, _, _ in rows(tmp_path, "record_id,zeta\na,high\n,,\n\nb,low\n")] == [
        "a",
        "b",
    ]
