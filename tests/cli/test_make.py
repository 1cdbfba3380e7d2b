"""``leaflets make``: one leaflet, or a sentence that says why not and no file at all."""

import json
import re
import stat

import pypdfium2
import pytest
import zxingcpp
from cli.program import metadata_of, run, run_json, text_of

EMPTY = ("--her2", "negative", "--er", "negative", "--pr", "positive", "--prior", "none")


def make(*arguments, output="leaflet.pdf"):
    """The text of a leaflet."""
    run("make", *arguments, "-o", output)
    return text_of(output)


def test_a_leaflet_is_written_for_its_owner_alone(empty_folder):
    run("make", "--her2", "positive", "-o", "leaflet.pdf")
    output = empty_folder / "leaflet.pdf"
    assert output.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    assert [path.name for path in empty_folder.iterdir()] == ["leaflet.pdf"]


def test_json_says_what_was_made():
    told = run_json("make", *EMPTY, "--nation", "wales", "-o", "leaflet.pdf")
    assert list(told) == [
        "schema", "output", "pages", "language", "format",
        "state", "code", "token", "blocks", "warnings",
    ]  # fmt: skip
    assert told["schema"] == 1
    assert told["output"] == "leaflet.pdf"
    assert told["pages"] > 1
    assert (told["language"], told["format"], told["state"]) == ("en_GB", "a4", "sample")
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", told["code"])
    assert told["token"] is None
    assert "your_team" in told["blocks"]
    assert "everolimus" not in told["blocks"]


def test_nothing_but_json_goes_to_standard_output():
    result = run("make", "--her2", "positive", "-o", "leaflet.pdf", "--json")
    json.loads(result.stdout)
    assert "Warning" in result.stderr
    assert run("make", "--her2", "positive", "-o", "leaflet.pdf").stdout == ""


def test_the_same_record_gives_the_same_bytes(empty_folder):
    for name in ("one.pdf", "two.pdf"):
        run("make", "--her2", "positive", "--today", "2026-11-22", "-o", name)
    one, two = ((empty_folder / name).read_bytes() for name in ("one.pdf", "two.pdf"))
    assert one == two


def test_the_day_comes_from_the_record_then_the_option(empty_folder):
    (empty_folder / "r.yaml").write_text("her2: positive\ndate: 2026-01-02\n")
    assert "2 January 2026" in make("--record", "r.yaml", "--today", "2026-03-04")
    assert "4 March 2026" in make("--her2", "positive", "--today", "2026-03-04")


@pytest.mark.parametrize("page_format", ["a4", "large"])
def test_a_sample_says_so_on_every_page(page_format):
    told = run_json("make", *EMPTY, "--format", page_format, "-o", "leaflet.pdf")
    band = "SAMPLE - based on 2014 text - not for patient use"
    assert text_of("leaflet.pdf").count(band) >= 2 * told["pages"]


# Who gets what.

DRUGS = ("Trastuzumab", "Pertuzumab", "Lapatinib", "Bevacizumab", "Everolimus")


@pytest.mark.parametrize("page_format", ["a4", "large"])
def test_a_person_whose_results_match_no_drug_gets_a_useful_leaflet(page_format):
    text = make(*EMPTY, "--format", page_format)
    assert "What targeted therapies are" in text
    assert "Talk with your cancer team" in text
    assert "There may be other treatments for you" in text
    for drug in DRUGS:
        assert f"{drug} (" not in text


def test_a_person_of_whom_nothing_is_known_gets_the_waiting_part():
    text = make()
    assert "Results we are waiting for" in text
    for result in ("HER2", "oestrogen receptor", "progesterone receptor"):
        assert f"your {result} test" in text
    for drug in DRUGS:
        assert f"{drug} (" not in text


