"""``leaflets explain``: JSON for programs, sentences for people, a line a record for lists."""

import json

import pytest
from cli.program import run, run_json
from factories import shipped


def test_the_everolimus_example_of_the_contract_comes_out_exactly():
    told = run_json("explain", "--her2", "negative", "--er", "positive", "--prior", "letrozole")
    assert set(told.pop("states").values()) == {"sample"}  # ours, beside the contract's
    assert {name: told[name] for name in told if name != "blocks"} == {
        "schema": 1,
        "leaflet": "targeted-therapies-secondary-breast-cancer",
        "record_id": None,
        "attributes": {
            "her2": "negative",
            "er": "positive",
            "pr": "unknown",
            "prior": ["letrozole"],
            "current": "unknown",
            "cns_spread": "unknown",
            "nation": "unknown",
            "in_trial": "unknown",
            "hormone_receptor": "positive",
            "triple_negative": "no",
        },
        "conflicts": [],
        "flags": [
            {
                "id": "nation-not-known",
                "message": "The nation is not known, so the leaflet says nothing about the Cancer "
                "Drugs Fund. Give it with --nation.",
                "keys": ["access.cancer_drugs_fund"],
            }
        ],
    }
    (everolimus,) = [block for block in told["blocks"] if block["key"] == "everolimus"]
    assert everolimus == {
        "key": "everolimus",
        "verdict": "show",
        "because": [
            {"attribute": "er", "needs": "positive", "is": "positive", "holds": True},
            {"attribute": "her2", "needs": "negative", "is": "negative", "holds": True},
            {
                "attribute": "prior",
                "needs": "aromatase_inhibitor",
                "is": ["letrozole"],
                "holds": True,
            },
        ],
        "missing": [],
        "would_show_if": [],
    }


def test_every_block_and_every_part_with_a_rule_is_listed_printed_or_not():
    told = run_json("explain")
    expected = []
    for block in shipped().leaflets[0].blocks:
        expected.append(block.key)
        expected += [part.key for part in block.parts if part.when is not None]
    assert [block["key"] for block in told["blocks"]] == expected
    for block in told["blocks"]:
        assert set(block) == {"key", "verdict", "because", "missing", "would_show_if"}
        assert block["verdict"] in ("show", "hide", "later", "ask")


def test_a_history_that_is_known_and_empty_is_an_empty_list():
    told = run_json("explain", "--prior", "none")
    assert told["attributes"]["prior"] == []
    assert told["attributes"]["current"] == "unknown"


def test_what_asks_names_what_is_missing_and_what_hides_what_would_show_it():
    told = run_json("explain", "--er", "positive", "--prior", "tamoxifen")
    blocks = {block["key"]: block for block in told["blocks"]}
    assert blocks["trastuzumab"]["missing"] == ["her2"]
    assert blocks["trastuzumab"]["would_show_if"] == []
    assert blocks["everolimus"]["verdict"] == "hide"
    assert blocks["everolimus"]["missing"] == []
    assert blocks["everolimus"]["would_show_if"] == [
        {"attribute": "her2", "needs": "negative"},
        {"attribute": "prior", "needs": "aromatase_inhibitor"},
    ]


def test_a_conflict_is_told_with_the_blocks_it_turns():
    told = run_json("explain", "--her2", "negative", "--prior", "Herceptin", "--prior", "Taxotere")
    (conflict,) = told["conflicts"]
    assert conflict["id"] == "anti-her2-given"
    assert conflict["keys"] == ["trastuzumab_emtansine"]
    assert "check" in conflict["message"]


@pytest.mark.parametrize(
    ("given", "hormone_receptor", "er"),
    [("positive", "positive", "unknown"), ("negative", "negative", "negative")],
)
def test_hormone_is_a_word_for_both_receptors(given, hormone_receptor, er):
    attributes = run_json("explain", "--hormone", given)["attributes"]
    assert attributes["hormone_receptor"] == hormone_receptor
    assert attributes["er"] == attributes["pr"] == er


def test_any_attribute_may_be_set_by_its_declared_name():
    told = run_json("explain", "--set", "her2=low", "--set", "prior=Kadcyla;letrozole")
    assert told["attributes"]["her2"] == "low"
    assert told["attributes"]["prior"] == ["letrozole", "trastuzumab_emtansine"]


def test_people_read_the_verdict_the_clause_that_decided_and_what_would_change_it():
    told = run("explain", "--her2", "negative", "--er", "positive", "--prior", "none").stdout
    assert "LATER everolimus" in told
    assert "would show if earlier treatment had aromatase inhibitor" in told
    assert "HIDE  trastuzumab" in told
    assert "HER2 is negative (asked: positive)" in told
    assert "not known: progesterone receptor" in told


