"""What is wrong with the shape of files, or with the names in them, at its exact place."""

import pytest
from checks.planted import found, lines, write_tree

from leaflets.content.load import load
from leaflets.content.valid import load_valid, load_vocabulary, pick_leaflet
from leaflets.errors import ContentFault, ExitCode, UsageFault

ATTRIBUTES = "attributes.yaml"
BLOCK = "sample/examplinib.yaml"
FACTS = "sample/facts.yaml"
LEAFLET = "sample/leaflet.yaml"
WORDS = "sample/words.yaml"
RULE = "when: {prior: placebozine}"
TEXT = "text: You can have it only if you had placebozine before."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: drug\n", "", "1:1: error: kind is missing [schema]"),
        (
            "kind: drug\n",
            "kind: drugs\n",
            '2:7: error: "drugs" is not one of "drug", "topic" or "frame" [schema]',
        ),
        (
            "brand: Examplo",
            "brnad: Examplo",
            "4:1: error: brnad is not a key that can stand here [schema]",
        ),
        (
            "review_by: 2027-11-22",
            "review_by: next year",
            '6:12: error: "next year" is not a date [schema]',
        ),
        ("kind: glance", "kind: glanse", '9:5: error: "glanse" is not a kind of part [schema]'),
        (
            "    safety: true",
            "    safety: maybe",
            '23:13: error: "maybe" must be true or false [schema]',
        ),
        ("facts: [F04]", "facts: F04", "24:12: error: a list must stand here [schema]"),
        (TEXT, "text: [a, b]", "32:11: error: a text must stand here [schema]"),
        (TEXT, "text: {a: b}", "32:11: error: a text must stand here [schema]"),
        (TEXT, 'text: ""', "32:11: error: the text is empty [schema]"),
        (
            TEXT,
            "lines: many",
            '32:12: error: "many" must be a whole number from 0 to 40 [schema]',
        ),
        (RULE, "when: placebozine", "31:11: error: keys and values must stand here [schema]"),
    ],
)
def test_a_fault_of_shape_is_found_at_its_place(tmp_path, old, new, told):
    assert lines(tmp_path, (BLOCK, old, new)) == [f"{BLOCK}:{told}"]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("{priro: placebozine}", '31:12: error: "priro" is not a declared attribute [rules]'),
        ("{prior: placebozin}", '31:19: error: "placebozin" is not a drug or class [rules]'),
        (
            "{abc: negativ}",
            '31:17: error: "negativ" is not a value of abc that a rule can ask [rules]',
        ),
        ("{not: {prior: zinez}}", '31:25: error: "zinez" is not a drug or class [rules]'),
        ("{printed: acess}", '31:21: error: "acess" is not a block of this leaflet [rules]'),
        ("{all: []}", "31:11: error: all needs a list of rules [rules]"),
        ("{}", "31:11: error: a rule has exactly one key [rules]"),
        ("{prior: placebozine, abc: positive}", "31:11: error: a rule has exactly one key [rules]"),
        ("{prior: [zines]}", "31:19: error: a text must stand here [schema]"),
        (
            "{any: [{abc: positive}, {prior: zinez}]}",
            '31:43: error: "zinez" is not a drug or class [rules]',
        ),
    ],
)
def test_a_fault_in_a_rule_is_found_at_its_place(tmp_path, rule, told):
    assert lines(tmp_path, (BLOCK, RULE, f"when: {rule}")) == [f"{BLOCK}:{told}"]


