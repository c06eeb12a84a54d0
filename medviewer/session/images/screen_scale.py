"""How large images are on the screen, so that two of different pixels can be shown at one size.

A zoom says how much larger than the whole image fitted to its cell; what readers compare is millimetres.
"""

from medviewer.session.images.viewport import Viewport


def matching_zoom(leader: Viewport, other: Viewport) -> float | None:
    """The zoom that gives a mm of the other as many screen pixels as one of the leader has.

    None where the size of an image or of a cell is not known.
    """
    one, two = _fitted_px_per_mm(leader), _fitted_px_per_mm(other)
    return None if one is None or two is None else leader.value.zoom * one / two


def _fitted_px_per_mm(viewport: Viewport) -> float | None:
    """Screen pixels a mm at zoom 1."""
    state, room = viewport.value, viewport.room_px
    if state.display_set is None or room is None or min(room) < 1:
        return None
    frame = state.display_set.frames[state.index]
    if not frame.calibration.is_calibrated:
        return None
    high_mm = frame.rows * frame.calibration.row_spacing
    wide_mm = frame.columns * frame.calibration.column_spacing
    if state.turn.swaps_sides:
        high_mm, wide_mm = wide_mm, high_mm
    return min(room[0] / wide_mm, room[1] / high_mm)
