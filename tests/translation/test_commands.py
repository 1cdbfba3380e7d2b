import csv
import io
import json
from dataclasses import replace

import openpyxl
import pypdfium2
import pytest
from click.testing import CliRunner
from translation.catalogs import LEAFLET, SOURCE, copied_source, pretended

from leaflets.cli import cli
from leaflets.cli.translations import COMMANDS
from leaflets.translation.approvals import ledger_path
from leaflets.translation.catalog_folder import catalog_path
from leaflets.translation.po_files import format_po, read_po

KEY = "help.call"
ENGLISH = (
    "If anything worries you, call us. You can call the 24-hour number at any time, day or night."
)


def run(folder, *arguments, source=SOURCE):
    place = ["--source", str(source), "--translations", str(folder), "--today", "2026-11-22"]
    return CliRunner().invoke(cli, [*place, *arguments], catch_exceptions=False)


def translations(folder, *arguments, **more):
    return run(folder, "translations", *arguments, **more)


def polish(folder, key=KEY):
    path = catalog_path(folder, "pl", LEAFLET)
    return next(e for e in read_po(path).entries if e.key == key)


@pytest.fixture
def folder(tmp_path):
    return pretended(tmp_path / "translations")


@pytest.fixture
def empty(tmp_path):
    assert translations(tmp_path / "translations", "new", "pl").exit_code == 0
    return tmp_path / "translations"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    shown = CliRunner().invoke(cli, ["translations", command, "--help"])
    assert shown.exit_code == 0
    assert f"translations {command}" in shown.output.partition("Example: ")[2]


def test_extract_writes_a_template_a_domain_and_then_nothing(tmp_path):
    assert "written" in translations(tmp_path, "extract").output
    written = ["desk.pot", "leaflets.pot", f"{LEAFLET}.pot"]
    assert sorted(path.name for path in tmp_path.iterdir()) == written
    again = translations(tmp_path, "extract").output
    assert "unchanged" in again
    assert "written" not in again


def test_new_begins_a_language_once(empty):
    catalog = read_po(catalog_path(empty, "pl", LEAFLET))
    assert catalog.header("Language") == "pl"
    assert catalog.plural_forms == 3
    assert not any(e.targets[0] for e in catalog.entries)
    assert "left as it is" in translations(empty, "new", "pl").output


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("zh", "two scripts"),
        ("qq", "is not a language"),
        ("en", "en_GB is what the leaflets are written in"),
    ],
)
def test_new_refuses_what_is_no_language(tmp_path, code, told):
    result = translations(tmp_path, "new", code)
    assert result.exit_code == 2
    assert told in result.output


def test_update_marks_what_changed_as_stale_and_takes_it_back(tmp_path, folder):
    source = copied_source(tmp_path)
    file = source / LEAFLET / "help.yaml"
    text = file.read_text("utf-8")
    before = catalog_path(folder, "pl", LEAFLET).read_bytes()
    assert translations(folder, "update", "pl", source=source).exit_code == 0
    file.write_text(text.replace("call us", "ring us"), "utf-8")
    assert "1 newly stale" in translations(folder, "update", "pl", source=source).output
    assert polish(folder).previous == ENGLISH
    assert "unchanged" in translations(folder, "update", "pl", source=source).output
    file.write_text(text, "utf-8")
    assert "1 good again" in translations(folder, "update", "pl", source=source).output
    assert catalog_path(folder, "pl", LEAFLET).read_bytes() == before


def test_status_counts_texts_and_words_and_names_the_leaflets_held_up(folder, empty):
    told = json.loads(translations(empty, "status", "--json").stdout)
    (language,) = told["languages"]
    assert language["blocks_leaflets"] == [LEAFLET] or language["rows"][0]["percent"] == 100


def test_status_as_a_table_and_as_markdown(empty):
    table = translations(empty, "status", "--by-block", "pl").output
    assert table.splitlines()[0].split() == [
        "language", "block", "missing", "stale", "translated", "language", "clinical", "words",
        "ready",
    ]  # fmt: skip
    markdown = translations(empty, "status", "--markdown").stdout.splitlines()
    assert markdown[0].startswith("| language | leaflet")
    assert set(markdown[1]) == set("|-: ")
    assert f"pl can't print for everyone: {LEAFLET}" in table


