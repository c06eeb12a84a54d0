"""Places that were imaged more than once: which frames make one pass, and what tells the passes apart.

Attributes are asked one after another, until every place has one frame in each pass. An attribute tells
passes apart where it has no more values than there are frames at one place: a trigger time that is another in
every slice, or the acquisition number of a step-and-shoot scan, says nothing.
"""

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from medviewer.dicom.facts.frame_vectors import SLICES
from medviewer.dicom.facts.time_stamps import seconds_of
from medviewer.dicom.splitting.slice_order import PlacedFrames, date_time_of, plane_of
from medviewer.domain.study import FrameSource
from medviewer.words import Message, message

Value = Hashable
IN_PLANE_MM = 1.0  # frames at one place that are shifted by more show something else
# A value that most often holds for less than this belongs to slices, not to passes over them.
LEAST_PLACES, LEAST_SHARE = 2, 0.1
SPATIAL = ("ImagePositionPatient", "InStackPositionNumber", "StackID", SLICES)
TIME = message("Display sets", "time")
ORDER = message("Display sets", "order of acquisition")


class Attribute(NamedTuple):
    """Something that may tell passes apart; `label` turns a value into text, "" for a running number."""

    name: Message
    value: Callable[[FrameSource], Value]
    label: Callable[[Value], str]


@dataclass(frozen=True, slots=True)
class Pass:
    """One frame for each place; `label` says which pass, "" where only its number does."""

    placed: PlacedFrames
    label: str = ""
    split_by: tuple[Message, ...] = ()

    @property
    def has_repeats(self) -> bool:
        return self.placed.most_at_one_place > 1


def find_stations(placed: PlacedFrames) -> list[Pass]:
    """Frames that lie beside one another in the same planes, as the stations of a spine do, kept apart."""
    if placed.most_at_one_place == 1 or placed.place_count == 1:
        return [Pass(placed)]
    return _split(Pass(placed), STATION)


def find_passes(placed: PlacedFrames) -> list[Pass]:
    """The passes in the order of what tells them apart; one with repeats in it where nothing does."""
    parts = [Pass(placed)]
    if placed.most_at_one_place == 1 or placed.place_count == 1:
        return parts
    for attribute in attributes_of(placed.frames):
        parts = [piece for part in parts for piece in _split(part, attribute)]
        if not any(part.has_repeats for part in parts):
            return parts
    return [piece for part in parts for piece in _by_rank(part)]


def split_by_value(placed: PlacedFrames, attribute: Attribute) -> list[Pass]:
    """One pass for each value of the attribute, in the order of values."""
    indices: dict[Value, list[int]] = {}
    for index, frame in enumerate(placed.frames):
        indices.setdefault(attribute.value(frame), []).append(index)
    return [
        Pass(placed.taken(indices[value]), attribute.label(value), (attribute.name,))
        for value in sorted(indices, key=_sortable)
    ]


