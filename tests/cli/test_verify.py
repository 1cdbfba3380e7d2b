"""``leaflets verify``: one changed byte, of the paper or of what it was made from, is named."""

import hashlib
import json
import shutil
import zlib
from pathlib import Path

import pytest
from cli.program import run, run_json
from click.testing import CliRunner
from factories import PROJECT, SOURCE

from leaflets.cli import cli
from leaflets.fonts import shipped_fonts

RECORD = """\
record_id: row-1
name: Jane Roe
her2: positive
er: negative
pr: negative
prior: [trastuzumab]
"""
LEAFLET = "targeted-therapies-secondary-breast-cancer"
PLACES = ("--source", "source", "--translations", "translations", "--key", "key")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    """A folder with content, a translation and fonts of its own, and two leaflets made of them."""
    folder = tmp_path_factory.mktemp("clinic")
    shutil.copytree(SOURCE, folder / "source")
    shutil.copytree(PROJECT / "translations" / "pl", folder / "translations" / "pl")
    (folder / "fonts").mkdir()
    for weight in ("Regular", "Bold"):
        shutil.copy(shipped_fonts() / f"NotoSans-{weight}.ttf", folder / "fonts")
    (folder / "leaflets.toml").write_text('[fonts]\nfolder = "fonts"\n')
    (folder / "record.yaml").write_text(RECORD)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for language in ("en", "pl"):
            make(language)
    return folder


def make(language, *more, record="record.yaml"):
    given = ("--record", record, "--language", language, "--today", "2026-11-20")
    arguments = (*PLACES, "make", *given, *more, "--manifest", "m.jsonl", "-o", f"{language}.pdf")
    made = CliRunner().invoke(cli, arguments)
    assert made.exit_code == 0, made.output


@pytest.fixture
def here(clinic, empty_folder):
    """A copy of the clinic, to break something in."""
    shutil.copytree(clinic, empty_folder, dirs_exist_ok=True)
    return empty_folder


def verify(file="en.pdf", *more, code):
    """The verdict on a file, and the causes as one text."""
    told = run_json(*PLACES, "verify", file, "--manifest", "m.jsonl", *more, code=code)
    assert told["schema"] == 1
    (one,) = told["files"]
    assert one["file"] == file
    return one["verdict"], "\n".join(one["causes"])


WITH_RECORD = ("--record", "record.yaml")


