"""What models said of whole series (TID 1501): how each analysis ended, and its scores."""

from collections.abc import Iterator

from highdicom import sr

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.items import Group, add, number, text_item
from medviewer.dicom.derived.letters import LONG, plain_text
from medviewer.dicom.derived.object_series import MANUFACTURER
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.label_words import label_words
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.tracking import tracking_uid


def result_groups(bench: Workbench) -> Iterator[Group]:
    """One for each model that ran and each label it scored; one without a score where it refused."""
    for result in bench.record.results:
        for label in result.scores or {"": 0.0}:
            yield _group(result, label)


def _group(result: AnalysisResult, label: str) -> Group:
    card, request = result.card, result.request
    scored = []
    if label:
        scored = [number(codes.SCORE, result.scores[label] * 100, codes.PERCENT)]
    name = plain_text(f"{card.model_id} {label}", LONG)
    group = sr.MeasurementsAndQualitativeEvaluations(
        sr.TrackingIdentifier(tracking_uid(f"{request.display_set_id} {name}"), name),
        finding_type=codes.finding_codes(label, str(label_words(label))).finding if label else None,
        algorithm_id=sr.AlgorithmIdentification(
            name=plain_text(card.model_id, LONG),
            version=f"{card.version}+{card.weights_sha256}",
            parameters=[_parameters(result)],
            family=codes.ALGORITHM_FAMILY,
            manufacturer=MANUFACTURER,
        ),
        measurements=scored or None,
    )
    add(group, text_item(codes.ANALYSIS_STATUS, result.status.value))
    if result.reason is not None:
        add(group, text_item(codes.COMMENT, str(result.reason)))
    return group


def _parameters(result: AnalysisResult) -> str:
    calibration = "held-back data" if result.tells_probabilities else "none"
    told = [f"device={result.device}", f"calibration={calibration}"]
    if result.request.override:
        told.append("run_against_advice=yes")
    return "; ".join(told)
