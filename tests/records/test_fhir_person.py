"""Conditions, languages, needs, and whose record it is."""

import json

import pytest
from factories import shipped
from records.bundles import (
    ANNA,
    BCP47,
    BONE,
    BRAIN,
    ER,
    ICD10,
    LETROZOLE,
    POSITIVE,
    RXNORM,
    SCT,
    VERIFIED,
    bundle,
    concept,
    condition,
    given,
    imported,
    known,
    new_id,
    patient,
    read,
    result,
    write,
)

from leaflets.errors import ExitCode, LeafletsError
from leaflets.records.fhir.files import is_fhir
from leaflets.records.fhir.found import Said
from leaflets.records.fhir.reading import import_person


def refused(folder, *resources, **said):
    return [str(r) for r in read(folder, *resources, **({"in_scope": False} | said)).refusals]


@pytest.mark.parametrize("code", [BRAIN, (ICD10, "C79.3"), (SCT, "1155991005")])
def test_spread_that_is_on_record_is_known(tmp_path, code):
    reading = read(tmp_path, condition(code, id="c"), in_scope=False)
    assert reading.refusals == ()
    assert reading.record.profile.choices == {"cns_spread": "yes"}
    (evidence,) = reading.evidence
    assert (evidence.resource, evidence.code, evidence.date) == (
        "Condition/c",
        code[1],
        "2025-05-01",
    )


@pytest.mark.parametrize(
    "code",
    [
        BONE,
        (SCT, "94162004", "Secondary malignant neoplasm of adrenal medulla"),
        (SCT, "722707001", "peripheral nervous system"),
        (ICD10, "C79.5"),
    ],
)
def test_no_condition_never_means_no_spread(tmp_path, code):
    assert read(tmp_path, condition(code), in_scope=False).record.profile.choices == {}
    assert known(tmp_path) == ({}, [])
    assert known(tmp_path, history_complete=True)[0].get("cns_spread") is None


@pytest.mark.parametrize("code", [(SCT, "94442001"), (ICD10, "C79.4"), (SCT, "94491007")])
def test_spread_that_is_not_certain_is_told_and_not_known(tmp_path, code):
    assert known(tmp_path, condition(code)) == ({}, ["condition-unclear"])


@pytest.mark.parametrize(
    "more",
    [
        {"verificationStatus": concept((VERIFIED, "refuted"))},
        {"verificationStatus": concept((VERIFIED, "provisional"))},
        {"verificationStatus": concept((VERIFIED, "entered-in-error"))},
        {"verificationStatus": None},
        {"clinicalStatus": concept(("x", "resolved"))},
        {"clinicalStatus": None},
        {"abatementDateTime": "2025-06-01"},
    ],
)
def test_a_condition_counts_only_if_it_is_confirmed_and_active(tmp_path, more):
    assert known(tmp_path, condition(BRAIN, **more)) == ({}, ["condition-not-counted"])
    (told,) = refused(tmp_path, condition(BONE, **more))
    assert told.startswith("no confirmed and active secondary cancer is on record")


def test_without_secondary_cancer_on_record_it_is_refused_unless_somebody_confirms(tmp_path):
    primary = condition((SCT, "353431000119107", "Primary malignant neoplasm"))
    (told,) = refused(tmp_path, primary)
    assert told.endswith("say --confirm-secondary)")
    assert refused(tmp_path, primary, in_scope=True) == []
    assert refused(tmp_path, condition(BONE)) == []


def test_a_lymph_node_alone_may_be_beside_the_breast_and_does_not_do(tmp_path):
    (told,) = refused(tmp_path, condition((SCT, "94392001"), id="node"))
    assert "Condition/node" in told
    assert refused(tmp_path, condition((SCT, "94392001")), condition(BONE)) == []


def speaks(*entries):
    return patient(communication=list(entries))


def tongue(code, preferred=None, kind=None, system=BCP47):
    made = {"language": concept((system, code))}
    if preferred is not None:
        made["preferred"] = preferred
    if kind is not None:
        url = "http://hl7.org/fhir/StructureDefinition/patient-preferenceType"
        made["extension"] = [{"url": url, "valueCoding": {"code": kind}}]
    return made


@pytest.mark.parametrize(
    ("entries", "language"),
    [
        ([], ""),
        ([tongue("pl")], "pl"),
        ([tongue("en-US")], "en"),
        ([tongue("zh-Hans")], "zh_Hans"),
        ([tongue("zh-Hant-HK")], "zh_Hant"),
        ([tongue("pa-Guru-IN")], "pa_Guru"),
        ([tongue("pl", True), tongue("en")], "pl"),
        ([tongue("en"), tongue("pl", True)], "pl"),
        ([tongue("pl", False), tongue("pl")], "pl"),
        ([tongue("ur", True, "verbal"), tongue("en", True, "written")], "en"),
        ([tongue("ur", True, "verbal"), tongue("en", kind="written")], "en"),
        ([tongue("bfi", True), tongue("en")], "en"),  # what is signed can't be printed
        ([tongue("703963007", system=SCT), tongue("cy")], "cy"),
        ([tongue("pl", system="https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage")], "pl"),
    ],
)
def test_the_language_to_write_in_is_the_one_that_is_certain(tmp_path, entries, language):
    reading = read(tmp_path, speaks(*entries))
    assert reading.refusals == ()
    assert reading.record.language == language


