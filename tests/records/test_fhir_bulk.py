"""Many people in folders and NDJSON: joined by subject, in order, whatever is wrong with some."""

import gzip
import json
import tempfile
import tracemalloc
from pathlib import Path
from unittest.mock import ANY

import pytest
from factories import shipped
from records.bundles import (
    BONE,
    BRAIN,
    ER,
    IHC,
    ISH,
    LETROZOLE,
    NEGATIVE,
    POSITIVE,
    PR,
    bundle,
    concept,
    condition,
    given,
    patient,
    result,
    write,
    write_lines,
)

from leaflets.errors import UsageFault
from leaflets.records.fhir.found import Said
from leaflets.records.fhir.notes import Notes
from leaflets.records.tables import Table, read_table


def rows(path, **said):
    return list(read_table(path, shipped().vocabulary, said=Said(**said)))


def told(path, **said):
    """(record_id, what is known, the refusals) of each person."""
    return [
        (
            row.record_id,
            {**row.reading.record.profile.choices, **row.reading.record.profile.drugs},
            [str(refusal) for refusal in row.reading.refusals],
        )
        for row in rows(path, **said)
    ]


def of(name, resource):
    return resource | {"subject": {"reference": f"Patient/{name}"}}


def export(folder):
    """A bulk export of three people, each file in another order."""
    folder.mkdir(exist_ok=True)
    write_lines(folder / "Patient.ndjson", *(patient(id=name) for name in ("a", "b", "c")))
    write_lines(
        folder / "Observation.000.ndjson",
        of("c", result(ER, POSITIVE)),
        of("a", result(IHC, "2+")),
        of("b", result(ER, NEGATIVE)),
        of("b", result(("urn:local", "1", "weight"))),
    )
    write_lines(folder / "Observation.001.ndjson", of("a", result(ISH, POSITIVE)))
    write_lines(
        folder / "Condition.ndjson",
        of("b", condition(BONE)),
        of("c", condition(BRAIN)),
        of("a", condition(BONE)),
    )
    pointing = given(
        LETROZOLE, medicationCodeableConcept=None, medicationReference={"reference": "Medication/m"}
    )
    write_lines(folder / "MedicationRequest.ndjson", of("a", pointing | {"intent": "order"}))
    write_lines(
        folder / "Medication.ndjson",
        {"resourceType": "Medication", "id": "m", "code": concept(LETROZOLE)},
    )
    return folder


EXPECTED = [
    ("a", {"her2": "positive", "prior": ("letrozole",)}, []),
    ("b", {"er": "negative"}, []),
    ("c", {"er": "positive", "cns_spread": "yes"}, []),
]


def test_files_of_each_kind_are_joined_by_person(tmp_path):
    assert sorted(told(export(tmp_path))) == EXPECTED


def test_a_person_is_the_same_when_read_again_at_their_place(tmp_path):
    export(tmp_path)
    write_lines(tmp_path / "x.ndjson", [1])
    table = Table(tmp_path, shipped().vocabulary)
    first = list(table.rows())
    assert len(first) == 4
    for row in reversed(first):
        again = table.row(row.place, row.number)
        assert (again.record_id, again.reading) == (row.record_id, row.reading)
        assert table.given(row.place)["record_id"] == row.record_id
    table.close()


def test_who_was_refused_is_refused_in_the_table_that_is_given_back_until_it_is_settled(tmp_path):
    wish = {"language": concept(("urn:ietf:bcp:47", "zh"))}
    needs = {
        "resourceType": "Flag",
        "status": "active",
        "code": concept(("http://snomed.info/sct", "957331000000109")),
    }
    people = (
        (patient(id="early"), of("early", result(ER, POSITIVE))),
        (patient(id="open", communication=[wish]), of("open", condition(BONE))),
        (patient(id="large"), of("large", condition(BONE)), of("large", needs)),
        (patient(id="fine"), of("fine", condition(BONE))),
        ({"resourceType": "Observation", "code": concept(("http://loinc.org", ER))},),
    )
    write_lines(tmp_path / "x.ndjson", *(resource for of_one in people for resource in of_one))
    vocabulary = shipped().vocabulary
    table = Table(tmp_path, vocabulary)
    back = {row.record_id: table.given(row.place) for row in table.rows()}
    table.close()
    cells = (json.dumps(given) for given in back.values())
    again = rows(write(tmp_path / "back.jsonl", "\n".join(cells)))
    refused = {row.record_id: [r.column for r in row.reading.refusals] for row in again}
    assert refused == {
        "early": ["ask"],
        "open": ["ask"],
        "large": ["ask"],
        "fine": [],
        "x.ndjson:10": ["ask"],
    }
    assert "large print: 20 points" in back["large"]["ask"]
    (settled,) = rows(write_lines(tmp_path / "one.jsonl", back["early"] | {"ask": ""}))
    assert settled.reading.refusals == ()


def test_people_come_in_the_same_order_every_time(tmp_path):
    export(tmp_path)
    assert told(tmp_path) == told(tmp_path)


