"""How a tumour answers treatment (RECIST 1.1) as a FHIR R4B Observation."""

from collections.abc import Iterator

from medviewer.domain.tracking import tracking_uid
from medviewer.domain.tumour_response import Recist, Response
from medviewer.report.fhir_elements import CodeTable, coded, quantity
from medviewer.report.fhir_observations import Observed
from medviewer.report.findings_json import JsonObject

EVALUATION = coded("DCM", "112020", "Response Evaluation")
METHOD = coded("DCM", "126081", "RECIST 1.1")
CURRENT = coded("DCM", "112048", "Current Response")


def response(told: Observed) -> Iterator[tuple[str, JsonObject]]:
    """Nothing where no lesion counts, or a match of one that does waits for the reader."""
    known = told.record.follow_up
    now = known.confirmed_recist if known is not None else None
    if now is not None:
        uid = tracking_uid(f"{told.record.study.study_instance_uid} RECIST")
        yield (
            told.url(uid),
            {
                **told.base(uid),
                "code": EVALUATION,
                "method": METHOD,
                "valueCodeableConcept": {"text": now.overall.value} if now.overall else None,
                "component": [*_numbers(now, told.codes), *_responses(now)],
            },
        )


def _numbers(now: Recist, codes: CodeTable) -> Iterator[JsonObject]:
    """A sum that lacks a target is not told: it looks like a response."""
    told = (
        ("Sum of target diameters", now.sum_mm if now.is_complete else None, "mm"),
        ("Sum at baseline", now.baseline_mm, "mm"),
        ("Smallest sum before", now.nadir_mm, "mm"),
        ("Change since baseline", None if now.is_baseline else now.from_baseline_percent, "%"),
        ("Change since the smallest sum", now.from_nadir_percent, "%"),
    )
    for name, value, unit in told:
        if value is not None:
            yield {"code": {"text": name}, "valueQuantity": quantity(value, codes.unit(unit))}


def _responses(now: Recist) -> Iterator[JsonObject]:
    told = (
        ({"text": "Response of target lesions"}, now.target),
        ({"text": "Response of other lesions"}, now.non_target),
        (CURRENT, now.overall),
    )
    for name, answer in told:
        if answer is not Response.NONE:
            yield {"code": name, "valueCodeableConcept": {"text": answer.value}}