def test_a_record_file_and_options_are_read_together(empty_folder):
    record = empty_folder / "r.json"
    record.write_text('{"record_id": "A-1", "her2": "positive", "er": "unknown"}')
    told = run_json("explain", "--record", record, "--er", "negative")
    assert told["record_id"] == "A-1"
    assert told["attributes"]["her2"] == "positive"
    assert told["attributes"]["er"] == "negative"


def test_an_option_that_differs_from_the_record_file_is_a_contradiction(empty_folder):
    record = empty_folder / "r.json"
    record.write_text('{"her2": "positive"}')
    told = run("explain", "--record", record, "--her2", "negative", code=6)
    assert "her2 is said to be positive and negative" in told.stderr


def test_a_list_gives_an_object_a_line_and_bad_rows_come_back_with_their_column(empty_folder):
    table = empty_folder / "t.csv"
    table.write_text(
        "record_id,her2,er,prior,shoe_size\n"
        "a,positive,negative,none,39\n"
        "b,postive,negative,,\n"
        "a,positive,,,\n"
        "d,negative,positive,lapatinb;letrozole,\n"
        "e,negative,positive,letrozole;Xeloda,41\n"
    )
    result = run("explain", "--records", table, "--json", code=5)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["record_id"] for line in lines] == ["a", "b", "a", "d", "e"]
    assert [line["schema"] for line in lines] == [1] * 5
    assert [sorted(line) for line in lines[1:4]] == [["record_id", "refused", "schema"]] * 3
    refused = [(r["column"], r["message"]) for line in lines[1:4] for r in line["refused"]]
    assert refused == [
        (
            "her2",
            '"postive" is not one of positive, negative, equivocal, low, ultralow, unknown',
        ),
        ("record_id", "a stands in an earlier row too"),
        (
            "prior",
            '"lapatinb" is not a drug that is known here (did you mean lapatinib?)',
        ),
    ]
    assert lines[4]["attributes"]["prior"] == ["capecitabine", "letrozole"]
    assert result.stderr.splitlines() == [
        'Warning: the column "shoe_size" is not known and was not read',
        "3 rows were refused",
    ]


def test_a_thousand_records_are_explained_in_one_run(empty_folder):
    table = empty_folder / "t.csv"
    her2 = ("positive", "negative", "low", "equivocal", "")
    prior = ("", "none", "letrozole", "trastuzumab;docetaxel")
    rows = [f"r{i},{her2[i % 5]},{her2[i % 2]},{prior[i % 4]}" for i in range(1000)]
    table.write_text("record_id,her2,er,prior\n" + "\n".join(rows) + "\n")
    lines = run("explain", "--records", table).stdout.splitlines()
    assert len(lines) == 1000
    last = json.loads(lines[-1])
    assert last["record_id"] == "r999"
    assert last["attributes"]["prior"] == ["docetaxel", "trastuzumab"]


def test_an_empty_list_is_no_fault(empty_folder):
    table = empty_folder / "t.csv"
    table.write_text("record_id,her2\n")
    assert run("explain", "--records", table).stdout == ""


@pytest.mark.parametrize("option", [["--her2", "positive"], ["--set", "er=positive"]])
def test_a_list_takes_no_other_record_option(empty_folder, option):
    table = empty_folder / "t.csv"
    table.write_text("record_id,her2\na,positive\n")
    run("explain", "--records", table, *option, code=2)


def test_a_change_tells_what_would_appear_and_disappear():
    told = run_json(
        "explain", "--her2", "positive", "--er", "positive", "--change", "her2=negative"
    )
    assert told["attributes"]["her2"] == "positive", "the record itself is as it was"
    assert told["change"]["appear"] == ["your_team"]
    assert "trastuzumab" in told["change"]["disappear"]
    assert {"key": "everolimus", "from": "hide", "to": "ask"} in told["change"]["verdicts"]


def test_a_change_takes_the_place_of_what_was_given_and_unknown_takes_it_away():
    given = ("explain", "--her2", "positive", "--prior", "trastuzumab")
    assert run_json(*given, "--change", "prior=none")["change"]["disappear"] == [
        "trastuzumab.again"
    ]
    turned = run_json(*given, "--change", "her2=unknown")["change"]["verdicts"]
    assert {"key": "trastuzumab", "from": "show", "to": "ask"} in turned
    assert "Nothing would change." in run(*given, "--change", "her2=positive").stdout


def test_a_change_warns_of_the_conflict_that_it_would_raise():
    told = run("explain", "--prior", "trastuzumab", "--change", "her2=negative").stdout
    assert "Conflict anti-her2-given:" in told


def test_a_change_that_is_not_known_or_can_not_be_is_refused():
    unknown = run("explain", "--change", "her3=positive", code=2)
    assert unknown.stdout == ""
    assert 'Error: --change "her3" is not an attribute\nHint: did you mean her2?' in unknown.stderr
    impossible = run(
        "explain", "--hormone", "positive", "--er", "negative", "--change", "pr=negative", code=6
    )
    assert "hormone receptor was given as positive, but would be negative" in impossible.stderr
