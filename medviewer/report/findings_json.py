"""The findings of a study as JSON for other programs: schema_version 1.2.

    {schema_version, study_instance_uid, device, timings_s, results: [
        {model: {id, version, sha256}, series_instance_uid, status, reason, scores: {label: p},
         prediction_set: [label], spread, warnings: [text], override, findings: [
            {id, label, center_lps_mm, box_lps_mm, diameter_mm, confidence, calibrated, sop_instance_uids}]}]}

Millimetres are LPS patient coordinates; `box_lps_mm` is its smallest and its largest corner. All three places
are null in a finding of a whole image, and where the image's place in the patient is unknown. The labels in
`prediction_set` cannot be excluded; `spread` is the standard deviation over an ensemble, or null.
`confidence` is a probability only where `calibrated` is true. `status` is done, refused or abstained,
`reason` null if done. `warnings` is why the model may not have been made for the images, `override` the
reader's reason for running it all the same, null without one. A bundle adds "reading", what the reader made
of it: see `report.reading_json`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from medviewer.domain.finding import Finding
from medviewer.domain.geometry import Vector
from medviewer.domain.model_card import AnalysisResult, AnalysisStatus

SCHEMA_VERSION = "1.2"

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
JsonObject = dict[str, Json]


def findings_document(
    study_instance_uid: str,
    results: Sequence[AnalysisResult],
    other_timings_s: Mapping[str, float] | None = None,
) -> JsonObject:
    """Everything the models said, whatever a reader decided.

    Args:
        study_instance_uid: the study the results belong to.
        results: one for each model that was asked, refused ones included.
        other_timings_s: stages outside the models (loading, writing), by name.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "study_instance_uid": study_instance_uid,
        "results": [_result(result) for result in results],
        "device": _device(results),
        "timings_s": _timings(results, other_timings_s or {}),
    }


def _device(results: Sequence[AnalysisResult]) -> str | None:
    """Where the models ran; null where every model was refused."""
    ran = [result.device for result in results if result.status is not AnalysisStatus.REFUSED]
    return ran[0] if ran else None


def _timings(results: Sequence[AnalysisResult], other: Mapping[str, float]) -> JsonObject:
    """Seconds for each stage, summed over the models."""
    total: defaultdict[str, float] = defaultdict(float)
    for timings in (other, *(result.timings_s for result in results)):
        for stage, seconds in timings.items():
            total[stage] += float(seconds)
    return dict(total)


def _result(result: AnalysisResult) -> JsonObject:
    card = result.card
    return {
        "model": {"id": card.model_id, "version": card.version, "sha256": card.weights_sha256},
        "series_instance_uid": result.request.series_instance_uid,
        "status": result.status.value,
        "reason": None if result.reason is None else str(result.reason),
        "override": result.request.override or None,
        "scores": {label: float(score) for label, score in result.scores.items()},
        "prediction_set": list(result.prediction_set),
        "spread": None if result.spread is None else float(result.spread),
        "warnings": [str(warning) for warning in result.warnings],
        "findings": [_finding(finding) for finding in result.findings],
    }


def _finding(finding: Finding) -> JsonObject:
    center, box = finding.center_lps_mm, finding.box_lps_mm
    return {
        "id": finding.finding_id,
        "label": finding.label,
        "center_lps_mm": None if center is None else point_list(center),
        "box_lps_mm": None if box is None else [point_list(box.minimum), point_list(box.maximum)],
        "diameter_mm": None if finding.diameter_mm is None else float(finding.diameter_mm),
        "confidence": float(finding.confidence),
        "calibrated": bool(finding.is_calibrated),
        "sop_instance_uids": list(finding.sop_instance_uids),
    }


def point_list(point: Vector) -> list[float]:
    # Models answer in numpy numbers, which json refuses.
    return [float(coordinate) for coordinate in point]
