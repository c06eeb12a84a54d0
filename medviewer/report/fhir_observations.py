"""Findings, measurements and segments as FHIR R4B Observations; each has its tracking UID for identifier."""

from collections.abc import Iterator
from dataclasses import dataclass

from medviewer.domain.finding import Finding
from medviewer.domain.reading_record import (
    ReadingRecord,
    RecordedFinding,
    RecordedMeasurement,
    RecordedSegment,
)
from medviewer.report.fhir_elements import (
    CodeTable,
    coded,
    coding,
    concept,
    quantity,
    reference_url,
    uid_identifier,
    words,
)
from medviewer.report.findings_json import JsonObject
from medviewer.report.reading_json import document_status
from medviewer.report.reading_tables import key_image_of

TRACKING_UID = coded("DCM", "112040", "Tracking Unique Identifier")
FINDING = coded("DCM", "121071", "Finding")
BEST_IMAGE = coded("DCM", "121080", "Best illustration of finding")
CERTAINTY = coded("DCM", "111012", "Certainty of Finding")
LONG_AXIS = coded("SCT", "103339001", "Long axis")
SHORT_AXIS = coded("SCT", "103340004", "Short axis")
VOLUME = coded("SCT", "118565006", "Volume")
MEASUREMENT = coded("DCM", "125007", "Measurement Group")
IMAGING = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "imaging",
            "display": "Imaging",
        }
    ]
}


@dataclass(frozen=True, slots=True)
class Observed:
    """What every observation of a bundle refers to, by full URL; "" where there is none."""

    record: ReadingRecord
    codes: CodeTable
    patient: str
    imaging_study: str
    reader: str

    def url(self, tracking_uid: str) -> str:
        study = self.record.study.study_instance_uid
        return reference_url(study, "Observation", tracking_uid)

    def device_url(self, finding: Finding) -> str:
        by = finding.provenance
        return reference_url("Device", by.model_id, by.model_version, by.weights_sha256)

    def base(self, tracking_uid: str) -> JsonObject:
        return {
            "resourceType": "Observation",
            "identifier": [uid_identifier(tracking_uid, TRACKING_UID)],
            "status": document_status(self.record.sign_off),
            "category": [IMAGING],
            "subject": {"reference": self.patient},
            "performer": [{"reference": self.reader}] if self.reader else None,
            "derivedFrom": [{"reference": self.imaging_study}],
        }


def observations(told: Observed) -> Iterator[tuple[str, JsonObject]]:
    """Full URL and resource: what the reader stands by, never what nobody decided."""
    for found in told.record.confirmed:
        yield told.url(found.tracking_uid), _finding(told, found)
    for measured in told.record.measurements:
        if measured.quantities:
            yield told.url(measured.tracking_uid), _measurement(told, measured)
    for segment in told.record.segments:
        yield told.url(segment.tracking_uid), _segment(told, segment)


def _finding(told: Observed, each: RecordedFinding) -> JsonObject:
    finding, by = each.finding, each.proposed.provenance
    site = told.codes.site(finding.label, str(finding.site))
    decided = each.review.decided_at or by.analysed_at
    return {
        **told.base(each.tracking_uid),
        "code": FINDING,
        "effectiveDateTime": words(decided) if "+" in decided or decided.endswith("Z") else None,
        "valueCodeableConcept": concept(
            told.codes.finding(finding.label, str(finding.name)), finding.name
        ),
        "bodySite": concept(site, finding.site),
        "device": None if by.is_by_reader else {"reference": told.device_url(each.proposed)},
        "note": [{"text": _origin(each)}],
        "component": list(_components(told, each)),
    }


def _origin(each: RecordedFinding) -> str:
    """In English, as all that is not the reader's own text in FHIR."""
    by, review = each.proposed.provenance, each.review
    reader = words(review.reader or by.reader) or "the reader"
    if by.is_by_reader:
        return f"Added by {reader}."
    said = f"Proposed by {words(by.model_id)} {words(by.model_version)}"
    return f"{said}, {review.state.value} by {reader}."


def _components(told: Observed, each: RecordedFinding) -> Iterator[JsonObject]:
    finding, millimetre = each.finding, told.codes.unit("mm")
    if finding.diameter_mm is not None:
        yield {"code": LONG_AXIS, "valueQuantity": quantity(finding.diameter_mm, millimetre)}
    if finding.short_axis_mm is not None:
        yield {"code": SHORT_AXIS, "valueQuantity": quantity(finding.short_axis_mm, millimetre)}
    if not each.proposed.provenance.is_by_reader:
        is_probability = finding.is_calibrated
        meaning = "probability, calibrated" if is_probability else "score, not calibrated"
        code = {**CERTAINTY, "text": f"Certainty of Finding ({meaning})"}
        yield {"code": code, "valueQuantity": quantity(finding.confidence, told.codes.unit(""))}
    yield from _image(key_image_of(told.record, each)[1])


def _measurement(told: Observed, each: RecordedMeasurement) -> JsonObject:
    drawn = each.measurement
    components: list[JsonObject] = [
        {
            "code": {"coding": [coding(code) for code in told.codes.quantity(number)]},
            "valueQuantity": quantity(number.value, told.codes.unit(number.unit)),
        }
        for number in each.quantities
    ]
    return {
        **told.base(each.tracking_uid),
        "code": {**MEASUREMENT, "text": drawn.kind.value},
        "note": [{"text": words(drawn.label)}] if words(drawn.label) else None,
        "component": [*components, *_image(drawn.image.sop_instance_uid)],
    }


def _segment(told: Observed, each: RecordedSegment) -> JsonObject:
    segment, volume_ml = each.segment, each.segment.volume_ml
    return {
        **told.base(each.tracking_uid),
        "code": VOLUME if volume_ml is not None else MEASUREMENT,
        "valueQuantity": None
        if volume_ml is None
        else {**quantity(volume_ml, told.codes.unit("mL")), "unit": "mL", "code": "mL"},
        "dataAbsentReason": None
        if volume_ml is not None
        else {
            "coding": [
                {
                    "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
                    "code": "not-applicable",
                }
            ]
        },
        "note": [{"text": words(segment.name) or "segment"}],
    }


def _image(sop_instance_uid: str) -> Iterator[JsonObject]:
    if sop_instance_uid:
        yield {"code": BEST_IMAGE, "valueString": f"urn:oid:{sop_instance_uid}"}
