"""Extracts for mCODE, a CSV file a kind: rows become resources, joined by ``mrn``, and no more."""

import pytest
from factories import shipped
from records.bundles import BONE, ER, LOINC, RXNORM, SCT, write

from leaflets.records.fhir.files import is_fhir
from leaflets.records.fhir.found import Said
from leaflets.records.tables import read_table

FILES = {
    "patient.csv": "mrn,familyName,givenName,language\n1,A,Anna,pl\n2,B,Boris,\n",
    "condition.csv": (
        "mrn,conditionId,codeSystem,code,displayName,dateOfDiagnosis,clinicalStatus,"
        f"verificationStatus\n1,c,{SCT},{BONE[1]},Bone,2025-05-01,active,confirmed\n"
    ),
    "observation.csv": (
        "mrn,observationId,status,code,codeSystem,displayName,value,valueCodeSystem,effectiveDate\n"
        f"1,o,final,{ER},{LOINC},ER,10828004,{SCT},2026-01-10\n"
        f"1,p,final,85319-2,{LOINC},HER2,3+,,2026-01-10\n"
        f"2,q,preliminary,{ER},{LOINC},ER,10828004,{SCT},2026-01-10\n"
    ),
    "cancer-related-medication-request.csv": (
        "mrn,requestId,code,codeSystem,displayText,status,intent,authoredOn\n"
        f"1,m,72965,{RXNORM},letrozole,active,order,2026-02-01\n"
    ),
    "cancer-related-medication-administration.csv": (
        "mrn,medicationId,code,codeSystem,displayText,startDate,endDate,status\n"
        f"1,n,56946,{RXNORM},paclitaxel,2025-06-01,2025-07-01,completed\n"
    ),
}


def people(folder, files=FILES, **said):
    for name, text in files.items():
        write(folder / name, text)
    rows = list(read_table(folder, shipped().vocabulary, said=Said(**said)))
    return {row.record_id: row.reading for row in rows}


def test_rows_of_all_files_are_joined_by_person(tmp_path):
    found = people(tmp_path)
    profile = found["1"].record.profile
    assert profile.choices == {"er": "positive", "her2": "positive"}
    assert profile.drugs == {"prior": ("paclitaxel",), "current": ("letrozole",)}
    assert found["1"].record.language == "pl"
    assert found["1"].refusals == ()
    assert "Anna" not in repr(found)
    dates = {(e.resource, e.date) for e in found["1"].evidence}
    assert ("MedicationAdministration/n", "2025-07-01") in dates
    assert [conflict.id for conflict in found["2"].conflicts] == ["result-not-final"]
    assert "no confirmed and active secondary cancer" in found["2"].refusals[0].message


def test_what_a_cell_does_not_say_is_not_known(tmp_path):
    headings = "mrn;observationId;status;code;codeSystem;value;valueCodeSystem\n"
    rows = f"1;o;;{ER};{LOINC};10828004;{SCT}\n1;p;final;{ER};;10828004;{SCT}\n"
    rows += f"1;q;final;85339-0;{LOINC};positive;\n;r;final;{ER};{LOINC};10828004;{SCT}\n"
    found = people(tmp_path, {"o.csv": headings + rows}, in_scope=True)
    assert found["1"].record.profile.choices == {}
    assert [conflict.id for conflict in found["1"].conflicts] == [
        "result-not-final",
        "code-not-known",
        "value-not-coded",
    ]
    assert found["o.csv:5"].refusals[0].message.endswith("does not say whose it is")


def test_a_row_that_can_not_be_read_comes_back_with_its_line(tmp_path):
    text = 'mrn,familyName\n1,A\n2,B,C\n\n3,"D\n'
    found = people(tmp_path, {"p.csv": text}, in_scope=True)
    assert list(found) == ["1", "p.csv:3", "p.csv:5"]
    assert "3 cells" in found["p.csv:3"].refusals[0].message
    assert "from here on" in found["p.csv:5"].refusals[0].message


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("\ufeffmrn,familyName,language\n", True),
        ('"mrn";"conditionId"\n', True),
        ("mrn,her2,er\n", False),
        ("mrn,familyName,her2\n", False),
        ("record_id,familyName\n", False),
        ("mrn,mrn,familyName\n", False),
        ("", False),
    ],
)
def test_only_the_headings_make_a_file_an_extract(tmp_path, text, is_one):
    assert is_fhir(write(tmp_path / "x.csv", text)) is is_one