@pytest.mark.parametrize(
    "answers",
    [
        (),
        ("--er", "positive", "--prior", "letrozole"),
        ("--er", "negative", "--pr", "negative"),
        ("--her2", "equivocal", "--er", "negative", "--pr", "negative", "--prior", "none"),
        ("--hormone", "positive", "--prior", "Herceptin"),
    ],
)
def test_while_her2_is_not_known_nothing_of_her2_negative_is_said(answers):
    text = make(*answers, "--nation", "england")
    assert "your HER2 test" in text
    for word in ("HER2 negative", "HER2-negative", "triple negative", "Everolimus", "Bevacizumab"):
        assert word not in text, word
    for word in ("your cancer is HER2", "no receptors for HER2", "Afinitor", "Avastin"):
        assert word.casefold() not in text.casefold(), word


def test_what_is_waited_for_may_be_passed_over():
    text = make("--unanswered", "withhold")
    assert "Results we are waiting for" not in text
    assert "your HER2 test" not in text


@pytest.mark.parametrize("unanswered", ["mention", "withhold"])
def test_what_is_private_is_never_named_as_waited_for(unanswered):
    text = make("--her2", "positive", "--er", "positive", "--unanswered", unanswered)
    for word in ("earlier treatment is", "which nation", "clinical trial is", "we do not know"):
        assert word not in text.casefold()


BRAIN = re.compile(r"brain|spin(e|al)|central nervous|\bCNS\b", re.IGNORECASE)


@pytest.mark.parametrize(
    "answers",
    [
        (),
        EMPTY,
        ("--her2", "positive"),
        ("--her2", "positive", "--current", "trastuzumab"),
        ("--her2", "positive", "--prior", "trastuzumab", "--prior", "docetaxel"),
        ("--her2", "positive", "--cns-spread", "no", "--current", "trastuzumab"),
        ("--her2", "positive", "--cns-spread", "unknown"),
        ("--her2", "negative", "--current", "trastuzumab"),
        ("--her2", "negative", "--cns-spread", "yes"),
        ("--her2", "negative", "--er", "positive", "--prior", "letrozole"),
        ("--her2", "low", "--er", "negative", "--pr", "negative"),
    ],
)
def test_brain_and_spine_are_never_mentioned_to_whom_they_do_not_concern(answers):
    text = make(*answers, "--include-later", "--with-quotation")
    assert BRAIN.findall(text) == []


def test_brain_and_spine_are_spoken_of_where_the_cancer_has_spread_there():
    text = make("--her2", "positive", "--cns-spread", "yes")
    assert "Trastuzumab does not work on secondary breast cancer in the brain" in text
    assert "You may still be given trastuzumab" in text
    assert "Your doctor will use other treatments" in text


def test_a_conflict_prints_with_a_warning_for_the_clinician():
    answers = ("--her2", "negative", "--er", "positive", "--prior", "trastuzumab")
    result = run("make", *answers, "--prior", "docetaxel", "-o", "leaflet.pdf", "--json")
    (in_json,) = [w for w in json.loads(result.stdout)["warnings"] if "anti-her2" in w]
    assert in_json.startswith("anti-her2-given: HER2 is recorded as not positive")
    assert f"Warning: {in_json}" in result.stderr
    text = text_of("leaflet.pdf")
    assert "Kadcyla" not in text
    assert "recorded as not positive" not in text


def test_later_prints_only_where_it_is_asked_for():
    answers = ("--her2", "negative", "--er", "positive", "--prior", "none")
    assert "Afinitor" not in make(*answers)
    text = make(*answers, "--include-later")
    assert "Afinitor" in text
    assert "You may hear about this treatment later" in text


def test_a_quotation_prints_only_where_it_is_asked_for():
    assert "My oncologist said" not in make("--her2", "positive")
    assert "My oncologist said" in make("--her2", "positive", "--with-quotation")


