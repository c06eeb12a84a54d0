"""Whether slices in order form a grid, how evenly, and where slices are missing.

The step is the true vector from one slice's first pixel to the next one's, so a tilted gantry gives a sheared
grid. Spacing is told as the median; the grid's step is the mean, which puts the last slice where its header
does: a median that is 0.02 mm off would put the last of 300 slices 6 mm away.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.dicom.splitting.slice_order import plane_of
from medviewer.domain.geometry import FloatArray, VolumeGeometry, as_vector
from medviewer.domain.study import Between, FrameSource
from medviewer.words import Message, message

UNEVEN_MM, UNEVEN_SHARE = 0.01, 0.01  # gaps that differ by more than both are worth a note
MAX_IRREGULARITY = 0.2  # of the median gap; beyond it slices are no volume (OHIF's limit)
ROUNDING_MM = 1e-6  # of positions written in decimals
MAX_DRIFT_MM = 0.5  # slices further beside the straight line through the stack are no grid
MAX_NAMED_GAPS = 5  # more of them are counted, not listed


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid slices lie on, None where they are only a stack; `notes` say why or how evenly.

    `frames` has one for every slice of the grid: interpolated ones stand where slices are missing.
    """

    geometry: VolumeGeometry | None
    frames: tuple[FrameSource, ...]
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class _Gaps:
    """Gaps between neighbours along the normal; `steps` is how many slices each of them is wide."""

    positions: FloatArray
    gaps: FloatArray
    median: float
    steps: NDArray[np.intp]

    @property
    def deviations(self) -> FloatArray:
        return np.abs(self.gaps - self.steps * self.median)

    @property
    def missing(self) -> int:
        return int(np.sum(self.steps - 1))

    def slice_number(self, index: int) -> int:
        """The number that a reader sees on the source slice `index`, missing ones counted."""
        return int(np.sum(self.steps[:index])) + 1


