"""All leaflets of a list in one file: whose each page is, in which order, and what goes with it."""

import json
from pathlib import Path

import pytest
from batch.lists import manifest, people, read_csv, tree, write_list
from pdf.validate import faults
from print.runs import is_clean, texts

from leaflets.batch.print_run import PrintRoom
from leaflets.cli.watch import Watcher
from leaflets.pdf.stamp import Stamper

NAMES = ["Ada Example", "Żaneta Łukasz", "Nguyễn Thị Ánh", "Дмитрий Иванов", "", "Zoë Neill"]
ROWS = [
    {"record_id": f"R{number}", "format": fmt, "zeta": zeta, "name": name}
    for number, (fmt, zeta, name) in enumerate(
        zip(
            ["a4", "booklet", "large", "a4", "booklet", "a4"],
            ["high", "low", "high", "low", "high", "high"],
            NAMES,
            strict=True,
        ),
        1,
    )
]


@pytest.fixture
def listed(place):
    return write_list(place / "list.csv", ROWS)


def ticket(path="out/run.csv"):
    return read_csv(path)


def test_every_page_is_of_the_record_that_the_ticket_says(listed, batch, tmp_path):
    told = batch("list.csv", "-o", "out", "--print-run", "out/run.pdf", "--json")
    run = Path("out/run.pdf").read_bytes()
    assert is_clean(run, tmp_path)
    read = texts(run)
    tokens = {line["record_id"]: line["token"] for line in manifest("out")}
    lines = ticket()
    assert [line["token"] for line in lines] == [tokens[row["record_id"]] for row in ROWS]
    assert [line["format"] for line in lines] == [row["format"] for row in ROWS]
    next_page = 1
    for line, row in zip(lines, ROWS, strict=True):
        first, last = int(line["first_page"]), int(line["last_page"])
        assert first == next_page
        assert last - first + 1 == 2 * int(line["sheets"])
        pages = [text for text in read[first - 1 : last] if text.strip()]
        count = len(pages)
        assert all(line["token"] in text for text in pages)
        assert all(f"Page {n} of {count}" in text for n, text in enumerate(pages, 1))
        assert row["name"] in pages[0]
        others = set(filter(None, NAMES)) - {row["name"]}
        assert not any(other in text for other in others for text in pages)
        next_page = last + 1
    assert next_page == len(read) + 1
    printed = json.loads(told.stdout)["print_run"]
    assert (printed["leaflets"], printed["pages"]) == (len(ROWS), len(read))
    assert (printed["tagged"], printed["made"], printed["edges"]) == (False, True, ["long"])
    assert "untagged, for printing only" in told.stderr
    assert "booklet is for folding" in told.stderr


def test_by_language_and_format_like_stands_with_like_in_the_order_of_the_list(listed, batch):
    batch("list.csv", "-o", "out", "--print-run", "out/run.pdf", "--order", "language-format")
    tokens = {line["token"]: line["record_id"] for line in manifest("out")}
    assert [tokens[line["token"]] for line in ticket()] == ["R1", "R4", "R6", "R2", "R5", "R3"]


def test_separators_and_sheets_of_a_booklet(listed, batch):
    told = batch(
        "list.csv", "-o", "out", "--print-run", "out/run.pdf", "--separators", "--imposed", "--json"
    )
    lines, read = ticket(), texts(Path("out/run.pdf").read_bytes())
    for line in lines:
        assert read[int(line["first_page"]) - 1].strip() == line["token"]
        assert line["edge"] == ("short" if line["format"] == "booklet" else "long")
        assert line["paper"] == "A4"
    assert json.loads(told.stdout)["print_run"]["edges"] == ["long", "short"]
    assert "two jobs" in told.stderr
    # The copies' own files are pages to read all the same.
    (booklet,) = {line["token"] for line in lines[1:2]}
    own = Path(f"out/leaflets/{booklet}.pdf").read_bytes()
    assert b"/StructTreeRoot" in own or b"/ObjStm" in own
    assert len(texts(own)) == int(manifest("out")[1]["pages"])


def test_the_cover_says_what_to_set_and_what_comes_out(listed, batch):
    batch("list.csv", "-o", "out", "--print-run", "out/run.pdf", "--imposed", "--separators")
    cover = Path("out/run-cover.pdf").read_bytes()
    assert faults(cover) == []
    said = " ".join(" ".join(texts(cover)).split())
    sheets = sum(int(line["sheets"]) for line in ticket())
    assert f"{len(ROWS)} leaflets on {sheets} sheets of paper" in said
    assert "22 November 2026" in said
    assert "Print at 100 %" in said
    assert "as two jobs" in said
    assert "run.csv" in said
    assert not any(name in said for name in NAMES if name)


def test_the_same_bytes_with_any_number_of_processes_and_without_what_was_kept(listed, batch):
    for out, more in (("one", ()), ("two", ("--jobs", "2")), ("anew", ("--no-cache",))):
        batch("list.csv", "-o", out, "--print-run", f"{out}/run.pdf", "--imposed", *more)
    runs = [
        {name: digest for name, digest in tree(out).items() if name.startswith("run")}
        for out in ("one", "two", "anew")
    ]
    assert runs[0] == runs[1] == runs[2]
    assert set(runs[0]) == {"run.pdf", "run.csv", "run-cover.pdf"}


def stamps(output):
    return {p: p.stat().st_mtime_ns for p in Path(output).rglob("*") if p.is_file()}


def test_again_it_is_made_only_if_something_in_it_is_another(listed, batch):
    command = ("list.csv", "-o", "out", "--print-run", "out/run.pdf")
    batch(*command)
    before = stamps("out")
    told = batch(*command)
    assert stamps("out") == before, "not one byte was written"
    assert "It is as it was" in told.stderr
    write_list(listed, [ROWS[0] | {"name": "Ada Other"}, *ROWS[1:]])
    batch(*command)
    assert "Ada Other" in texts(Path("out/run.pdf").read_bytes())[0]


