import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leaflets.diagnostics import Location
from leaflets.documents import read_file, read_text


def told(text):
    """The findings on ``text``, each as a command prints it."""
    return [str(finding) for finding in read_text(text, "f.yaml").findings]


def test_every_scalar_stays_a_text():
    document = read_text('a: 12:30\nb: 1_000\nc: null\nd: true\ne: "no"\nf: 2026-11-22\n', "f.yaml")
    assert document.findings == ()
    assert document.data == {
        "a": "12:30",
        "b": "1_000",
        "c": "null",
        "d": "true",
        "e": "no",
        "f": "2026-11-22",
    }


def test_every_key_and_value_knows_its_place():
    document = read_text("parts:\n  how:\n    facts: [F01, F02]\n", "f.yaml")
    assert document.where("parts", "how", "facts", 1) == Location("f.yaml", 3, 18)
    assert document.where_key("parts", "how") == Location("f.yaml", 2, 3)


def test_what_is_not_there_has_the_place_of_what_is_round_it():
    document = read_text("parts:\n  how:\n    facts: [F01]\n", "f.yaml")
    assert document.where("parts", "how", "text") == Location("f.yaml", 3, 5)


def test_a_key_that_stands_twice_is_found_at_the_second():
    assert told("a: 1\nb: 2\na: 3\n") == [
        "f.yaml:3:1: error: a stands twice, first in line 1 [yaml]\n"
        "  hint: keep one of the two; a second one would silently replace the first"
    ]


def test_the_first_of_two_equal_keys_is_kept():
    assert read_text("a: 1\na: 2\na: {b: 3}\n", "f.yaml").data == {"a": "1"}


@pytest.mark.parametrize("word", ["no", "Yes", "on", "OFF", "y"])
def test_a_bare_boolean_word_is_found(word):
    assert told(f"a: {word}\n") == [
        f"f.yaml:1:4: error: {word} without quotes is read as true or false by other programs "
        f'[yaml]\n  hint: write "{word}"'
    ]


def test_a_bare_boolean_word_as_a_key_is_found():
    assert told("values:\n  no: {}\n") == [
        "f.yaml:2:3: error: no without quotes is read as true or false by other programs [yaml]\n"
        '  hint: write "no"'
    ]


@pytest.mark.parametrize("text", ["a:\n\tb: 1\n", "a: b\n\tc\n"])
def test_a_tab_is_found(text):
    assert told(text) == ["f.yaml:2:1: error: a tab stands here [yaml]\n  hint: indent with spaces"]


def test_an_alias_is_found():
    assert told("a: &x b\nc: *x\n") == [
        "f.yaml:2:4: error: an alias (*name) stands here [yaml]\n"
        "  hint: write the text out; content files do not use anchors"
    ]


def test_an_alias_as_a_key_is_found():
    assert told("*x : y\n") == [
        "f.yaml:1:1: error: an alias (*name) stands here [yaml]\n"
        "  hint: write the text out; content files do not use anchors"
    ]


def test_a_colon_in_a_text_is_found():
    assert told("text: Side effects: headaches\n") == [
        "f.yaml:1:19: error: a colon stands in the middle of unquoted text [yaml]\n"
        '  hint: put the whole text in quotes: "..."'
    ]


def test_a_quote_that_is_left_open_is_found():
    assert told("a: 'b\nc: d\n") == [
        "f.yaml:3:1: error: found unexpected end of stream [yaml]\n"
        "  hint: look at the line above too: an open quote or bracket may start there"
    ]


@pytest.mark.parametrize(("text", "column"), [("[a, b]: c\n", 1), ("? {a: b}\n: c\n", 3)])
def test_a_key_that_is_no_word_is_found(text, column):
    assert told(text) == [f"f.yaml:1:{column}: error: a key must be a plain word [yaml]"]


def test_deep_nesting_is_found_and_not_followed():
    assert told("a: " + "[" * 100_000) == ["f.yaml:1:35: error: nested more than 32 deep [yaml]"]


def test_a_second_document_is_found():
    assert told("a: 1\n---\nb: 2\n") == [
        "f.yaml:2:1: error: a second document begins here [yaml]\n"
        "  hint: take the line `---` out, or make a file of what follows it"
    ]


def test_a_control_character_is_found():
    assert told("a: b\nc: x\x07y\n") == [
        "f.yaml:2:5: error: a character stands here that YAML does not allow [yaml]\n"
        "  hint: delete it"
    ]


def test_a_file_that_is_not_utf_8_is_found_at_the_byte(tmp_path):
    path = tmp_path / "f.yaml"
    path.write_bytes("a: b\nc: caf\xe9\n".encode("latin-1"))
    document, _ = read_file(path, "f.yaml")
    assert [str(finding) for finding in document.findings] == [
        "f.yaml:2:7: error: byte 0xe9 is not UTF-8 [yaml]\n  hint: save the file as UTF-8"
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path):
    path = tmp_path / "f.yaml"
    path.write_bytes("\ufeffa: b\n".encode())
    document, _ = read_file(path, "f.yaml")
    assert document.data == {"a": "b"}


def test_an_empty_file_has_no_data():
    assert read_text("# nothing yet\n", "f.yaml").data is None


@given(st.text(alphabet="ab:-[]{}&*!|>'\"%@,?#~<= \n\t", max_size=60))
@example("a: 1\n---\n*x : y\n")
@example("? a\n? a\n")
@example("!!binary a: b")
def test_any_text_is_read_or_its_fault_is_told(text):
    document = read_text(text, "f.yaml")
    assert all(finding.where.line >= 1 for finding in document.findings)
