"""FHIR JSON of any release is read as far as it is understood; what is withdrawn is not."""

import base64
import json
from typing import Any

import pytest

from medviewer.domain.clinical_notes import LabValue
from medviewer.domain.study import Patient
from medviewer.errors import InputError
from medviewer.session.context.fhir_order import fhir_document

CRP = {
    "resourceType": "Observation",
    "status": "final",
    "code": {"coding": [{"system": "http://loinc.org", "code": "1988-5"}], "text": "CRP"},
    "effectiveDateTime": "2026-11-20T08:30:00+01:00",
    "valueQuantity": {"value": 45, "unit": "mg/L"},
}


def bundle(*resources: dict[str, Any]) -> bytes:
    entries = [{"resource": each} for each in resources]
    return json.dumps({"resourceType": "Bundle", "entry": entries}).encode()


def read(*resources: dict[str, Any]) -> Any:
    return fhir_document(bundle(*resources), "order.json")


def test_that_an_order_of_r4_and_one_of_r5_say_the_same() -> None:
    r4 = {
        "resourceType": "ServiceRequest",
        "code": {"text": "CT chest"},
        "reasonCode": [{"coding": [{"display": "Cough"}]}],
        "note": [{"text": "Smoker."}],
    }
    r5 = {
        "resourceType": "ServiceRequest",
        "code": {"concept": {"text": "CT chest"}},
        "reason": [{"concept": {"coding": [{"display": "Cough"}]}}],
        "note": [{"text": "Smoker."}],
    }

    assert read(r4).history == "Requested: CT chest\nCough\nSmoker."
    assert read(r5).history == read(r4).history


def test_that_an_observation_keeps_unit_code_and_time() -> None:
    assert read(CRP).values == (LabValue("CRP", 45.0, "mg/L", "", "1988-5", "20261120083000"),)


def test_that_bounds_words_and_components_are_values_too() -> None:
    bound = {**CRP, "valueQuantity": {"value": 5, "comparator": "<", "unit": "ng/L"}}
    smoker = {
        "resourceType": "Observation",
        "code": {"text": "Smoking"},
        "valueCodeableConcept": {"coding": [{"display": "Never smoked"}]},
    }
    pressure = {
        "resourceType": "Observation",
        "code": {"text": "Blood pressure"},
        "component": [
            {"code": {"text": "Systolic"}, "valueQuantity": {"value": 120, "unit": "mmHg"}}
        ],
    }

    found = read(bound, smoker, pressure).values

    assert [(v.name, v.value, v.text, v.unit) for v in found] == [
        ("CRP", None, "<5", "ng/L"),
        ("Smoking", None, "Never smoked", ""),
        ("Blood pressure: Systolic", 120.0, "", "mmHg"),
    ]


def test_that_conditions_say_what_is_other_than_usual() -> None:
    def condition(name: str, clinical: str, verification: str = "confirmed") -> dict[str, Any]:
        return {
            "resourceType": "Condition",
            "code": {"text": name},
            "clinicalStatus": {"coding": [{"code": clinical}]},
            "verificationStatus": {"coding": [{"code": verification}]},
        }

    document = read(
        {**condition("Diabetes", "active"), "onsetDateTime": "2015"},
        condition("Tuberculosis", "resolved"),
        condition("Embolism", "active", "refuted"),
        condition("Typo", "active", "entered-in-error"),
    )

    assert document.history.splitlines() == [
        "Diabetes (since 2015)",
        "Tuberculosis (resolved)",
        "Embolism (refuted)",
    ]


def test_that_what_was_entered_in_error_is_passed_over() -> None:
    assert read({**CRP, "status": "entered-in-error"}).is_empty


def test_that_sections_and_letters_within_are_read_as_plain_text() -> None:
    letter = base64.b64encode(b"Symptoms: fever\nHb 7.4 mmol/L").decode()
    document = read(
        {
            "resourceType": "Composition",
            "section": [
                {
                    "title": "Chief complaint",
                    "text": {"div": "<div><p>Dyspnoea &amp; cough</p><script>x()</script></div>"},
                }
            ],
        },
        {
            "resourceType": "DiagnosticReport",
            "code": {"text": "CT chest"},
            "effectiveDateTime": "2025-01-02",
            "conclusion": "No embolism.",
            "presentedForm": [{"contentType": "text/plain", "data": letter}],
        },
    )

    assert document.symptoms == "Chief complaint: Dyspnoea & cough\nfever"
    assert document.history == "CT chest 2025-01-02: No embolism."
    assert document.values == (LabValue("Hb", 7.4, "mmol/L"),)


def test_that_the_patient_is_told_by_medical_record_number_and_official_name() -> None:
    patient = {
        "resourceType": "Patient",
        "identifier": [
            {"value": "INS-9"},
            {"type": {"coding": [{"code": "MR"}]}, "value": "PAT-1"},
        ],
        "name": [
            {"use": "nickname", "text": "Wanda"},
            {"use": "official", "family": "Doe", "given": ["Jane", "Q"]},
        ],
        "birthDate": "1960-01-02",
        "gender": "female",
    }

    assert read(patient, CRP).patient == Patient("PAT-1", "Jane Q Doe", "19600102", "F")


def test_that_a_file_of_two_patients_is_refused() -> None:
    one = {"resourceType": "Patient", "identifier": [{"value": "1"}]}
    other = {"resourceType": "Patient", "identifier": [{"value": "2"}]}

    with pytest.raises(InputError, match="speaks of 2 patients"):
        read(one, other, CRP)


def test_that_what_was_passed_over_is_named() -> None:
    document = read(CRP, {"resourceType": "Encounter"}, {"resourceType": "Encounter"})

    assert "Encounter (2)" in str(document.notes[0])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe\x00garbage",
        b"[1, 2, null]",
        b'{"resourceType": 5}',
        b"[" * 100_000,
        b'{"a": ' + b"9" * 10_000 + b"}",
    ],
)
def test_that_what_is_no_fhir_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(InputError, match=r"order\.json is no FHIR JSON"):
        fhir_document(data, "order.json")


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "text"},
        {"code": {"text": ["list"], "coding": "none"}},
        {"valueQuantity": {"value": "NaN"}},
        {"valueQuantity": {"value": 1e999}},
        {"valueQuantity": {"value": True}},
        {"valueQuantity": [1]},
        {"effectiveDateTime": {"no": "date"}},
        {"component": "x", "note": 5, "contained": [[1]], "status": ["final"]},
    ],
)
def test_that_elements_of_wrong_types_are_as_if_they_were_not_there(
    changes: dict[str, Any],
) -> None:
    values = read({**CRP, **changes}).values

    assert all(each.value in (45.0, None) for each in values)
