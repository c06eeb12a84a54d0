"""Putting a presentation state on screen: its display set, turned and framed as it says."""

from medviewer.domain.image_mark import MarkSet, PlacedMark
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.presentation_state import DisplayedArea
from medviewer.domain.presented import Presented
from medviewer.domain.study import PRESENTED, FrameSource, Study
from medviewer.domain.turn import Turn
from medviewer.imaging.presentation_marks import presentation_marks
from medviewer.session.viewport import Viewport, ViewportState

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
    down_mm, right_mm = frame.calibration.row_spacing, frame.calibration.column_spacing
    (left, right), (top, bottom) = (
        sorted(pair) for pair in zip(area.first, area.last, strict=True)
    )
    columns, rows = right - left + 1, bottom - top + 1
    whole = _extent((frame.columns * right_mm, frame.rows * down_mm), state.turn)
    part = _extent((columns * right_mm, rows * down_mm), state.turn)
    width, height = room or (1, 1)
    fit = min(width / whole[0], height / whole[1])
    zoom = min(width / part[0], height / part[1]) / fit
    if area.size_mode == "MAGNIFY" and area.magnification and room:
        zoom = area.magnification / (fit * right_mm)
    middle = ((left + right) / 2 - 1, (top + bottom) / 2 - 1)
    off = (
        ((frame.columns - 1) / 2 - middle[0]) * right_mm,
        ((frame.rows - 1) / 2 - middle[1]) * down_mm,
    )
    pan = state.turn.to_screen(off)
    is_whole = abs(zoom - 1) < SAME_ZOOM and max(map(abs, off)) < max(right_mm, down_mm)
    if is_whole:
        return state
    return ViewportState(
        state.study,
        state.display_set,
        state.index,
        zoom,
        (pan[0] + 0.0, pan[1] + 0.0),
        turn=state.turn,
    )


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