def test_a_misspelt_word_is_answered_with_the_nearest(tmp_path):
    (finding,) = found(tmp_path, (BLOCK, RULE, "when: {prior: placebozin}"))
    assert finding.hint == "did you mean placebozine?"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            FACTS,
            "same_as: [F01]",
            "same_as: [F77]",
            "8:58: error: F77 is not a declared fact [facts]",
        ),
        (FACTS, "under: positive", "under: pos", '22:59: error: "pos" is not a condition [facts]'),
        (
            FACTS,
            "{abc: positive}",
            "{abc: maybe}",
            '2:19: error: "maybe" is not a value of abc that a rule can ask [rules]',
        ),
        (
            BLOCK,
            "facts: [F09]",
            "facts: [F09, F99]",
            "30:18: error: F99 is not a declared fact [facts]",
        ),
        (
            BLOCK,
            "facts: [F05]}",
            "facts: [F05, F55]}",
            "12:54: error: F55 is not a declared fact [facts]",
        ),
        (
            BLOCK,
            "values: [every_three_weeks]",
            "values: [every_tree_weeks]",
            '11:24: error: "every_tree_weeks" is not a phrase of the row often [content]',
        ),
        (
            BLOCK,
            "      with: {",
            "      wiht: {",
            '12:7: error: "wiht" is not a row of the at-a-glance table [content]',
        ),
        (
            BLOCK,
            "with: {text: usually placebozine, facts: [F05]}",
            "with: {facts: [F05]}",
            "12:7: error: the row is empty [content]",
        ),
        (
            BLOCK,
            "      rash: a rash",
            "      title: a rash",
            '28:7: error: a list item can not be called "title" [content]',
        ),
        (
            BLOCK,
            "  before:\n",
            "  brand:\n",
            '29:3: error: a part can not be called "brand" [content]',
        ),
        (
            ATTRIBUTES,
            "members: [placebozine]",
            "members: [placebozin]",
            '19:10: error: "placebozin" is not a declared drug [vocabulary]',
        ),
        (
            ATTRIBUTES,
            "synonyms: [PLZ-9]",
            "synonyms: [Duplo]",
            '17:3: error: "duplo" is a word for examplinib_duo and for placebozine [vocabulary]',
        ),
        (
            LEAFLET,
            "access, words]",
            "access, words, access]",
            "11:37: error: access stands twice in the order [files]",
        ),
        (
            "glossary.yaml",
            "  abc: {",
            "  ABC: {",
            '2:3: error: "ABC" has a character that a name can not have [schema]',
        ),
    ],
)
def test_a_name_that_nothing_declares_is_found_at_its_place(tmp_path, file, old, new, told):
    assert lines(tmp_path, (file, old, new)) == [f"{file}:{told}"]


def test_a_block_that_the_order_leaves_out_is_found(tmp_path):
    (finding,) = found(tmp_path, (LEAFLET, "[examplinib, access, words]", "[examplinib, words]"))
    assert str(finding) == (
        f"{tmp_path.as_posix()}/sample/access.yaml:1:8: error: the block access is not in the "
        "leaflet's order, so it never prints [files]\n"
        f"  hint: add it to `blocks` in {tmp_path.as_posix()}/sample/leaflet.yaml"
    )


def test_a_block_without_a_file_is_found_in_the_order(tmp_path):
    assert lines(tmp_path, (LEAFLET, "access, words]", "acces, words]")) == [
        "sample/access.yaml:1:8: error: the block access is not in the leaflet's order, so it "
        "never prints [files]",
        "sample/leaflet.yaml:11:22: error: the block acces has no file acces.yaml [files]",
    ]


def test_a_block_and_its_file_have_one_name(tmp_path):
    assert (
        'sample/words.yaml:1:8: error: the file is called "words", its block "wordz" [files]'
    ) in lines(tmp_path, (WORDS, "block: words", "block: wordz"))


def test_a_missing_glossary_is_found(tmp_path):
    write_tree(tmp_path)
    (tmp_path / "glossary.yaml").unlink()
    assert [str(finding) for finding in load(tmp_path).findings] == [
        f"{tmp_path.as_posix()}/glossary.yaml: error: can't be read: No such file or directory "
        "[files]"
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "1:1: error: the file is empty [schema]"),
        (b"- a\n", "1:1: error: the file must be a list of keys and values [schema]"),
        (b"block: caf\xe9\n", "1:11: error: byte 0xe9 is not UTF-8 [yaml]"),
    ],
)
def test_a_file_that_holds_no_block_is_found_and_the_rest_is_read(tmp_path, content, told):
    assert lines(tmp_path, more={"sample/more.yaml": content}) == [f"sample/more.yaml:{told}"]


