"""The matrix: clean for what is shipped, and each kind of fault found where it was planted."""

import pytest
from factories import (
    all_of,
    any_of,
    asks,
    make_block,
    make_leaflet,
    make_part,
    make_vocabulary,
    message,
    no,
    shipped,
)
from strategies import build
from test_second_leaflet import FILES

from leaflets.content.valid import load_valid
from leaflets.diagnostics import Severity
from leaflets.model.rule import Printed
from leaflets.model.source import BlockKind, Conflict, Item, ProseSource
from leaflets.selection.combinations import Walker, shown
from leaflets.selection.decide import decide
from leaflets.selection.matrix import Matrix

TOPIC = "wobbles/about_wobbles.yaml"
DRUG = "wobbles/examplinib.yaml"
CALM = "wobbles/calm.yaml"
FACTS = "wobbles/facts.yaml"
LEAFLET = "wobbles/leaflet.yaml"


def found(folder, *plants):
    """The findings on the invented source with texts replaced in it, conflicts left out."""
    for name, text in FILES.items():
        for file, old, new in plants:
            if file == name:
                assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
                text = text.replace(old, new)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    content = load_valid(folder)
    findings = Matrix(content.leaflets[0], content.vocabulary).findings()
    return [
        f"{finding.where.file.removeprefix(f'{folder.as_posix()}/')}:{finding.where.line}: "
        f"{finding.message} [{finding.check}]"
        for finding in findings
        if finding.severity is not Severity.NOTE
    ]


def test_what_is_shipped_is_clean_and_its_conflict_is_listed():
    content = shipped()
    findings = Matrix(content.leaflets[0], content.vocabulary).findings()
    assert [(f.check, f.severity, f.key) for f in findings] == [
        ("conflict", Severity.NOTE, "anti-her2-given")
    ]