@pytest.mark.parametrize("what", ["missing", "cut", "options", "ticket"])
def test_it_is_made_again_if_it_is_not_there_as_it_was(listed, batch, what):
    command = ["list.csv", "-o", "out", "--print-run", "out/run.pdf"]
    batch(*command)
    whole = tree("out")
    run = Path("out/run.pdf")
    if what == "missing":
        run.unlink()
    elif what == "cut":
        run.write_bytes(run.read_bytes()[:-100])
    elif what == "ticket":
        Path("out/run.csv").unlink()
    else:
        command.append("--separators")
    told = json.loads(batch(*command, "--json").stdout)
    assert (told["made"], told["unchanged"]) == (0, len(ROWS))
    assert told["print_run"]["made"]
    if what != "options":
        assert tree("out") == whole


def test_two_records_that_change_places_in_the_run_are_found(listed, batch, monkeypatch):
    """A swap after the copies were made right: nothing of the run is kept."""
    fill = PrintRoom._fill

    def swapped(self, run):
        filled = fill(self, run)
        filled[1], filled[6] = filled[6], filled[1]  # R1 and R6 have the same leaflet
        return filled

    monkeypatch.setattr(PrintRoom, "_fill", swapped)
    command = ("list.csv", "-o", "out", "--print-run", "out/run.pdf", "--audit", "all")
    told = batch(*command, code=1)
    assert "pages 1 to" in told.stderr
    assert "row 1" in told.stderr
    assert not any(Path("out").glob("run*"))
    assert not any(Path("out").glob(".leaflets-*"))


def test_a_value_on_another_page_is_found(listed, batch, monkeypatch):
    """The right token and a wrong name."""
    form = Stamper.form

    def other(self, slot, text, free):
        return form(self, slot, "Eve Wrong" if text == "Ada Example" else text, free)

    monkeypatch.setattr(Stamper, "form", other)
    command = ("list.csv", "-o", "out", "--print-run", "out/run.pdf", "--audit", "all")
    assert "are not those of row 1" in batch(*command, code=1).stderr


def test_who_stops_it_keeps_what_there_was_and_goes_on_later(listed, batch, monkeypatch):
    command = ("list.csv", "-o", "out", "--print-run", "out/run.pdf")
    batch(*command)
    whole = tree("out")
    Path("out/run.pdf").write_bytes(b"of before")
    with monkeypatch.context() as patched:
        patched.setattr(Watcher, "stopped", lambda self: self._what == "Putting together")
        assert "Give the same command again" in batch(*command, code=130).stderr
        assert Path("out/run.pdf").read_bytes() == b"of before"
        assert not any(Path("out").glob(".leaflets-*"))
    batch(*command)
    assert tree("out") == whole


def test_refused_rows_are_not_in_it_and_nothing_else_is_missing(place, batch):
    write_list(place / "list.csv", [*ROWS, {"record_id": "bad", "zeta": "no"}])
    told = batch("list.csv", "-o", "out", "--print-run", "out/run.pdf", code=5)
    assert len(ticket()) == len(ROWS)
    assert f"{len(ROWS)} leaflets" in told.stderr


def test_a_list_of_nothing_that_prints_gives_no_run(place, batch):
    write_list(place / "list.csv", [{"record_id": "bad", "zeta": "no"}])
    told = batch("list.csv", "-o", "out", "--print-run", "out/run.pdf", code=5)
    assert "was not made, since there is no leaflet" in told.stderr
    assert not Path("out/run.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--print-run", "run.csv"), "run.csv is to be a PDF"),
        (("--print-run", "nowhere/run.pdf"), "the folder nowhere is not there"),
        (("--separators",), "--order and --separators are for the file of --print-run"),
        (("--order", "language-format"), "--order and --separators are for"),
        (("--print-run", "out/run.pdf", "--marks", "cut"), "--marks stand on sheets to fold"),
    ],
)
def test_what_makes_no_sense_is_said_before_anything_is_made(listed, batch, arguments, message):
    told = batch("list.csv", "-o", "out", *arguments, code=2)
    assert message in told.stderr
    assert not Path("out/leaflets").exists()


def test_a_batch_can_be_of_sheets_and_is_another_one_then(listed, batch):
    batch("list.csv", "-o", "out")
    pages = {line["record_id"]: line for line in manifest("out")}
    told = json.loads(
        batch("list.csv", "-o", "out", "--imposed", "--audit", "all", "--json").stdout
    )
    assert (told["made"], told["unchanged"], told["failed"]) == (2, 4, 0)
    sheets = {line["record_id"]: line for line in manifest("out")}
    for row in ROWS:
        was, now = pages[row["record_id"]], sheets[row["record_id"]]
        assert (was["sha256"] != now["sha256"]) == (row["format"] == "booklet")
        assert was["token"] == now["token"]


def test_nobody_is_named_in_what_goes_with_it(place, batch):
    write_list(place / "list.csv", people(12))
    batch("list.csv", "-o", "out", "--print-run", "out/run.pdf")
    for path in Path("out").rglob("*"):
        if path.is_file() and path.suffix != ".pdf":
            assert b"Example" not in path.read_bytes().replace(b"Nurse Example", b"")
            assert oct(path.stat().st_mode)[-3:] == "600"


def test_the_job_ticket_does_not_replace_the_list(listed, batch):
    before = listed.read_bytes()
    told = batch("list.csv", "-o", "out", "--print-run", "list.pdf", code=2).stderr
    assert "list.csv is given to both the list and its ticket" in told
    assert listed.read_bytes() == before