def replace(path, old, new):
    """Change one text in a file; what is to be replaced must be there."""
    text = Path(path).read_text("utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new, 1), "utf-8")


def flip(path, place, bit=1):
    data = bytearray(Path(path).read_bytes())
    data[place] ^= bit
    Path(path).write_bytes(data)


@pytest.mark.parametrize("more", [(), WITH_RECORD])
@pytest.mark.parametrize("file", ["en.pdf", "pl.pdf"])
def test_what_was_made_is_genuine(here, file, more):
    assert verify(file, *more, code=0) == ("genuine", "")


def test_several_are_told_one_by_one_and_a_folder_stands_for_its_manifest(here):
    (here / "out").mkdir()
    (here / "m.jsonl").rename(here / "out" / "manifest.jsonl")
    flip("pl.pdf", 999)
    told = run(*PLACES, "verify", "en.pdf", "pl.pdf", "--manifest", "out", code=3)
    assert "en.pdf: genuine\npl.pdf: altered\n  file: it is not as it was made" in told.output


def test_one_flipped_byte_of_a_pdf_is_named(here):
    before = Path("en.pdf").read_bytes()[20_000]
    flip("en.pdf", 20_000)
    assert verify(code=3)[0] == "altered"
    verdict, causes = verify("en.pdf", *WITH_RECORD, code=3)
    assert verdict == "altered"
    assert f"1 byte differs, the first at 20000: {before ^ 1:#04x} instead of" in causes


def test_one_flipped_letter_of_the_content_is_named_by_its_part(here):
    replace(f"source/{LEAFLET}/trastuzumab.yaml", "damage to the heart", "damage to the heapt")
    for more in ((), WITH_RECORD):
        verdict, causes = verify("en.pdf", *more, code=3)
        assert verdict == "superseded"
        assert "content part: trastuzumab.heart has changed" in causes


def test_a_changed_rule_is_named_by_its_block(here):
    replace(f"source/{LEAFLET}/lapatinib.yaml", "when: {her2: positive}", "when: {her2: low}")
    verdict, causes = verify(code=3)
    assert (verdict, "content part: lapatinib has changed" in causes) == ("superseded", True)
    _, causes = verify("en.pdf", *WITH_RECORD, code=3)
    assert "record: lapatinib.side_effects would now be left out" in causes


def test_content_that_is_no_longer_valid_is_named_by_file_and_line(here):
    replace(f"source/{LEAFLET}/everolimus.yaml", "title:", "titles:")
    verdict, causes = verify("en.pdf", *WITH_RECORD, code=3)
    assert verdict == "superseded"
    assert f"content part: source/{LEAFLET}/everolimus.yaml:" in causes


def test_a_change_that_the_leaflet_does_not_print_is_told_and_only_its_code_would_be_new(here):
    replace(f"source/{LEAFLET}/everolimus.yaml", "Afinitor", "Afinitar")
    verdict, causes = verify(code=0)
    assert verdict == "genuine"
    assert "content part: the source has changed, in nothing that this leaflet prints" in causes
    assert verify("en.pdf", *WITH_RECORD, code=3)[0] == "superseded"


def test_one_flipped_letter_of_a_translation_is_named_by_its_part(here):
    catalog = f"translations/pl/LC_MESSAGES/{LEAFLET}.po"
    replace(catalog, "serce", "serca")
    for more in ((), WITH_RECORD):
        verdict, causes = verify("pl.pdf", *more, code=3)
        assert verdict == "superseded"
        assert "translation: trastuzumab.heart has changed" in causes
    assert verify("en.pdf", *WITH_RECORD, code=0) == ("genuine", "")


def test_the_programs_own_words_are_named_too(here):
    replace("translations/pl/LC_MESSAGES/leaflets.po", "Strona", "Stroma")
    assert "translation: leaflets (the program's own words)" in verify("pl.pdf", code=3)[1]


def test_a_catalog_that_can_not_be_read_is_named(here):
    replace(f"translations/pl/LC_MESSAGES/{LEAFLET}.po", "msgid", "msgjd")
    assert f"translation: translations/pl/LC_MESSAGES/{LEAFLET}.po" in verify("pl.pdf", code=3)[1]


@pytest.mark.parametrize("more", [(), WITH_RECORD])
def test_one_flipped_byte_of_a_font_is_named(here, more):
    font = here / "fonts" / "NotoSans-Bold.ttf"
    flip(font, font.stat().st_size // 2)
    verdict, causes = verify("en.pdf", *more, code=3)
    assert verdict == "superseded"
    assert "font: NotoSans-Bold.ttf has changed" in causes


def test_a_font_that_breaks_its_reader_breaks_nothing_else(here):
    flip(here / "fonts" / "NotoSans-Regular.ttf", 250, 0x55)  # in the table of its tables
    verdict, causes = verify("en.pdf", *WITH_RECORD, code=3)
    assert verdict == "superseded"
    assert "font: NotoSans-Regular.ttf has changed" in causes
    assert "it can't be made again: a font can't be used" in causes


def changed_line(**changed):
    """Tell another story in the manifest's first line."""
    first, *rest = Path("m.jsonl").read_text("utf-8").splitlines()
    told = json.loads(first) | changed
    lines = [json.dumps(told, separators=(",", ":")), *rest]
    Path("m.jsonl").write_text("\n".join(lines), "utf-8")


def test_another_version_of_the_program_is_named(here):
    changed_line(program="0.0.9")
    verdict, causes = verify(code=3)
    assert verdict == "superseded"
    assert "program: it was version 0.0.9, is " in causes


def test_another_library_is_only_told_until_it_changes_a_byte(here):
    libraries = json.loads(Path("m.jsonl").read_text("utf-8").splitlines()[0])["libraries"]
    changed_line(libraries=libraries | {"reportlab": "5.0.9"})
    verdict, causes = verify("en.pdf", *WITH_RECORD, code=0)
    assert (verdict, "library: reportlab was 5.0.9, is " in causes) == ("genuine", True)
    flip("en.pdf", 20_000)
    changed_line(
        libraries=libraries | {"reportlab": "5.0.9"},
        sha256=hashlib.sha256(Path("en.pdf").read_bytes()).hexdigest(),
    )
    verdict, causes = verify("en.pdf", *WITH_RECORD, code=3)
    assert (verdict, "library: reportlab was 5.0.9, is " in causes) == ("superseded", True)


def test_where_only_zlib_differs_the_leaflet_is_genuine_and_that_is_said(here):
    compress = zlib.compress
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zlib, "compress", lambda data, level=9: compress(data, 1))
        make("en", "--no-cache")
    verdict, causes = verify("en.pdf", *WITH_RECORD, code=0)
    assert verdict == "genuine"
    assert "library: made again, only its compression differs: another zlib" in causes


def test_whatever_was_asked_for_it_is_made_again_alike(here):
    options = ("--include-later", "--with-quotation", "--qr", "--unanswered", "withhold")
    make("en", *options, "--format", "large")
    assert verify("en.pdf", *WITH_RECORD, code=0) == ("genuine", "")


def test_another_clinic_file_is_named(here):
    (here / "clinic.yaml").write_text('name: Riverside\nphone_24h: "020 7946 0000"\n')
    make("en", "--clinic", "clinic.yaml")
    assert verify("en.pdf", *WITH_RECORD, "--clinic", "clinic.yaml", code=0) == ("genuine", "")
    assert "clinic file: it was made with one" in verify("en.pdf", *WITH_RECORD, code=3)[1]
    replace("clinic.yaml", "Riverside", "Riverbank")
    causes = verify("en.pdf", "--clinic", "clinic.yaml", code=3)[1]
    assert "clinic file: it is not the one" in causes


def test_what_changed_in_the_record_is_told_without_saying_what_it_holds(here):
    replace("record.yaml", "Jane", "Joan")
    verdict, causes = verify("en.pdf", *WITH_RECORD, code=3)
    assert verdict == "superseded"
    assert causes == "record: all else is the same, so its name, date or results have changed"


def test_a_leaflet_of_another_record_is_not_vouched_for(here):
    replace("record.yaml", "row-1", "row-2")
    verdict, causes = verify("en.pdf", *WITH_RECORD, code=3)
    assert verdict == "unknown"
    assert "it was made for another record_id" in causes


def test_what_was_withdrawn_is_superseded_at_once(here):
    run(*PLACES, "withdraw", "trastuzumab.heart", "--by", "A. Lis", "--reason", "wrong dose")
    for more in ((), WITH_RECORD):
        verdict, causes = verify("en.pdf", *more, code=3)
        assert verdict == "superseded"
        assert "approval: trastuzumab.heart was withdrawn on " in causes
        assert "wrong dose" in causes


def test_a_changed_leaflet_is_known_by_its_token(here):
    import pikepdf

    token = json.loads(Path("m.jsonl").read_text("utf-8").splitlines()[0])["token"]
    with pikepdf.open("en.pdf") as pdf:
        pdf.trailer.ID = pikepdf.Array([b"0" * 16, b"1" * 16])
        pdf.save("saved-again.pdf", static_id=True)
        pdf.save(f"{token}.pdf", static_id=True)
    assert "the token on its pages" in verify("saved-again.pdf", code=3)[1]
    assert "the token in its name" in verify(f"{token}.pdf", code=3)[1]


def test_a_changed_leaflet_that_is_for_no_record_is_known_by_its_code(here):
    import pikepdf

    replace("record.yaml", "record_id: row-1\n", "")
    make("en")
    with pikepdf.open("en.pdf") as pdf:
        pdf.trailer.ID = pikepdf.Array([b"0" * 16, b"1" * 16])
        pdf.save("saved-again.pdf", static_id=True)
    assert "the leaflet code on its pages" in verify("saved-again.pdf", code=3)[1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is not a PDF"),
        (b"hello", "it is not a PDF"),
        (b"%PDF-1.7\n", "no manifest that was given has it"),
        (b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000, "no manifest that was given has it"),
        (b"%PDF-1.7\n" + b"<</Kids[1 0 R]/Type/Pages/Count 999999999>>" * 50, "no manifest"),
    ],
)
def test_what_is_none_of_ours_is_unknown(here, content, said):
    (here / "it.pdf").write_bytes(content)
    verdict, causes = verify("it.pdf", code=3)
    assert (verdict, said in causes) == ("unknown", True)


