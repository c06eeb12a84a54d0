"""How a tumour answers treatment (RECIST 1.1), as a group (TID 1501) of the reader's report."""

from collections.abc import Iterator, Mapping

from highdicom import sr
from pydicom.dataset import Dataset
from pydicom.sr.coding import Code

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.items import Group, add, code_item, number
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.tracking import tracking_uid
from medviewer.domain.tumour_response import Recist, Response

TARGETS: Mapping[Response, Code] = {  # CID 6143
    Response.CR: Code("112041", "DCM", "Target Lesion Complete Response"),
    Response.PR: Code("112042", "DCM", "Target Lesion Partial Response"),
    Response.PD: Code("112043", "DCM", "Target Lesion Progressive Disease"),
    Response.SD: Code("112044", "DCM", "Target Lesion Stable Disease"),
}
OTHERS: Mapping[Response, Code] = {
    Response.CR: Code("112045", "DCM", "Non-Target Lesion Complete Response"),
    Response.NON_CR_NON_PD: Code(
        "112046", "DCM", "Non-Target Lesion Incomplete Response or Stable Disease"
    ),
    Response.PD: Code("112047", "DCM", "Non-Target Lesion Progressive Disease"),
}
OVERALL: Mapping[Response, Code] = {}  # the standard's are of lesions of one kind


def response_group(record: ReadingRecord) -> Group | None:
    """The sum of diameters and the response; None where nothing counts, or a match waits for the reader."""
    now = record.follow_up.confirmed_recist if record.follow_up is not None else None
    if now is None:
        return None
    uid = tracking_uid(f"{record.study.study_instance_uid} RECIST")
    group: Group = sr.MeasurementsAndQualitativeEvaluations(
        sr.TrackingIdentifier(uid, "RECIST 1.1"),
        finding_type=codes.RESPONSE_EVALUATION,
        measurements=list(_numbers(now)) or None,
    )
    add(group, code_item(codes.RESPONSE_METHOD, codes.RECIST), *_responses(now))
    return group


def _numbers(now: Recist) -> Iterator[sr.Measurement]:
    """A sum that lacks a target is not told: it looks like a response."""
    sizes = {
        codes.SUM_OF_DIAMETERS: now.sum_mm if now.is_complete else None,
        codes.BASELINE_SUM: now.baseline_mm,
        codes.NADIR_SUM: now.nadir_mm,
    }
    for name, size_mm in sizes.items():
        if size_mm is not None:
            yield number(name, size_mm, codes.MILLIMETRE)
    shares = {
        codes.FROM_BASELINE: None if now.is_baseline else now.from_baseline_percent,
        codes.FROM_NADIR: now.from_nadir_percent,
    }
    for name, percent in shares.items():
        if percent is not None:
            yield number(name, percent, codes.PERCENT)


def _responses(now: Recist) -> Iterator[Dataset]:
    told = (
        (codes.TARGET_RESPONSE, now.target, TARGETS),
        (codes.OTHER_RESPONSE, now.non_target, OTHERS),
        (codes.CURRENT_RESPONSE, now.overall, OVERALL),
    )
    for name, response, known in told:
        if response is not Response.NONE:
            yield code_item(name, known.get(response) or codes.own(response.value, response.value))
