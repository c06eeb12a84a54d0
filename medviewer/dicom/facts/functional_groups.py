"""What a header says of each frame: its plane, windows and rescale.

A classic image says it once, at the top of the data set. An enhanced multi-frame image says it in functional
groups, shared by all frames or one for each (PS3.3 C.7.6.16); what a frame says of itself goes first.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace

from pydicom.dataset import Dataset

from medviewer.dicom.facts.acquisitions import acquisition, acquisitions
from medviewer.dicom.facts.calibration import pixel_calibration
from medviewer.dicom.facts.frame_vectors import (
    detector_geometry,
    frame_vectors,
    numbered,
    slice_planes,
)
from medviewer.dicom.facts.image_planes import image_plane, is_near
from medviewer.dicom.facts.modality_luts import modality_lut
from medviewer.dicom.facts.voi_luts import voi_presets
from medviewer.dicom.reading.attributes import integer, items, numbers, stating
from medviewer.dicom.reading.recall import recalled
from medviewer.dicom.reading.walked_dataset import WalkedDataset
from medviewer.domain.acquisition import NOTHING_SAID, Acquisition
from medviewer.domain.calibration import UNCALIBRATED, PixelCalibration
from medviewer.domain.geometry import ImagePlane
from medviewer.domain.study import Rescale
from medviewer.domain.voi import WindowPreset

MAX_FRAMES = 100_000  # a header that promises more is damaged
# Plane Position and Frame Content: what is another thing for each frame, and no matter of these facts.
OF_ONE_FRAME = (0x00209113, 0x00209111)
ORIGIN = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """One frame's plane, windows, rescale and what its pixels measure."""

    plane: ImagePlane | None
    windows: tuple[WindowPreset, ...]
    rescale: Rescale
    calibration: PixelCalibration = UNCALIBRATED
    acquisition: Acquisition = NOTHING_SAID


@recalled
def number_of_frames(dataset: Dataset) -> int:
    return min(max(integer(dataset, "NumberOfFrames") or 1, 1), MAX_FRAMES)


def frame_facts(
    dataset: Dataset, sop_class_uid: str, most: int = MAX_FRAMES
) -> tuple[FrameFacts, ...]:
    """One `FrameFacts` for each frame, `most` at most, in the order the frames are stored."""
    count = min(number_of_frames(dataset), most)
    shared = items(dataset, "SharedFunctionalGroupsSequence")[:1]
    per_frame = items(dataset, "PerFrameFunctionalGroupsSequence")
    if not per_frame:
        facts = (
            _facts([dataset, *shared], sop_class_uid) if shared else _own(dataset, sop_class_uid)
        )
        facts = replace(facts, acquisition=acquisition(dataset, shared))
        return (facts,) if count == 1 else _along_vectors(dataset, shared, count, facts)
    groups = [*per_frame[:count], *[Dataset()] * (count - len(per_frame))]
    acquired = acquisitions(dataset, shared, groups)
    alike: dict[Hashable, FrameFacts] = {}
    return tuple(
        replace(_of_group([group, *shared, dataset], sop_class_uid, alike), acquisition=how)
        for group, how in zip(groups, acquired, strict=True)
    )


def _of_group(
    places: list[Dataset], sop_class_uid: str, alike: dict[Hashable, FrameFacts]
) -> FrameFacts:
    """A frame's facts; those of `alike`, but for the position, where another group said the same."""
    group = places[0]
    if not isinstance(group, WalkedDataset):
        return _facts(places, sop_class_uid)
    said = frozenset(raw for raw in group.raw_values.items() if raw[0] not in OF_ONE_FRAME)
    if said not in alike:
        alike[said] = _facts(places, sop_class_uid, ORIGIN)
    stated = stating(places, "PlanePositionSequence", "ImagePositionPatient")
    return _placed(alike[said], numbers(stated, "ImagePositionPatient"))


def _along_vectors(
    dataset: Dataset, shared: tuple[Dataset, ...], count: int, facts: FrameFacts
) -> tuple[FrameFacts, ...]:
    """Frames of an image that says everything once, but for the vectors it numbers its frames by."""
    vectors = frame_vectors(dataset, count)
    plane = facts.plane or image_plane([dataset, *shared, *detector_geometry(dataset)])
    # Frames of a classic multi-frame image share one position at most: without a vector nobody has it.
    planes = slice_planes(dataset, plane, vectors) or (None,) * count
    return tuple(
        replace(facts, plane=place, acquisition=replace(facts.acquisition, dimensions=dimensions))
        for place, dimensions in zip(planes, numbered(vectors, count), strict=True)
    )


def _own(dataset: Dataset, sop_class_uid: str) -> FrameFacts:
    """A classic image's facts: only its position differs from the other images of its series."""
    return _placed(_unplaced(dataset, sop_class_uid), numbers(dataset, "ImagePositionPatient"))


def _placed(facts: FrameFacts, position: tuple[float, ...]) -> FrameFacts:
    """Facts of an image at the origin for one at `position`; without a plane where there is none."""
    if facts.plane is None or len(position) != 3 or not is_near(position):
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
        image_plane(places, position),
        voi_presets(places, rescale),
        rescale,
        pixel_calibration(places, sop_class_uid),
    )
