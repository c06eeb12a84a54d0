"""The findings of a study as JSON for other programs: schema_version 1.3.

    {schema_version, study_instance_uid, device, timings_s, results: [
        {model: {id, version, sha256}, series_instance_uid, status, reason, scores: {label: p},
         prediction_set: [label], spread, warnings: [text], override, findings: [
            {id, label, center_lps_mm, box_lps_mm, diameter_mm, confidence, calibrated, sop_instance_uids,
             review: {state, reason, reader, decided_at, as_read: {id, label, …} or null} or null}]}],
     added_by_reader: [{id, label, …, added_by, added_at}],
     codes: [{code, scheme, scheme_name, text, decision, origin, model, score, is_probability, is_negated,
              reader, decided_at, words}]}

Millimetres are LPS patient coordinates; `box_lps_mm` is its smallest and its largest corner. All three places
are null in a finding of a whole image, and where the image's place in the patient is unknown. The labels in
`prediction_set` cannot be excluded; `spread` is the standard deviation over an ensemble, or null.
`confidence` is a probability only where `calibrated` is true. `status` is done, refused or abstained,
`reason` null if done. `warnings` is why the model may not have been made for the images, `override` the
reader's reason for running it all the same, null without one. A bundle adds "reading", what the reader made
of it: see `report.reading_json`. A finding under `results` is as the model
proposed it; `review` is the reader's word on it (null where nobody decided), `as_read` the finding as the
reader has it where it was edited. The reader's own findings have no `confidence`.
`codes` has every code that was proposed or chosen: `decision` is undecided, accepted or rejected, `origin`
model, lexical (found by its words in the code table, never learnt) or reader, whose own have no `score`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from medviewer.domain.coding import CodeOrigin, ReportCode
from medviewer.domain.coding_words import scheme_name
from medviewer.domain.finding import Finding, Review
from medviewer.domain.geometry import Vector
from medviewer.domain.model_card import AnalysisResult, AnalysisStatus
from medviewer.domain.report import ReportedFinding

SCHEMA_VERSION = "1.3"

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
JsonObject = dict[str, Json]


def findings_document(
    study_instance_uid: str,
    results: Sequence[AnalysisResult],
    other_timings_s: Mapping[str, float] | None = None,
    items: Sequence[ReportedFinding] = (),
    codes: Sequence[ReportCode] = (),
) -> JsonObject:
    """Everything the models said, whatever a reader decided.

    Args:
        study_instance_uid: the study the results belong to.
        results: one for each model that was asked, refused ones included.
        other_timings_s: stages outside the models (loading, writing), by name.
        items: findings with the reader's word on them, the reader's own among them.
        codes: with every decision.
    """
    reviews = {item.finding.finding_id: item.review for item in items}
    return {
        "schema_version": SCHEMA_VERSION,
        "study_instance_uid": study_instance_uid,
        "results": [_result(result, reviews) for result in results],
        "added_by_reader": [_added(item) for item in items if item.is_by_reader],
        "codes": [_code(each) for each in codes],
        "device": _device(results),
        "timings_s": _timings(results, other_timings_s or {}),
    }


def _code(code: ReportCode) -> JsonObject:
    suggestion = code.suggestion
    is_own = suggestion.origin is CodeOrigin.READER
    return {
        "code": code.code.value,
        "scheme": code.code.scheme,
        "scheme_name": scheme_name(code.code.scheme),
        "text": code.code.meaning,
        "decision": code.decision.value,
        "origin": suggestion.origin.value,
        "model": code.model or None,
        "score": None if is_own else float(suggestion.score),
        "is_probability": code.is_probability,
        "is_negated": suggestion.is_negated,
        "reader": code.reader,
        "decided_at": code.decided_at,
        "words": list(code.words),
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


def _result(result: AnalysisResult, reviews: Mapping[str, Review]) -> JsonObject:
    card = result.card
    findings: list[Json] = []
    for each in result.findings:
        review = reviews.get(each.finding_id)
        findings.append({**_finding(each), "review": None if review is None else _review(review)})
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
        "findings": findings,
    }


def _review(review: Review) -> Json:
    if not review.is_decided:
        return None
    return {
        "state": review.state.value,
        "reason": None if review.reason is None else review.reason.value,
        "reader": review.reader,
        "decided_at": review.decided_at,
        "as_read": None if review.revised is None else _finding(review.revised),
    }


def _added(item: ReportedFinding) -> JsonObject:
    told = item.finding.provenance
    return {**_finding(item.finding), "added_by": told.reader, "added_at": told.analysed_at}


def _finding(finding: Finding) -> JsonObject:
    center, box = finding.center_lps_mm, finding.box_lps_mm
    return {
        "id": finding.finding_id,
        "label": finding.label,
        "center_lps_mm": None if center is None else point_list(center),
        "box_lps_mm": None if box is None else [point_list(box.minimum), point_list(box.maximum)],
        "diameter_mm": None if finding.diameter_mm is None else float(finding.diameter_mm),
        "confidence": None if finding.provenance.is_by_reader else float(finding.confidence),
        "calibrated": bool(finding.is_calibrated),
        "sop_instance_uids": list(finding.sop_instance_uids),
    }


def point_list(point: Vector) -> list[float]:
    # Models answer in numpy numbers, which json refuses.
    return [float(coordinate) for coordinate in point]
