"""One person's record in a file, JSON or YAML."""

import pytest
from factories import make_vocabulary

from leaflets.errors import ExitCode, LeafletsError
from leaflets.records.columns import read_columns
from leaflets.records.files import read_record_file


def read(folder, name, text):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    reading = read_columns(read_record_file(path, make_vocabulary()), make_vocabulary())
    assert reading.refusals == ()
    profile = reading.record.profile
    return {**profile.choices, **profile.drugs}


def refused(folder, name, text):
    with pytest.raises(LeafletsError) as caught:
        read(folder, name, text)
    return caught.value.exit_code, caught.value.message.replace(f"{folder}/", "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.json", '{"zeta": "high", "before": ["Examplo", "sugar"]}'),
        ("r.json", '{"zeta": "high", "before": "Examplo;sugar"}'),
        ("r.json", '{"Zeta": "high", "Before": "Examplo; sugar"}'),
        ("r.json", '{"zeta": ["high"], "before": ["Examplo", "sugar"], "eta": null}'),
        ("r.json", b'\xef\xbb\xbf{"zeta": "high", "before": ["Examplo", "sugar"]}'),
        ("r.yaml", "zeta: high\nbefore: [Examplo, sugar]\n"),
        ("r.yml", "# a comment\nzeta: high\nbefore:\n  - Examplo\n  - sugar\neta:\n"),
        ("r.yaml", "zeta: high\nbefore: [Examplo, sugar]\neta: null\nnow: ~\n"),
        ("r.YAML", "zeta: high\nbefore: Examplo;sugar\n"),
        ("record", '{"zeta": "high", "before": ["Examplo", "sugar"], "now": "unknown"}'),
    ],
)
def test_a_record_is_read_from_json_or_yaml(tmp_path, name, text):
    assert read(tmp_path, name, text) == {"zeta": "high", "before": ("examplinib", "sugar")}


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ('{"before": []}', {"before": ()}),  # known and empty
        ('{"before": "none"}', {"before": ()}),
        ('{"before": ["none"]}', {"before": ()}),
        ('{"before": null}', {}),
        ('{"before": ""}', {}),
        ('{"before": "unknown"}', {}),
        ("{}", {}),
        ('{"zeta": []}', {}),
    ],
)
def test_an_empty_list_of_drugs_is_known_and_empty_and_no_list_is_not_known(tmp_path, text, before):
    assert read(tmp_path, "r.json", text) == before


def test_true_and_yes_read_alike(tmp_path):
    for name, text in (
        ("r.json", '{"either": true}'),
        ("r.json", '{"either": "yes"}'),
        ("r.yaml", "either: yes\n"),
        ("r.yaml", 'either: "yes"\n'),
    ):
        assert read(tmp_path, name, text) == {"either": "yes"}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("r.json", '{"zeta": "high", "zeta": "low"}', '"zeta" stands twice in the record'),
        (
            "r.json",
            '{"zeta": "high", "ZETA": "low"}',
            "this record can't be printed\n  zeta: stands twice (keep one of the two)",
        ),
        (
            "r.yaml",
            "zeta: high\nzeta: low\n",
            "this record can't be printed\nr.yaml:2:1: error: zeta stands twice, "
            "first in line 1 [yaml]",
        ),
        (
            "r.json",
            '{"zeta": {"value": "high"}, "before": [["sugar"]], "eta": [1, 2]}',
            "this record can't be printed\n"
            "  zeta: a word, or a list of words, must stand here\n"
            "  before: a word, or a list of words, must stand here",
        ),
        ("r.json", '[{"zeta": "high"}, {"zeta": "low"}]', "r.json holds more than one record"),
        ("r.json", "[]", "r.json holds more than one record, or none: 0"),
        ("r.yaml", "- zeta: high\n- zeta: low\n", "r.yaml holds more than one record"),
        ("r.yaml", "zeta: high\n---\nzeta: low\n", "this record can't be printed\nr.yaml:2:1"),
        ("r.json", '"high"', "r.json is not a record"),
        ("r.json", "17", "r.json is not a record"),
        ("r.json", '{"zeta": NaN}', "this record can't be printed\n  zeta: a word"),
        ("r.yaml", "a: &x high\nzeta: *x\n", "this record can't be printed\nr.yaml:2:7"),
    ],
)
def test_what_is_not_one_persons_record_is_refused(tmp_path, name, text, told):
    code, message = refused(tmp_path, name, text)
    assert code is ExitCode.RECORD
    assert message.startswith(told)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("r.json", "", "r.json:1:1: this is not JSON"),
        ("r.json", "zeta: high", "r.json:1:1: this is not JSON"),
        ("r.json", b'{"zeta": "\xff"}', "r.json is not UTF-8 text"),
        ("r.json", "[" * 100_000, "r.json is nested too deep to be a record"),
        ("r.yaml", "zeta: [high", "the record can't be read\nr.yaml:"),
        ("r.yaml", b"zeta: \xff", "the record can't be read\nr.yaml:1:7"),
        ("r.yaml", "zeta: high\n\tbefore: sugar\n", "the record can't be read\nr.yaml:2:1"),
        ("r.yaml", "resourceType: Bundle\nentry: []\n", "r.yaml is a FHIR resource"),
    ],
)
def test_a_file_that_can_not_be_read_is_a_fault_of_use(tmp_path, name, text, told):
    code, message = refused(tmp_path, name, text)
    assert code is ExitCode.USAGE
    assert message.startswith(told)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(LeafletsError) as caught:
        read_record_file(tmp_path / "gone.json", make_vocabulary())
    assert caught.value.exit_code is ExitCode.USAGE
    assert caught.value.message == f"{tmp_path}/gone.json can't be read: No such file or directory"


def test_a_number_of_thousands_of_digits_is_a_word_like_any_other(tmp_path):
    path = tmp_path / "r.json"
    path.write_text('{"record_id": ' + "7" * 5000 + "}")
    reading = read_columns(read_record_file(path, make_vocabulary()), make_vocabulary())
    assert [str(r) for r in reading.refusals] == [
        "record_id: is 5,000 characters long, at most 128"
    ]


def test_an_empty_yaml_file_is_no_record(tmp_path):
    assert refused(tmp_path, "r.yaml", "")[0] is ExitCode.RECORD
