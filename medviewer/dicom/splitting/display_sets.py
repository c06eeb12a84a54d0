"""From the frames of a series to display sets: what belongs together, in the order a reader scrolls it.

    group what can be scrolled together → sort by place → split what lies at one place into passes
    → grid, missing slices filled → tilted slices onto a regular grid

Frames are sorted by their place along the slice normal, never by number (numbers are the scanner's business
and do lie).
"""

import dataclasses
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from medviewer.dicom.splitting.frame_groups import FrameGroup, frame_groups, what_differs
from medviewer.dicom.splitting.grids import Grid, volume_grid
from medviewer.dicom.splitting.passes import (
    ATTRIBUTES,
    Pass,
    elapsed_labels,
    find_passes,
    find_stations,
    split_by_value,
)
from medviewer.dicom.splitting.slice_order import PlacedFrames, by_number, placed
from medviewer.dicom.splitting.tilts import (
    MAX_TILT_DEGREES,
    askew_note,
    regular_stack,
    resampled_note,
    tilt_degrees,
    too_large_note,
)
from medviewer.domain.acquisition import Phase
from medviewer.domain.study import DisplaySet, FrameSource
from medviewer.words import Message, message

CT_IMAGES = (
    "1.2.840.10008.5.1.4.1.1.2",  # CT Image
    "1.2.840.10008.5.1.4.1.1.2.1",  # Enhanced CT Image
    "1.2.840.10008.5.1.4.1.1.2.2",  # Legacy Converted Enhanced CT Image
)
AXIS_NAMES = ("SAG", "COR", "AX")  # short forms used in every language
OBLIQUE_COSINE = 0.9  # a normal further from every axis is called oblique


@dataclass(frozen=True, slots=True)
class _Named:
    """What the display sets of one group have in common."""

    series_instance_uid: str
    group: FrameGroup
    label: str
    split_by: tuple[Message, ...]
    is_growing: bool
    station: str = ""

    @property
    def display_set_id(self) -> str:
        return f"{self.series_instance_uid}:{_stable_id(self.group)}{self.station}"


def build_display_sets(
    series_instance_uid: str, frames: Sequence[FrameSource], *, is_growing: bool = False
) -> tuple[DisplaySet, ...]:
    """Split a series' frames into display sets, the longest first and localizers last.

    Args:
        is_growing: more frames are still being found, so a gap is no missing slice yet.
    """
    groups = frame_groups(frames)
    differing = tuple(what_differs(groups))
    built = []
    for group in groups:
        label = _label(group) if len(groups) > 1 else ""
        built.append(
            _display_sets(_Named(series_instance_uid, group, label, differing, is_growing))
        )
    built.sort(key=lambda sets: (sets[0].is_localizer, -max(one.count for one in sets)))
    return tuple(display_set for sets in built for display_set in sets)


def _display_sets(named: _Named) -> list[DisplaySet]:
    """The group as one display set, or one for each station and each pass over its places."""
    group = named.group
    if not group.key.has_place:
        ordered = tuple(sorted(group.frames, key=by_number))
        return [_display_set(named, Grid(None, ordered))]
    stations = find_stations(placed(group.frames))
    if len(stations) == 1:
        return _passes(named, stations[0].placed)
    return [
        display_set
        for number, one in enumerate(stations, start=1)
        for display_set in _passes(
            dataclasses.replace(
                named,
                label=f"{named.label} {number}/{len(stations)}".strip(),
                split_by=named.split_by + one.split_by,
                station=f"@{number}",
            ),
            one.placed,
        )
    ]


def _passes(named: _Named, placed_frames: PlacedFrames) -> list[DisplaySet]:
    """One display set, or one for each pass over the places."""
    passes = find_passes(placed_frames)
    if len(passes) == 1:
        return _one_pass(named, passes[0].placed)
    labels = _labels(passes)
    split_by = {split.text: split for one in passes for split in one.split_by}
    return [
        _display_set(
            named,
            _grid(named, one.placed),
            split_by=tuple(split_by.values()),
            phase=Phase(named.display_set_id, index, len(passes), labels[index]),
        )
        for index, one in enumerate(passes)
    ]


def _one_pass(named: _Named, one: PlacedFrames) -> list[DisplaySet]:
    """One display set; several where an uneven stack turns out to be even ones laid into one another."""
    whole = _grid(named, one)
    if not named.is_growing and whole.geometry is None and one.most_at_one_place == 1:
        for attribute in ATTRIBUTES:
            count = len({attribute.value(frame) for frame in one.frames})
            if not 1 < count <= len(one.frames) // 2:
                continue
            parts = split_by_value(one, attribute)
            grids = [_grid(named, part.placed) for part in parts]
            if all(grid.geometry is not None for grid in grids):
                return [
                    _display_set(named, grid, part=f"{index + 1}/{count}", split_by=part.split_by)
                    for index, (grid, part) in enumerate(zip(grids, parts, strict=True))
                ]
    return [_display_set(named, whole)]


