"""FHIR and lists of people at the command line: evidence first, every bad row with its place."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from cli.program import run, run_json
from records.bundles import (
    BCP47,
    BONE,
    BRAIN,
    ER,
    HER2,
    LOINC,
    NEGATIVE,
    PACLITAXEL,
    POSITIVE,
    PR,
    RXNORM,
    SCT,
    bundle,
    concept,
    condition,
    given,
    patient,
    result,
    write,
    write_lines,
)


def early():
    """A person whose cancer is not on record as secondary: results, one drug before, two now."""
    anastrozole = (RXNORM, "84857", "anastrozole")
    return bundle(
        patient(communication=[{"language": concept((BCP47, "en-US"))}]),
        condition((SCT, "353431000119107", "Primary malignant neoplasm of female left breast")),
        result(ER, POSITIVE),
        result(PR, NEGATIVE),
        result(HER2, NEGATIVE),
        given(PACLITAXEL, "Request", "active"),
        given(PACLITAXEL),
        given(anastrozole, "Request", "active"),
    )


def verdicts(told):
    return {block["key"]: block["verdict"] for block in told["blocks"]}


def test_early_cancer_is_refused_and_nothing_is_written(empty_folder):
    path = write(empty_folder / "early.json", early())
    for command in (("explain",), ("make", "-o", "x.pdf")):
        shown = run(*command, "--record", path, code=6)
        assert "--confirm-secondary" in shown.stderr
    assert not Path("x.pdf").exists()


def test_what_the_clinician_confirms_prints_and_what_is_not_found_asks(empty_folder):
    path = write(empty_folder / "early.json", early())
    told = run_json("explain", "--record", path, "--confirm-secondary")
    assert told["attributes"] | {"nation": "unknown"} == {
        "her2": "negative",
        "er": "positive",
        "pr": "negative",
        "prior": ["paclitaxel"],
        "current": ["anastrozole", "paclitaxel"],
        "cns_spread": "unknown",
        "nation": "unknown",
        "in_trial": "unknown",
        "hormone_receptor": "positive",
        "triple_negative": "no",
    }
    found = verdicts(told)
    assert found["everolimus"] == "ask"
    assert found["trastuzumab_emtansine"] == found["bevacizumab"] == "hide"
    assert (
        "everolimus" in next(f for f in told["flags"] if f["id"] == "history-not-complete")["keys"]
    )
    made = run_json("make", "--record", path, "--confirm-secondary", "-o", "x.pdf")
    assert made["language"] == "en_GB"
    assert "everolimus" not in made["blocks"]


def test_a_complete_history_decides_what_was_not_found(empty_folder):
    path = write(empty_folder / "early.json", early())
    told = run_json("explain", "--record", path, "--confirm-secondary", "--history-complete")
    assert verdicts(told)["everolimus"] == "later"
    assert "history-not-complete" not in [flag["id"] for flag in told["flags"]]


def test_every_value_comes_with_evidence_and_conflicts_name_what_waits(empty_folder):
    resources = (
        condition(BRAIN, id="c"),
        result(HER2, POSITIVE, id="h", status="preliminary"),
        result(ER, POSITIVE, id="e"),
    )
    path = write(empty_folder / "b.json", bundle(*resources))
    told = run_json("explain", "--record", path)
    assert told["evidence"] == [
        {
            "attribute": "er",
            "value": "positive",
            "resource": "Observation/e",
            "system": LOINC,
            "code": ER,
            "date": "2026-01-10",
        },
        {
            "attribute": "cns_spread",
            "value": "yes",
            "resource": "Condition/c",
            "system": SCT,
            "code": BRAIN[1],
            "date": "2025-05-01",
        },
    ]
    (conflict,) = told["conflicts"]
    assert conflict["id"] == "result-not-final"
    assert conflict["attributes"] == ["her2"]
    assert {"trastuzumab", "cns"} <= set(conflict["keys"])
    assert "Observation/h" in conflict["message"]


def test_people_read_the_evidence_before_the_verdicts(empty_folder):
    path = write(empty_folder / "b.json", bundle(condition(), result(ER, POSITIVE, id="e")))
    shown = run("explain", "--record", path).stdout
    evidence = f"positive: Observation/e ({LOINC} {ER}, 2026-01-10)"
    assert evidence in shown
    assert shown.index(evidence) < shown.index("SHOW")


def test_what_the_record_leaves_open_an_option_may_say_and_may_not_contradict(empty_folder):
    path = write(empty_folder / "b.json", bundle(condition(), result(ER, POSITIVE)))
    told = run_json("explain", "--record", path, "--her2", "negative", "--prior", "none")
    assert (told["attributes"]["her2"], told["attributes"]["prior"]) == ("negative", [])
    shown = run("explain", "--record", path, "--er", "negative", code=6)
    assert "er is said to be positive and negative" in shown.stderr


def test_a_clinicians_word_on_fhir_is_for_fhir_only(empty_folder):
    path = write(empty_folder / "r.json", {"her2": "positive"})
    table = write(empty_folder / "t.csv", "her2\npositive\n")
    for option in ("--confirm-secondary", "--history-complete"):
        for more in (("--record", path), ("--records", table), ("--her2", "positive")):
            assert "FHIR" in run("explain", *more, option, code=2).stderr


def test_two_people_are_not_one_record_but_a_list(empty_folder):
    resources = (condition(), condition(BONE, subject={"reference": "Patient/boris"}))
    path = write(empty_folder / "b.json", bundle(*resources))
    shown = run("explain", "--record", path, code=6)
    assert "more than one person" in shown.stderr
    lines = run("explain", "--records", path).stdout.splitlines()
    assert [json.loads(line)["record_id"] for line in lines] == ["anna", "boris"]
    assert all("evidence" in json.loads(line) for line in lines)


def test_a_language_that_is_open_is_asked_about_unless_it_is_given(empty_folder):
    person = patient(communication=[{"language": concept((BCP47, c))} for c in ("en", "pl")])
    path = write(empty_folder / "b.json", bundle(person, condition()))
    shown = run("make", "--record", path, "-o", "x.pdf", code=6)
    assert "language: the record does not say in which language to write" in shown.stderr
    assert run_json("make", "--record", path, "--language", "pl", "-o", "x.pdf")["language"] == "pl"
    run("explain", "--record", path)


def test_a_need_for_large_print_chooses_it_and_an_option_goes_before(empty_folder):
    need = {
        "resourceType": "Flag",
        "status": "active",
        "subject": {"reference": "Patient/anna"},
        "code": concept((SCT, "957331000000109")),
    }
    path = write(empty_folder / "b.json", bundle(condition(), need))
    sizes = {f["name"]: f["type_size_pt"] for f in run_json("formats")["formats"]}
    made = run_json("make", "--record", path, "-o", "x.pdf")
    assert sizes[made["format"]] == min((s for s in sizes.values() if s >= 20), default=18)
    chosen = run_json("make", "--record", path, "--format", "a4", "-o", "x.pdf")
    assert chosen["format"] == "a4"
    assert "this person needs type of 20 points; a4 has 14" in chosen["warnings"]


def test_a_folder_goes_to_records_and_bad_people_come_back(empty_folder):
    folder = empty_folder / "export"
    folder.mkdir()
    write_lines(folder / "Patient.ndjson", patient(), patient(id="boris"))
    write_lines(folder / "Condition.ndjson", condition())
    shown = run("explain", "--records", folder, code=5)
    good, bad = map(json.loads, shown.stdout.splitlines())
    assert good["record_id"] == "anna"
    assert bad["record_id"] == "boris"
    assert bad["refused"][0]["message"].startswith("no confirmed and active")
    assert run("records", "check", folder, code=5).stdout.startswith(f"{folder}: error: boris: ")
    run("records", "check", folder, "--confirm-secondary")


def test_a_list_is_checked_with_line_and_column_and_nothing_is_printed(empty_folder):
    table = "record_id,her2,prior,ward,language\na,3+,Herceptin,7,pl\n\nb,3+,foo,7,xx\n"
    path = write(empty_folder / "t.csv", table)
    told = run_json("records", "check", path, code=5)
    assert (told["schema"], told["records"], told["refused"]) == (1, 2, 1)
    places = [
        (f["check"], f["severity"], f["line"], f["column"], f["key"]) for f in told["findings"]
    ]
    assert places == [
        ("record", "warning", 2, None, None),
        ("record-refused", "error", 4, 3, "prior"),
        ("record-refused", "error", 4, 5, "language"),
    ]
    shown = run("records", "check", path, code=5)
    assert '/t.csv:4:3: error: prior: "foo" is not a drug that is known here' in shown.stdout
    assert "2 rows, 1 would be refused" in shown.stderr
    run("records", "check", write(empty_folder / "good.csv", "her2\n3+\n"))


def test_an_nhs_number_is_not_repeated_in_what_is_told(empty_folder):
    path = write(empty_folder / "t.csv", "record_id,her2\n9434765919,3+\n")
    shown = run("records", "check", path, code=5)
    assert "9434765919" not in shown.output


def test_a_site_maps_its_own_headings_and_words(empty_folder):
    write(
        empty_folder / "leaflets.toml",
        '[columns]\n"ER status" = "er"\n"Ward" = ""\n[values.er]\n"8/8" = "positive"\n'
        '[values.prior]\n"FEC-T" = "fluorouracil;epirubicin;docetaxel"\n',
    )
    path = write(empty_folder / "t.csv", "ER status;Ward;prior\n8/8;7;FEC-T\n8/9;7;\n")
    shown = run("explain", "--records", path, code=5)
    good, bad = map(json.loads, shown.stdout.splitlines())
    assert good["attributes"]["er"] == "positive"
    assert good["attributes"]["prior"] == ["docetaxel", "epirubicin", "fluorouracil"]
    assert bad["refused"][0]["column"] == "er"
    assert "Ward" not in shown.stderr


@pytest.mark.parametrize(
    ("declared", "told"),
    [
        ('[columns]\n"X" = "err"\n', '"X" = "err": there is no column err'),
        ('[values.er]\n"X" = "perhaps"\n', "perhaps is not a value of er"),
        ('[values.erx]\n"X" = "positive"\n', "there is no column erx"),
        ("[values]\ner = 1\n", "values can't be read"),
        ('code_lists = "x.csv"\n', "code_lists can't be read"),
        ('oldest_result_days = "x"\n', "oldest_result_days can't be read"),
        ('code_lists = ["gone.csv"]\n', "gone.csv: error: can't be read"),
    ],
)
def test_a_declaration_that_can_not_be_meant_is_refused(empty_folder, declared, told):
    write(empty_folder / "leaflets.toml", declared)
    path = write(empty_folder / "t.csv", "er\npositive\n")
    assert told in run("explain", "--records", path, code=2).stderr


def test_a_sites_own_list_of_products_is_used(empty_folder):
    write(
        empty_folder / "dmd.csv",
        "code,system,ingredient,release\n42206211000001105,dmd,letrozole,2026-11\n",
    )
    write(empty_folder / "leaflets.toml", 'code_lists = ["dmd.csv"]\n')
    drug = given((SCT, "42206211000001105", "Letrozole 2.5mg tablets"))
    path = write(empty_folder / "b.json", bundle(condition(), drug))
    assert run_json("explain", "--record", path)["attributes"]["prior"] == ["letrozole"]
    Path("leaflets.toml").unlink()
    assert run_json("explain", "--record", path)["attributes"]["prior"] == "unknown"


def test_a_template_has_a_drop_down_for_every_value_and_opens_clean(empty_folder):
    run("records", "template", "-o", "patients.xlsx")
    book = openpyxl.load_workbook("patients.xlsx")
    people, explained, lists = book.worksheets
    headings = [cell.value for cell in people[1]]
    assert headings[:5] == ["record_id", "language", "format", "her2", "her2_ihc"]
    assert {"prior", "current", "cns_spread", "nation", "in_trial", "name"} <= set(headings)
    dropped = {}
    for rule in people.data_validations.dataValidation:
        heading = people[f"{str(rule.sqref)[0]}1"].value
        if rule.type == "list":
            column = rule.formula1.split("$")[1]
            cells = lists[f"{column}2:{column}{rule.formula1.rpartition('$')[2]}"]
            dropped[heading] = [row[0].value for row in cells]
            assert lists[f"{column}1"].value == heading
    assert dropped["her2"] == ["positive", "negative", "equivocal", "low", "ultralow", "unknown"]
    assert {"en_GB", "pl", "ur"} <= set(dropped["language"])
    assert dropped["prior"][:2] == ["none", "unknown"]
    assert "trastuzumab" in dropped["prior"]
    assert set(headings) - set(dropped) == {"record_id", "name", "given_by", "date"}
    assert [cell.value for cell in explained["A"]][1:] == headings
    for sheet in book.worksheets:
        assert all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row)
    run("records", "check", "patients.xlsx")


def test_a_filled_in_template_is_read_and_the_same_one_has_the_same_bytes(empty_folder):
    run("records", "template", "-o", "patients.xlsx")
    run("records", "template", "-o", "again.xlsx")
    assert Path("patients.xlsx").read_bytes() == Path("again.xlsx").read_bytes()
    book = openpyxl.load_workbook("patients.xlsx")
    people = book["people"]
    for column, cell in enumerate(people[1], 1):
        value = {"record_id": "007", "her2_ihc": "2+", "her2_ish": "negative", "prior": "Herceptin"}
        people.cell(2, column, value.get(cell.value))
    book.save("filled.xlsx")
    told = json.loads(run("explain", "--records", "filled.xlsx").stdout)
    assert told["record_id"] == "007"
    assert told["attributes"]["her2"] == "low"
    assert told["attributes"]["prior"] == ["trastuzumab"]


def test_a_template_may_be_its_headings_alone(empty_folder):
    run("records", "template", "-o", "patients.csv")
    run("records", "check", "patients.csv")
    assert Path("patients.csv").stat().st_mode & 0o777 == 0o600
    assert "neither .xlsx nor .csv" in run("records", "template", "-o", "p.pdf", code=2).stderr


def test_a_batch_prints_people_of_a_folder_of_fhir_and_refuses_whose_scope_is_not_known(
    empty_folder,
):
    (empty_folder / "in").mkdir()
    write(empty_folder / "in" / "early.json", early())
    told = run_json("batch", "in", "-o", "out", code=5)
    assert (told["made"], told["refused"]) == (0, 1)
    told = run_json("batch", "in", "-o", "out", "--confirm-secondary")
    assert (told["made"], told["refused"]) == (1, 0)
    assert len(list((empty_folder / "out" / "leaflets").iterdir())) == 1


def test_treatments_that_may_not_be_all_do_not_come_back_as_if_they_were(empty_folder):
    """Who mends the refused rows and prints them would have the others as not had."""
    (empty_folder / "in").mkdir()
    write(empty_folder / "in" / "early.json", early())
    run("batch", "in", "-o", "out", code=5)
    (row,) = csv.DictReader(Path("out/refused.csv").read_text("utf-8-sig").splitlines())
    assert (row["her2"], row["er"]) == ("negative", "positive")
    assert (row["prior"], row["current"]) == ("", "")
    run("batch", "in", "-o", "whole", "--history-complete", code=5)
    (row,) = csv.DictReader(Path("whole/refused.csv").read_text("utf-8-sig").splitlines())
    assert row["prior"] == "paclitaxel"


def test_who_was_refused_from_fhir_is_not_printed_from_the_refused_rows_as_they_are(empty_folder):
    (empty_folder / "in").mkdir()
    write(empty_folder / "in" / "early.json", early())
    run("batch", "in", "-o", "out", code=5)
    told = run_json("batch", "out/refused.csv", "-o", "again", code=5)
    assert (told["made"], told["refused"]) == (0, 1)
    (row,) = csv.DictReader(Path("again/refused.csv").read_text("utf-8-sig").splitlines())
    assert row["column"] == "ask"
    assert "no confirmed and active secondary cancer is on record" in row["reason"]