def test_faults_of_several_kinds_in_one_file_are_all_found(tmp_path):
    plants = (
        (BLOCK, "kind: drug\n", "kind: drugs\nkind: drug\n"),
        (BLOCK, "brand: Examplo", "brand: no"),
        (BLOCK, "facts: [F04]", "facts: F04"),
        (BLOCK, RULE, "when: {prior: zinez}"),
    )
    assert lines(tmp_path, *plants) == [
        'sample/examplinib.yaml:2:7: error: "drugs" is not one of "drug", "topic" or "frame" '
        "[schema]",
        "sample/examplinib.yaml:3:1: error: kind stands twice, first in line 2 [yaml]",
        "sample/examplinib.yaml:5:8: error: no without quotes is read as true or false by other "
        "programs [yaml]",
        "sample/examplinib.yaml:25:12: error: a list must stand here [schema]",
    ]


def test_content_with_faults_does_not_load_for_printing(tmp_path):
    write_tree(tmp_path, (BLOCK, "kind: drug\n", ""), (FACTS, "same_as: [F01]", "same_as: [F77]"))
    with pytest.raises(ContentFault) as caught:
        load_valid(tmp_path)
    assert caught.value.exit_code is ExitCode.CONTENT
    assert "sample/examplinib.yaml:1:1: error: kind is missing" in caught.value.message
    assert "sample/facts.yaml:8:58: error: F77 is not a declared fact" in caught.value.message


def test_a_folder_without_content_is_refused(tmp_path):
    with pytest.raises(UsageFault, match=r"attributes\.yaml is not there"):
        load(tmp_path)


def test_the_only_leaflet_is_picked_unasked(tmp_path):
    content = load_valid(write_tree(tmp_path))
    assert pick_leaflet(content, None).id == "sample"
    with pytest.raises(UsageFault, match='there is no leaflet "smaple"') as caught:
        pick_leaflet(content, "smaple")
    assert caught.value.hint == "did you mean sample?"


def test_a_change_of_any_byte_changes_the_digest(tmp_path):
    plain = load_valid(write_tree(tmp_path / "a")).digest
    assert load_valid(write_tree(tmp_path / "b")).digest == plain
    changed = write_tree(tmp_path / "c", (WORDS, "The words are", "The words  are"))
    assert load_valid(changed).digest != plain


CIRCLE = (
    "sample/examplinib.yaml:1:8: error: the rule of examplinib asks, in a circle, whether it is "
    "printed itself [rules]"
)


def test_a_block_can_not_ask_in_a_circle_whether_it_is_printed(tmp_path):
    rule = "when: {not: {printed: examplinib}}"
    assert CIRCLE in lines(tmp_path, (BLOCK, "when: {abc: positive}", rule))


def test_a_conflict_can_not_ask_about_a_block_that_it_turns(tmp_path):
    conflict = (
        "conflicts:\n  odd:\n    when: {printed: examplinib}\n    message: odd\n"
        "    asks: {examplinib: {only_if: {abc: positive}}}\nglance:"
    )
    told = [line for line in lines(tmp_path, (LEAFLET, "glance:", conflict)) if "circle" in line]
    assert told == [CIRCLE]


def test_a_file_that_can_not_be_read_is_told_once_and_not_where_it_is_asked_for(tmp_path):
    told = lines(
        tmp_path,
        (BLOCK, "kind: drug\n", "kind: drugs\n"),
        ("sample/access.yaml", "  when:\n", "  when:\n    when: {printed: examplinib}\n"),
        (FACTS, "positive: {abc: positive}", "positive: {printed: examplinib}"),
    )
    assert told == [
        f'{BLOCK}:2:7: error: "drugs" is not one of "drug", "topic" or "frame" [schema]'
    ]


def test_a_vocabulary_is_read_once_for_a_command_and_again_if_it_was_changed(tmp_path):
    source = write_tree(tmp_path)
    read = load_vocabulary(source)
    first = load_valid(source)
    assert first.vocabulary is read
    attributes = source / "attributes.yaml"
    attributes.write_text(attributes.read_text() + "\n")
    again = load_valid(source)
    assert again.vocabulary is not read
    assert again.digest != first.digest


def test_what_is_wrong_with_a_vocabulary_is_told_each_time(tmp_path):
    source = write_tree(tmp_path)
    attributes = source / "attributes.yaml"
    attributes.write_text(attributes.read_text() + "\nattributes: []\n")
    told = load(source)
    assert told.findings
    assert load(source) == told
