"""What was known before the examination, as FHIR R4B: a ServiceRequest with its reason, and Observations.

Only what the reader wants in the report is written (`ClinicalNotes.printed`).
"""

from collections.abc import Iterator

from medviewer.domain.clinical_notes import LabValue
from medviewer.domain.tracking import tracking_uid
from medviewer.report.fhir_elements import SYSTEMS, date, words
from medviewer.report.fhir_observations import Observed
from medviewer.report.findings_json import Json, JsonObject

LABORATORY = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "laboratory",
        }
    ]
}


def request(told: Observed) -> Iterator[tuple[str, JsonObject]]:
    """The order first, its values after it; nothing where there is nothing to say."""
    notes, study = told.record.notes.printed, told.record.study
    if notes.is_empty:
        return
    values = list(_values(told))
    reason, symptoms = words(notes.history), words(notes.symptoms)
    named = study.context.procedure or study.study_description
    yield (
        told.url(tracking_uid(f"{study.study_instance_uid} request")),
        {
            "resourceType": "ServiceRequest",
            "status": "unknown",
            "intent": "order",
            "code": {"text": words(named)},
            "subject": {"reference": told.patient},
            "reasonCode": [{"text": reason}] if reason else None,
            "note": [{"text": symptoms}] if symptoms else None,
            "supportingInfo": [{"reference": url} for url, _ in values],
        },
    )
    yield from values


def _values(told: Observed) -> Iterator[tuple[str, JsonObject]]:
    study = told.record.study.study_instance_uid
    for number, each in enumerate(told.record.notes.printed.values):
        name = words(each.name)
        if name:
            yield told.url(tracking_uid(f"{study} value {number}")), _observation(told, each, name)


def _observation(told: Observed, each: LabValue, name: str) -> JsonObject:
    """A unit is UCUM where the value came with a code from FHIR; else only what was written."""
    code: JsonObject = {"text": name}
    if each.code:
        code["coding"] = [{"system": SYSTEMS["LN"], "code": words(each.code)}]
    return {
        "resourceType": "Observation",
        "status": "unknown",
        "category": [LABORATORY],
        "code": code,
        "subject": {"reference": told.patient},
        "effectiveDateTime": date(each.measured_at[:8]),
        **_stated(each),
    }


def _stated(each: LabValue) -> dict[str, Json]:
    if each.value is None:
        return {"valueString": words(f"{each.text} {each.unit}")}
    return {"valueQuantity": {"value": each.value, "unit": words(each.unit)}}
