"""From the frames of a series to display sets: what belongs together, in the order a reader scrolls.

Frames are sorted by their place along the slice normal, never by number (numbers are the scanner's business
and do lie). Scrolling goes from head to feet, from front to back, from right to left; so index 0 of an axial
series is its topmost slice. Only frames without a place keep their numbers' order.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from medviewer.domain.geometry import ImagePlane, VolumeGeometry, as_vector
from medviewer.domain.study import DisplaySet, FrameSource
from medviewer.words import Message, message

COSINE_TOLERANCE = 0.01  # orientations closer than this are one
SPACING_TOLERANCE = 0.01  # relative; steps closer than this are regular
MAX_IRREGULARITY = 0.2  # relative; beyond it slices are no volume
SAME_PLACE_MM = 1e-3
# The end of each patient axis at which scrolling starts: right (x low), front (y low), head (z high).
START_SIGN = np.array([1.0, 1.0, -1.0])

GroupKey = tuple[object, ...]


def build_display_sets(
    series_instance_uid: str, frames: Sequence[FrameSource]
) -> tuple[DisplaySet, ...]:
    """Split a series' frames into display sets, the longest first and localizers last."""
    groups: dict[GroupKey, list[FrameSource]] = defaultdict(list)
    for frame in frames:
        groups[_group_key(frame)].append(frame)
    sets = [
        _display_set(f"{series_instance_uid}:{_key_text(key)}", series_instance_uid, group)
        for key, group in groups.items()
    ]
    return tuple(sorted(sets, key=lambda s: (s.is_localizer, -s.count, s.display_set_id)))


def _group_key(frame: FrameSource) -> GroupKey:
    """What frames must share to be scrolled together."""
    instance = frame.instance
    own = instance.sop_instance_uid if instance.number_of_frames > 1 else ""
    plane = frame.plane
    orientation: tuple[float, ...] = ()
    spacing: tuple[float, ...] = ()
    if plane is not None:
        cosines = (*plane.row_direction, *plane.column_direction)
        orientation = tuple(round(c / COSINE_TOLERANCE / 2) * COSINE_TOLERANCE * 2 for c in cosines)
        spacing = (round(plane.row_spacing_mm, 4), round(plane.column_spacing_mm, 4))
    return (
        _is_localizer(frame),
        own,
        instance.rows,
        instance.columns,
        instance.encoding.samples_per_pixel,
        orientation,
        spacing,
    )


def _key_text(key: GroupKey) -> str:
    """A short text that names a group the same way in every scan."""
    return hashlib.sha256(repr(key).encode()).hexdigest()[:10]


def _is_localizer(frame: FrameSource) -> bool:
    return "LOCALIZER" in (value.upper() for value in frame.instance.image_type)


def _display_set(
    display_set_id: str, series_instance_uid: str, group: list[FrameSource]
) -> DisplaySet:
    geometry: VolumeGeometry | None = None
    notes: tuple[Message, ...] = ()
    if all(frame.plane is not None for frame in group):
        ordered = _by_place(group)
        geometry, notes = _volume_geometry(ordered)
    else:
        ordered = sorted(group, key=_by_number)
    return DisplaySet(
        display_set_id,
        series_instance_uid,
        tuple(ordered),
        geometry,
        notes,
        is_localizer=_is_localizer(group[0]),
    )


def _by_number(frame: FrameSource) -> tuple[int, str, int]:
    instance = frame.instance
    return (instance.instance_number or 0, instance.sop_instance_uid, frame.frame_index)


def _by_place(group: list[FrameSource]) -> list[FrameSource]:
    direction = _scroll_direction(_plane(group[0]))
    return sorted(
        group,
        key=lambda frame: (
            round(float(np.dot(direction, _plane(frame).position)), 4),
            *_by_number(frame),
        ),
    )


def _scroll_direction(plane: ImagePlane) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The normal, turned to where scrolling goes."""
    normal = plane.normal
    axis = int(np.argmax(np.abs(normal)))
    turned: np.ndarray[tuple[int], np.dtype[np.float64]] = (
        normal * np.sign(normal[axis]) * START_SIGN[axis]
    )
    return turned


def _plane(frame: FrameSource) -> ImagePlane:
    assert frame.plane is not None  # for the type checker: asked before
    return frame.plane


def _volume_geometry(
    ordered: list[FrameSource],
) -> tuple[VolumeGeometry | None, tuple[Message, ...]]:
    """The grid the frames lie on, or None and why they are only a stack."""
    if len(ordered) < 2:
        return None, ()
    direction = _scroll_direction(_plane(ordered[0]))
    positions = np.array([_plane(frame).position for frame in ordered])
    steps = np.diff(positions @ direction)
    if steps.min() < SAME_PLACE_MM:
        return None, (_same_place(int(np.sum(steps < SAME_PLACE_MM))),)
    median = float(np.median(steps))
    deviation = np.abs(steps - median)
    worst = int(np.argmax(deviation))
    if deviation[worst] > MAX_IRREGULARITY * median:
        return None, (_gap(worst, float(steps[worst]), median, is_volume=False),)
    notes = []
    if deviation[worst] > max(SPACING_TOLERANCE * median, 0.01):
        notes.append(_gap(worst, float(steps[worst]), median, is_volume=True))
    step = (positions[-1] - positions[0]) / (len(ordered) - 1)
    instance = ordered[0].instance
    geometry = VolumeGeometry(
        _plane(ordered[0]), as_vector(step), (len(ordered), instance.rows, instance.columns)
    )
    if geometry.is_sheared:
        notes.append(_tilted())
    return geometry, tuple(notes)


def _same_place(count: int) -> Message:
    return message(
        "Display sets",
        "{count} images lie at the place of another one, so this series is shown as a stack, not a volume.",
        count=count,
    )


def _gap(index: int, step_mm: float, median_mm: float, *, is_volume: bool) -> Message:
    if is_volume:
        return message(
            "Display sets",
            "Slice spacing is not even: {step} mm between slices {first} and {second}, {median} mm "
            "elsewhere.",
            step=f"{step_mm:.2f}",
            first=index + 1,
            second=index + 2,
            median=f"{median_mm:.2f}",
        )
    return message(
        "Display sets",
        "There are {step} mm between slices {first} and {second} but {median} mm elsewhere (missing "
        "slices?), so this series is shown as a stack, not a volume.",
        step=f"{step_mm:.2f}",
        first=index + 1,
        second=index + 2,
        median=f"{median_mm:.2f}",
    )


def _tilted() -> Message:
    return message(
        "Display sets", "The gantry was tilted: slices are shown as acquired, not resampled."
    )