def _grid(named: _Named, one: PlacedFrames) -> Grid:
    repeated = len(one.frames) - one.place_count
    if repeated and one.place_count == 1:
        return Grid(None, one.frames)
    if repeated:
        return Grid(None, one.frames, (_same_place(one, repeated),))
    grid = volume_grid(one.frames)
    has_gaps = len(grid.frames) > len(one.frames) or grid.geometry is None
    return Grid(None, one.frames) if named.is_growing and has_gaps else grid


def _display_set(
    named: _Named,
    grid: Grid,
    part: str = "",
    split_by: tuple[Message, ...] = (),
    phase: Phase | None = None,
) -> DisplaySet:
    regular, tilt = _regular(grid)
    own = f".{phase.index}" if phase else f".{part}" if part else ""
    words = (named.label, phase.label if phase else part)
    return DisplaySet(
        named.display_set_id + own,
        named.series_instance_uid,
        regular.frames,
        regular.geometry,
        regular.notes,
        " ".join(word for word in words if word),
        named.group.key.is_localizer,
        split_rule=_split_rule((*named.split_by, *split_by)),
        phase=phase,
        tilt_degrees=tilt,
    )


def _regular(grid: Grid) -> tuple[Grid, float | None]:
    """A sheared grid made regular, and by how many degrees it was askew; None where it was not."""
    if grid.geometry is None or not grid.geometry.is_sheared:
        return grid, None
    degrees = tilt_degrees(grid.geometry)
    acquired = tuple(frame for frame in grid.frames if not frame.is_interpolated)
    if degrees > MAX_TILT_DEGREES:
        return Grid(None, acquired, (askew_note(degrees),)), None
    is_ct = grid.frames[0].instance.sop_class_uid in CT_IMAGES
    stack = regular_stack(grid.geometry, grid.frames)
    if stack.is_too_large:
        return Grid(None, acquired, (too_large_note(stack.geometry),)), None
    return Grid(
        stack.geometry, stack.frames, (resampled_note(degrees, is_ct=is_ct), *grid.notes)
    ), degrees


def _labels(passes: Sequence[Pass]) -> list[str]:
    """A text for every pass; those that share one, or have none, are numbered or told by their time."""
    sharing: dict[str, list[int]] = {}
    for index, one in enumerate(passes):
        sharing.setdefault(one.label, []).append(index)
    labels = [one.label for one in passes]
    for label, indices in sharing.items():
        if label and len(indices) == 1:
            continue
        numbered = elapsed_labels([passes[index] for index in indices])
        for index, number in zip(indices, numbered, strict=True):
            labels[index] = f"{label} {number}".strip()
    return labels


def _stable_id(group: FrameGroup) -> str:
    """A short text that names a group the same way while a scan goes on finding more of it."""
    plane = group.frames[0].plane
    grid = (
        [round(cosine, 1) + 0.0 for cosine in (*plane.row_direction, *plane.column_direction)]
        + [round(plane.row_spacing_mm, 3), round(plane.column_spacing_mm, 3)]
        if plane
        else []
    )
    return hashlib.sha256(repr((group.key.identity, grid)).encode()).hexdigest()[:10]


def _label(group: FrameGroup) -> str:
    """What tells the display sets of one series apart, in letters every reader knows."""
    key, frame = group.key, group.frames[0]
    parts = ["LOC"] if key.is_localizer else []
    if frame.plane is not None:
        normal = np.abs(frame.plane.normal)
        axis = int(np.argmax(normal))
        parts.append(AXIS_NAMES[axis] if normal[axis] >= OBLIQUE_COSINE else "OBL")
    if key.file:
        parts.append(f"#{frame.instance.instance_number or 1}")
    parts.append(f"{frame.instance.rows}×{frame.instance.columns}")
    views = (".".join(map(str, key.view)), *key.projection)
    apart = (key.component, key.kernel, key.stack_id, *views)
    return " ".join([*parts, *filter(None, apart)])


def _split_rule(split_by: Sequence[Message]) -> Message | None:
    """What a series was split by, as one sentence."""
    if not split_by:
        return None
    what = split_by[0]
    for other in split_by[1:]:
        what = message("Display sets", "{one} and {other}", one=what, other=other)
    return message("Display sets", "This series is split by {what}.", what=what)


def _same_place(one: PlacedFrames, count: int) -> Message:
    first = int(np.flatnonzero(np.diff(one.places) == 0)[0])
    if count == 1:
        return message(
            "Display sets",
            "One image lies at the place of another one (slices {first} and {second}, 0.00 mm apart), so "
            "this series is shown as a stack, not a volume.",
            first=first + 1,
            second=first + 2,
        )
    return message(
        "Display sets",
        "{count} images lie at the place of another one (slices {first} and {second}, 0.00 mm apart), so "
        "this series is shown as a stack, not a volume.",
        count=count,
        first=first + 1,
        second=first + 2,
    )
