"""What the other cells say on this image: where their images cut it, where the 3-D cursor is."""

from dataclasses import dataclass

import numpy as np

from medviewer.domain.study import FrameSource
from medviewer.imaging.marks import Segment
from medviewer.imaging.reference_lines import PixelPlace, place_on, reference_line
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.session import Session

LETTERS = "SCA"  # the plane an axis of the patient is normal to: x sagittal, y coronal, z axial


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """One stroke in pixel coordinates; `letter` is its slice's plane: A, C or S."""

    stroke: Segment
    letter: str


@dataclass(frozen=True, slots=True)
class PlaceMarks:
    """Everything of other cells on this image."""

    lines: tuple[ReferenceLine, ...] = ()
    cursor: PixelPlace | None = None
    slab_mm: float = 0.0  # how thick the image is: a cursor within it lies on it


def place_marks(session: Session, viewport: Viewport) -> PlaceMarks:
    """The marks to draw on the image shown."""
    state = viewport.value
    if state.display_set is None:
        return PlaceMarks()
    frame = state.display_set.frames[state.index]
    cursor = session.cursor.place_in(state)
    is_lined = session.overlays.value.shows_reference_lines
    return PlaceMarks(
        _lines(session, viewport, frame) if is_lined else (),
        place_on(frame, cursor) if cursor is not None else None,
        frame.instance.slice_thickness_mm or 0.0,
    )


def _lines(session: Session, viewport: Viewport, frame: FrameSource) -> tuple[ReferenceLine, ...]:
    """Where the active cell's image cuts this one; on the active one nothing lies over the image."""
    if session.viewports.is_active(viewport):
        return ()
    line = _line(session, frame, viewport.value, session.viewport.value)
    return (line,) if line is not None else ()


def _line(
    session: Session, frame: FrameSource, shown: ViewportState, other: ViewportState
) -> ReferenceLine | None:
    if shown.display_set is None or other.display_set is None:
        return None
    alignment = session.linking.alignments.between(other, shown)
    cutting = other.display_set.frames[other.index]
    if alignment is None or not alignment.is_spatial or cutting.plane is None:
        return None
    stroke = reference_line(frame, cutting, alignment.transform)
    letter = LETTERS[int(np.argmax(np.abs(cutting.plane.normal)))]
    return ReferenceLine(stroke, letter) if stroke is not None else None
