"""A reading as a FHIR R4B Bundle (collection): DiagnosticReport, ImagingStudy, Observations, whom they name.

Every resource is checked by `fhir.resources` and read back once before a byte is handed out. Only what the
reader confirmed, measured and marked is in it: undecided proposals are nobody's observation.
"""

import base64
import json
from collections.abc import Iterator, Sequence

from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.study import Series
from medviewer.errors import ExportError
from medviewer.report.code_tables import conclusion_codes
from medviewer.report.fhir_elements import (
    SYSTEMS,
    CodeTable,
    coded,
    date,
    human_name,
    is_uid,
    reference_url,
    uid_identifier,
    without_empty,
    words,
)
from medviewer.report.fhir_observations import Observed, observations
from medviewer.report.fhir_request import request
from medviewer.report.fhir_response import response
from medviewer.report.findings_json import Json, JsonObject
from medviewer.report.reading_json import document_status
from medviewer.words import Message, message

GENDERS = {"M": "male", "F": "female", "O": "other"}
LARGEST_FORM = 8 << 20  # bytes of a PDF; a larger one is only beside it
IMAGING_REPORT = coded("LN", "18748-4", "Diagnostic imaging study")


def fhir_json(record: ReadingRecord, codes: CodeTable, pdf: bytes | None = None) -> bytes:
    """The bundle as UTF-8 JSON.

    Raises:
        ExportError: what the files say cannot be put as FHIR wants it; names the place.
    """
    from fhir.resources.R4B.bundle import Bundle
    from pydantic import ValidationError

    plain = without_empty(fhir_bundle(record, codes, pdf))
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=1)
    try:
        checked = Bundle.model_validate_json(text)
        again = Bundle.model_validate_json(checked.model_dump_json())
    except (ValidationError, ValueError) as error:
        raise ExportError(_refused(error)) from error
    if again != checked:
        raise ExportError(_refused(ValueError("round trip")))
    return text.encode()


def fhir_bundle(record: ReadingRecord, codes: CodeTable, pdf: bytes | None = None) -> JsonObject:
    """The same before it is checked, with what is empty still in it."""
    study = record.study.study_instance_uid
    reader = words(record.sign_off.reader if record.sign_off else record.content.reader)
    told = Observed(
        record,
        codes,
        patient=reference_url(study, "Patient", record.study.patient.patient_id),
        imaging_study=reference_url(study, "ImagingStudy"),
        reader=reference_url("Practitioner", reader) if reader else "",
    )
    found = (*observations(told), *response(told))
    asked = tuple(request(told))
    report = reference_url(study, "DiagnosticReport", record.created_at)
    entries = [
        (report, {**_report(told, [url for url, _ in found], pdf), "basedOn": _based_on(asked)}),
        (told.patient, _patient(record)),
        (told.imaging_study, _imaging_study(told)),
        *_practitioner(told, reader),
        *_devices(told),
        *asked,
        *found,
    ]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        **({"meta": {"tag": [TEST_DATA]}} if record.study.is_synthetic else {}),
        "timestamp": record.created_at,
        "entry": [{"fullUrl": url, "resource": resource} for url, resource in entries],
    }


# Security labels, ActReason: nothing here is of a person.
TEST_DATA: JsonObject = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
    "code": "HTEST",
    "display": "test health data",
}


def _report(told: Observed, results: list[str], pdf: bytes | None) -> JsonObject:
    record = told.record
    signed = record.sign_off
    forms: list[Json] = []
    if pdf is not None and len(pdf) <= LARGEST_FORM:
        data = base64.b64encode(pdf).decode()
        forms.append({"contentType": "application/pdf", "title": "Report", "data": data})
    return {
        "resourceType": "DiagnosticReport",
        "identifier": [_accession(record)],
        "status": document_status(signed),
        "category": [
            {
                "coding": [
                    {
                        "system": "http://terminology.hl7.org/CodeSystem/v2-0074",
                        "code": "RAD",
                        "display": "Radiology",
                    }
                ]
            }
        ],
        "code": {**IMAGING_REPORT, "text": words(record.study.study_description)},
        "subject": {"reference": told.patient},
        "effectiveDateTime": date(record.study.study_date),
        "issued": signed.signed_at if signed else record.created_at,
        "resultsInterpreter": [{"reference": told.reader}] if told.reader else None,
        "imagingStudy": [{"reference": told.imaging_study}],
        "result": [{"reference": url} for url in results],
        "conclusion": words(record.content.impression),
        "conclusionCode": conclusion_codes(record.codes),
        "presentedForm": forms,
    }


