"""Drawing a measurement: press, drag and let go, or click from point to point; both at any time.

press ─► draft with one point ─ drag or move ─► its loose point follows ─ release or click ─► placed
last point placed, or an outline closed ─► command
"""

from PySide6.QtCore import QPointF, Qt

from medviewer.domain.calibration import Pixel
from medviewer.gui.canvas.measure_hits import snapped
from medviewer.gui.tools.tool import DrawingStage
from medviewer.imaging.marks import Point
from medviewer.session.drawing.drawing import DRAWN_AS, OUTLINING, Draft, ToolKind

CLOSING_PX = 8.0  # a click this near to an outline's first point closes it
FREEHAND_STEP_PX = 2.0  # between the points of a line drawn by hand
LEAST_CORNERS = 3


class DrawTool:
    """Draws with whatever tool the session says; the draft itself lives in the session."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self) -> None:
        self._at = QPointF()
        self._is_first = False  # this press began a line

    def press(self, stage: DrawingStage, at: QPointF) -> None:
        self._at = at
        image, pixel = stage.image_now(), self._pixel(stage)
        drawing = stage.session.drawing
        if image is None or pixel is None:
            return
        draft = drawing.value.draft
        if draft is None or draft.image != image:
            draft = Draft(drawing.value.tool, image, (), pixel)
        self._is_first = begins_line(draft)
        drawing.show(draft.with_placed(pixel) if self._is_first else draft.with_loose_at(pixel))

    def drag(self, stage: DrawingStage, by: QPointF) -> None:
        self._at = self._at + by  # not in place: Qt points are shared
        self.hover(stage, self._at)

    def hover(self, stage: DrawingStage, at: QPointF) -> None:
        """The loose point follows; a freehand line grows."""
        self._at = at
        draft, pixel = stage.session.drawing.value.draft, self._pixel(stage)
        if draft is None or pixel is None or draft.image != stage.image_now():
            return
        is_far = self._distance_px(stage, draft.placed[-1]) >= FREEHAND_STEP_PX
        if draft.tool is ToolKind.FREEHAND and is_far:
            draft = draft.with_placed(pixel)
        stage.session.drawing.show(draft.with_loose_at(pixel))

    def release(self, stage: DrawingStage, *, was_click: bool) -> None:
        draft = stage.session.drawing.value.draft
        if draft is None:
            return
        if draft.tool is ToolKind.FREEHAND:
            self.finish(stage)
        elif draft.is_complete or (was_click and draft.tool is ToolKind.FINDING):  # one point does
            self._keep(stage, draft)
        elif not (self._is_first and was_click):
            self._place(stage, draft)

    def finish(self, stage: DrawingStage) -> None:
        """Close an outline; what has too few points is dropped."""
        draft = stage.session.drawing.value.draft
        if draft is None or draft.tool not in OUTLINING:
            return
        if len(draft.placed) < LEAST_CORNERS:
            stage.session.drawing.show(None)
        else:
            # Placed to the last: the loose point would be one too many.
            self._keep(stage, Draft(draft.tool, draft.image, draft.placed[:-1], draft.placed[-1]))

    def _place(self, stage: DrawingStage, draft: Draft) -> None:
        is_closing = (
            draft.tool is ToolKind.POLYGON
            and len(draft.placed) >= LEAST_CORNERS
            and self._distance_px(stage, draft.placed[0]) <= CLOSING_PX
        )
        if is_closing:
            self.finish(stage)
            return
        placed = draft.with_placed(draft.loose)
        if placed.is_complete:
            self._keep(stage, placed)
        else:
            stage.session.drawing.show(placed)

    def _keep(self, stage: DrawingStage, draft: Draft) -> None:
        """Hand the finished drawing to its command."""
        stage.session.drawing.show(None)
        if draft.tool is ToolKind.FINDING:
            stage.registry.run("findings.add", corners=draft.points)
            return
        if not draft.is_worth_keeping:
            return
        if draft.tool in OUTLINING and stage.session.finding_edits.value.is_on:
            stage.registry.run("findings.outline", points=draft.points)
            return
        calibration = stage.calibration_now()
        drawn = draft.as_measurement(calibration)
        if draft.tool is ToolKind.CALIBRATION:
            stage.registry.run("measure.calibrate", line=drawn)
        elif draft.tool in DRAWN_AS:
            stage.registry.run("measure.window_from_region", region=drawn)
        elif draft.tool is ToolKind.TEXT:
            stage.registry.run("measure.write", measurement=drawn)
        else:
            stage.registry.run("measure.add", measurement=drawn)

    def _pixel(self, stage: DrawingStage) -> Pixel | None:
        geometry = stage.geometry_now()
        if geometry is None:
            return None
        return snapped(geometry, stage.measure_marks(), Point(self._at.x(), self._at.y()))

    def _distance_px(self, stage: DrawingStage, pixel: Pixel) -> float:
        """From the mouse to an image position, in screen pixels."""
        geometry = stage.geometry_now()
        if geometry is None:
            return 0.0
        place = geometry.to_screen(*pixel)
        return float((QPointF(place.x, place.y) - self._at).manhattanLength())


def begins_line(draft: Draft) -> bool:
    """Whether the next press starts a line: the first point of all, or of a Cobb angle's second line."""
    count = len(draft.placed)
    return count == 0 or (draft.tool is ToolKind.COBB and count % 2 == 0)
