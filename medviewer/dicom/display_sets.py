"""From the frames of a series to display sets: what belongs together, in the order a reader scrolls.

    group what can be scrolled together → sort by place → split what lies at one place into phases → grid

Frames are sorted by their place along the slice normal, never by number (numbers are the scanner's business
and do lie). Scrolling goes from head to feet, from front to back, from right to left; so index 0 of an axial
series is its topmost slice. Only frames without a place keep their numbers' order.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from medviewer.dicom.grids import volume_grid
from medviewer.domain.geometry import FloatArray, ImagePlane, Vector
from medviewer.domain.study import DisplaySet, FrameSource
from medviewer.words import Message, message

COSINE_TOLERANCE = 0.01  # a direction cosine that differs by more is another orientation
PIXEL_SPACING_TOLERANCE_MM = 1e-3
SAME_PLACE_MM = 1e-3
# The end of each patient axis at which scrolling starts: right (x low), front (y low), head (z high).
START_SIGN = np.array([1.0, 1.0, -1.0])
AXIS_NAMES = ("SAG", "COR", "AX")  # short forms used in every language
OBLIQUE_COSINE = 0.9  # a normal further from every axis is called oblique


@dataclass(slots=True)
class _Group:
    """Frames scrolled together; the first stands for all when another one is compared."""

    frames: list[FrameSource]

    @property
    def first(self) -> FrameSource:
        return self.frames[0]


def build_display_sets(
    series_instance_uid: str, frames: Sequence[FrameSource]
) -> tuple[DisplaySet, ...]:
    """Split a series' frames into display sets, the longest first and localizers last."""
    groups: list[_Group] = []
    for frame in frames:
        fitting = next((group for group in groups if _belongs(frame, group.first)), None)
        if fitting is None:
            groups.append(_Group([frame]))
        else:
            fitting.frames.append(frame)
    is_divided = len(groups) > 1
    sets = [
        display_set
        for group in groups
        for display_set in _display_sets(series_instance_uid, group, is_divided=is_divided)
    ]
    return tuple(sorted(sets, key=lambda s: (s.is_localizer, -s.count)))


def _belongs(frame: FrameSource, other: FrameSource) -> bool:
    """Whether two frames can be scrolled together."""
    return _fixed_key(frame) == _fixed_key(other) and _same_grid(frame.plane, other.plane)


def _fixed_key(frame: FrameSource) -> tuple[object, ...]:
    instance = frame.instance
    own = instance.sop_instance_uid if instance.number_of_frames > 1 else ""
    colours = instance.encoding.samples_per_pixel
    return (_is_localizer(frame), own, instance.rows, instance.columns, colours)


def _same_grid(plane: ImagePlane | None, other: ImagePlane | None) -> bool:
    if plane is None or other is None:
        return plane is other
    return (
        _differ_by(plane.row_direction, other.row_direction) <= COSINE_TOLERANCE
        and _differ_by(plane.column_direction, other.column_direction) <= COSINE_TOLERANCE
        and abs(plane.row_spacing_mm - other.row_spacing_mm) <= PIXEL_SPACING_TOLERANCE_MM
        and abs(plane.column_spacing_mm - other.column_spacing_mm) <= PIXEL_SPACING_TOLERANCE_MM
    )


def _differ_by(direction: Vector, other: Vector) -> float:
    return max(abs(one - two) for one, two in zip(direction, other, strict=True))


def _is_localizer(frame: FrameSource) -> bool:
    return any(value.upper() == "LOCALIZER" for value in frame.instance.image_type)