def _split(part: Pass, attribute: Attribute) -> list[Pass]:
    if not part.has_repeats:
        return [part]
    count = len({attribute.value(frame) for frame in part.placed.frames})
    if not 1 < count <= part.placed.most_at_one_place:
        return [part]
    pieces = split_by_value(part.placed, attribute)
    covered = sorted(piece.placed.place_count for piece in pieces)
    least = max(LEAST_PLACES, LEAST_SHARE * part.placed.place_count)
    if covered[count // 2] < least:
        return [part]
    return [_within(part, piece) for piece in pieces]


def _within(part: Pass, piece: Pass) -> Pass:
    label = " ".join(text for text in (part.label, piece.label) if text)
    return Pass(piece.placed, label, part.split_by + piece.split_by)


def _by_rank(part: Pass) -> list[Pass]:
    """The first frame of every place, the second, and so on, where frames differ in time or number."""
    placed = part.placed
    if not part.has_repeats or not _is_ordered(placed):
        return [part]
    starts = np.searchsorted(placed.places, np.arange(placed.place_count))
    ranks = np.arange(len(placed.frames)) - starts[placed.places]
    pieces = [
        Pass(placed.taken(np.flatnonzero(ranks == rank).tolist()), "", (ORDER,))
        for rank in range(placed.most_at_one_place)
    ]
    return [_within(part, piece) for piece in pieces]


def _is_ordered(placed: PlacedFrames) -> bool:
    """Whether the frames of a place have an order: each its own time, or number where all have as many."""
    counts = np.bincount(placed.places)
    is_even = bool(np.all(counts == counts[0]))
    stamps = [_stamp(frame, with_number=is_even) for frame in placed.frames]
    return all(
        stamp != later
        for (place, stamp), (next_place, later) in pairwise(zip(placed.places, stamps, strict=True))
        if place == next_place
    )


def _stamp(frame: FrameSource, *, with_number: bool) -> tuple[Value, ...]:
    how, instance = frame.acquisition, frame.instance
    number = (instance.instance_number, frame.frame_index) if with_number else ()
    times = (how.temporal_position, how.trigger_time_ms, how.reference_time_ms)
    return (*times, date_time_of(frame), how.acquisition_number, *number)


def _sortable(value: Value) -> tuple[bool, bool, object]:
    """Missing values first, numbers before texts."""
    return (value is not None, isinstance(value, str), value if value is not None else 0)


def attributes_of(frames: Sequence[FrameSource]) -> list[Attribute]:
    """What may tell passes apart, the plainest first."""
    dimensions = dict.fromkeys(
        keyword
        for frame in frames
        for keyword, _ in frame.acquisition.dimensions
        if keyword not in SPATIAL
    )
    return [*ATTRIBUTES, *(_dimension(keyword) for keyword in dimensions), FILE]


def _dimension(keyword: str) -> Attribute:
    name = TIME if "Temporal" in keyword or keyword.startswith("Time") else ORDER
    return Attribute(
        name, lambda frame: dict(frame.acquisition.dimensions).get(keyword), lambda value: ""
    )


def _in_plane(frame: FrameSource) -> Value:
    plane = plane_of(frame)
    along_row = math.floor(np.dot(plane.row_direction, plane.position) / IN_PLANE_MM + 0.5)
    along_column = math.floor(np.dot(plane.column_direction, plane.position) / IN_PLANE_MM + 0.5)
    return (along_row, along_column)


def _reference_seconds(value: Value) -> str:
    return f"{value / 1000:g} s" if isinstance(value, float) else ""


STATION = Attribute(message("Display sets", "position in the plane"), _in_plane, lambda value: "")
ATTRIBUTES = [
    Attribute(
        message("Display sets", "echo time"),
        lambda frame: frame.acquisition.echo_time_ms,
        lambda value: f"TE {value:g} ms" if value is not None else "TE –",
    ),
    Attribute(
        message("Display sets", "echo number"),
        lambda frame: frame.acquisition.echo_number,
        lambda value: f"echo {value}",
    ),
    Attribute(
        message("Display sets", "b-value"),
        lambda frame: frame.acquisition.b_value,
        lambda value: f"b = {value:g} s/mm²" if value is not None else "b –",
    ),
    Attribute(
        message("Display sets", "cardiac phase"),
        lambda frame: frame.acquisition.cardiac_phase_percent,
        lambda value: f"{value:g} %" if value is not None else "",
    ),
    Attribute(TIME, lambda frame: frame.acquisition.temporal_position, lambda value: ""),
    Attribute(
        message("Display sets", "trigger time"),
        lambda frame: frame.acquisition.trigger_time_ms,
        lambda value: f"{value:g} ms" if value is not None else "",
    ),
    Attribute(TIME, lambda frame: frame.acquisition.reference_time_ms, _reference_seconds),
    Attribute(TIME, date_time_of, lambda value: ""),
    Attribute(
        message("Display sets", "acquisition number"),
        lambda frame: frame.acquisition.acquisition_number,
        lambda value: "",
    ),
    Attribute(
        message("Display sets", "image type"),
        lambda frame: frame.instance.image_type,
        lambda value: "",
    ),
]
FILE = Attribute(
    message("Display sets", "file"),
    lambda frame: (
        (frame.instance.instance_number or 0, frame.instance.sop_instance_uid)
        if frame.instance.number_of_frames > 1
        else ""
    ),
    lambda value: "",
)


def elapsed_labels(passes: Sequence[Pass]) -> list[str]:
    """Labels for passes that only time tells apart: seconds since the first, or running numbers."""
    starts = [seconds_of(min(map(date_time_of, one.placed.frames))) for one in passes]
    count = len(passes)
    known = [start for start in starts if start is not None]
    if len(known) == count and all(one < other for one, other in pairwise(known)):
        return [f"{start - known[0]:.1f}".removesuffix(".0") + " s" for start in known]
    return [f"{index + 1}/{count}" for index in range(count)]
