"""``--bilingual``: both languages whole, from one selection; or a reason why not, and no file."""

import csv
import json
from pathlib import Path

import pypdfium2
import pytest
from cli.program import run, run_json, text_of
from layout.test_structure import Tree
from translation.catalogs import pretended
from translation.test_gate import spoilt

KNOWN = (
    "--her2", "positive", "--er", "negative", "--pr", "negative", "--prior", "none",
    "--current", "none", "--cns-spread", "no", "--nation", "england", "--today", "2026-11-22",
)  # fmt: skip


def make(*arguments, output="leaflet.pdf", code=0):
    return run("make", *KNOWN, *arguments, "-o", output, code=code)


def read_by(tree, branch):
    """What a listener hears of each paragraph, heading, cell and point of a branch, in order."""
    leaves = {"P", "H1", "H2", "H3", "TH", "TD", "LBody"}
    heard = []
    for element in tree.walk(branch):
        if str(element.S)[1:] in leaves and not leaves & {
            str(kid.S)[1:] for kid in tree.kids(element)
        }:
            heard.append(" ".join(tree.text(element).split()))
    return [text for text in heard if text]


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Bytes of the leaflet in a language, in English, and in both, by the language."""
    folder = tmp_path_factory.mktemp("both")
    found = {}
    for language in ("pl", "ar"):
        files = []
        for name, options in (
            ("own", ("--language", language)),
            ("english", ()),
            ("both", ("--language", language, "--bilingual")),
        ):
            make(*options, output=folder / f"{name}.pdf")
            files.append((folder / f"{name}.pdf").read_bytes())
        found[language] = files
    return found


def code_of(heard):
    """The version and code, as the imprint has them."""
    (code,) = (text for text in heard if text.startswith("0.1 · "))
    return code


@pytest.mark.parametrize(
    ("language", "labels", "always"),
    [
        ("pl", ["Dla", "Ulotkę przekazuje", "Data", "Przychodnia"], "W dzień i w nocy"),
        ("ar", ["مقدّمة إلى", "مقدّمة من", "التاريخ", "العيادة"], "نهارًا أو ليلًا"),
    ],
)
def test_all_that_each_leaflet_says_is_in_its_branch_of_both(both, language, labels, always):
    """But for labels of what is filled in, which stand once, in both languages, on page 1."""
    own, english, two = map(Tree, both[language])
    first, second = (read_by(two, branch) for branch in two.kids(two.root))
    own, english = (read_by(alone, alone.root) for alone in (own, english))
    english_labels = ["For", "Given by", "Date", "Clinic"]
    assert [text for text in own if text not in first] == labels
    assert [text for text in english if text not in second] == [
        *english_labels,
        code_of(english),  # the code is that of the reader's leaflet
    ]
    assert code_of(second) == code_of(first) == code_of(own)
    pairs = zip(labels, english_labels, strict=True)
    assert [text for text in first if text not in own] == [
        *(f"{label} · {english_label}" for label, english_label in pairs),
        f"{always} · Day or night",
        "English",
    ]


def test_words_explained_stand_beside_themselves_in_the_readers_order(both):
    own, english, two = map(Tree, both["pl"])

    def terms(tree, branch):
        headings = (found for found in tree.walk(branch) if str(found.S) == "/TH")
        return [" ".join(tree.text(found).split()) for found in headings]

    polish, beside = (terms(two, branch) for branch in two.kids(two.root))
    assert dict(zip(polish, beside, strict=True))["wlew"] == "infusion"
    assert polish == terms(own, own.root)
    assert beside != terms(english, english.root)
    assert sorted(beside) == sorted(terms(english, english.root))


def test_json_has_the_same_keys_and_the_readers_language():
    alone = run_json("make", *KNOWN, "--language", "pl", "-o", "a.pdf")
    told = run_json("make", *KNOWN, "--language", "pl", "--bilingual", "-o", "b.pdf")
    assert list(told) == list(alone)
    for key in ("language", "format", "state", "code", "blocks", "warnings"):
        assert told[key] == alone[key]
    assert told["pages"] > alone["pages"]


def test_english_beside_english_is_refused():
    for language in ("en", "en_GB", "en-GB"):
        result = make("--language", language, "--bilingual", code=2)
        assert "English can't stand beside itself" in result.stderr
        assert "--language" in result.stderr
    make("--bilingual", code=2)
    assert not Path("leaflet.pdf").exists()


@pytest.mark.parametrize("page_format", ["trifold", "zfold"])
def test_panels_are_refused(page_format):
    result = make("--language", "pl", "--bilingual", "--format", page_format, code=2)
    assert f"{page_format} has no room for two languages" in result.stderr
    assert "booklet" in result.stderr
    assert not Path("leaflet.pdf").exists()


@pytest.mark.parametrize("missing", ["refuse", "whole-source"])
def test_a_text_that_is_not_translated_stops_both(tmp_path, missing):
    folder = pretended(tmp_path / "t", change=spoilt("help.call", targets=("",)))
    options = ("--translations", folder, "--language", "pl", "--missing", missing)
    result = make(*options, "--bilingual", code=4)
    assert ": help.call: missing" in result.stderr
    assert "whole-source" not in result.stderr
    assert not Path("leaflet.pdf").exists()


def test_english_never_stands_in_for_the_language_that_is_to_stand_beside_it():
    result = make("--language", "de", "--missing", "whole-source", "--bilingual", code=4)
    assert "there is no translation into de to print beside English" in result.stderr
    assert "leave out --bilingual" in result.stderr
    assert not Path("leaflet.pdf").exists()


def test_the_cache_keeps_it_apart_from_the_leaflet_in_one_language(tmp_path, monkeypatch):
    monkeypatch.setenv("LEAFLETS_CACHE", str(tmp_path / "cache"))
    make("--language", "pl", "--bilingual", output="first.pdf")
    make("--language", "pl", output="alone.pdf")
    make("--language", "pl", "--bilingual", output="again.pdf")
    assert len(list((tmp_path / "cache").glob("*.template"))) == 2
    assert Path("first.pdf").read_bytes() == Path("again.pdf").read_bytes()
    make("--language", "pl", "--bilingual", "--no-cache", output="anew.pdf")
    assert Path("first.pdf").read_bytes() == Path("anew.pdf").read_bytes()


def test_it_is_verified_and_made_again_from_its_record():
    record = {"record_id": "R1", "her2": "positive", "er": "negative", "prior": "none"}
    Path("r.json").write_text(json.dumps(record | {"name": "Ann Avery"}), "utf-8")
    options = ("--record", "r.json", "--today", "2026-11-22", "--language", "pl", "--bilingual")
    Path("site.key").write_bytes(b"a key for tests only, of 32 byte")
    Path("site.key").chmod(0o600)
    run("--key", "site.key", "make", *options, "--manifest", "m.jsonl", "-o", "l.pdf")
    line = json.loads(Path("m.jsonl").read_text("utf-8"))
    assert line["order"]["bilingual"] == "yes"
    told = run_json(
        "--key", "site.key", "verify", "l.pdf", "--manifest", "m.jsonl", "--record", "r.json"
    )
    assert told["files"][0]["verdict"] == "genuine"


def test_the_check_sheet_says_that_english_stands_beside_it():
    make("--language", "pl", "--bilingual", "--check-sheet", "sheet.pdf")
    assert "pl, en_GB beside it" in text_of("sheet.pdf")


def test_a_clinics_address_in_english_alone_stands_beside_nothing_in_the_readers_column():
    Path("clinic.yaml").write_text(
        "name: ''\nphone: 020 7946 0958\nphone_24h: 020 7946 0959\nhours: {}\n"
        "address: {en_GB: '1 Example Street, Anytown'}\n",
        "utf-8",
    )
    make("--language", "pl", "--bilingual", "--clinic", "clinic.yaml")
    assert text_of("leaflet.pdf").count("1 Example Street, Anytown") == 1
    tree = Tree(Path("leaflet.pdf").read_bytes())
    own, other = tree.kids(tree.root)
    assert "1 Example Street" not in tree.text(own)
    assert "1 Example Street" in tree.text(other)


def test_a_folded_booklet_has_the_reader_on_the_page_that_comes_first():
    make("--language", "ur", "--bilingual", "--format", "booklet", "--imposed")
    document = pypdfium2.PdfDocument("leaflet.pdf")
    second, third = document[1], document[2]
    # Urdu is bound on the right: page 2 is on the right of its sheet, page 3 on the left of its.
    middle = second.get_width() / 2
    halves = [
        page.get_textpage().get_text_bounded(**side)
        for page, side in ((second, {"left": middle}), (third, {"right": middle}))
    ]
    assert "English" not in halves[0]
    assert "English" in halves[1]


def test_a_batch_refuses_the_rows_that_it_can_not_print_so():
    rows = [
        ("A1", "pl", "a4", "Ann Avery"),
        ("A2", "en", "a4", "Bo Bell"),
        ("A3", "pl", "trifold", "Cy Cole"),
        ("A4", "ar", "booklet", "Zoë"),
        ("A5", "ur", "large-28", "Dee Dunn"),
    ]
    with Path("list.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["record_id", "language", "format", "name", "her2"])
        writer.writerows([*row, "positive"] for row in rows)
    Path("site.key").write_bytes(b"a key for tests only, of 32 byte")
    Path("site.key").chmod(0o600)
    before = ("--key", "site.key", "--today", "2026-11-22", "batch", "list.csv")
    result = run(*before, "-o", "out", "--bilingual", "--audit", "all", "--json", code=5)
    told = json.loads(result.stdout)
    assert (told["made"], told["refused"]) == (2, 3)
    with Path("out/refused.csv").open(newline="", encoding="utf-8") as stream:
        refused = {row["record_id"]: row for row in csv.DictReader(stream)}
    assert {key: row["column"] for key, row in refused.items()} == {
        "A2": "language",
        "A3": "format",
        "A5": "format",
    }
    assert "large-28 has no room for two languages" in refused["A5"]["reason"]
    for path in Path("out/leaflets").iterdir():
        assert "English" in text_of(path)
    again = json.loads(run(*before, "-o", "out", "--bilingual", "--json", code=5).stdout)
    assert again["unchanged"] == 2
    alone = json.loads(run(*before, "-o", "out", "--json", code=5).stdout)
    assert (alone["made"], alone["unchanged"]) == (4, 0)
    assert alone["refused"] == 1  # all of it is too long for trifold in one language, too


def test_approved_text_needs_no_other_approval_than_in_one_language():
    """What stands beside is the English that was approved: it asks for nothing more."""
    result = make("--language", "pl", "--bilingual", "--require", "approved", code=3)
    alone = make("--language", "pl", "--require", "approved", code=3)
    assert result.stderr == alone.stderr