def _display_sets(series_instance_uid: str, group: _Group, *, is_divided: bool) -> list[DisplaySet]:
    """The group as one display set, or one for each phase."""
    name = _label(group.first) if is_divided else ""
    display_set_id = f"{series_instance_uid}:{_stable_id(group.first)}"
    is_localizer = _is_localizer(group.first)
    if group.first.plane is None:
        ordered = tuple(sorted(group.frames, key=_by_number))
        return [
            DisplaySet(display_set_id, series_instance_uid, ordered, None, (), name, is_localizer)
        ]
    phases, notes = _phases(_by_place(group.frames))
    sets = []
    for index, phase in enumerate(phases):
        grid = volume_grid(phase)
        is_one_of_many = len(phases) > 1
        label = f"{name} {index + 1}/{len(phases)}".strip() if is_one_of_many else name
        own_id = f"{display_set_id}.{index}" if is_one_of_many else display_set_id
        sets.append(
            DisplaySet(
                own_id,
                series_instance_uid,
                tuple(phase),
                grid.geometry,
                (*notes, *grid.notes),
                label,
                is_localizer,
            )
        )
    return sets


def _stable_id(frame: FrameSource) -> str:
    """A short text that names a group the same way while a scan goes on finding more of it."""
    plane = frame.plane
    grid = (
        [round(cosine, 1) + 0.0 for cosine in (*plane.row_direction, *plane.column_direction)]
        + [round(plane.row_spacing_mm, 3), round(plane.column_spacing_mm, 3)]
        if plane
        else []
    )
    return hashlib.sha256(repr((_fixed_key(frame), grid)).encode()).hexdigest()[:10]


def _label(frame: FrameSource) -> str:
    """What tells the display sets of one series apart, in letters every reader knows."""
    parts = ["LOC"] if _is_localizer(frame) else []
    if frame.plane is not None:
        normal = np.abs(frame.plane.normal)
        axis = int(np.argmax(normal))
        parts.append(AXIS_NAMES[axis] if normal[axis] >= OBLIQUE_COSINE else "OBL")
    if frame.instance.number_of_frames > 1:
        parts.append(f"#{frame.instance.instance_number or 1}")
    parts.append(f"{frame.instance.rows}×{frame.instance.columns}")
    return " ".join(parts)


def _by_number(frame: FrameSource) -> tuple[int, str, int]:
    instance = frame.instance
    number = instance.instance_number if instance.instance_number is not None else 0
    return (number, instance.sop_instance_uid, frame.frame_index)


def _by_place(frames: list[FrameSource]) -> list[list[FrameSource]]:
    """Frames by place; those at one place together, in the order of time and number."""
    direction = scroll_direction(_plane(frames[0]))
    distances = np.array([_plane(frame).position for frame in frames]) @ direction
    order = sorted(range(len(frames)), key=lambda i: (distances[i], _by_number(frames[i])))
    places: list[list[FrameSource]] = []
    last = -np.inf
    for i in order:
        if distances[i] - last > SAME_PLACE_MM:
            places.append([])
            last = distances[i]
        places[-1].append(frames[i])
    for place in places:
        place.sort(key=lambda frame: (frame.instance.acquisition_date_time, *_by_number(frame)))
    return places


def scroll_direction(plane: ImagePlane) -> FloatArray:
    """The unit normal of a plane, turned to where scrolling goes."""
    normal = plane.normal
    axis = int(np.argmax(np.abs(normal)))
    turned: FloatArray = normal * np.sign(normal[axis]) * START_SIGN[axis]
    return turned


def _phases(
    places: list[list[FrameSource]],
) -> tuple[list[list[FrameSource]], tuple[Message, ...]]:
    """One list a phase where every place has as many frames; otherwise one stack and a note."""
    counts = {len(place) for place in places}
    if counts == {1}:
        return [[place[0] for place in places]], ()
    stack = [frame for place in places for frame in place]
    if len(counts) > 1 or len(places) == 1:
        return [stack], () if len(places) == 1 else (_same_place(len(stack) - len(places)),)
    count = counts.pop()
    return [[place[phase] for place in places] for phase in range(count)], (_split(count),)


def _plane(frame: FrameSource) -> ImagePlane:
    assert frame.plane is not None  # for the type checker: groups with and without are kept apart
    return frame.plane


def _same_place(count: int) -> Message:
    return message(
        "Display sets",
        "{count} images lie at the place of another one, so this series is shown as a stack, not a volume.",
        count=count,
    )


def _split(count: int) -> Message:
    return message(
        "Display sets",
        "Every place was imaged {count} times; each pass is shown by itself.",
        count=count,
    )
