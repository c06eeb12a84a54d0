"""What a model would have said of the phantom: made from its known nodules, so that no network is asked."""

import numpy as np

from medviewer.domain.finding import Finding, PatientBox, Provenance, VoxelBox
from medviewer.domain.geometry import VolumeGeometry, as_vector
from medviewer.domain.label_words import label_words
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    AttentionPatch,
    ModelCard,
    SharedArray,
)
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.volume import Unit
from medviewer.imaging.phantom import PhantomNodule
from medviewer.words import message

MODEL, LABEL = "chest_ct_nodules", "lung_nodule"
SCORES = (0.94, 0.83, 0.71, 0.55, 0.42, 0.34)
CELLS = 8  # on each side of a map
RIGHT, LEFT = message("Lung site", "Right middle zone"), message("Lung site", "Left upper zone")


def answer(
    card: ModelCard, study: Study, shown: DisplaySet, nodules: tuple[PhantomNodule, ...]
) -> AnalysisResult:
    """A result on the display set with the largest nodule first."""
    geometry = shown.geometry
    assert geometry is not None
    ordered = sorted(nodules, key=lambda nodule: -nodule.diameter_mm)
    findings = tuple(
        _finding(f"f{number}", nodule, score, card, shown)
        for number, (nodule, score) in enumerate(zip(ordered, SCORES, strict=True), start=1)
    )
    request = AnalysisRequest(
        "pictures",
        card.model_id,
        study.study_instance_uid,
        shown.series_instance_uid,
        shown.display_set_id,
        SharedArray("", (), ""),
        geometry,
        Unit.HU,
        tuple(frame.instance.sop_instance_uid for frame in shown.frames),
    )
    return AnalysisResult(
        request,
        card,
        AnalysisStatus.DONE,
        "CPU",
        scores={LABEL: findings[0].confidence},
        findings=findings,
        attention=tuple(_map(finding) for finding in findings),
        timings_s={"total": 9.4},
    )


def _finding(
    name: str, nodule: PhantomNodule, score: float, card: ModelCard, shown: DisplaySet
) -> Finding:
    assert shown.geometry is not None
    first, last = _box(nodule, shown.geometry)
    center = tuple(
        int(each) for each in np.round(shown.geometry.patient_to_voxel(nodule.center_lps_mm))
    )
    corners = shown.geometry.voxel_to_patient([first, last])
    return Finding(
        finding_id=name,
        label=LABEL,
        name=label_words(LABEL),
        site=RIGHT if nodule.center_lps_mm[0] < 0 else LEFT,
        center_lps_mm=nodule.center_lps_mm,
        center_voxel=(center[0], center[1], center[2]),
        box_lps_mm=PatientBox(as_vector(corners.min(axis=0)), as_vector(corners.max(axis=0))),
        box_voxel=VoxelBox(first, last),
        diameter_mm=nodule.diameter_mm,
        confidence=score,
        is_calibrated=False,
        sop_instance_uids=tuple(
            frame.instance.sop_instance_uid for frame in shown.frames[first[0] : last[0] + 1]
        ),
        provenance=Provenance(
            card.model_id,
            card.version,
            card.weights_sha256,
            shown.series_instance_uid,
            "CPU",
            "2026-01-31T10:30:00+00:00",
        ),
    )


def _box(
    nodule: PhantomNodule, geometry: VolumeGeometry
) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """First and last voxel of the nodule's box, both inclusive."""
    center = geometry.patient_to_voxel(nodule.center_lps_mm)
    reach = (nodule.diameter_mm / 2 + 1.0) / np.array(geometry.spacing_mm)
    top = np.array(geometry.shape) - 1
    low = np.clip(np.round(center - reach), 0, top).astype(int)
    high = np.clip(np.round(center + reach), 0, top).astype(int)
    return (low[0], low[1], low[2]), (high[0], high[1], high[2])


def _map(finding: Finding) -> AttentionPatch:
    """A hill over the nodule in a shallow ditch, the sum of which is the logit of its score."""
    assert finding.box_voxel is not None
    first, last = finding.box_voxel.first, finding.box_voxel.last
    at = np.linspace(-1.6, 1.6, CELLS)
    hill = np.exp(-(at[:, None] ** 2 + at[None, :] ** 2)) - 0.2
    logit = np.log(finding.confidence / (1 - finding.confidence))
    cells = hill + (logit - hill.sum()) / hill.size
    margin = max(last[1] - first[1], last[2] - first[2], 6)
    return AttentionPatch(
        finding.finding_id,
        finding.key_slice,
        (first[1] - margin - 0.5, last[1] + margin + 0.5),
        (first[2] - margin - 0.5, last[2] + margin + 0.5),
        cells.astype(np.float32),
    )
