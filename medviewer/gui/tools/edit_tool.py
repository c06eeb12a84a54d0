"""Moving what is drawn: a handle by itself, everything by its line. A whole drag is one step to undo."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, Qt

from medviewer.domain.calibration import Pixel, PixelCalibration
from medviewer.domain.geometry import ImagePlane, Vector
from medviewer.domain.measurement import Measurement, MeasurementKind, to_pixels, to_points
from medviewer.gui.canvas.measure_hits import Grip, snapped
from medviewer.gui.tools.tool import DrawingStage
from medviewer.imaging.bidirectional import with_handle_at
from medviewer.imaging.marks import Point
from medviewer.imaging.quantify import steps_at


class EditTool:
    """Follows one drag on a measurement that is already there."""

    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self) -> None:
        self._grip: Grip | None = None
        self._start, self._at = QPointF(), QPointF()
        self._drag_id = ""

    def take(self, stage: DrawingStage, at: QPointF, grip: Grip) -> None:
        """Select what was grasped; a drag that may follow moves it."""
        self._grip, self._start, self._at = grip, at, at
        self._drag_id = str(uuid.uuid4())
        stage.session.annotations.select(grip.measurement.measurement_id)

    def drag(self, stage: DrawingStage, by: QPointF) -> None:
        self._at = self._at + by  # not in place: Qt points are shared
        geometry, grip = stage.geometry_now(), self._grip
        if geometry is None or grip is None:
            return
        image = stage.image_now()
        plane = image.plane if image is not None else None
        pixels = grip.measurement.pixels(plane)  # as it lies on the image it is moved on
        if grip.handle is None:
            start = geometry.to_image(self._start.x(), self._start.y())
            now = geometry.to_image(self._at.x(), self._at.y())
            moved = shifted(pixels, (now.x - start.x, now.y - start.y))
        else:
            place = Point(self._at.x(), self._at.y())
            own_id = grip.measurement.measurement_id
            to = snapped(geometry, stage.measure_marks(), place, own_id)
            calibration = stage.calibration_now()
            moved = with_handle_moved(grip.measurement, pixels, grip.handle, to, calibration)
        changed = replace(
            grip.measurement, points=_on_its_own_image(moved, plane, grip.measurement.image.plane)
        )
        stage.session.annotations.replace_measurement(changed, self._drag_id)


def _on_its_own_image(
    pixels: tuple[Pixel, ...], seen_on: ImagePlane | None, own: ImagePlane | None
) -> tuple[Vector, ...]:
    """Pixels of the plane it is seen on, moved along the normal to where it was drawn: there it stays."""
    if seen_on is None or own is None:
        return to_points(pixels, seen_on or own)
    return to_points(to_pixels(to_points(pixels, seen_on), own), own)


def shifted(pixels: Sequence[Pixel], by: Pixel) -> tuple[Pixel, ...]:
    return tuple((column + by[0], row + by[1]) for column, row in pixels)


def with_handle_moved(
    measurement: Measurement,
    pixels: tuple[Pixel, ...],
    handle: int,
    to: Pixel,
    calibration: PixelCalibration,
) -> tuple[Pixel, ...]:
    """The points after one was moved; the axes of a bidirectional measurement stay at right angles."""
    if measurement.kind is not MeasurementKind.BIDIRECTIONAL:
        return (*pixels[:handle], to, *pixels[handle + 1 :])
    steps = steps_at(pixels, calibration)
    across, down = (steps.across, steps.down) if steps is not None else (1.0, 1.0)
    true = [(x * across, y * down) for x, y in pixels]
    moved = with_handle_at(true, handle, (to[0] * across, to[1] * down))
    return tuple((x / across, y / down) for x, y in moved)