def test_approve_writes_lines_and_a_block_means_all_of_its_texts(folder):
    arguments = ["approve", "--language", "pl", "--stage", "language", "--by", "A. Nowak"]
    assert "4 approved" in translations(folder, *arguments, "waiting", "help.title").output
    with ledger_path(folder, "pl").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["key"] for line in lines] == [
        "waiting.title", "waiting.results", "waiting.results.after", "help.title",
    ]  # fmt: skip
    assert {(line["stage"], line["by"], line["date"]) for line in lines} == {
        ("language", "A. Nowak", "2026-11-22")
    }
    again = translations(folder, *arguments, "waiting")
    assert "0 approved, 3 were approved already" in again.output
    rows = json.loads(translations(folder, "status", "--json").stdout)["languages"][0]["rows"]
    assert rows[0]["texts"]["language-approved"] == 4


def test_either_stage_may_come_first_for_each_holds_only_for_the_words_that_were_read(folder):
    approve = ["approve", "--language", "pl", "--by", "A. Nowak", "--stage"]
    assert "2 approved" in translations(folder, *approve, "clinical", KEY).output
    assert "2 approved" in translations(folder, *approve, "language", KEY).output
    with_remark(folder, "", targets=("Inaczej.",))
    again = translations(folder, *approve, "clinical", KEY).output
    assert "1 approved, 1 were approved already" in again


def test_approve_refuses_what_is_not_translated_and_approves_nothing_then(empty):
    result = translations(
        empty, "approve", "--language", "pl", "--stage", "clinical", "--by", "me", "help"
    )
    assert result.exit_code == 4
    assert f"{catalog_path(empty, 'pl', LEAFLET)}:" in result.output
    assert not ledger_path(empty, "pl").exists()


def test_languages_lists_a_whole_one_by_its_own_name_and_no_other(folder, tmp_path):
    told = json.loads(run(folder, "languages", "--json").stdout)
    assert told["languages"][1] == {
        "code": "pl", "name": "polski", "english_name": "Polish", "right_to_left": False,
    }  # fmt: skip
    assert translations(tmp_path / "other", "new", "ar").exit_code == 0
    assert "ar" not in run(tmp_path / "other", "languages").output


WAIVER = "ignore: names - the brand is not sold there"


def with_remark(folder, remarks, **changes):
    """The Polish catalog with other comments of its translator above one text."""
    path = catalog_path(folder, "pl", LEAFLET)
    catalog = read_po(path)
    entries = tuple(
        replace(e, remarks=remarks, **changes) if e.key == KEY else e for e in catalog.entries
    )
    path.write_text(format_po(replace(catalog, entries=entries)), encoding="utf-8")
    return folder


@pytest.mark.parametrize("ending", ["xlsx", "csv", "xliff", "po"])
def test_a_waiver_outlives_the_way_out_and_back_with_another_translation(folder, tmp_path, ending):
    file = tmp_path / f"polish.{ending}"
    with_remark(folder, WAIVER)
    assert translations(folder, "export", "pl", "-o", str(file)).exit_code == 0
    with_remark(folder, f"Read by two.\n{WAIVER}", targets=("Inaczej.",))
    assert translations(folder, "import", "pl", str(file)).exit_code == 0
    assert polish(folder).targets != ("Inaczej.",)
    assert polish(folder).remarks == f"Read by two.\n{WAIVER}"


def test_a_waiver_that_was_written_into_the_po_file_comes_in_once(folder, tmp_path):
    file = tmp_path / "polish.po"
    assert translations(with_remark(folder, WAIVER), "export", "pl", "-o", str(file)).exit_code == 0
    with_remark(folder, "")
    first = translations(folder, "import", "pl", str(file))
    assert ": 1 taken in, " in first.output
    assert polish(folder).remarks == WAIVER
    assert ": 0 taken in, " in translations(folder, "import", "pl", str(file)).output
    assert polish(folder).remarks == WAIVER


@pytest.mark.parametrize("ending", ["xlsx", "csv", "xliff", "po"])
def test_what_is_exported_comes_back_as_it_was(folder, tmp_path, ending):
    file = tmp_path / f"polish.{ending}"
    before = catalog_path(folder, "pl", LEAFLET).read_bytes()
    assert translations(folder, "export", "pl", "-o", str(file)).exit_code == 0
    result = translations(folder, "import", "pl", str(file))
    assert result.exit_code == 0
    assert " 0 taken in, " in result.output
    assert catalog_path(folder, "pl", LEAFLET).read_bytes() == before