def _based_on(asked: Sequence[tuple[str, JsonObject]]) -> list[Json]:
    """The order, which is the first of what was known before."""
    return [{"reference": url} for url, _ in asked[:1]]


def _accession(record: ReadingRecord) -> JsonObject:
    kind = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "ACSN"}]}
    number = words(record.study.accession_number)
    return {"type": kind, "value": number} if number else {}


def _patient(record: ReadingRecord) -> JsonObject:
    patient = record.study.patient
    number = words(patient.patient_id)
    return {
        "resourceType": "Patient",
        "identifier": [{"value": number}] if number else None,
        "name": [human_name(patient.person_name or patient.patient_name, patient.patient_name)],
        "gender": GENDERS.get(patient.sex.strip().upper(), "unknown"),
        "birthDate": date(patient.birth_date),
    }


def _imaging_study(told: Observed) -> JsonObject:
    study = told.record.study
    series = [each for each in study.series if is_uid(each.series_instance_uid)]
    return {
        "resourceType": "ImagingStudy",
        "identifier": [uid_identifier(study.study_instance_uid), _accession(told.record)],
        "status": "available",
        "subject": {"reference": told.patient},
        "started": date(study.study_date),
        "description": words(study.study_description),
        "numberOfSeries": len(series),
        "numberOfInstances": sum(len(_instances(each)) for each in series),
        "series": [_series(each) for each in series],
    }


def _series(series: Series) -> JsonObject:
    instances = _instances(series)
    return {
        "uid": series.series_instance_uid,
        "number": series.series_number if (series.series_number or 0) > 0 else None,
        "modality": {"system": SYSTEMS["DCM"], "code": words(series.modality) or "OT"},
        "description": words(series.series_description),
        "numberOfInstances": len(instances),
        "instance": [
            {
                "uid": uid,
                "sopClass": {"system": "urn:ietf:rfc:3986", "code": f"urn:oid:{sop_class}"},
            }
            for uid, sop_class in instances.items()
            if is_uid(uid) and is_uid(sop_class)
        ],
    }


def _instances(series: Series) -> dict[str, str]:
    """SOP Instance UID → SOP Class UID of what holds images."""
    frames = (frame for shown in series.display_sets for frame in shown.source_frames)
    return {f.instance.sop_instance_uid: f.instance.sop_class_uid for f in frames}


def _practitioner(told: Observed, reader: str | None) -> Iterator[tuple[str, JsonObject]]:
    if reader:
        yield told.reader, {"resourceType": "Practitioner", "name": [{"text": reader}]}


def _devices(told: Observed) -> Iterator[tuple[str, JsonObject]]:
    """One a model whose proposals the reader confirmed."""
    known: set[str] = set()
    for each in told.record.confirmed:
        by, url = each.proposed.provenance, told.device_url(each.proposed)
        if by.is_by_reader or url in known:
            continue
        known.add(url)
        yield (
            url,
            {
                "resourceType": "Device",
                "identifier": [
                    {"system": "urn:medviewer:weights-sha256", "value": words(by.weights_sha256)}
                ],
                "deviceName": [{"name": words(by.model_id) or "AI", "type": "model-name"}],
                "type": coded("DCM", "123110", "Artificial Intelligence"),
                "version": [{"value": words(by.model_version) or "unknown"}],
                "note": [{"text": f"MedViewer {told.record.software_version}"}],
            },
        )


def _refused(error: Exception) -> Message:
    return message(
        "Export",
        "The study's data cannot be put as FHIR: {reason}. The other documents do not need it.",
        reason=str(error).splitlines()[0][:200],
    )
