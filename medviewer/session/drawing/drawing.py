"""What the left button does, and what is being drawn with it: the one modal tool of the reading room.

Every canvas draws the draft that lies on its image; a finished one becomes a measurement through a command.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject

from medviewer.domain.calibration import Pixel, PixelCalibration
from medviewer.domain.measurement import Measurement, MeasurementKind, ReferencedImage, to_points
from medviewer.imaging.bidirectional import with_short_axis
from medviewer.imaging.quantify import steps_at
from medviewer.session.drawing.annotations import new_id
from medviewer.session.state import State


class ToolKind(StrEnum):
    """What a drag with the left button does. Those that draw have the names of what they draw."""

    USUAL = "usual"  # as the reader's mouse profile says
    WINDOW = "window"
    SCROLL = "scroll"
    ZOOM = "zoom"
    PAN = "pan"
    LENGTH = "length"
    ANGLE = "angle"
    COBB = "cobb"
    BIDIRECTIONAL = "bidirectional"
    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    POLYGON = "polygon"
    FREEHAND = "freehand"
    PROBE = "probe"
    TEXT = "text"
    ARROW = "arrow"
    CALIBRATION = "calibration"
    REGION_WINDOW = "region_window"
    MAGNIFIER = "magnifier"
    ERASER = "eraser"
    BRUSH = "brush"
    BRUSH_ERASER = "brush_eraser"
    GROW = "grow"
    FINDING = "finding"


NAVIGATION = frozenset(
    {ToolKind.USUAL, ToolKind.WINDOW, ToolKind.SCROLL, ToolKind.ZOOM, ToolKind.PAN}
)
PAINTING = frozenset({ToolKind.BRUSH, ToolKind.BRUSH_ERASER, ToolKind.GROW})
# Points the reader places; the short axis of a bidirectional measurement comes by itself.
PLACED = {
    ToolKind.LENGTH: 2,
    ToolKind.ANGLE: 3,
    ToolKind.COBB: 4,
    ToolKind.BIDIRECTIONAL: 2,
    ToolKind.RECTANGLE: 2,
    ToolKind.ELLIPSE: 2,
    ToolKind.PROBE: 1,
    ToolKind.TEXT: 1,
    ToolKind.ARROW: 2,
    ToolKind.CALIBRATION: 2,
    ToolKind.REGION_WINDOW: 2,
    ToolKind.FINDING: 2,
}
OUTLINING = frozenset({ToolKind.POLYGON, ToolKind.FREEHAND})
DRAWING = frozenset(PLACED) | OUTLINING
DRAWN_AS = {
    ToolKind.CALIBRATION: MeasurementKind.LENGTH,
    ToolKind.REGION_WINDOW: MeasurementKind.RECTANGLE,
    ToolKind.FINDING: MeasurementKind.RECTANGLE,
}
LEAST_PIXELS = 0.2  # what spans less was no drawing but a slip of the hand


@dataclass(frozen=True, slots=True)
class Draft:
    """A drawing that is not finished.

    Attributes:
        placed: points that stay, (column, row).
        loose: the point that follows the mouse.
    """

    tool: ToolKind
    image: ReferencedImage
    placed: tuple[Pixel, ...]
    loose: Pixel

    @property
    def is_complete(self) -> bool:
        """Whether no further point is to be placed; outlines end when the reader says so."""
        return len(self.placed) >= PLACED.get(self.tool, 1_000_000)

    @property
    def points(self) -> tuple[Pixel, ...]:
        return self.placed if self.is_complete else (*self.placed, self.loose)

    def with_loose_at(self, pixel: Pixel) -> "Draft":
        return replace(self, loose=pixel)

    def with_placed(self, pixel: Pixel) -> "Draft":
        return replace(self, placed=(*self.placed, pixel), loose=pixel)

    def without_last(self) -> "Draft | None":
        """One point back; None where that was the first."""
        return replace(self, placed=self.placed[:-1]) if len(self.placed) > 1 else None

    def as_measurement(
        self, calibration: PixelCalibration, measurement_id: str = ""
    ) -> Measurement:
        """What it is so far."""
        kind = DRAWN_AS.get(self.tool) or MeasurementKind(self.tool.value)
        points = self.points
        if kind is MeasurementKind.BIDIRECTIONAL and len(points) == 2:
            points = _with_short_axis(points, calibration)
        return Measurement(
            measurement_id or new_id(), kind, self.image, to_points(points, self.image.plane)
        )

    @property
    def is_worth_keeping(self) -> bool:
        """Whether it spans anything; a single point always does."""
        if PLACED.get(self.tool) == 1:
            return True
        columns = [column for column, _ in self.points]
        rows = [row for _, row in self.points]
        return max(columns) - min(columns) + max(rows) - min(rows) >= LEAST_PIXELS


def _with_short_axis(points: tuple[Pixel, ...], calibration: PixelCalibration) -> tuple[Pixel, ...]:
    steps = steps_at(points, calibration)
    across, down = (steps.across, steps.down) if steps is not None else (1.0, 1.0)
    start, end = ((x * across, y * down) for x, y in points)
    return tuple((x / across, y / down) for x, y in with_short_axis(start, end))


@dataclass(frozen=True, slots=True)
class DrawingState:
    tool: ToolKind = ToolKind.USUAL
    draft: Draft | None = None


class Drawing(State[DrawingState]):
    """The tool in the reader's hand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(DrawingState(), parent)

    def take(self, tool: ToolKind) -> None:
        """Put another tool into the left button; what was half drawn is gone."""
        self.replace(DrawingState(tool))

    def show(self, draft: Draft | None) -> None:
        self.update(draft=draft)

    def step_back(self) -> None:
        """Take the last point of the draft back."""
        if self.value.draft is not None:
            self.update(draft=self.value.draft.without_last())

    def cancel(self) -> bool:
        """Drop the draft, else the tool for the usual one; False where there was nothing to drop."""
        if self.value == DrawingState():
            return False
        is_drawing = self.value.draft is not None
        self.replace(DrawingState(self.value.tool) if is_drawing else DrawingState())
        return True
