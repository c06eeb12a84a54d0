"""A whole reading as JSON for other programs: the "reading" of findings.json, since schema_version 1.2.

    {status, created_at, software_version, content: {reader, indication, technique, comparison, findings,
     impression},
     clinical: {history, symptoms, values: [{name, value, text, unit, code, measured_at}]} | null,
     sign_off: {reader, signed_at, organization, version, amendment} | null,
     findings: [{number, tracking_uid, id, source, label, name, site, decision, reason, reader, decided_at,
        confidence, calibrated, center_lps_mm, box_lps_mm, box_voxel, long_axis_mm, short_axis_mm, outlines:
        [{slice, points}], sop_instance_uids, series_instance_uid, key_sop_instance_uid, proposed}],
     measurements: [{number, tracking_uid, id, kind, label, quantities: [{kind, value, unit,
        pixel_size_from}], points, points_in, series_instance_uid, sop_instance_uid, frame}],
     segments: [{tracking_uid, id, name, voxels, volume_ml, series_instance_uid}],
     key_images: [{series_instance_uid, sop_instance_uid, frame}]}

`status` is preliminary, final or amended. `decision` is proposed, accepted, edited or rejected; what stands
beside it is the finding as the reader has it, and `proposed` as its author stated it, null unless edited.
Voxels and points of outlines count from 0, (slice, row, column) and (row, column); `frame` counts from 1.
"""

from collections.abc import Iterator

from medviewer.domain.clinical_notes import ClinicalNotes
from medviewer.domain.finding import Finding, ReviewState
from medviewer.domain.quantity import CALIBRATED
from medviewer.domain.reading_record import ReadingRecord, RecordedFinding, RecordedMeasurement
from medviewer.domain.sign_off import SignOff
from medviewer.report.findings_json import JsonObject, point_list
from medviewer.report.reading_tables import key_image_of


def reading_document(record: ReadingRecord) -> JsonObject:
    """Everything the reader said and did, beside what `findings_document` says of the models."""
    content = record.content
    return {
        "status": document_status(record.sign_off),
        "synthetic": record.study.is_synthetic,
        "created_at": record.created_at,
        "software_version": record.software_version,
        "content": {
            "reader": content.reader,
            "indication": content.indication,
            "technique": content.technique,
            "comparison": content.comparison,
            "findings": content.findings,
            "impression": content.impression,
        },
        "clinical": _clinical(record.notes),
        "sign_off": _signed(record.sign_off),
        "findings": [_recorded(record, each) for each in record.findings],
        "measurements": [_measured(record, each) for each in record.measurements],
        "segments": list(_segments(record)),
        "key_images": list(_key_images(record)),
    }


def _clinical(notes: ClinicalNotes) -> JsonObject | None:
    """What the reader wants printed; null where that is nothing."""
    printed = notes.printed
    if printed.is_empty:
        return None
    return {
        "history": printed.history,
        "symptoms": printed.symptoms,
        "values": [
            {
                "name": each.name,
                "value": each.value,
                "text": each.text,
                "unit": each.unit,
                "code": each.code,
                "measured_at": each.measured_at,
            }
            for each in printed.values
        ],
    }


def document_status(sign_off: SignOff | None) -> str:
    """As FHIR calls it: preliminary, final or amended."""
    if sign_off is None:
        return "preliminary"
    return "amended" if sign_off.is_amended else "final"


def _signed(sign_off: SignOff | None) -> JsonObject | None:
    if sign_off is None:
        return None
    return {
        "reader": sign_off.reader,
        "signed_at": sign_off.signed_at,
        "organization": sign_off.organization,
        "version": sign_off.version,
        "amendment": sign_off.amendment,
    }


def _recorded(record: ReadingRecord, each: RecordedFinding) -> JsonObject:
    review, by = each.review, each.proposed.provenance
    series, sop = key_image_of(record, each)
    is_edited = review.state is ReviewState.EDITED and each.finding != each.proposed
    return {
        "number": each.number,
        "tracking_uid": each.tracking_uid,
        "id": each.finding.finding_id,
        "source": {
            "kind": "reader" if by.is_by_reader else "ai",
            "model_id": by.model_id,
            "model_version": by.model_version,
            "weights_sha256": by.weights_sha256,
            "analysed_at": by.analysed_at,
        },
        "decision": review.state.value,
        "reason": review.reason.value if review.reason else None,
        "reader": review.reader or by.reader,
        "decided_at": review.decided_at,
        **_finding(each.finding),
        "series_instance_uid": series,
        "key_sop_instance_uid": sop or None,
        "proposed": _finding(each.proposed) if is_edited else None,
    }


def _finding(finding: Finding) -> JsonObject:
    center, box, voxels = finding.center_lps_mm, finding.box_lps_mm, finding.box_voxel
    is_by_model = not finding.provenance.is_by_reader
    return {
        "label": finding.label,
        "name": str(finding.name),
        "site": str(finding.site),
        "confidence": float(finding.confidence) if is_by_model else None,
        "calibrated": bool(finding.is_calibrated) and is_by_model,
        "center_lps_mm": None if center is None else point_list(center),
        "box_lps_mm": None if box is None else [point_list(box.minimum), point_list(box.maximum)],
        "box_voxel": None
        if voxels is None
        else [[int(x) for x in voxels.first], [int(x) for x in voxels.last]],
        "long_axis_mm": None if finding.diameter_mm is None else float(finding.diameter_mm),
        "short_axis_mm": None if finding.short_axis_mm is None else float(finding.short_axis_mm),
        "outlines": [
            {
                "slice": int(outline.slice_index),
                "points": [[float(row), float(column)] for row, column in outline.points],
            }
            for outline in finding.outlines
        ],
        "sop_instance_uids": list(finding.sop_instance_uids),
    }


def _measured(record: ReadingRecord, each: RecordedMeasurement) -> JsonObject:
    drawn = each.measurement
    shown = record.study.find_display_set(drawn.image.display_set_id)
    return {
        "number": each.number,
        "tracking_uid": each.tracking_uid,
        "id": drawn.measurement_id,
        "kind": drawn.kind.value,
        "label": drawn.label,
        "quantities": [
            {
                "kind": told.kind.value,
                "value": float(told.value),
                "unit": told.unit,
                "pixel_size_from": told.calibration.kind.value if told.kind in CALIBRATED else None,
            }
            for told in each.quantities
        ],
        "points": [point_list(point) for point in drawn.points],
        "points_in": "patient_lps_mm" if drawn.image.plane is not None else "column_row_px",
        "series_instance_uid": shown.series_instance_uid if shown else None,
        "sop_instance_uid": drawn.image.sop_instance_uid or None,
        "frame": drawn.image.frame_index + 1 if drawn.image.sop_instance_uid else None,
    }


def _segments(record: ReadingRecord) -> Iterator[JsonObject]:
    for each in record.segments:
        shown = record.study.find_display_set(each.segment.display_set_id)
        yield {
            "tracking_uid": each.tracking_uid,
            "id": each.segment.segment_id,
            "name": each.segment.name,
            "voxels": each.segment.voxel_count,
            "volume_ml": each.segment.volume_ml,
            "series_instance_uid": shown.series_instance_uid if shown else None,
        }


def _key_images(record: ReadingRecord) -> Iterator[JsonObject]:
    for mark in record.key_images:
        shown = record.study.find_display_set(mark.display_set_id)
        if shown is not None:
            frame = shown.frames[mark.index]
            yield {
                "series_instance_uid": shown.series_instance_uid,
                "sop_instance_uid": frame.instance.sop_instance_uid,
                "frame": frame.frame_index + 1,
            }