@pytest.mark.parametrize("ending", ["xlsx", "csv", "xliff", "po"])
def test_a_file_of_another_language_is_not_taken_in(folder, tmp_path, ending):
    file = tmp_path / f"translator.{ending}"
    assert translations(folder, "new", "fr").exit_code == 0
    assert translations(folder, "export", "pl", "-o", str(file)).exit_code == 0
    french = catalog_path(folder, "fr", LEAFLET)
    before = french.read_bytes()
    result = translations(folder, "import", "fr", str(file))
    assert result.exit_code == 2
    assert "is in pl, not in fr: nothing was taken in" in result.output
    assert french.read_bytes() == before


def test_a_translators_program_may_add_a_country_and_a_table_may_lack_the_language(
    folder, tmp_path
):
    file = tmp_path / "polish.csv"
    translations(folder, "export", "pl", "-o", str(file))
    text = file.read_text("utf-8-sig")
    for changed in (text.replace(",pl\n", ",pl-PL\n"), text.replace(",pl\n", ",\n")):
        assert changed != text
        file.write_text(changed, "utf-8-sig")
        assert translations(folder, "import", "pl", str(file)).exit_code == 0


def test_a_spreadsheet_has_only_its_translations_unlocked_and_no_formulas(empty, tmp_path):
    file = tmp_path / "polish.xlsx"
    translations(empty, "export", "pl", "-o", str(file))
    book = openpyxl.load_workbook(file)
    sheet = book.active
    assert sheet.protection.sheet
    unlocked = {c.column_letter for row in sheet for c in row if not c.protection.locked}
    assert unlocked == {"E"}
    row = next(r for r in sheet.iter_rows(min_row=2) if r[1].value == KEY)
    assert row[3].value == ENGLISH
    row[4].value = "=1+1"
    row[4].data_type = "s"
    book.save(file)
    assert " 1 taken in, " in translations(empty, "import", "pl", str(file)).output
    assert polish(empty).targets == ("=1+1",)
    again = tmp_path / "again.xlsx"
    translations(empty, "export", "pl", "-o", str(again))
    cells = [c for r in openpyxl.load_workbook(again).active for c in r if c.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"] or not cells


def test_a_row_whose_english_is_not_todays_is_refused_and_the_others_are_taken_in(empty, tmp_path):
    file = tmp_path / "polish.csv"
    translations(empty, "export", "pl", "-o", str(file))
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    for row in rows:
        if row["key"] in (KEY, "help.title"):
            row["translation"] = "Zadzwoń"
        if row["key"] == KEY:
            row["english"] = "Other English."
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(text.getvalue(), "utf-8-sig")
    result = translations(empty, "import", "pl", str(file))
    assert result.exit_code == 4
    assert f"help.call: its English is now {ENGLISH!r}" in result.output
    assert " 1 taken in, " in result.output
    assert polish(empty).targets == ("",)
    assert polish(empty, "help.title").targets == ("Zadzwoń",)


def test_cells_that_look_like_formulas_are_text_in_csv(empty, tmp_path):
    file = tmp_path / "polish.csv"
    translations(empty, "export", "pl", "-o", str(file))
    changed = file.read_text("utf-8-sig").replace("help.title,", "help.title,")
    file.write_text(changed, "utf-8-sig")
    assert "\n=" not in changed
    assert ",=" not in changed


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("x.csv", b"a,b\n1,2\n", "has no column domain, key, english, translation"),
        ("x.xlsx", b"nothing", "is not a spreadsheet"),
        ("x.xliff", b"<xliff", "is not XML"),
        ("x.xliff", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "declares a document type"),
        ("x.doc", b"", "does not say what kind of file it is"),
    ],
)
def test_a_file_that_export_did_not_write_is_refused(empty, tmp_path, name, data, told):
    (tmp_path / name).write_bytes(data)
    result = translations(empty, "import", "pl", str(tmp_path / name))
    assert result.exit_code == 2
    assert told in result.output


def test_check_names_file_line_and_key_as_the_contract_says(folder):
    told = json.loads(translations(folder, "check", "pl", "--json").stdout)
    assert told["schema"] == 1
    assert set(told["findings"][0]) == {
        "check", "severity", "file", "line", "column", "key", "message", "hint",
    }  # fmt: skip


def test_check_of_an_empty_language_warns_and_passes(empty):
    result = translations(empty, "check")
    assert result.exit_code == 0
    assert "265 texts are not translated [state]" in result.output or "not translated" in (
        result.output
    )