def test_a_foreign_line_is_told_with_its_place_and_the_leaflet_is_still_found(here):
    lines = Path("m.jsonl").read_bytes().splitlines()
    Path("m.jsonl").write_bytes(b"\n".join([b"hello", lines[0], lines[1][:500]]))
    result = run(*PLACES, "verify", "en.pdf", "--manifest", "m.jsonl", code=3)
    assert "en.pdf: genuine" in result.stdout
    assert "m.jsonl:1:1: error: this is no line of a manifest" in result.stderr
    assert "m.jsonl:3:1: error: this is no line of a manifest, or only a piece" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.pdf", "--manifest", "m.jsonl"), "nowhere.pdf can't be read"),
        (("en.pdf", "--manifest", "nowhere.jsonl"), "nowhere.jsonl is not there"),
        (("en.pdf", "--manifest", "fonts"), "there is no manifest.jsonl in fonts"),
        (("en.pdf",), "Missing option '--manifest'"),
        (("en.pdf", "pl.pdf", "--manifest", "m.jsonl", *WITH_RECORD), "give one PDF with it"),
    ],
)
def test_wrong_usage_gets_a_sentence(here, arguments, said):
    assert said in run(*PLACES, "verify", *arguments, code=2).output


def test_the_manifest_names_no_person_result_or_drug_that_was_given(here):
    told = Path("m.jsonl").read_text("utf-8")
    for secret in ("Jane", "Roe", "positive", "negative", "prior"):
        assert secret not in told
    assert Path("m.jsonl").stat().st_mode & 0o777 == 0o600