@pytest.mark.parametrize(
    ("nation", "fund"), [("england", True), ("scotland", False), (None, False)]
)
def test_the_cancer_drugs_fund_is_for_england(nation, fund):
    answers = ("--nation", nation) if nation else ()
    assert ("Cancer Drugs Fund" in make("--her2", "positive", *answers)) is fund


# What must not leak.


def test_no_name_result_or_drug_is_in_metadata_file_names_or_messages(empty_folder):
    record = empty_folder / "r.json"
    record.write_text(
        json.dumps(
            {
                "record_id": "ward-7-bed-3",
                "name": "Ada Example",
                "given_by": "Nurse Sample",
                "her2": "positive",
                "er": "negative",
                "pr": "negative",
                "prior": ["none"],
            }
        )
    )
    result = run("make", "--record", record, "--png", "pages", "-o", "leaflet.pdf")
    text = text_of("leaflet.pdf")
    assert text.count("Ada Example") == 1  # in the personal box and nowhere else
    assert text.count("Nurse Sample") == 1
    metadata = metadata_of("leaflet.pdf")
    assert metadata["Title"] == "Patient information leaflet"
    written = [path.relative_to(empty_folder).as_posix() for path in empty_folder.rglob("*")]
    told = " ".join([*metadata.values(), *written])
    for word in ("Ada", "Nurse", "ward-7", "HER2", "positive", "trastuzumab", "cancer"):
        assert word.casefold() not in told.casefold(), word
    for word in ("Ada", "Nurse", "ward-7"):
        assert word not in result.output
    raw = (empty_folder / "leaflet.pdf").read_bytes()
    assert b"Ada" not in raw
    assert b"ward-7" not in raw


def test_pages_are_also_written_as_pictures(empty_folder):
    told = run_json("make", *EMPTY, "--png", "pages", "-o", "leaflet.pdf")
    names = sorted(path.name for path in (empty_folder / "pages").iterdir())
    assert names == sorted(f"page-{n}.png" for n in range(1, told["pages"] + 1))


# The clinic.


def test_the_clinic_stands_on_the_page_and_without_one_there_is_room_to_write(empty_folder):
    (empty_folder / "clinic.yaml").write_text(
        "name: Invented Clinic\nphone: 01632 960001\nphone_24h: 01632 960002\n"
    )
    with_clinic = make(*EMPTY, "--clinic", "clinic.yaml")
    for word in ("Invented Clinic", "01632 960001", "01632 960002"):
        assert word in with_clinic
    assert not re.search(r"\b0\d{3,4} ?\d{3}", make(*EMPTY))  # never an example number


# Wrong input: a sentence, the right code, and no file.