@pytest.mark.parametrize(
    "entries",
    [
        [tongue("en"), tongue("fr")],
        [tongue("en", True), tongue("fr", True)],
        [tongue("en", "true"), tongue("fr")],
        [tongue("bfi"), tongue("703963007", system=SCT)],
        [tongue("bfi-GB")],
        [tongue("q1", system="https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage")],
        [tongue("zh")],
        [tongue("pa")],
        [tongue("zh-CN")],
        [tongue("sr")],
        [tongue("ur", True, "verbal")],
        [{"language": {"text": "Polish"}}],
        [tongue("pl", system="urn:local")],
    ],
)
def test_a_language_that_is_not_certain_is_asked_about(tmp_path, entries):
    (told,) = refused(tmp_path, speaks(*entries), in_scope=True)
    assert told.startswith("language: ")
    assert told.endswith("(ask, and give it with --language)")
    # Whoever was asked has answered.
    assert refused(tmp_path, speaks(*entries), in_scope=True, language_chosen=True) == []


def flag(code, **more):
    made = {"resourceType": "Flag", "id": new_id(), "status": "active", "subject": ANNA}
    return made | {"code": concept((SCT, code))} | more


def test_a_need_for_large_print_is_a_size_of_type(tmp_path):
    reading = read(tmp_path, flag("957331000000109"), flag("957351000000102"))
    assert reading.record.type_size == 24
    inactive = read(tmp_path, flag("957371000000106", status="inactive"))
    assert inactive.record.type_size == 0


@pytest.mark.parametrize(
    ("code", "need"),
    [
        ("796161000000101", "Easy Read"),
        ("936661000000109", "braille"),
        ("936601000000105", "audio"),
    ],
)
def test_what_this_program_can_not_give_is_a_warning(tmp_path, code, need):
    assert read(tmp_path, flag(code)).warnings == (
        f"this person needs {need}, which this program can't give",
    )


def test_somebody_who_is_recorded_as_having_died_is_told(tmp_path):
    for more in ({"deceasedBoolean": True}, {"deceasedDateTime": "2026-01-01"}):
        assert known(tmp_path, patient(**more)) == ({}, ["recorded-as-died"])
    assert known(tmp_path, patient(deceasedBoolean=False)) == ({}, [])


def test_no_name_is_taken_over(tmp_path):
    reading = read(tmp_path, patient(name=[{"family": "Secret", "given": ["Anna"]}]))
    assert "Secret" not in repr(reading)


def test_a_record_that_another_one_replaces_is_told(tmp_path):
    merged = patient(link=[{"type": "replaced-by", "other": {"reference": "Patient/b"}}])
    for resource in (patient(active=False), merged):
        assert known(tmp_path, resource, result(ER, POSITIVE)) == (
            {"er": "positive"},
            ["record-not-in-use"],
        )
    assert known(tmp_path, patient(active=True)) == ({}, [])


def test_a_patient_of_two_versions_is_asked_about_once(tmp_path):
    (told,) = refused(tmp_path, patient(), patient(gender="female"), in_scope=True)
    assert told.startswith("language: what the record says of this person is not certain")


def page(number, *resources, following=None):
    links = [{"relation": "self", "url": f"https://x.example/{number}"}]
    links += [{"relation": "next", "url": f"https://x.example/{following}"}] if following else []
    return bundle(*resources) | {"type": "searchset", "link": links}


def test_an_answer_whose_next_page_is_not_there_never_makes_a_history_complete(tmp_path):
    write(tmp_path / "1.json", page(1, patient(), result(ER, POSITIVE), following=2))
    said = Said(in_scope=True, history_complete=True)
    found = import_person(tmp_path, shipped().vocabulary, said)
    assert [conflict.id for conflict in found.conflicts] == ["pages-missing"]
    assert found.open == {"prior", "current"}
    write(tmp_path / "2.json", page(2, given(LETROZOLE)))
    found = import_person(tmp_path, shipped().vocabulary, said)
    assert (found.conflicts, found.open) == ((), frozenset())
    assert found.columns["prior"] == ("letrozole",)


def test_what_a_server_says_it_could_not_send_is_told(tmp_path):
    def outcome(severity):
        issue = {"severity": severity, "code": "suppressed", "diagnostics": "Secret"}
        return {"resourceType": "OperationOutcome", "issue": [issue]}

    reading = read(tmp_path, patient(), outcome("error"), history_complete=True)
    assert [conflict.id for conflict in reading.conflicts] == ["sender-reports-fault"]
    assert "Secret" not in repr(reading)
    assert reading.record.profile.open == {"prior", "current"}
    assert known(tmp_path, patient(), outcome("information")) == ({}, [])