def test_one_file_of_lines_and_a_bundle_of_many_people_read_alike(tmp_path):
    export(tmp_path)
    lines = "".join(path.read_text() for path in sorted(tmp_path.glob("*.ndjson")))
    one = write(tmp_path / "all.jsonl", lines)
    assert sorted(told(one)) == EXPECTED
    together = bundle(*(json.loads(line) for line in lines.splitlines()))
    assert sorted(told(write(tmp_path / "all.json", together))) == EXPECTED


def test_a_folder_of_bundles_one_a_person_is_read(tmp_path):
    for name in ("a", "b"):
        write(
            tmp_path / f"{name}.json",
            bundle(patient(id=name), of(name, result(PR, POSITIVE)), of(name, condition(BONE))),
        )
    assert told(tmp_path) == [("a", {"pr": "positive"}, []), ("b", {"pr": "positive"}, [])]


def test_a_folder_with_one_resource_a_file_is_read(tmp_path):
    for index, resource in enumerate((patient(id="a"), of("a", condition(BRAIN)))):
        write(tmp_path / f"{index}.json", resource)
    assert told(tmp_path) == [("a", {"cns_spread": "yes"}, [])]


def test_who_is_out_of_scope_or_whose_language_is_open_is_refused_alone(tmp_path):
    write_lines(
        tmp_path / "Patient.ndjson",
        patient(id="a", communication=[{"language": concept(("urn:ietf:bcp:47", "zh"))}]),
        patient(id="b"),
    )
    write_lines(tmp_path / "Condition.ndjson", of("a", condition(BONE)))
    found = {name: refusals for name, _, refusals in told(tmp_path)}
    assert found["a"][0].startswith("language: zh is written in several scripts")
    assert found["b"][0].startswith("no confirmed and active secondary cancer is on record")
    assert all(
        not refusals for _, _, refusals in told(tmp_path, in_scope=True, language_chosen=True)
    )


def test_what_can_not_be_read_comes_back_with_its_place_and_spoils_nobody(tmp_path):
    good = json.dumps(of("a", condition(BONE)))
    double = '{"resourceType": "Observation", "status": "final", "status": "preliminary"}'
    nobody = json.dumps(result(ER, POSITIVE, subject=None))
    lines = [good, "{", "[1]", '"x"', double, nobody, "[" * 100_000, "\udcff"]
    raw = "\n".join(lines).encode("utf-8", "surrogateescape")
    (tmp_path / "x.ndjson").write_bytes(raw)
    found = {name: refusals for name, _, refusals in told(tmp_path)}
    assert found.pop("a") == []
    assert list(found) == [f"x.ndjson:{n}" for n in range(2, 9)]
    messages = [refusals[0] for refusals in found.values()]
    assert messages[0].startswith("it is not JSON")
    assert messages[1:3] == ["it is not a resource"] * 2
    assert messages[3] == '"status" stands twice in the record'
    assert messages[4].endswith("does not say whose it is")
    assert messages[5] == "it is nested too deep to be a record"
    assert messages[6] == "it is not UTF-8 text"