def test_pseudo_makes_two_languages_and_keeps_placeholders(tmp_path):
    assert translations(tmp_path, "pseudo").exit_code == 0
    long = read_po(catalog_path(tmp_path, "en_XA", "leaflets"))
    page = next(e for e in long.entries if e.key == "tool.page-of")
    assert page.targets[0].startswith("[Þåĝé {page} öƒ {pages}")
    mirrored = read_po(catalog_path(tmp_path, "ar_XB", "leaflets"))
    assert next(e for e in mirrored.entries if e.key == "tool.date").targets == ("داره",)
    assert run(tmp_path, "languages").output.count("\n") == 3


@pytest.mark.parametrize("ending", ["xlsx", "csv", "xliff", "po"])
def test_a_stale_translation_that_comes_back_untouched_stays_stale(tmp_path, ending):
    def stale(domain, catalog):
        changed = (
            replace(e, flags=("fuzzy",), previous="Call us.") if e.key == KEY else e
            for e in catalog.entries
        )
        return replace(catalog, entries=tuple(changed))

    folder = pretended(tmp_path / "translations", change=stale)
    file = tmp_path / f"polish.{ending}"
    assert translations(folder, "export", "pl", "-o", str(file)).exit_code == 0
    assert translations(folder, "import", "pl", str(file)).exit_code == 0
    assert polish(folder).fuzzy
    assert polish(folder).previous == "Call us."


def test_a_preview_has_every_part_beside_its_key_and_a_picture_of_each(folder, tmp_path):
    proof, pictures = tmp_path / "proof.pdf", tmp_path / "parts"
    result = translations(folder, "preview", "pl", "-o", str(proof), "--png", str(pictures))
    assert result.exit_code == 0, result.output
    assert "0 parts are not finished" in result.output
    document = pypdfium2.PdfDocument(proof)
    read = "\n".join(page.get_textpage().get_text_range() for page in document)
    parts = {path.stem for path in pictures.iterdir()}
    for key in (
        "trastuzumab.heart", "everolimus.who", "bevacizumab.glance", "results.cards",
        "words.terms.short",
    ):  # fmt: skip
        assert key in read
        assert key in parts
    assert "PROOF for translators - not for patients" in read


@pytest.mark.parametrize("language", ["pl", "ar", "zh_Hans"])
@pytest.mark.parametrize("page_format", ["a4", "large"])
def test_keys_stand_in_the_margin_on_the_reading_side(tmp_path, language, page_format):
    output = tmp_path / "proof.pdf"
    arguments = ["preview", language, "-o", str(output), "--format", page_format]
    assert translations(SOURCE.parent / "translations", *arguments).exit_code == 0
    at_left = at_right = ""
    for page in pypdfium2.PdfDocument(output):
        width, height = page.get_size()
        margin = 44 * 72 / 25.4
        # Without the bands, which reach into the margins.
        between = {"bottom": 60, "top": height - 60}
        text = page.get_textpage()
        at_left += text.get_text_bounded(left=0, right=margin, **between)
        at_right += text.get_text_bounded(left=width - margin, right=width, **between)
    keys, nothing = (at_right, at_left) if language == "ar" else (at_left, at_right)
    assert keys.count("trastuzumab") > 12
    assert keys.count("access") > 9
    assert "trastuzumab" not in nothing


def test_a_preview_marks_what_is_not_finished_where_it_stands(tmp_path):
    def emptied(domain, catalog):
        return replace(
            catalog,
            entries=tuple(
                replace(e, targets=("",)) if e.key == "trastuzumab.heart" else e
                for e in catalog.entries
            ),
        )

    folder = pretended(tmp_path / "translations", change=emptied)
    proof = tmp_path / "proof.pdf"
    result = translations(folder, "preview", "pl", "-o", str(proof))
    assert "1 part is not finished" in result.output
    document = pypdfium2.PdfDocument(proof)
    read = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert "trastuzumab.heart\r\nempty" in read
    assert "[[Trastuzumab may cause damage" in read


def test_a_new_language_without_word_lists_is_told_what_will_not_be_checked(tmp_path):
    told = translations(tmp_path, "new", "fr").output
    assert "Warning: nobody wrote words/fr.yaml: nothing checks negation" in told
    assert "CONTRIBUTING" in told
    assert "Warning" not in translations(tmp_path, "new", "pl").output
