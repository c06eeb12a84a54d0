"""A small study, its findings and a model's answer, built by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from medviewer.domain.finding import (
    Finding,
    PatientBox,
    Provenance,
    Review,
    ReviewState,
    VoxelBox,
)
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    Applicability,
    Metric,
    ModelCard,
    SharedArray,
    TrainingSource,
)
from medviewer.domain.report import KeyImage, Report, ReportContent
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study import (
    DisplaySet,
    FrameSource,
    Instance,
    Patient,
    PixelEncoding,
    Series,
    Study,
)
from medviewer.domain.volume import Unit
from medviewer.report.draft import draft_report, number_findings, with_key_images
from medviewer.words import message

STUDY_UID = "1.2.826.0.1.3680043.8.498.1"
SERIES_UID = "1.2.826.0.1.3680043.8.498.1.3"
SHA256 = "0123456789abcdef" * 4
NOW = datetime(2026, 3, 4, 15, 6, tzinfo=UTC)
READER = "Dr. Ada Roentgen"
DECIDED_AT = "2026-03-04T15:01:00+00:00"
SIGN_OFF = SignOff(READER, "2026-03-04T15:05:00+00:00", "St. Elsewhere")


def study(patient_name: str = "王小明 Wang Xiaoming") -> Study:
    encoding = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 16, 12, 0)
    instance = Instance(
        Path("1.dcm"), "1.2.3.1", "1.2.840.10008.5.1.4.1.1.2", 512, 512, 1, encoding
    )
    frames = tuple(FrameSource(instance, 0, None) for _ in range(140))
    series = Series(
        SERIES_UID,
        "CT",
        series_number=3,
        series_description="Thorax 1.0",
        convolution_kernel="B60f",
        contrast_bolus_agent="Iomeprol 300",
        display_sets=(DisplaySet("d1", SERIES_UID, frames, None),),
    )
    return Study(
        STUDY_UID,
        Patient("PAT-0042", patient_name, "19600102", "M", "066Y"),
        study_date="20260304",
        study_time="142530",
        study_description="CT chest with contrast",
        accession_number="ACC-778",
        institution_name="St. Elsewhere Hospital, Radiology",
        referring_physician_name="Dr. Jo Lung",
        series=(series,),
    )


def finding(number: int, confidence: float = 0.87, diameter_mm: float = 8.2) -> Finding:
    return Finding(
        finding_id=f"finding-{number}",
        label="lung_nodule",
        name=message("Sample", "Lung nodule"),
        site=message("Sample", "right upper zone"),
        center_lps_mm=(-40.5, 12.0, -115.9),
        center_voxel=(9 + number, 200, 150),
        box_lps_mm=PatientBox((-45.0, 8.0, -120.0), (-36.0, 16.0, -111.0)),
        box_voxel=VoxelBox((8 + number, 195, 145), (10 + number, 206, 157)),
        diameter_mm=diameter_mm,
        confidence=confidence,
        is_calibrated=False,
        sop_instance_uids=("1.2.3.1", "1.2.3.2"),
        provenance=Provenance(
            "chest_ct_nodules", "1.0.0", SHA256, SERIES_UID, "cpu", "2026-03-04T14:55:00+00:00"
        ),
    )


def whole_image_finding() -> Finding:
    """What a model says of a radiograph: no centre, box or size."""
    return replace(
        finding(1),
        label="pneumonia",
        name=message("Sample", "Pneumonia"),
        site=message("Sample", "whole image"),
        center_lps_mm=None,
        center_voxel=None,
        box_lps_mm=None,
        box_voxel=None,
        diameter_mm=None,
    )


def card() -> ModelCard:
    return ModelCard(
        model_id="chest_ct_nodules",
        version="1.0.0",
        title="Lung nodules on chest CT",
        analyzer="chest_ct_nodules",
        intended_use="Second look for solid lung nodules of 6 to 30 mm in adults.",
        labels=("lung_nodule",),
        weights_file="weights.safetensors",
        weights_sha256=SHA256,
        score_threshold=0.5,
        is_calibrated=False,
        applicability=Applicability(("CT",), ("CHEST",), 16, 5.0, 1.0, Unit.HU),
        sources=(TrainingSource("LUNA16 candidate patches", "CC BY 4.0", "LUNA16 organisers"),),
        metrics=(
            Metric("CNN", "AUC", 0.95, 0.94, 0.962, "candidate patches held back from training"),
            Metric("Logistic regression", "AUC", 0.82, 0.8, 0.84, "the same patches"),
        ),
        limits=(
            "Ground-glass nodules were rare in the training data and may be missed.",
            "Not made for children.",
        ),
        licence="Apache-2.0",
    )


def request() -> AnalysisRequest:
    return AnalysisRequest(
        "request-1",
        "chest_ct_nodules",
        STUDY_UID,
        SERIES_UID,
        "d1",
        SharedArray("none", (0, 0, 0), "int16"),
        None,
        Unit.HU,
        (),
    )


def done(findings: Sequence[Finding]) -> AnalysisResult:
    return AnalysisResult(
        request(),
        card(),
        AnalysisStatus.DONE,
        "cpu",
        scores={"lung_nodule": 0.87},
        findings=tuple(findings),
        timings_s={"candidates": 1.5, "network": 0.25},
    )


def refused() -> AnalysisResult:
    reason = message("Sample", "This is {modality}, the model reads CT.", modality="MR")
    return AnalysisResult(request(), card(), AnalysisStatus.REFUSED, "", reason=reason)


def key_image(item: Finding, shape: tuple[int, int] = (180, 180)) -> KeyImage:
    rows, columns = shape
    grey = np.add.outer(np.arange(rows), np.arange(columns)) % 256
    pixels = np.repeat(grey.astype(np.uint8)[..., np.newaxis], 3, axis=2)
    return KeyImage(
        item.finding_id, pixels, message("Sample", "Picture of {id}", id=item.finding_id)
    )


def reviews(accepted: Sequence[int] = (), rejected: Sequence[int] = ()) -> tuple[Review, ...]:
    decided = [(n, ReviewState.ACCEPTED) for n in accepted]
    decided += [(n, ReviewState.REJECTED) for n in rejected]
    return tuple(Review(f"finding-{n}", state, READER, DECIDED_AT) for n, state in decided)


def report(
    count: int = 3,
    accepted: Sequence[int] = (),
    rejected: Sequence[int] = (),
    *,
    of: Study | None = None,
    content: ReportContent | None = None,
    with_pictures: bool = True,
) -> Report:
    """A report on findings 1..count; signed once all are decided and the reader has a name."""
    findings = [finding(number, 0.9 - 0.01 * number) for number in range(1, count + 1)]
    items = number_findings(findings, reviews(accepted, rejected))
    if with_pictures:
        items = with_key_images(items, {f.finding_id: key_image(f) for f in findings})
    content = content or ReportContent(READER, "Nodule in the right upper zone.\nCT in 3 months.")
    drafted = draft_report(of or study(), [done(findings)], items, content, NOW)
    is_signed = bool(content.reader.strip()) and not drafted.undecided
    sign_off = replace(SIGN_OFF, reader=content.reader)
    return replace(drafted, sign_off=sign_off if is_signed else None)


def refused_report() -> Report:
    return replace(report(0), results=(refused(),))
