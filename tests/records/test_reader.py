"""One reader for the command line and the page: a file, a list, or what is typed."""

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


def test_a_wish_that_can_not_be_met_refuses_the_record_at_its_column(tmp_path):
    def find(word):
        raise UsageFault(f"there is no {word}", hint="ask")

    path = write(tmp_path / "t.csv", "record_id;Receptor;language\n1;ja;tlh\n2;ja;\n")
    checker = Checker(path, {"language": find})
    wishing, plain = (row.reading for row in reader().rows(path))
    assert told(wishing) == ({"er": "positive"}, [])
    assert [str(r) for r in checker.refusals(wishing)] == ["language: there is no tlh (ask)"]
    assert checker.refusals(plain) == ()