def test_the_invented_source_is_clean(tmp_path):
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("plants", "told"),
    [
        pytest.param(
            [(DRUG, "when: {zeta: high}", "when: {all: [{zeta: high}, {zeta: low}]}")],
            [
                f"{DRUG}:1: examplinib never prints, whatever the results are [unreachable]",
                f"{DRUG}:10: examplinib.what is left out, but its F02 holds, for zeta high "
                "[fact-conditions]",
                f"{DRUG}:13: examplinib.sleepy is left out, but its F03 holds, for zeta high "
                "[fact-conditions]",
            ],
            id="a block that can never print",
        ),
        pytest.param(
            [(CALM, "    facts: [F04]", "    when: {zeta: high}\n    facts: [F04]")],
            [
                f"{CALM}:8: calm.how is left out, but its F04 holds, for zeta low, "
                "before placebozine [fact-conditions]",
                f"{CALM}:8: calm.how never prints, whatever the results are [unreachable]",
            ],
            id="a part that can never print",
        ),
        pytest.param(
            [
                (CALM, "when: {all: [{zeta: low}, {before: zines}]}", "when: {before: zines}"),
                (FACTS, "calm: {all: [{zeta: low}, {before: zines}]}", "calm: {before: zines}"),
                (LEAFLET, "      calm: {only_if: {before: zines}}\n", ""),
                (LEAFLET, "    asks:\n", ""),
            ],
            [
                f"{DRUG}:1: examplinib and calm print together for zeta high, before placebozine "
                "[contradictory]"
            ],
            id="two blocks that must not stand together",
        ),
        pytest.param(
            [(DRUG, "when: {zeta: high}", "when: {any: [{zeta: high}, {eta: present}]}")],
            [
                f"{DRUG}:1: examplinib and calm print together for zeta low, eta present, "
                "before placebozine [contradictory]",
                f"{DRUG}:10: examplinib.what prints F02, which does not hold, for zeta low, "
                "eta present [fact-conditions]",
                f"{DRUG}:13: examplinib.sleepy prints F03, which does not hold, for zeta low, "
                "eta present [fact-conditions]",
            ],
            id="a part prints although its fact does not hold",
        ),
        pytest.param(
            [(CALM, "when: {all: [{zeta: low}", "when: {all: [{zeta: faint}")],
            [
                f"{CALM}:8: calm.how is left out, but its F04 holds, for zeta low, "
                "before placebozine [fact-conditions]"
            ],
            id="a part is left out although its fact holds",
        ),
        pytest.param(
            [(DRUG, "    safety: true", "    safety: true\n    option: quotation")],
            [
                f"{DRUG}:13: examplinib.sleepy is a safety part, but it prints only with the "
                "option quotation [safety]"
            ],
            id="a safety part that prints only on request",
        ),
        pytest.param(
            [
                (
                    TOPIC,
                    "    text: A wobble is a thing that can come and go. Wobbles pass.",
                    "    text: Wobbles pass and are\n    items:\n"
                    "      big: {text: big, when: {zeta: high}}\n"
                    "      small: {text: small, when: {zeta: low}}",
                )
            ],
            [
                f"{TOPIC}:7: about_wobbles.what prints, but none of its points does, "
                "for zeta unknown [empty-list]"
            ],
            id="a list that can be empty",
        ),
        pytest.param(
            [
                (TOPIC, "review_by:", "when: {zeta: high}\nreview_by:"),
                (FACTS, "terms: [pass]", "terms: [pass], under: high"),
            ],
            [
                f"{LEAFLET}:2: the leaflet has nothing but its frame for zeta low, "
                "before none [empty]"
            ],
            id="a leaflet that can be empty",
        ),
        pytest.param(
            [(LEAFLET, "when: {all: [{zeta: high}, {before: zines}]}",
              "when: {all: [{zeta: high}, {zeta: low}]}")],
            [f"{LEAFLET}:13: zines-while-high is never raised [conflict]"],
            id="a conflict that nothing raises",
        ),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found_at_its_place(tmp_path, plants, told):
    assert found(tmp_path, *plants) == told


def findings(leaflet):
    return [(f.check, f.key) for f in Matrix(leaflet, make_vocabulary()).findings()]


def test_a_fault_behind_another_block_is_found():
    leaflet = make_leaflet(
        make_block("first", when=asks(zeta="high")),
        make_block("second", when=all_of(Printed("first"), asks(zeta="low"))),
        make_block("always", kind=BlockKind.TOPIC),
    )
    assert findings(leaflet) == [("unreachable", "second")]


def test_a_safety_part_that_its_own_settings_drop_is_found():
    rule = asks(eta="present")
    item = make_part("first.more", when=rule, safety=True, option="quotation")
    leaflet = make_leaflet(make_block("first", make_part("first.text"), item))
    assert findings(leaflet) == [("safety", "first.more")]


def test_an_empty_list_that_only_some_earlier_drugs_give_is_found():
    body = ProseSource(
        text=message("You had:"),
        items=(
            Item(text=message("one"), when=asks(before="examplinib")),
            Item(text=message("two"), when=asks(before="zines")),
        ),
    )
    fits = any_of(asks(before="examplinib"), asks(before="zines"), asks(before="sugar"))
    part = make_part("first.list", body=body, when=fits)
    leaflet = make_leaflet(make_block("first", make_part("first.text"), part))
    assert findings(leaflet) == [("empty-list", "first.list")]


def test_conflicts_are_listed_and_are_no_fault():
    leaflet = make_leaflet(
        make_block("first"),
        conflicts=(Conflict(id="odd", when=asks(zeta="high"), message="Check."),),
    )
    (finding,) = Matrix(leaflet, make_vocabulary()).findings()
    assert finding.severity is Severity.NOTE
    assert finding.message == "odd is raised in 1 combinations of zeta"


def test_only_values_that_rules_tell_apart_are_walked():
    leaflet = make_leaflet(
        make_block("first", when=all_of(asks(zeta="high"), asks(before="zines")))
    )
    walker = Walker(leaflet, make_vocabulary())
    # Derived rules ask for zeta and eta too; faint counts as low, borderline as unknown.
    assert [shown(value) for value in walker.dimensions["zeta"]] == ["high", "low", "unknown"]
    assert [shown(v) for v in walker.dimensions["before"]] == [
        "none",
        "placebozine",
        "oddozine",
        "unknown",
    ]


def test_every_combination_gives_the_verdicts_that_deciding_it_gives():
    vocabulary = make_vocabulary()
    leaflet = make_leaflet(
        make_block("first", when=all_of(asks(zeta="high"), asks(before="zines"))),
        make_block(
            "second",
            make_part("second.text"),
            make_part("second.more", when=no(asks(before="examplinib")), comes_later=False),
            when=any_of(asks(either="no"), Printed("first")),
        ),
        conflicts=(),
    )
    matrix = Matrix(leaflet, vocabulary)
    assert matrix.keys == ("first", "second", "second.more")
    rows = list(matrix.rows())
    assert len(rows) == len({row.combination for row in rows})
    for row in rows:
        selection = decide(leaflet, vocabulary, build(dict(row.combination.values)))
        decided = tuple(selection.decision(key).verdict for key in matrix.keys)
        assert row.verdicts == decided, str(row.combination)
