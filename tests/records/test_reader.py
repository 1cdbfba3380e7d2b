"""One reader for the command line and the page: a file, a list, or cells that are typed again."""

import pytest
from factories import shipped
from records.bundles import ER, NEGATIVE, POSITIVE, bundle, condition, result, write, write_lines

from leaflets.errors import RecordFault, UsageFault
from leaflets.records.check import Checker
from leaflets.records.fhir.found import Said
from leaflets.records.reader import RecordReader
from leaflets.records.words import TableWords

WORDS = TableWords(columns={"Receptor": "er"}, values={"er": {"ja": "positive"}})


def reader(**said):
    return RecordReader(vocabulary=shipped().vocabulary, words=WORDS, said=Said(**said))


def told(reading):
    return reading.record.profile.choices, [str(refusal) for refusal in reading.refusals]


def test_a_file_and_what_is_typed_besides_are_one_record(tmp_path):
    for data in ({"er": "positive", "her2": "unknown"}, bundle(condition(), result(ER, POSITIVE))):
        path = write(tmp_path / "one.json", data)
        reading = reader().record(path, {"her2": ("negative",)})
        assert told(reading) == ({"er": "positive", "her2": "negative"}, [])
        _, (refusal,) = told(reader().record(path, {"er": ("negative",)}))
        assert "er is said to be positive and negative" in refusal


def test_what_is_typed_alone_is_a_record():
    assert told(reader().typed({"er": ("positive",)})) == ({"er": "positive"}, [])


def test_what_the_clinician_says_decides_how_fhir_is_read(tmp_path):
    path = write(tmp_path / "one.json", bundle(result(ER, NEGATIVE)))
    assert told(reader().record(path))[1]
    assert not told(reader(in_scope=True).record(path))[1]


@pytest.mark.parametrize("name", ["not there.json", "not there"])
def test_a_file_that_can_not_be_read_is_a_fault_of_use(tmp_path, name):
    with pytest.raises(UsageFault, match="can't be read"):
        reader().record(tmp_path / name)


def test_two_people_are_not_one_record(tmp_path):
    other = result(ER, POSITIVE, subject={"reference": "Patient/b"})
    path = write_lines(tmp_path / "two.ndjson", result(ER, POSITIVE), other)
    with pytest.raises(RecordFault, match="more than one person"):
        reader().record(path)


def test_a_row_is_read_again_from_its_cells_as_from_its_list(tmp_path):
    path = write(tmp_path / "t.csv", "record_id;Receptor;her2\n1;ja;maybe\n2;ja;positive;more\n")
    table = reader().table(path)
    rows = list(table.rows())
    again = [reader().cells(table.given(row.place)) for row in rows]
    table.close()
    assert [str(r) for r in again[0].refusals] == [str(r) for r in rows[0].reading.refusals]
    assert again[0].refusals[0].column == "her2"
    assert [r.column for r in again[1].refusals] == ["unread 1"]
    mended = reader().cells({"record_id": "1", "Receptor": "ja", "her2": "negative"})
    assert told(mended) == ({"er": "positive", "her2": "negative"}, [])


def test_a_wish_that_can_not_be_met_refuses_the_record_at_its_column(tmp_path):
    def find(word):
        raise UsageFault(f"there is no {word}", hint="ask")

    checker = Checker(tmp_path, {"language": find})
    reading = reader().cells({"record_id": "1", "language": "tlh", "format": "a3"})
    assert [str(r) for r in checker.refusals(reading)] == ["language: there is no tlh (ask)"]
    assert checker.refusals(reader().cells({"record_id": "1"})) == ()
