"""What a header says of each frame: its plane, windows and rescale.

A classic image says it once, at the top of the data set. An enhanced multi-frame image says it in functional
groups, shared by all frames or one for each (PS3.3 C.7.6.16); what a frame says of itself goes first.
"""

from dataclasses import dataclass, replace

import numpy as np
from pydicom.dataset import Dataset

from medviewer.dicom.attributes import integer, items, numbers, stating
from medviewer.dicom.calibration import pixel_calibration
from medviewer.dicom.modality_luts import modality_lut
from medviewer.dicom.recall import recalled
from medviewer.dicom.voi_luts import voi_presets
from medviewer.domain.calibration import UNCALIBRATED, PixelCalibration
from medviewer.domain.geometry import ImagePlane, as_vector
from medviewer.domain.study import Rescale
from medviewer.domain.voi import WindowPreset

MAX_FRAMES = 100_000  # a header that promises more is damaged
ORIGIN = (0.0, 0.0, 0.0)
UNIT_COSINE_TOLERANCE = 0.01  # how far direction cosines may be from unit length and a right angle


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """One frame's plane, windows, rescale and what its pixels measure."""

    plane: ImagePlane | None
    windows: tuple[WindowPreset, ...]
    rescale: Rescale
    calibration: PixelCalibration = UNCALIBRATED


@recalled
def number_of_frames(dataset: Dataset) -> int:
    return min(max(integer(dataset, "NumberOfFrames") or 1, 1), MAX_FRAMES)


def frame_facts(dataset: Dataset, sop_class_uid: str) -> tuple[FrameFacts, ...]:
    """One `FrameFacts` for each frame, in the order the frames are stored."""
    count = number_of_frames(dataset)
    shared = items(dataset, "SharedFunctionalGroupsSequence")[:1]
    per_frame = items(dataset, "PerFrameFunctionalGroupsSequence")
    if not per_frame:
        # Frames of a classic multi-frame image share one position at most: only one can have it.
        facts = (
            _facts([dataset, *shared], sop_class_uid) if shared else _own(dataset, sop_class_uid)
        )
        placed = facts if count == 1 else replace(facts, plane=None)
        return (placed,) * count
    groups = [*per_frame[:count], *[Dataset()] * (count - len(per_frame))]
    return tuple(_facts([group, *shared, dataset], sop_class_uid) for group in groups)


def _own(dataset: Dataset, sop_class_uid: str) -> FrameFacts:
    """A classic image's facts: only its position differs from the other images of its series."""
    facts = _unplaced(dataset, sop_class_uid)
    position = numbers(dataset, "ImagePositionPatient")
    if facts.plane is None or len(position) != 3:
        return replace(facts, plane=None)
    plane = facts.plane
    placed = ImagePlane(
        (position[0], position[1], position[2]),
        plane.row_direction,
        plane.column_direction,
        plane.row_spacing_mm,
        plane.column_spacing_mm,
    )
    return FrameFacts(placed, facts.windows, facts.rescale, facts.calibration)


@recalled
def _unplaced(dataset: Dataset, sop_class_uid: str) -> FrameFacts:
    """The facts of an image as if it lay at the origin."""
    return _facts([dataset], sop_class_uid, ORIGIN)


def _facts(
    places: list[Dataset], sop_class_uid: str, position: tuple[float, ...] | None = None
) -> FrameFacts:
    rescale = modality_lut(places, sop_class_uid)
    return FrameFacts(
        _plane(places, position),
        voi_presets(places, rescale),
        rescale,
        pixel_calibration(places, sop_class_uid),
    )


def _plane(places: list[Dataset], position: tuple[float, ...] | None = None) -> ImagePlane | None:
    """The image plane, None where the header gives none or gives nonsense.

    Args:
        position: to be taken instead of the header's.

    Pixel Spacing only: Imager Pixel Spacing lies at the detector, not in the patient.
    """
    if position is None:
        position = numbers(
            stating(places, "PlanePositionSequence", "ImagePositionPatient"), "ImagePositionPatient"
        )
    orientation = numbers(
        stating(places, "PlaneOrientationSequence", "ImageOrientationPatient"),
        "ImageOrientationPatient",
    )
    spacing = numbers(stating(places, "PixelMeasuresSequence", "PixelSpacing"), "PixelSpacing")
    if len(position) != 3 or len(orientation) != 6 or len(spacing) != 2 or min(spacing) <= 0:
        return None
    row, column = np.array(orientation[:3]), np.array(orientation[3:])
    lengths = np.linalg.norm([row, column], axis=1)
    is_square = abs(float(np.dot(row, column))) <= UNIT_COSINE_TOLERANCE
    if np.any(np.abs(lengths - 1) > UNIT_COSINE_TOLERANCE) or not is_square:
        return None
    return ImagePlane(
        as_vector(position),
        as_vector(row / lengths[0]),
        as_vector(column / lengths[1]),
        spacing[0],
        spacing[1],
    )
