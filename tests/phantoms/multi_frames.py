"""Enhanced multi-frame images whose frames lie in the file in any order, and cine with times of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.tag import Tag
from pydicom.uid import (
    EnhancedCTImageStorage,
    EnhancedMRImageStorage,
    UltrasoundMultiFrameImageStorage,
    XRayAngiographicImageStorage,
)

from tests.phantoms.dicom_files import AXIAL, write_image

SIZE, STEP_MM = 12, 2.5
OF_THE_PLANE: dict[str, Any] = dict.fromkeys(
    ("ImageOrientationPatient", "ImagePositionPatient", "PixelSpacing", "RescaleSlope")
)


@dataclass(frozen=True, slots=True)
class EnhancedImage:
    """What was written: frame f of the file lies at `z_mm[f]` and is `value[f]` after rescale."""

    path: Path
    z_mm: tuple[float, ...]
    value: tuple[float, ...]


def write_enhanced_ct(
    path: Path,
    count: int = 9,
    order: Sequence[int] | None = None,
    slopes: Sequence[float] | None = None,
) -> EnhancedImage:
    """Frames in the file's `order` of places (shuffled unless given); stored value is 100 + place.

    Args:
        slopes: one RescaleSlope a frame of the file; 1 unless given. The intercept is -1000.
    """
    places = list(order) if order is not None else _shuffled(count)
    factors = list(slopes) if slopes is not None else [1.0] * count
    frames = np.stack([np.full((SIZE, SIZE), 100 + place, np.uint16) for place in places])
    per_frame = [
        _frame_groups(place, factor) for place, factor in zip(places, factors, strict=True)
    ]
    _write(path, frames, EnhancedCTImageStorage, "CT", [_shared()], per_frame)
    values = tuple((100 + p) * f - 1000 for p, f in zip(places, factors, strict=True))
    return EnhancedImage(path, tuple(STEP_MM * place for place in places), values)


def write_enhanced_mr_echoes(
    path: Path, count: int = 5, echoes_ms: Sequence[float] = (10, 40)
) -> Path:
    """Every place at each echo, places and echoes mixed; stored value is 100 echo + place."""
    pairs = [(place, echo) for place in range(count) for echo in range(len(echoes_ms))]
    pairs = [pairs[index] for index in _shuffled(len(pairs))]
    frames = np.stack(
        [np.full((SIZE, SIZE), 100 * echo + place, np.uint16) for place, echo in pairs]
    )
    per_frame = []
    for place, echo in pairs:
        groups = _frame_groups(place, None)
        groups.MREchoSequence = _one(EffectiveEchoTime=float(echoes_ms[echo]))
        groups.FrameContentSequence = _one(
            StackID="1",
            InStackPositionNumber=place + 1,
            DimensionIndexValues=[1, place + 1, echo + 1],
        )
        per_frame.append(groups)
    _write(path, frames, EnhancedMRImageStorage, "MR", [_shared()], per_frame)
    return path


def write_enhanced_without_groups(path: Path, keep_shared: bool = False) -> Path:
    """An enhanced CT that has lost its per-frame groups, and the shared ones unless they are kept."""
    frames = np.zeros((4, SIZE, SIZE), np.uint16)
    _write(path, frames, EnhancedCTImageStorage, "CT", [_shared()] if keep_shared else None, None)
    return path


def write_enhanced_with_too_few_groups(path: Path, groups: int = 2) -> Path:
    """Four frames, of which only the first `groups` have functional groups."""
    frames = np.zeros((4, SIZE, SIZE), np.uint16)
    per_frame = [_frame_groups(place, 1.0) for place in range(groups)]
    _write(path, frames, EnhancedCTImageStorage, "CT", [_shared()], per_frame)
    return path


def write_cine(path: Path, times_ms: Sequence[float] = (0, 40, 40, 80)) -> Path:
    """An ultrasound cine with a frame time vector; frame n is 10 n."""
    frames = np.stack([np.full((SIZE, SIZE), 10 * n, np.uint8) for n in range(len(times_ms))])
    write_image(
        path,
        frames,
        SOPClassUID=UltrasoundMultiFrameImageStorage,
        Modality="US",
        NumberOfFrames=len(times_ms),
        FrameIncrementPointer=Tag("FrameTimeVector"),
        FrameTimeVector=list(times_ms),
        RescaleIntercept=None,
        FrameOfReferenceUID=None,
        **OF_THE_PLANE,
    )
    return path


def write_angiography(path: Path, count: int = 6, frame_time_ms: float = 66.7) -> Path:
    """An XA run with one frame time; frame n is 100 n."""
    frames = np.stack([np.full((SIZE, SIZE), 100 * n, np.uint16) for n in range(count)])
    write_image(
        path,
        frames,
        SOPClassUID=XRayAngiographicImageStorage,
        Modality="XA",
        NumberOfFrames=count,
        FrameIncrementPointer=Tag("FrameTime"),
        FrameTime=frame_time_ms,
        BitsStored=12,
        HighBit=11,
        ImagerPixelSpacing=[0.3, 0.3],
        RescaleIntercept=None,
        FrameOfReferenceUID=None,
        **OF_THE_PLANE,
    )
    return path


def _write(
    path: Path,
    frames: Any,
    sop_class_uid: str,
    modality: str,
    shared: list[Dataset] | None,
    per_frame: list[Dataset] | None,
) -> None:
    write_image(
        path,
        frames,
        SOPClassUID=sop_class_uid,
        Modality=modality,
        NumberOfFrames=len(frames),
        SharedFunctionalGroupsSequence=None if shared is None else Items(shared),
        PerFrameFunctionalGroupsSequence=None if per_frame is None else Items(per_frame),
        RescaleIntercept=None,
        **OF_THE_PLANE,
    )


def _shared() -> Dataset:
    groups = Dataset()
    groups.PixelMeasuresSequence = _one(PixelSpacing=[0.8, 0.6], SliceThickness=STEP_MM)
    groups.PlaneOrientationSequence = _one(ImageOrientationPatient=AXIAL)
    return groups


def _frame_groups(place: int, slope: float | None) -> Dataset:
    groups = Dataset()
    groups.PlanePositionSequence = _one(ImagePositionPatient=[-3, -4, STEP_MM * place])
    groups.FrameContentSequence = _one(StackID="1", InStackPositionNumber=place + 1)
    if slope is not None:
        groups.PixelValueTransformationSequence = _one(
            RescaleSlope=slope, RescaleIntercept=-1000, RescaleType="HU"
        )
    return groups


def _one(**attributes: Any) -> Items:
    item = Dataset()
    for keyword, value in attributes.items():
        setattr(item, keyword, value)
    return Items([item])


def _shuffled(count: int) -> list[int]:
    return [int(index) for index in np.random.default_rng(11).permutation(count)]