def test_a_subject_that_is_looked_up_by_an_identifier_is_that_person(tmp_path):
    person = patient(identifier=[{"system": "https://x.example/mrn", "value": "7"}])
    for wanted, found in (("7", {"er": "positive"}), ("8", {})):
        subject = {"reference": f"Patient?identifier=https://x.example/mrn|{wanted}"}
        choices, conflicts = known(tmp_path, person, result(ER, POSITIVE, subject=subject))
        assert choices == found
        assert conflicts == ([] if found else ["without-subject"])


def test_a_list_of_resources_reads_like_a_bundle(tmp_path):
    path = write(tmp_path / "l.json", [patient(), condition(BRAIN)])
    assert is_fhir(path)
    assert import_person(path, shipped().vocabulary, Said()).columns == {"cns_spread": ("yes",)}
    assert not is_fhir(write(path, [patient(), {"er": "positive"}]))


@pytest.mark.parametrize(
    "code",
    [
        ("http://fhir.de/CodeSystem/bfarm/icd-10-gm", "C79.3"),
        ("urn:oid:2.16.840.1.113883.6.90", "C79.31"),
        ("urn:oid:2.16.840.1.113883.6.96", BRAIN[1]),
    ],
)
def test_a_system_may_go_by_its_oid_or_by_a_countrys_own_uri(tmp_path, code):
    assert known(tmp_path, condition(code)) == ({"cns_spread": "yes"}, [])


BORIS = {"reference": "Patient/boris"}


@pytest.mark.parametrize(
    "resources",
    [
        (patient(), patient(id="boris")),
        (patient(), result(ER, POSITIVE, subject=BORIS)),
        (result(ER, POSITIVE), given(LETROZOLE, subject=BORIS)),
        (patient(), condition(subject={"reference": "https://elsewhere.example/Patient/boris"})),
    ],
)
def test_more_than_one_person_is_refused(tmp_path, resources):
    with pytest.raises(LeafletsError) as caught:
        imported(tmp_path, *resources)
    assert caught.value.exit_code is ExitCode.RECORD
    assert "more than one person" in caught.value.message


def test_one_person_may_be_called_in_many_ways(tmp_path):
    made = bundle(
        result(ER, POSITIVE, subject={"reference": "urn:uuid:1-2"}),
        condition(BONE, subject={"reference": "Patient/anna/_history/3"}),
        given(LETROZOLE, subject={"reference": "https://here.example/fhir/Patient/anna"}),
        condition(BRAIN, subject={"identifier": {"system": "x", "value": "17"}}),
    )
    person = patient(identifier=[{"system": "x", "value": "17"}])
    made["entry"].append({"fullUrl": "urn:uuid:1-2", "resource": person})
    found = import_person(write(tmp_path / "b.json", made), shipped().vocabulary, Said())
    assert found.columns == {"er": ("positive",), "prior": ("letrozole",), "cns_spread": ("yes",)}
    assert found.conflicts == ()


def test_a_resource_by_itself_and_a_bundle_in_a_bundle_are_read(tmp_path):
    alone = write(tmp_path / "c.json", condition(BRAIN))
    assert import_person(alone, shipped().vocabulary, Said()).columns == {"cns_spread": ("yes",)}
    nested = write(tmp_path / "d.json", bundle(bundle(condition(BRAIN))))
    assert import_person(nested, shipped().vocabulary, Said()).columns == {"cns_spread": ("yes",)}
    deep = condition(BRAIN)
    for _ in range(9):
        deep = bundle(deep)
    with pytest.raises(LeafletsError, match="more than 4 deep"):
        import_person(write(tmp_path / "e.json", deep), shipped().vocabulary, Said())


def test_a_code_that_was_written_as_a_number_is_the_same_code(tmp_path):
    text = json.dumps(bundle(condition(BRAIN))).replace(f'"{BRAIN[1]}"', BRAIN[1])
    path = write(tmp_path / "b.json", text)
    found = import_person(path, shipped().vocabulary, Said())
    assert found.columns == {"cns_spread": ("yes",)}
    text = json.dumps(bundle(condition(BRAIN))).replace(f'"{BRAIN[1]}"', "9" * 5000)
    found = import_person(write(path, text), shipped().vocabulary, Said())
    assert found.columns == {}


def test_a_system_is_part_of_a_code(tmp_path):
    assert known(tmp_path, condition((RXNORM, BRAIN[1]))) == ({}, ["code-not-known"])
    assert known(tmp_path, condition(("", BRAIN[1]))) == ({}, ["code-not-known"])
    assert known(tmp_path, condition(("urn:local", "17"))) == ({}, [])
