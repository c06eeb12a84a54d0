"""Changing the finding that was taken up: a handle by itself, all of it by its inside."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt

from medviewer.domain.finding import Finding
from medviewer.gui.canvas.measure_hits import HANDLE_REACH_PX
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.tools.tool import Stage
from medviewer.imaging.finding_handles import Handle, handles, moved, shifted
from medviewer.imaging.marks import Point, box_edges


@dataclass(frozen=True, slots=True)
class FindingGrip:
    """Where a finding is held: by one of its handles, or, where that is None, by its inside."""

    finding: Finding
    handle: Handle | None = None


class ReshapeTool:
    """Follows one drag on the draft of `session.finding_edits`."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self) -> None:
        self._grip: FindingGrip | None = None
        self._start, self._at = QPointF(), QPointF()

    def grip(self, stage: Stage, at: QPointF) -> FindingGrip | None:
        """What of the draft lies there on the image shown; nothing on computed planes."""
        state, session = stage.viewport.value, stage.session
        draft = session.finding_edits.value.draft_on(state.display_set)
        geometry = stage.geometry_now()
        if draft is None or geometry is None or session.planes.mpr.value.is_open:
            return None
        return grip_at(draft, state.index, geometry, at)

    def take(self, at: QPointF, grip: FindingGrip) -> None:
        self._grip, self._start, self._at = grip, at, at

    def drag(self, stage: Stage, by: QPointF) -> None:
        self._at = self._at + by  # not in place: Qt points are shared
        geometry, grip = stage.geometry_now(), self._grip
        if geometry is None or grip is None:
            return
        start = geometry.to_image(self._start.x(), self._start.y())
        now = geometry.to_image(self._at.x(), self._at.y())
        step = Point(now.x - start.x, now.y - start.y)
        # From where the drag began: rounded steps would add up to another place.
        held = grip.handle
        shape = shifted(grip.finding, step) if held is None else moved(grip.finding, held, step)
        stage.session.finding_edits.take_shape(shape)


def grip_at(
    draft: Finding, slice_index: int, geometry: ViewGeometry, at: QPointF
) -> FindingGrip | None:
    """The nearest handle within reach, else the inside of the box."""
    near = [
        (distance, handle)
        for handle in handles(draft, slice_index)
        if (distance := _apart(geometry.point_to_screen(handle.at), at)) <= HANDLE_REACH_PX
    ]
    if near:
        return FindingGrip(draft, min(near, key=lambda pair: pair[0])[1])
    box = draft.box_voxel
    if box is None or not box.contains_slice(slice_index):
        return None
    place = geometry.rectangle_to_screen(box_edges(box))
    is_inside = place.left <= at.x() <= place.right and place.top <= at.y() <= place.bottom
    return FindingGrip(draft) if is_inside else None


def _apart(handle: Point, at: QPointF) -> float:
    return float((QPointF(handle.x, handle.y) - at).manhattanLength())
