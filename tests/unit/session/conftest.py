"""Findings and studies made by hand for the session's tests."""

from pathlib import Path

import pytest

from medviewer.domain.finding import Finding, PatientBox, Provenance, VoxelBox
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.study import (
    DisplaySet,
    FrameSource,
    Instance,
    Patient,
    PixelEncoding,
    Series,
    Study,
)
from medviewer.words import message
from tests.unit.session.session_samples import MakeFinding, MakeStudy


@pytest.fixture
def make_finding() -> MakeFinding:
    def make(finding_id: str, confidence: float) -> Finding:
        return Finding(
            finding_id=finding_id,
            label="lung_nodule",
            name=message("Test", "Lung nodule"),
            site=message("Test", "right upper zone"),
            center_lps_mm=(0.0, 0.0, 0.0),
            center_voxel=(1, 2, 3),
            box_lps_mm=PatientBox((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)),
            box_voxel=VoxelBox((0, 1, 2), (2, 3, 4)),
            diameter_mm=6.0,
            confidence=confidence,
            is_calibrated=False,
            sop_instance_uids=("1.2.3",),
            provenance=Provenance("m", "1", "00", "1.2", "CPU", "2026-01-01T00:00:00+00:00"),
        )

    return make


@pytest.fixture
def make_study() -> MakeStudy:
    def make(count: int, study_uid: str = "1.2") -> Study:
        plane = ImagePlane((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 1.0, 1.0)
        geometry = VolumeGeometry(plane, (0.0, 0.0, 2.0), (count, 8, 8))
        encoding = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 16, 16, 1)
        frames = tuple(
            FrameSource(
                Instance(Path(f"/nowhere/{i}"), f"{study_uid}.1.{i}", "1.2.840", 8, 8, 1, encoding),
                0,
                geometry.slice_plane(i),
            )
            for i in range(count)
        )
        display_set = DisplaySet(f"{study_uid}.1:0", f"{study_uid}.1", frames, geometry)
        series = Series(f"{study_uid}.1", "CT", display_sets=(display_set,))
        return Study(study_uid, Patient("id", "Name"), series=(series,))

    return make
