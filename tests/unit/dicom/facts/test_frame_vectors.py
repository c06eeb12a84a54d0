"""Classic multi-frame images: what their frames are counted by."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.tag import Tag
from pydicom.uid import (
    MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
    NuclearMedicineImageStorage,
)

from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.frames import read_frame
from medviewer.dicom.splitting.display_sets import build_display_sets
from medviewer.domain.acquisition import DisplaySetKind
from medviewer.domain.study import DisplaySet
from tests.phantoms.dicom_files import AXIAL, write_image


def write_frames(path: Path, count: int, pointers: list[str], **attributes: Any) -> Path:
    """Frame n is n everywhere."""
    pixels = np.stack([np.full((4, 4), number, np.uint16) for number in range(count)])
    values: dict[str, Any] = {
        "SOPClassUID": NuclearMedicineImageStorage,
        "Modality": "NM",
        "NumberOfFrames": count,
        "FrameIncrementPointer": [Tag(name) for name in pointers] or None,
        "ImagePositionPatient": None,
        "ImageOrientationPatient": None,
        "PixelSpacing": [3, 3],
        "RescaleSlope": None,
        "RescaleIntercept": None,
    }
    write_image(path, pixels, **{**values, **attributes})
    return path


def sets_of(path: Path) -> tuple[DisplaySet, ...]:
    return build_display_sets("1.2.3", read_header(path).frames)


def values_of(display_set: DisplaySet) -> list[int]:
    return [int(read_frame(frame).array[0, 0]) for frame in display_set.frames]


def detector() -> Sequence:
    item = Dataset()
    item.ImagePositionPatient = [0, 0, 100]
    item.ImageOrientationPatient = AXIAL
    return Sequence([item])


@pytest.mark.parametrize(("spacing", "last_z"), [(4.0, 112.0), (-4.0, 88.0)])
def test_that_slices_of_nuclear_medicine_lie_along_their_signed_spacing(
    tmp_path: Path, spacing: float, last_z: float
) -> None:
    path = write_frames(
        tmp_path / "nm.dcm",
        4,
        ["SliceVector"],
        SliceVector=[1, 2, 3, 4],
        SpacingBetweenSlices=spacing,
        DetectorInformationSequence=detector(),
    )

    [display_set] = sets_of(path)

    assert display_set.kind is DisplaySetKind.VOLUME
    last = read_header(path).frames[-1].plane
    assert last is not None
    assert last.position == (0, 0, last_z)


def test_that_gates_of_a_tomogram_are_phases(tmp_path: Path) -> None:
    path = write_frames(
        tmp_path / "nm.dcm",
        6,
        ["TimeSlotVector", "SliceVector"],
        TimeSlotVector=[1, 1, 1, 2, 2, 2],
        SliceVector=[1, 2, 3, 1, 2, 3],
        SpacingBetweenSlices=4.0,
        DetectorInformationSequence=detector(),
    )

    first, second = sets_of(path)

    assert (values_of(first), values_of(second)) == ([2, 1, 0], [5, 4, 3])
    assert [one.phase.label for one in (first, second) if one.phase] == ["1/2", "2/2"]
    assert first.kind is DisplaySetKind.VOLUME


def test_that_each_detector_of_a_dynamic_study_is_a_cine(tmp_path: Path) -> None:
    path = write_frames(
        tmp_path / "nm.dcm",
        6,
        ["DetectorVector", "PhaseVector", "TimeSliceVector"],
        DetectorVector=[1, 1, 1, 2, 2, 2],
        PhaseVector=[1] * 6,
        TimeSliceVector=[1, 2, 3, 1, 2, 3],
    )

    first, second = sets_of(path)

    assert (values_of(first), values_of(second)) == ([0, 1, 2], [3, 4, 5])
    assert first.kind is second.kind is DisplaySetKind.CINE
    assert str(first.split_rule) == "This series is split by detector."


def test_that_front_and_back_of_a_whole_body_stay_together(tmp_path: Path) -> None:
    path = write_frames(tmp_path / "nm.dcm", 2, ["DetectorVector"], DetectorVector=[1, 2])

    [display_set] = sets_of(path)

    assert display_set.kind is DisplaySetKind.STACK


def test_that_offsets_of_a_grid_are_places(tmp_path: Path) -> None:
    path = write_frames(
        tmp_path / "grid.dcm",
        3,
        ["GridFrameOffsetVector"],
        GridFrameOffsetVector=[0, 2.5, 5],
        ImagePositionPatient=[0, 0, 10],
        ImageOrientationPatient=AXIAL,
    )

    planes = [frame.plane for frame in read_header(path).frames]

    assert [plane.position[2] for plane in planes if plane] == [10, 12.5, 15]


@pytest.mark.parametrize("modality", ["OT", "US"])
def test_that_frames_without_a_pointer_move_where_such_images_do(
    tmp_path: Path, modality: str
) -> None:
    path = write_frames(
        tmp_path / "sc.dcm",
        3,
        [],
        SOPClassUID=MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
        Modality=modality,
    )

    [display_set] = sets_of(path)

    assert (display_set.kind is DisplaySetKind.CINE) == (modality == "US")


@pytest.mark.parametrize(
    "vector", [[1, 2], ["x", "y", "z"], None], ids=["too short", "no numbers", "missing"]
)
def test_that_a_broken_vector_places_nothing(tmp_path: Path, vector: list[Any] | None) -> None:
    path = write_frames(
        tmp_path / "nm.dcm",
        3,
        ["SliceVector"],
        SpacingBetweenSlices=4.0,
        DetectorInformationSequence=detector(),
    )
    if vector is not None and isinstance(vector[0], int):
        path = write_frames(path, 3, ["SliceVector"], SliceVector=vector, SpacingBetweenSlices=4.0)

    assert [frame.plane for frame in read_header(path).frames] == [None] * 3