def test_a_line_without_an_end_is_refused_and_never_held_whole(tmp_path):
    path = tmp_path / "Observation.ndjson"
    with path.open("wb") as stream:
        stream.write(json.dumps(of("a", condition(BONE))).encode() + b"\n")
        for _ in range(150):
            stream.write(b"x" * 1_000_000)
        stream.write(b"\n" + json.dumps(of("b", condition(BONE))).encode())
    tracemalloc.start()
    try:
        found = told(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [name for name, _, _ in found] == ["a", "b", "Observation.ndjson:2"]
    assert found[2][2] == ["the line is longer than 16 MB"]
    assert peak < 100_000_000


def test_an_nhs_number_as_a_persons_id_is_refused(tmp_path):
    name = "9434765919"
    write_lines(tmp_path / "p.ndjson", patient(id=name), of(name, condition(BONE)))
    ((_, _, refusals),) = told(tmp_path)
    assert refusals[0].startswith("record_id: is an NHS number")


def test_notes_on_disk_tell_nothing_of_anybody_and_are_their_owners_alone(tmp_path, monkeypatch):
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    export(tmp_path / "export")
    reading = read_table(tmp_path / "export", shipped().vocabulary)
    next(reading)
    (folder,) = place.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        assert path.stat().st_mode & 0o777 == 0o600
        data = path.read_bytes()
        assert len(data) > 3_000  # what was read is in it
        for word in (b"Patient", b"resourceType", ER.encode(), b"72965", POSITIVE[1].encode()):
            assert word not in data
    reading.close()
    assert list(place.iterdir()) == []


def test_what_is_sealed_is_what_is_opened_and_never_looks_the_same_twice():
    notes = Notes()
    for place, raw in enumerate((b"", b"\0", b"Patient/a", b"Patient/a" * 100_000)):
        notes.piece(place, raw)
    notes.piece(4, b"Patient/a")
    notes.finish()
    assert [notes.raw(place) for place in range(3)] == [b"", b"\0", b"Patient/a"]
    assert notes.raw(3) == b"Patient/a" * 100_000
    rows = notes._database.execute("SELECT sealed FROM pieces WHERE place IN (2, 4)").fetchall()
    assert len(set(rows)) == 2
    notes.close()


def test_notes_that_find_no_room_are_no_crash(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    notes = Notes()
    notes._database.execute("PRAGMA max_page_count = 6")
    notes.piece(0, b"x" * 100_000)
    with pytest.raises(UsageFault, match="notes can't be kept in the folder"):
        notes.finish()
    notes.close()


def test_every_file_is_read_once_and_what_was_read_is_there_when_the_file_is_not(tmp_path):
    export(tmp_path)
    table = Table(tmp_path, shipped().vocabulary)
    first = list(table.rows())
    for path in tmp_path.iterdir():
        path.unlink()
    assert [row.reading for row in table.rows()] == [row.reading for row in first]
    for row in first:
        assert table.row(row.place, row.number).reading == row.reading
    table.close()


def test_packed_files_read_like_those_that_are_not(tmp_path):
    for path in list(export(tmp_path).iterdir()):
        (tmp_path / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    assert sorted(told(tmp_path)) == EXPECTED


@pytest.mark.parametrize("damaged", [b"", b"no gzip", None])
def test_a_packed_file_that_is_damaged_comes_back_with_its_place(tmp_path, damaged):
    good = gzip.compress((json.dumps(of("a", condition(BONE))) + "\n").encode() * 1000)
    (tmp_path / "x.ndjson.gz").write_bytes(good[:-20] if damaged is None else damaged)
    write_lines(tmp_path / "b.ndjson", of("b", condition(BONE)))
    found = {name: refusals for name, _, refusals in told(tmp_path)}
    assert found.pop("b") == []
    found.pop("a", None)
    if damaged == b"":
        assert found == {}
    else:
        ((place, (message,)),) = found.items()
        assert place.startswith("x.ndjson.gz:")
        assert message.startswith("the file is damaged from here on")


def test_a_packed_file_that_is_a_bomb_is_read_no_further(tmp_path):
    with gzip.open(tmp_path / "x.ndjson.gz", "wb") as stream:
        stream.write(json.dumps(of("a", condition(BONE))).encode() + b"\n")
        for _ in range(20):
            stream.write((b" " * 999_999 + b"\n") * 2)
    (first, (place, _, (message,))) = told(tmp_path)
    assert first == ("a", {}, [])
    assert place.startswith("x.ndjson.gz:")
    assert "unpacks to far more than records do" in message


def test_a_first_line_that_is_broken_does_not_make_people_of_resources(tmp_path):
    line = json.dumps(of("a", condition(BONE)))
    path = write(tmp_path / "x.ndjson", f"\n{{\n{line}\n")
    assert told(path) == [("a", {}, []), ("x.ndjson:2", {}, [ANY])]
    record = json.dumps({"record_id": "7", "er": "positive"})
    mixed = write(tmp_path / "y.jsonl", f"{record}\n{line}\n")
    assert [(name, bool(refusals)) for name, _, refusals in told(mixed)] == [
        ("7", False),
        ("2", True),
    ]


def test_a_record_of_our_own_among_resources_is_told_and_a_servers_list_of_files_is_not(tmp_path):
    export(tmp_path)
    write(tmp_path / "manifest.json", {"transactionTime": "2026-01-01", "output": []})
    assert sorted(told(tmp_path)) == EXPECTED
    write(tmp_path / "one.json", {"record_id": "7", "er": "positive"})
    write_lines(tmp_path / "z.ndjson", of("a", condition(BONE)), {"er": "positive"})
    found = {name: refusals for name, _, refusals in told(tmp_path)}
    assert found["one.json"] == found["z.ndjson:2"] == ["it is not a resource"]


def test_what_is_not_read_in_a_folder_is_named(tmp_path):
    export(tmp_path)
    (tmp_path / "more").mkdir()
    write(tmp_path / "Observation.xml", "<x/>")
    warnings = [w for row in rows(tmp_path) for w in row.reading.warnings]
    assert warnings == ["not read in the folder: Observation.xml, more"]


@pytest.mark.parametrize("name", ["nothing", "readme.txt", ".hidden.json"])
def test_a_folder_without_records_is_a_fault_of_use(tmp_path, name):
    if name != "nothing":
        write(Path(tmp_path) / name, "{}")
    with pytest.raises(UsageFault, match="holds no records"):
        rows(tmp_path)


def test_memory_does_not_grow_with_what_says_nothing(tmp_path):
    weight = json.dumps(of("a", result(("urn:local", "1", "weight")))) + "\n"
    peaks = []
    for many in (1_000, 8_000):
        path = tmp_path / "Observation.ndjson"
        path.write_text(json.dumps(of("a", condition(BONE))) + "\n" + weight * many)
        tracemalloc.start()
        try:
            assert [name for name, _, _ in told(path)] == ["a"]
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    grown = path.stat().st_size * 7 // 8
    assert peaks[1] - peaks[0] < grown // 4