def record(folder, text, name="r.json"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


WRONG = [
    (
        ("--prior", "lapatinb"),
        2,
        '"lapatinb" is not a drug that is known here (did you mean lapatinib?)',
    ),
    (("--current", "herceptine"), 2, "did you mean Herceptin?"),
    (("--prior", "aromatase_inhibitor"), 2, "give the drug itself: letrozole, anastrozole"),
    (("--her2", "postive"), 2, "'postive' is not one of 'positive'"),
    (("--her2", "positive", "--her2", "negative"), 6, "her2 is said to be positive and negative"),
    (("--hormone", "negative", "--er", "positive"), 6, "(er and hormone differ)"),
    (
        ("--hormone", "positive", "--er", "negative", "--pr", "negative"),
        6,
        "hormone_receptor is said to be positive, but the other results make it negative",
    ),
    (("--prior", "none", "--prior", "letrozole"), 6, "says none together with a drug"),
    (("--set", "hre2=positive"), 2, "did you mean her2?"),
    (("--set", "her2"), 2, "needs a name and a value"),
    (("--set", "name=Ada"), 2, '"name" is not an attribute'),
    (("--set", "record_id=7"), 2, '"record_id" is not an attribute'),
    (("--name", "Ada"), 2, "No such option"),
    (("--language", "de"), 4, "there is no translation into German (de)"),
    (("--language", "pl", "--translations", "gone"), 4, "the folder gone is not there"),
    (("--language", "klingon"), 2, '"klingon" is not a language'),
    (("--language", "zh"), 2, "ask for zh_Hans (simplified) or zh_Hant (traditional)"),
    (("--language", "pa"), 2, "ask for pa_Guru"),
    (("--format", "a3"), 2, '"a3" is not a page format'),
    (("--require", "approved"), 3, "the content is sample, not approved"),
    (("--unanswered", "refuse"), 6, "not known: "),
    (("--unanswered", "perhaps"), 2, "'perhaps' is not one of"),
    (("--today", "22/11/2026"), 2, "write it as 2026-11-22"),
    (("--leaflet", "targetted"), 2, 'there is no leaflet "targetted"'),
    (("--source", "nowhere"), 2, "nowhere holds no content"),
    (("--clinic", "nowhere.yaml"), 2, "nowhere.yaml can't be read"),
    (("--record", "nowhere.json"), 2, "nowhere.json can't be read"),
    (("--record", "."), 2, "holds no records"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "code", "told"), WRONG, ids=lambda value: str(value)[:40])
def test_wrong_input_gets_a_sentence_an_exit_code_and_no_file(empty_folder, arguments, code, told):
    result = run("make", *arguments, "-o", "leaflet.pdf", code=code)
    assert told in " ".join(result.stderr.split())
    assert result.stdout == ""
    assert list(empty_folder.iterdir()) == []


WRONG_RECORDS = [
    ('{"name": "<b>Ada</b>"}', 6, 'name: has the character "<", which no name has'),
    (
        json.dumps({"name": "x" * 10_000_000}),
        6,
        "name: is 10,000,000 characters long; 80 fit its box",
    ),
    ('{"her2": "maybe"}', 6, '"maybe" is not one of positive, negative'),
    ('{"her2": "positive", "her2": "negative"}', 6, '"her2" stands twice in the record'),
    ('{"prior": ["unobtainib"]}', 6, '"unobtainib" is not a drug that is known here'),
    ('{"prior": ["none", "letrozole"]}', 6, "says none together with a drug"),
    ('{"hormone": "negative", "er": "positive"}', 6, "er is said to be negative and positive"),
    ('[{"her2": "positive"}, {"her2": "negative"}]', 6, "holds more than one record"),
    ('{"record_id": "9434765919"}', 6, "record_id: is an NHS number"),
    ('{"date": "22/11/2026"}', 6, "is not a date"),
    ('{"language": "klingon"}', 6, 'language: "klingon" is not a language'),
    ('{"language": "de"}', 4, "there is no translation into German"),
    ('{"format": "a3"}', 6, 'format: "a3" is not a page format'),
    ('{"her2": ', 2, "this is not JSON"),
    ('{"resourceType": "Bundle"}', 6, "secondary cancer"),
    (b"\xff\xfe", 2, "is not UTF-8 text"),
]


@pytest.mark.parametrize(("text", "code", "told"), WRONG_RECORDS, ids=lambda value: str(value)[:40])
def test_a_wrong_record_gets_a_sentence_an_exit_code_and_no_file(empty_folder, text, code, told):
    path = record(empty_folder, text)
    result = run("make", "--record", path, "-o", "leaflet.pdf", code=code)
    assert told in result.stderr
    assert len(result.stderr) < 1000
    assert [path.name for path in empty_folder.iterdir()] == ["r.json"]


def test_a_place_that_can_not_be_written_is_told_before_any_work(empty_folder, unwritable):
    told = run("make", "-o", unwritable / "leaflet.pdf", code=2).stderr
    assert "can't be written" in told or "no right to write" in told
    assert "no right" in told or "-o" in told
    told = run("make", "-o", "gone/leaflet.pdf", code=2).stderr
    assert "the folder gone is not there" in told
    (empty_folder / "folder").mkdir()
    assert "is a directory" in run("make", "-o", "folder", code=2).stderr


def test_an_old_leaflet_is_left_alone_by_a_refusal(empty_folder):
    output = empty_folder / "leaflet.pdf"
    output.write_bytes(b"old")
    run("make", "--language", "de", "-o", output, code=4)
    assert output.read_bytes() == b"old"


def test_pictures_that_can_not_be_written_leave_no_leaflet(empty_folder):
    (empty_folder / "pages").write_text("a file")
    run("make", "--png", "pages", "-o", "leaflet.pdf", code=2)
    run("make", "--png", "pages/inside", "-o", "leaflet.pdf", code=2)
    assert [path.name for path in empty_folder.iterdir()] == ["pages"]


def test_no_output_is_a_fault_of_use():
    assert "Missing option '-o'" in run("make", "--her2", "positive", code=2).stderr


def test_whole_source_prints_all_of_it_in_english_where_there_is_no_translation():
    told = run_json("make", *EMPTY, "--language", "de", "--missing", "whole-source", "-o", "l.pdf")
    assert told["language"] == "en_GB"


@pytest.mark.parametrize("language", ["en", "en_GB", "en-gb", "EN"])
def test_en_is_british_english(language):
    assert run_json("make", *EMPTY, "--language", language, "-o", "l.pdf")["language"] == "en_GB"


def test_everything_known_is_not_refused_where_nothing_may_be_unanswered():
    answers = ("--cns-spread", "no", "--current", "none", "--nation", "wales", "--in-trial", "no")
    run("make", *EMPTY, *answers, "--unanswered", "refuse", "-o", "leaflet.pdf")


def test_the_code_is_on_every_page_with_its_number_and_as_a_qr_code_if_asked():
    told = run_json("make", *EMPTY, "--qr", "-o", "leaflet.pdf")
    text = text_of("leaflet.pdf")
    # Every foot has it, and the imprint.
    assert text.count(told["code"]) == told["pages"] + 1
    for number in range(1, told["pages"] + 1):
        assert f"Page {number} of {told['pages']}" in text
    pages = [page.render(scale=2).to_pil() for page in pypdfium2.PdfDocument("leaflet.pdf")]
    assert [c.text for page in pages for c in zxingcpp.read_barcodes(page)] == [told["code"]]


def test_the_code_says_nothing_of_what_is_not_on_the_page():
    """Whoever tries out every combination of answers learns no more than the pages say."""
    known = run_json("make", *EMPTY, "--cns-spread", "no", "--in-trial", "no", "-o", "leaflet.pdf")
    unknown = run_json("make", *EMPTY, "-o", "leaflet.pdf")
    assert known["code"] == unknown["code"]


def test_a_dash_prints_the_leaflet_to_standard_output_and_writes_no_file(empty_folder):
    printed = run("make", *EMPTY, "--today", "2026-11-22", "-o", "-")
    assert list(empty_folder.iterdir()) == []
    run("make", *EMPTY, "--today", "2026-11-22", "-o", "leaflet.pdf")
    assert printed.stdout_bytes == (empty_folder / "leaflet.pdf").read_bytes()
    for option in ("--manifest", "--check-sheet"):
        told = run("make", "-o", "-", option, "-", code=2).stderr
        assert "standard output (-) will not do here" in told
    assert "both print to standard output" in run("make", "-o", "-", "--json", code=2).stderr


@pytest.mark.parametrize("option", ["--check-sheet", "--manifest", "--record", "--clinic"])
def test_a_leaflet_is_not_written_over_another_file_of_the_command(empty_folder, option):
    (empty_folder / "x.yaml").write_text("her2: positive\n")
    told = run("make", "-o", "x.yaml", option, "x.yaml", code=2).stderr
    assert "x.yaml is given to both" in told
    assert (empty_folder / "x.yaml").read_text() == "her2: positive\n"
