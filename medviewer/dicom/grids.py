"""Whether slices in order form a grid, and what a reader should know of their spacing.

The step is the true vector from one slice's first pixel to the next one's, so a tilted gantry gives a sheared
grid. It is the mean over the whole stack: a median that is 0.02 mm off puts the last of 300 slices 6 mm away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from medviewer.domain.geometry import FloatArray, VolumeGeometry, as_vector
from medviewer.domain.study import FrameSource
from medviewer.words import Message, message

UNEVEN_MM, UNEVEN_SHARE = 0.01, 0.01  # gaps that differ by more than both are worth a note
MAX_IRREGULARITY = 0.2  # of the median gap; beyond it slices are no volume (OHIF's limit)
MAX_DRIFT_MM = 0.5  # slices further beside the straight line through the stack are no grid


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid slices lie on, None where they are only a stack; `notes` say why or how evenly."""

    geometry: VolumeGeometry | None
    notes: tuple[Message, ...] = ()


def volume_grid(frames: Sequence[FrameSource]) -> Grid:
    """The grid of frames that have planes of one orientation and are sorted by place."""
    planes = [frame.plane for frame in frames if frame.plane is not None]
    if len(planes) < 2 or len(planes) != len(frames) or any(map(is_colour, frames)):
        return Grid(None)
    positions = np.array([plane.position for plane in planes], float)
    gaps = np.abs(np.diff(positions @ planes[0].normal))
    if gaps.min() <= 0:
        return Grid(None)
    median = float(np.median(gaps))
    worst = int(np.argmax(np.abs(gaps - median)))
    deviation = abs(float(gaps[worst]) - median)
    if deviation > MAX_IRREGULARITY * median:
        return Grid(None, (_refusal(gaps, median, worst),))
    if _drift_mm(positions) > MAX_DRIFT_MM:
        return Grid(None, (_wandering(_drift_mm(positions)),))
    step = (positions[-1] - positions[0]) / (len(planes) - 1)
    instance = frames[0].instance
    geometry = VolumeGeometry(
        planes[0], as_vector(step), (len(planes), instance.rows, instance.columns)
    )
    notes = []
    if deviation > max(UNEVEN_MM, UNEVEN_SHARE * median):
        notes.append(_uneven(worst, float(gaps[worst]), median))
    if geometry.is_sheared:
        notes.append(_tilted(geometry))
    return Grid(geometry, tuple(notes))


def is_colour(frame: FrameSource) -> bool:
    """Whether a frame is shown in RGB; a volume is one number a voxel."""
    encoding = frame.instance.encoding
    return encoding.samples_per_pixel > 1 or encoding.photometric_interpretation == "PALETTE COLOR"


def _drift_mm(positions: FloatArray) -> float:
    """How far the worst slice lies beside the straight line from the first to the last."""
    line = positions[-1] - positions[0]
    line /= np.linalg.norm(line)
    from_first = positions - positions[0]
    beside = from_first - np.outer(from_first @ line, line)
    return float(np.linalg.norm(beside, axis=1).max())


def _refusal(gaps: FloatArray, median: float, worst: int) -> Message:
    """Gaps that are whole multiples of the others mean missing slices; any others an uneven stack."""
    # Where many slices are missing the median itself is too wide: the smallest gap is one step then.
    step = float(gaps.min()) if gaps.min() < (1 - MAX_IRREGULARITY) * median else median
    multiples = np.rint(gaps / step)
    is_whole = bool(np.all(np.abs(gaps / step - multiples) <= UNEVEN_SHARE * multiples))
    missing = int(np.sum(multiples - 1))
    if is_whole and missing > 0:
        return _missing(missing, gaps, step)
    return message(
        "Display sets",
        "Slices {first} and {second} are {gap} mm apart where {median} mm is usual, so this series is shown "
        "as a stack, not a volume.",
        first=worst + 1,
        second=worst + 2,
        gap=f"{gaps[worst]:.2f}",
        median=f"{median:.2f}",
    )


def _missing(count: int, gaps: FloatArray, step: float) -> Message:
    first = int(np.argmax(gaps > 1.5 * step))
    return message(
        "Display sets",
        "Missing slices: {count}. The first gap is between slices {first} and {second} ({gap} mm instead of "
        "{step} mm), so this series is shown as a stack, not a volume. Look for the missing files.",
        count=count,
        first=first + 1,
        second=first + 2,
        gap=f"{gaps[first]:.2f}",
        step=f"{step:.2f}",
    )


def _wandering(drift_mm: float) -> Message:
    return message(
        "Display sets",
        "Slices lie up to {drift} mm beside the straight line through the stack, so this series is shown as "
        "a stack, not a volume.",
        drift=f"{drift_mm:.1f}",
    )


def _uneven(index: int, gap_mm: float, median_mm: float) -> Message:
    return message(
        "Display sets",
        "Slice spacing is not even: {gap} mm between slices {first} and {second}, {median} mm elsewhere.",
        gap=f"{gap_mm:.2f}",
        first=index + 1,
        second=index + 2,
        median=f"{median_mm:.2f}",
    )


def _tilted(geometry: VolumeGeometry) -> Message:
    step = np.asarray(geometry.slice_step_mm)
    cosine = geometry.slice_spacing_mm / float(np.linalg.norm(step))
    return message(
        "Display sets",
        "The gantry was tilted by {degrees}°: slices are shown as acquired, not resampled.",
        degrees=f"{np.degrees(np.arccos(min(cosine, 1.0))):.1f}",
    )
