"""Putting a presentation state on screen: its display set, turned and framed as it says."""

from dataclasses import replace

from medviewer.domain.image_mark import MarkSet, PlacedMark
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.presentation_state import DisplayedArea
from medviewer.domain.presented import Presented
from medviewer.domain.study import PRESENTED, FrameSource, Study
from medviewer.domain.turn import Turn
from medviewer.imaging.presentation_marks import presentation_marks
from medviewer.session.images.viewport import Viewport, ViewportState

SAME_ZOOM = 0.01  # relative; a displayed area of the whole image is no zoom


def put_on_screen(presented: Presented, study: Study, viewport: Viewport) -> None:
    """Show the first image of a state as the state says."""
    shown = presented.display_sets[0]
    frame = shown.frames[presented.first]
    state = ViewportState(study, shown, presented.first, turn=presented.state.turn)
    area = presented.state.area_of(frame.instance.sop_instance_uid)
    if area is not None:
        state = framed(state, frame, area, viewport.room_px)
    viewport.replace(state)


def take_off_screen(viewport: Viewport) -> None:
    """The image in its own greys, as it is stored and whole."""
    study, shown = viewport.value.study, viewport.value.display_set
    listed = study.find_display_set(shown.listed_id) if study and shown else None
    if listed is not None:
        viewport.show_in_place(listed)
        viewport.reset()


def is_presented(viewport: Viewport) -> bool:
    shown = viewport.value.display_set
    return shown is not None and PRESENTED in shown.display_set_id


def framed(
    state: ViewportState, frame: FrameSource, area: DisplayedArea, room: tuple[int, int] | None
) -> ViewportState:
    """Zoomed and moved so that the displayed area fills the viewport."""
    spacing_mm = (frame.calibration.column_spacing, frame.calibration.row_spacing)
    off_mm = _off_middle(frame, area, spacing_mm)
    zoom = _zoom(state.turn, frame, area, room)
    if abs(zoom - 1) < SAME_ZOOM and max(map(abs, off_mm)) < max(spacing_mm):
        return state
    right, down = state.turn.to_screen(off_mm)
    return replace(state, zoom=zoom, pan_mm=(right + 0.0, down + 0.0))


def _off_middle(
    frame: FrameSource, area: DisplayedArea, spacing_mm: tuple[float, float]
) -> tuple[float, float]:
    """How far the image's middle lies right of and below the area's, mm of the image."""
    size = (frame.columns, frame.rows)
    right, down = (
        ((count - 1) / 2 - ((first + last) / 2 - 1)) * mm
        for count, first, last, mm in zip(size, area.first, area.last, spacing_mm, strict=True)
    )
    return (right, down)


def _zoom(
    turn: Turn, frame: FrameSource, area: DisplayedArea, room: tuple[int, int] | None
) -> float:
    """1 fits the image; a viewport whose size is unknown is taken for a square."""
    across_mm, down_mm = frame.calibration.column_spacing, frame.calibration.row_spacing
    columns, rows = (abs(b - a) + 1 for a, b in zip(area.first, area.last, strict=True))
    whole = _extent((frame.columns * across_mm, frame.rows * down_mm), turn)
    part = _extent((columns * across_mm, rows * down_mm), turn)
    width, height = room or (1, 1)
    fit = min(width / whole[0], height / whole[1])
    if area.size_mode == "MAGNIFY" and area.magnification and room:
        return area.magnification / (fit * across_mm)
    return min(width / part[0], height / part[1]) / fit


def _extent(width_height: tuple[float, float], turn: Turn) -> tuple[float, float]:
    return (width_height[1], width_height[0]) if turn.swaps_sides else width_height


def marks_of(presented: Presented, study_key: str) -> MarkSet:
    """What the state draws, on its own display sets only."""
    placed = tuple(
        PlacedMark(ObjectReference(uid, frames=(frame.frame_index + 1,)), mark)
        for display_set in presented.display_sets
        for frame in display_set.frames
        if (uid := frame.instance.sop_instance_uid)
        for mark in presentation_marks(
            presented.state, uid, frame.frame_index + 1, (frame.rows, frame.columns)
        )
    )
    ids = tuple(each.display_set_id for each in presented.display_sets)
    return MarkSet(presented.state.sop_instance_uid, study_key, placed, display_set_ids=ids)
