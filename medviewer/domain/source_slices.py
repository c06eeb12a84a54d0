"""A tilted stack as it was acquired: what a reader switches to from the regular grid, and back from."""

import dataclasses

from medviewer.domain.geometry import VolumeGeometry, as_vector
from medviewer.domain.study import AS_ACQUIRED, DisplaySet, FrameSource
from medviewer.words import Message, message


def as_acquired(display_set: DisplaySet) -> DisplaySet:
    """The same slices where the scanner put them, on a sheared grid; itself where nothing was resampled.

    It has an id of its own, as its pixels lie elsewhere: what was found on the one does not fit the other.
    """
    if not display_set.is_resampled:
        return display_set
    frames = tuple(frame.as_acquired for frame in display_set.frames)
    return dataclasses.replace(
        display_set,
        display_set_id=display_set.display_set_id + AS_ACQUIRED,
        frames=frames,
        geometry=_sheared(frames),
        notes=(_as_acquired_note(display_set.tilt_degrees or 0.0), *display_set.notes[1:]),
    )


def _sheared(frames: tuple[FrameSource, ...]) -> VolumeGeometry | None:
    """The grid from the first slice to the last; None where their places are unknown."""
    first, last = frames[0].plane, frames[-1].plane
    if first is None or last is None:
        return None
    ends = zip(first.position, last.position, strict=True)
    step = as_vector([(end - start) / (len(frames) - 1) for start, end in ends])
    return VolumeGeometry(first, step, (len(frames), frames[0].rows, frames[0].columns))


def _as_acquired_note(degrees: float) -> Message:
    return message(
        "Display sets",
        "Slices as acquired, tilted by {degrees}°. AI findings stand on the resampled ones.",
        degrees=f"{degrees:.1f}",
    )
