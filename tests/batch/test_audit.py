"""Copies are read back: a mix-up of any two is found, whatever made it."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from batch.lists import copies, manifest, people, write_list
from compiled.copies import DAY, compiled, make_leaflet
from hypothesis import given
from hypothesis import strategies as st

from leaflets.batch import work
from leaflets.batch.audit import Expected, Sample, fault_in, has_code, has_name
from leaflets.batch.page_text import page_texts
from leaflets.batch.store import FolderShelf
from leaflets.model.profile import Personal

ROWS = [
    {"record_id": "R1", "zeta": "high", "before": "none", "name": "Ada Example"},
    {"record_id": "R2", "zeta": "low", "eta": "present", "name": "Bo Sample"},
    {"record_id": "R3", "zeta": "high", "before": "none", "name": "Cy Specimen"},
    {"record_id": "R4", "zeta": "high", "before": "none", "name": "Di Instance"},
]


@pytest.fixture
def done(place, batch):
    """A batch that is done; gives the path of the copy of each record."""
    write_list(place / "list.csv", ROWS)
    batch("list.csv", "-o", "out", "--audit", "0%")
    return {
        line["record_id"]: Path(f"out/leaflets/{line['token']}.pdf") for line in manifest("out")
    }


def audited(batch, *, code):
    result = batch("list.csv", "-o", "out", "--audit", "all", "--json", code=code)
    return json.loads(result.stdout)


def reasons():
    return {line["record_id"]: "".join(line["reasons"]) for line in manifest("out")}


def test_copies_that_are_right_pass(done, batch):
    told = audited(batch, code=0)
    assert (told["unchanged"], told["failed"], told["audited"]) == (4, 0, 4)


@pytest.mark.parametrize(("one", "other"), [("R1", "R2"), ("R1", "R3")])
def test_two_copies_that_changed_places_are_found(done, batch, one, other):
    """Of different leaflets, and of the same."""
    aside = Path("aside.pdf")
    shutil.move(done[one], aside)
    shutil.move(done[other], done[one])
    shutil.move(aside, done[other])
    told = audited(batch, code=1)
    assert (told["failed"], told["unchanged"]) == (2, 2)
    found = {record for record, reason in reasons().items() if reason}
    assert found == {one, other}
    # Neither can be handed out by mistake, and the same command makes both right.
    assert not {done[one].stem, done[other].stem} & copies("out")
    assert audited(batch, code=0)["made"] == 2
    assert audited(batch, code=0)["unchanged"] == 4


def swapped(monkeypatch, change):
    """Have the stamps of R3 and R4 changed by ``change(mine, other)``."""
    make = work.Maker.make

    def wrong(self, unit):
        by_name = {copy.personal.name: copy for copy in unit.copies}
        pair = [by_name.get(name) for name in ("Cy Specimen", "Di Instance")]
        if all(pair):
            one, other = pair
            others = [copy for copy in unit.copies if copy not in pair]
            copies_ = (*others, change(one, other), change(other, one))
            unit = work.Unit(key=unit.key, wish=unit.wish, copies=copies_)
        return make(self, unit)

    monkeypatch.setattr(work.Maker, "make", wrong)


def test_two_stamps_that_changed_places_are_found(place, batch, monkeypatch):
    """The name of one is on the other's copy, under the other's token."""
    swapped(monkeypatch, lambda one, two: work.Copy(one.number, one.token, two.personal))
    write_list(place / "list.csv", ROWS)
    told = json.loads(batch("list.csv", "-o", "out", "--audit", "all", "--json", code=1).stdout)
    assert (told["made"], told["failed"]) == (2, 2)
    said = "read back, the copy does not have its record's name"
    assert reasons() == {"R1": "", "R2": "", "R3": said, "R4": said}


def test_a_sample_that_finds_one_has_all_read(place, batch, monkeypatch):
    swapped(monkeypatch, lambda one, two: work.Copy(one.number, one.token, two.personal))
    write_list(place / "list.csv", [*ROWS, *people(30, seed=5)[4:]])
    monkeypatch.setattr(Sample, "has", lambda self, token: self.whole or token in drawn)
    # The copy of R3, and no other, is in the sample.
    from leaflets.release.token import token

    drawn = {token(b"a key for tests only, of 32 byte", "wobbles", "R3")}
    told = json.loads(batch("list.csv", "-o", "out", "--json", code=1).stdout)
    assert (told["failed"], told["audited"]) == (2, 30)


def test_a_result_of_another_row_stops_the_run(place, batch, monkeypatch):
    """Numbers that changed places on their way back: nothing is closed over them."""
    swapped(monkeypatch, lambda one, two: work.Copy(two.number, one.token, one.personal))
    write_list(place / "list.csv", ROWS)
    result = batch("list.csv", "-o", "out", code=1)
    assert "a copy came back for row" in result.stderr
    assert not Path("out/manifest.jsonl").exists()


DAMAGES = {
    "no PDF": (lambda pdf: b"no" * (len(pdf) // 2) + pdf[: len(pdf) % 2], "is no PDF"),
    "another byte": (lambda pdf: pdf[:-8] + b" " + pdf[-7:], "byte for byte"),
}


@pytest.mark.parametrize("what", DAMAGES)
def test_a_damaged_copy_is_found(done, batch, what):
    damage, said = DAMAGES[what]
    done["R2"].write_bytes(damage(done["R2"].read_bytes()))
    assert audited(batch, code=1)["failed"] == 1
    assert said in reasons()["R2"]


def test_a_copy_with_a_page_too_few_is_found(done, batch):
    pages = pypdfium2.PdfDocument(done["R1"])
    pages.del_page(0)
    pages.save("short.pdf")
    pages.close()
    short = Path("short.pdf").read_bytes()
    whole = done["R1"].stat().st_size
    done["R1"].write_bytes(short.ljust(whole, b"\n")[:whole])
    assert audited(batch, code=1)["failed"] == 1


NAMES = {
    "Polish": "Żaneta Łukasiewicz",
    "Vietnamese": "Nguyễn Thị Ánh",
    "taken apart": "Zoe\u0308 Example",
    "Yoruba": "Ṣọlá Adébáyọ̀",
    "Cyrillic": "Дмитрий Иванов",
    "Greek": "Ελένη Παπαδοπούλου",
    "Arabic": "محمد عبد الله",
    "Urdu": "فاطمہ خان",
    "Bengali": "সুমিত্রা দাস",
    "Hindi": "श्रीमती शर्मा",
    "Gurmukhi": "ਹਰਪ੍ਰੀਤ ਕੌਰ",
    "Tamil": "கண்ணன் முருகன்",
    "Gujarati": "પ્રિયા પટેલ",
    "Chinese": "王小明",
    "with signs": "Anne-Marie O'Neill (Bo)",
}


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_any_script_is_read_back(place, batch, script):
    """And is told from one letter less."""
    write_list(place / "list.csv", [{"record_id": "R1", "zeta": "low", "name": NAMES[script]}])
    told = json.loads(batch("list.csv", "-o", "out", "--audit", "all", "--json").stdout)
    assert (told["made"], told["audited"]) == (1, 1)
    (page, *_) = page_texts(next(Path("out/leaflets").iterdir()).read_bytes())
    assert has_name(page, NAMES[script])
    letter = next(filter(str.isalpha, NAMES[script]))
    assert not has_name(page, NAMES[script] + letter)
    assert not has_name(page, letter + NAMES[script])


def test_a_name_that_goes_on_in_the_next_line_after_its_hyphen_is_read_back(place, batch):
    name = "Małgosia Gwen Łukasiewicz-Wiśniewska"
    write_list(place / "list.csv", [{"record_id": "R1", "zeta": "low", "name": name}])
    told = json.loads(batch("list.csv", "-o", "out", "--audit", "all", "--json").stdout)
    assert (told["made"], told["audited"]) == (1, 1)
    (page, *_) = page_texts(next(Path("out/leaflets").iterdir()).read_bytes(), by_lines=True)
    assert "\x02" in page  # so that this test is of a hyphen at the end of a line
    assert has_name(page, name)
    assert not has_name(page, name.replace("-", ""))


@given(st.lists(st.text("abcdeżłđễ", min_size=2, max_size=8), min_size=1, max_size=3))
def test_a_name_is_only_where_all_of_its_words_are(words):
    name = " ".join(words)
    assert has_name(f"For\n{name}\nGiven by", name)
    assert not has_name(f"For\n{name}\nGiven by", f"{name} zzz")


@given(st.integers(0, 2**64 - 1))
def test_a_larger_sample_has_all_of_a_smaller(number):
    token = f"{number:016x}"
    assert Sample(100).has(token)
    assert not Sample(0).has(token)
    assert not Sample(1).has(token) or Sample(2).has(token)


def test_one_percent_is_about_that(place):
    tokens = [f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}" for number in range(20_000)]
    assert 150 < sum(map(Sample(1).has, tokens)) < 250


@pytest.mark.parametrize("language", ["ar", "ur"])
def test_a_token_is_read_back_from_right_to_left_pages(language):
    """PDFium gives its letters and digits in another order there; another is still another."""
    own, other = "6a4ecfd88c85932f", "6a4ecfd88c85932e"
    pdf = compiled(language, "a5").stamp(Personal(name="A", given_by="B", day=DAY), own)
    pages = page_texts(pdf)
    assert all(has_code(page, own) for page in pages)
    assert not any(has_code(page, other) for page in pages)
    code = make_leaflet(language).code
    assert all(has_code(page, code) for page in pages)


@pytest.mark.parametrize("code", ["SJT1-Z0B7", "Q9DC-6F2P", "AB12-34CD", "ABCD-EFGH", "1234-ABCD"])
@pytest.mark.parametrize("language", ["ar", "ur"])
def test_a_code_is_read_back_from_right_to_left_pages(language, code):
    """Stamped where the token stands, so that PDFium has it in the order it gives codes."""
    pdf = compiled(language, "a5").stamp(Personal(name="A", given_by="B", day=DAY), code)
    pages = page_texts(pdf)
    assert all(has_code(page, code) for page in pages)
    assert not any(has_code(page, code[:-1] + "X") for page in pages)


LATIN = ("Ann Avery", "Nguyễn Thị Ánh", "Geoff O'Brien-Jeffries", "Дмитрий Иванов", "M\u0303ia Bo")
INDIC = ("ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "প্রিয়া সেন", "कृष्णा शर्मा", "இளவரசி")
LONG = "Anna-Maria Wilhelmina Featherstone"  # takes two lines in large print


@pytest.mark.parametrize("page_format", ["a4", "large"])
@pytest.mark.parametrize("language", ["ar", "ur"])
def test_a_name_is_read_back_from_right_to_left_pages(language, page_format):
    """PDFium gives its words in another order there; another name is still another."""
    for name in (*LATIN, *INDIC, LONG):
        pdf = compiled(language, page_format).stamp(Personal(name=name, given_by="B", day=DAY))
        (page, *_) = page_texts(pdf)
        assert has_name(page, name)
        assert not has_name(page, f"{name}x")
        assert not has_name(page, f"x{name}")


def test_a_name_that_stands_on_page_2_is_read_back(tmp_path):
    """As in the largest print, where the title fills page 1."""
    token, code = "6a4ecfd88c85932f", make_leaflet("ur").code
    leaflet = compiled("ur", "large-28")
    person = Personal(name="Ann Avery", given_by="B", day=DAY)
    (tmp_path / f"{token}.pdf").write_bytes(leaflet.stamp(person, token))
    shelf = FolderShelf(tmp_path, tmp_path / "aside", tmp_path / "private")
    sha256 = leaflet.copy(person, token).sha256
    expected = Expected(token, sha256, person.name, code, leaflet.pages)
    assert fault_in(shelf, expected) == ""
    other = replace(expected, name="Ann Other")
    assert fault_in(shelf, other) == "does not have its record's name"


def test_names_that_are_each_others_turned_round_are_told_apart_from_left_to_right():
    assert not has_name("For\nMary Ann\nGiven by", "Ann Mary")
