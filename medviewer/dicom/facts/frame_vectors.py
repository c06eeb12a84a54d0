"""What tells the frames of a classic multi-frame image apart: time, detector, slice.

Each attribute that Frame Increment Pointer (0028,0009) names is a vector of one value a frame (PS3.3
C.7.6.6). Slices of nuclear medicine (C.8.4.15) and dose grids (C.8.8.3.2) get their places from such vectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pydicom.datadict import keyword_for_tag, tag_for_keyword
from pydicom.dataset import Dataset

from medviewer.dicom.facts.image_planes import is_near
from medviewer.dicom.reading.attributes import items, number, numbers, states, text, value_of
from medviewer.domain.geometry import ImagePlane, as_vector

TIME = ("FrameTime", "FrameTimeVector", "TimeSliceVector", "PhaseVector", "TimeSlotVector")
VIEWS = (
    "EnergyWindowVector",
    "DetectorVector",
    "RotationVector",
    "AngularViewVector",
    "RRIntervalVector",
)
DETECTORS = ("EnergyWindowVector", "DetectorVector")
TIMES = ("TimeSliceVector", "PhaseVector", "TimeSlotVector", "RotationVector", "AngularViewVector")
SLICES, OFFSETS = "SliceVector", "GridFrameOffsetVector"
RATES = ("CineRate", "RecommendedDisplayFrameRate")
MOVING_MODALITIES = ("US", "IVUS", "XA", "RF", "ES", "XC", "OP")
VECTOR_TAGS = frozenset(
    tag
    for name in (
        *TIME,
        *VIEWS,
        *RATES,
        SLICES,
        OFFSETS,
        "FrameIncrementPointer",
        "SpacingBetweenSlices",
        "DetectorInformationSequence",
    )
    if (tag := tag_for_keyword(name)) is not None
)


@dataclass(frozen=True, slots=True)
class FrameVector:
    """One value a frame of the attribute `keyword`."""

    keyword: str
    values: tuple[float, ...]


def frame_vectors(dataset: Dataset, count: int) -> tuple[FrameVector, ...]:
    """The vectors that Frame Increment Pointer names and that have a value for every frame."""
    found = []
    for keyword in _pointed_at(dataset):
        values = numbers(dataset, keyword)
        if len(values) == count:
            found.append(FrameVector(keyword, values))
    return tuple(found)


def is_cine(dataset: Dataset, count: int) -> bool:
    """Whether the frames follow one another in time, by what they increment or by what such images are."""
    if count < 2:
        return False
    pointed = _pointed_at(dataset)
    if SLICES in pointed or OFFSETS in pointed:
        return False
    if any(keyword in TIME for keyword in pointed):
        return True
    has_rate = any(states(dataset, keyword) for keyword in (*TIME[:2], *RATES))
    return has_rate or text(dataset, "Modality") in MOVING_MODALITIES


def slice_planes(
    dataset: Dataset, plane: ImagePlane | None, vectors: Sequence[FrameVector]
) -> tuple[ImagePlane, ...]:
    """One plane a frame, from the first one and the vector that counts slices; () where there is none."""
    if plane is None:
        return ()
    distances = _distances_mm(dataset, vectors)
    return tuple(_moved(plane, one) for one in distances) if is_near(distances) else ()


def _distances_mm(dataset: Dataset, vectors: Sequence[FrameVector]) -> list[float]:
    """How far each frame lies along the normal from where the header's position is."""
    spacing = number(dataset, "SpacingBetweenSlices")
    for vector in vectors:
        if vector.keyword == OFFSETS:
            return [offset - vector.values[0] for offset in vector.values]
        if vector.keyword == SLICES and spacing:
            # Signed in nuclear medicine: which way along the normal slices are counted (C.8.4.15.1.2)
            return [(slice_number - 1) * spacing for slice_number in vector.values]
    return []


def numbered(vectors: Sequence[FrameVector], count: int) -> tuple[tuple[tuple[str, int], ...], ...]:
    """For each frame, its number in every vector that counts something."""
    counting = [vector for vector in vectors if vector.keyword not in (OFFSETS, *TIME[:2])]
    return tuple(
        tuple((vector.keyword, int(vector.values[frame])) for vector in counting)
        for frame in range(count)
    )


def detector_geometry(dataset: Dataset) -> tuple[Dataset, ...]:
    """Where nuclear medicine keeps position and orientation (PS3.3 C.8.4.11)."""
    return items(dataset, "DetectorInformationSequence")[:1]


def _moved(plane: ImagePlane, distance_mm: float) -> ImagePlane:
    position = np.asarray(plane.position) + distance_mm * plane.normal
    return ImagePlane(
        as_vector(position),
        plane.row_direction,
        plane.column_direction,
        plane.row_spacing_mm,
        plane.column_spacing_mm,
    )


def _pointed_at(dataset: Dataset) -> tuple[str, ...]:
    pointer = value_of(dataset, "FrameIncrementPointer")
    if pointer is None:
        return ()
    try:
        tags = [int(pointer)] if isinstance(pointer, int) else [int(one) for one in pointer]
    except (TypeError, ValueError):
        return ()
    return tuple(keyword for tag in tags if (keyword := keyword_for_tag(tag)))