def volume_grid(frames: Sequence[FrameSource]) -> Grid:
    """The grid of frames that are of one orientation and sorted by place."""
    known = tuple(frames)
    if len(known) < 2 or any(frame.plane is None or frame.is_colour for frame in known):
        return Grid(None, known)
    positions = np.array([plane_of(frame).position for frame in known], float)
    steps_mm = np.diff(positions @ plane_of(known[0]).normal)
    if steps_mm.min() <= 0 <= steps_mm.max():
        return Grid(None, known)
    gaps = np.abs(steps_mm)
    # Of an even number of gaps the smaller of the middle two: one that exists, and of 5 and 10 mm the 5.
    median = float(np.sort(gaps)[(len(gaps) - 1) // 2])
    steps = np.maximum(np.rint(gaps / median), 1).astype(np.intp)
    return _grid_of(known, _Gaps(positions, gaps, median, steps))


def _grid_of(frames: tuple[FrameSource, ...], spaced: _Gaps) -> Grid:
    is_uneven = bool(spaced.deviations.max() > MAX_IRREGULARITY * spaced.median + ROUNDING_MM)
    if is_uneven or spaced.missing > len(frames):
        return Grid(None, frames, (_refusal(spaced),))
    drift = _drift_mm(spaced.positions)
    if drift > MAX_DRIFT_MM:
        return Grid(None, frames, (_wandering(drift),))
    count = len(frames) + spaced.missing
    step = (spaced.positions[-1] - spaced.positions[0]) / (count - 1)
    instance = frames[0].instance
    geometry = VolumeGeometry(
        plane_of(frames[0]), as_vector(step), (count, instance.rows, instance.columns)
    )
    return Grid(geometry, _filled(frames, spaced), tuple(_notes(spaced)))


def _filled(frames: tuple[FrameSource, ...], spaced: _Gaps) -> tuple[FrameSource, ...]:
    """The frames with an interpolated one at every missing slice's place."""
    filled = [frames[0]]
    for before, after, steps in zip(frames, frames[1:], spaced.steps, strict=False):
        filled.extend(_between(before, after, step / steps) for step in range(1, steps))
        filled.append(after)
    return tuple(filled)


def _between(before: FrameSource, after: FrameSource, weight: float) -> FrameSource:
    nearer = before if weight <= 0.5 else after
    ends = np.array([plane_of(before).position, plane_of(after).position])
    position = as_vector((1 - weight) * ends[0] + weight * ends[1])
    return dataclasses.replace(
        nearer,
        plane=dataclasses.replace(plane_of(nearer), position=position),
        between=Between(before, after, weight),
    )


def _drift_mm(positions: FloatArray) -> float:
    """How far the worst slice lies beside the straight line from the first to the last."""
    line = positions[-1] - positions[0]
    line /= np.linalg.norm(line)
    from_first = positions - positions[0]
    beside = from_first - np.outer(from_first @ line, line)
    return float(np.linalg.norm(beside, axis=1).max())


def _notes(spaced: _Gaps) -> list[Message]:
    wide = np.flatnonzero(spaced.steps > 1)
    notes = [_missing(spaced, int(index)) for index in wide[:MAX_NAMED_GAPS]]
    if len(wide) > MAX_NAMED_GAPS:
        notes.append(_missing_elsewhere(len(wide) - MAX_NAMED_GAPS, spaced.missing))
    worst = int(np.argmax(spaced.deviations))
    if spaced.deviations[worst] > max(UNEVEN_MM, UNEVEN_SHARE * spaced.median):
        notes.append(_uneven(spaced, worst))
    return notes


def _refusal(spaced: _Gaps) -> Message:
    worst = int(np.argmax(spaced.deviations))
    smallest = float(spaced.gaps.min())
    missing = int(np.sum(np.rint(spaced.gaps / smallest) - 1))
    is_whole = np.abs(spaced.gaps / smallest - np.rint(spaced.gaps / smallest)) <= UNEVEN_SHARE
    if missing and bool(np.all(is_whole)):
        return _mostly_missing(spaced, missing, smallest)
    return message(
        "Display sets",
        "Slices {first} and {second} are {gap} mm apart where {median} mm is usual, so this series is shown "
        "as a stack, not a volume.",
        first=worst + 1,
        second=worst + 2,
        gap=f"{spaced.gaps[worst]:.2f}",
        median=f"{spaced.median:.2f}",
    )


def _mostly_missing(spaced: _Gaps, missing: int, step_mm: float) -> Message:
    widest = int(np.argmax(spaced.gaps))
    return message(
        "Display sets",
        "Missing slices: {count}, too many for a volume; between slices {first} and {second} alone lie {gap} "
        "mm where {step} mm is one step. So this series is shown as a stack. Look for the missing files.",
        count=missing,
        first=widest + 1,
        second=widest + 2,
        gap=f"{spaced.gaps[widest]:.2f}",
        step=f"{step_mm:.2f}",
    )


def _missing(spaced: _Gaps, index: int) -> Message:
    return message(
        "Display sets",
        "Missing slices: {count} between slices {first} and {second}, which are {gap} mm apart where "
        "{median} mm is usual. Interpolated images stand in for them; nothing can be measured there. Look "
        "for the missing files.",
        count=int(spaced.steps[index]) - 1,
        first=spaced.slice_number(index),
        second=spaced.slice_number(index + 1),
        gap=f"{spaced.gaps[index]:.2f}",
        median=f"{spaced.median:.2f}",
    )


def _missing_elsewhere(gaps: int, missing: int) -> Message:
    return message(
        "Display sets",
        "Slices are missing in {gaps} more places; {missing} are missing in all.",
        gaps=gaps,
        missing=missing,
    )


def _wandering(drift_mm: float) -> Message:
    return message(
        "Display sets",
        "Slices lie up to {drift} mm beside the straight line through the stack, so this series is shown as "
        "a stack, not a volume.",
        drift=f"{drift_mm:.1f}",
    )


def _uneven(spaced: _Gaps, index: int) -> Message:
    return message(
        "Display sets",
        "Slice spacing is not even: {gap} mm between slices {first} and {second}, {median} mm elsewhere.",
        gap=f"{spaced.gaps[index]:.2f}",
        first=spaced.slice_number(index),
        second=spaced.slice_number(index + 1),
        median=f"{spaced.median:.2f}",
    )
