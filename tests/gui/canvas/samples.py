"""A small CT, a radiograph and findings made by hand, and a desk to look at them on."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.commands.registry import CommandRegistry
from medviewer.domain.finding import Finding, PatientBox, Provenance, VoxelBox
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    Applicability,
    AttentionPatch,
    ModelCard,
    SharedArray,
)
from medviewer.domain.study import (
    DisplaySet,
    FrameSource,
    Instance,
    Patient,
    PixelEncoding,
    Series,
    Study,
)
from medviewer.domain.voi import VoiWindow, WindowPreset
from medviewer.domain.volume import Unit
from medviewer.gui.viewport_grid import ViewportGrid
from medviewer.session.session import Session
from medviewer.words import message

STUDY_UID, SERIES_UID, SET_ID = "1.2", "1.2.1", "1.2.1:0"
SHAPE = (20, 64, 48)  # slices, rows, columns
SPACING_MM = (0.5, 1.0)  # between rows, between columns: pixels are not square
SOFT_TISSUE = WindowPreset(message("Test", "Soft tissue"), VoiWindow(40, 400))


@dataclass(frozen=True)
class Desk:
    """A session with a panel on screen."""

    session: Session
    registry: CommandRegistry
    panel: ViewportGrid
    study: Study


def ct_study(
    shape: tuple[int, int, int] = SHAPE, patient: Patient | None = None, **instance: object
) -> Study:
    plane = ImagePlane((-24.0, -16.0, -100.0), (1, 0, 0), (0, 1, 0), *SPACING_MM)
    geometry = VolumeGeometry(plane, (0.0, 0.0, 2.5), shape)
    encoding = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 16, 12, 1)
    first = Instance(Path("/none/0"), "1.2.1.0", "1.2.840.1", shape[1], shape[2], 1, encoding)
    frames = tuple(
        FrameSource(
            replace(
                first,
                path=Path(f"/none/{i}"),
                sop_instance_uid=f"1.2.1.{i}",
                slice_thickness_mm=2.5,
                **instance,  # type: ignore[arg-type]
            ),
            0,
            geometry.slice_plane(i),
            (SOFT_TISSUE,),
        )
        for i in range(shape[0])
    )
    display_set = DisplaySet(SET_ID, SERIES_UID, frames, geometry)
    series = Series(SERIES_UID, "CT", 3, "Thorax 2.5 B60f", "CHEST", display_sets=(display_set,))
    patient = patient or Patient("4711", "Muster, Erika", "19600131", "F", "066Y")
    return Study(
        STUDY_UID, patient, "20260131", "142503", "CT Thorax", "77", "A-1", series=(series,)
    )


def ct_array(index: int, shape: tuple[int, int, int] = SHAPE) -> NDArray[np.int16]:
    """HU that differ from slice to slice and from pixel to pixel."""
    rows, columns = np.indices(shape[1:])
    values = -1000 + (rows * 31 + columns * 7 + index * 53) % 2000
    return np.asarray(values, np.int16)


def finding(
    finding_id: str = "f1",
    confidence: float = 0.93,
    first: tuple[int, int, int] = (8, 20, 10),
    last: tuple[int, int, int] = (12, 31, 19),
) -> Finding:
    center = tuple((a + b) // 2 for a, b in zip(first, last, strict=True))
    return Finding(
        finding_id=finding_id,
        label="lung_nodule",
        name=message("Test", "lung nodule"),
        site=message("Test", "right upper zone"),
        center_lps_mm=(0.0, 0.0, 0.0),
        center_voxel=(center[0], center[1], center[2]),
        box_lps_mm=PatientBox((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)),
        box_voxel=VoxelBox(first, last),
        diameter_mm=9.0,
        confidence=confidence,
        is_calibrated=False,
        sop_instance_uids=(),
        provenance=Provenance("m", "1", "00", SERIES_UID, "CPU", "2026-01-01T00:00:00+00:00"),
    )


def result(*findings: Finding, attention: tuple[AttentionPatch, ...] = ()) -> AnalysisResult:
    card = ModelCard(
        "m", "1", "Model", "m", "", ("lung_nodule",), "w", "00", 0.5, False,
        Applicability(("CT",), ("CHEST",), 1, 5.0, 2.0, Unit.HU), (), (), (), "Apache-2.0",
    )  # fmt: skip
    request = AnalysisRequest(
        "r", "m", STUDY_UID, SERIES_UID, SET_ID, SharedArray("", (), ""), None, Unit.HU, ()
    )
    return AnalysisResult(
        request, card, AnalysisStatus.DONE, "CPU", findings=findings, attention=attention
    )


def patch_on(finding_id: str, index: int) -> AttentionPatch:
    cells = np.array([[2.0, -2.0], [0.0, 1.0]], dtype=np.float32)  # the scale of 2 x 2 ends at 2
    return AttentionPatch(finding_id, index, (19.5, 31.5), (9.5, 19.5), cells)


def keep(desk: Desk, answer: AnalysisResult) -> None:
    """Give the session a result as if the worker had just answered."""
    desk.session.analysis._keep(answer)
