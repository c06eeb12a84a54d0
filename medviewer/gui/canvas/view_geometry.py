"""From image pixels to screen pixels and back: one viewport, one image, its zoom and its pan.

Image coordinates are (column, row) with integers on pixel centres. Picture coordinates are mm from the
centre of pixel (0, 0), or pixels where the spacing is unknown. Screen coordinates are the widget's.
"""

from dataclasses import dataclass, replace

from medviewer.domain.calibration import PixelCalibration
from medviewer.domain.turn import AS_STORED, Turn
from medviewer.imaging.marks import Point, Rectangle
from medviewer.session.images.viewport import ViewportState
from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class ViewGeometry:
    """Where an image lies in a widget.

    Attributes:
        shape: the image's (rows, columns).
        spacing_mm: (between rows, between columns); pixels of true proportions where the size is unknown.
        is_calibrated: whether `spacing_mm` are millimetres.
        size: the widget's (width, height).
        zoom: 1 fits the image.
        pan_mm: how far the image's centre lies right of and below the widget's.
        anchor: -1 or 1 where an image narrower than the widget stands at its left or right edge.
        origin: the word that goes with every length, None where they are simply the patient's.
        turn: how the image is turned; shape and spacing are those of the image as it is stored.
    """

    shape: tuple[int, int]
    spacing_mm: tuple[float, float]
    is_calibrated: bool
    size: tuple[int, int]
    zoom: float = 1.0
    pan_mm: tuple[float, float] = (0.0, 0.0)
    origin: Message | None = None
    anchor: int = 0
    turn: Turn = AS_STORED

    def calibrated(self, calibration: PixelCalibration) -> "ViewGeometry":
        """The same view with pixels of another size and the same proportions."""
        return replace(
            self,
            spacing_mm=(calibration.row_spacing, calibration.column_spacing),
            is_calibrated=calibration.is_calibrated,
            origin=calibration.suffix,
        )

    @property
    def of_picture(self) -> "ViewGeometry":
        """Of the pixels as they lie on the screen: the same view of an image that has been turned already."""
        shape, spacing = self.turn.shape(self.shape), self.spacing_mm
        turned = (spacing[1], spacing[0]) if self.turn.swaps_sides else spacing
        return replace(self, shape=shape, spacing_mm=turned, turn=AS_STORED)

    @property
    def extent_mm(self) -> tuple[float, float]:
        """How high and how wide the image is on the screen, zoomed to 1."""
        height, width = (n * mm for n, mm in zip(self.shape, self.spacing_mm, strict=True))
        return (width, height) if self.turn.swaps_sides else (height, width)

    @property
    def screen_px_per_mm(self) -> float:
        height_mm, width_mm = self.extent_mm
        return self.zoom * min(self.size[0] / width_mm, self.size[1] / height_mm)

    @property
    def magnification(self) -> float:
        """Screen pixels for one image column."""
        return self.screen_px_per_mm * self.spacing_mm[1]

    @property
    def visible_mm(self) -> Rectangle:
        """The part of the picture plane that fills the widget, in picture coordinates of `of_picture`."""
        scale = self.screen_px_per_mm
        picture, shift = self.of_picture, self._shift_mm
        middle = Point(
            (picture.shape[1] - 1) / 2 * picture.spacing_mm[1] - shift.x,
            (picture.shape[0] - 1) / 2 * picture.spacing_mm[0] - shift.y,
        )
        half_width, half_height = self.size[0] / scale / 2, self.size[1] / scale / 2
        return Rectangle(
            middle.x - half_width,
            middle.y - half_height,
            middle.x + half_width,
            middle.y + half_height,
        )

    def to_screen(self, column: float, row: float) -> Point:
        scale, shift = self.screen_px_per_mm, self._shift_mm
        right, down = self.turn.to_screen(
            (
                (column - (self.shape[1] - 1) / 2) * self.spacing_mm[1],
                (row - (self.shape[0] - 1) / 2) * self.spacing_mm[0],
            )
        )
        return Point(
            self.size[0] / 2 + (right + shift.x) * scale,
            self.size[1] / 2 + (down + shift.y) * scale,
        )

    def to_image(self, x: float, y: float) -> Point:
        """The image position under a screen position: x is the column, y the row."""
        scale, shift = self.screen_px_per_mm, self._shift_mm
        right, down = self.turn.to_image(
            ((x - self.size[0] / 2) / scale - shift.x, (y - self.size[1] / 2) / scale - shift.y)
        )
        return Point(
            right / self.spacing_mm[1] + (self.shape[1] - 1) / 2,
            down / self.spacing_mm[0] + (self.shape[0] - 1) / 2,
        )

    def point_to_screen(self, pixel: Point) -> Point:
        return self.to_screen(pixel.x, pixel.y)

    def rectangle_to_screen(self, edges: Rectangle) -> Rectangle:
        one = self.to_screen(edges.left, edges.top)
        other = self.to_screen(edges.right, edges.bottom)
        (left, right), (top, bottom) = sorted((one.x, other.x)), sorted((one.y, other.y))
        return Rectangle(left, top, right, bottom)

    def pan_that_keeps(self, x: float, y: float, zoom: float) -> tuple[float, float]:
        """The pan at which a change to `zoom` leaves the image point under (x, y) where it is."""
        now = self.screen_px_per_mm
        then = now / self.zoom * zoom
        shift = 1 / then - 1 / now
        return (
            self.pan_mm[0]
            + (x - self.size[0] / 2) * shift
            + self._anchored_mm(now)
            - self._anchored_mm(then),
            self.pan_mm[1] + (y - self.size[1] / 2) * shift,
        )

    def _anchored_mm(self, scale: float) -> float:
        """How far the anchor moves the image to the right, at that many screen pixels a mm."""
        free_mm = self.size[0] / scale - self.extent_mm[1]
        return self.anchor * max(free_mm, 0.0) / 2

    @property
    def _shift_mm(self) -> Point:
        """How far the image's middle lies right of and below the widget's."""
        right_mm = self.pan_mm[0] + self._anchored_mm(self.screen_px_per_mm)
        return Point(right_mm, self.pan_mm[1])


def view_geometry(state: ViewportState, size: tuple[int, int]) -> ViewGeometry | None:
    """Where the frame of `state` lies in a widget of that (width, height); None where nothing is shown."""
    if state.display_set is None or min(size) < 1:
        return None
    frame = state.display_set.frames[state.index]
    calibration = frame.calibration
    return ViewGeometry(
        shape=(frame.rows, frame.columns),
        spacing_mm=(calibration.row_spacing, calibration.column_spacing),
        is_calibrated=calibration.is_calibrated,
        size=size,
        zoom=state.zoom,
        pan_mm=state.pan_mm,
        origin=calibration.suffix,
        anchor=state.anchor,
        turn=state.turn,
    )
