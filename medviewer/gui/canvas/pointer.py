"""What lies under the mouse: the pixel's value with its unit, and where in the patient it is."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from medviewer.domain.significant_digits import significant
from medviewer.domain.study import FrameSource
from medviewer.domain.suv import ValueScale
from medviewer.domain.volume import Frame, Unit
from medviewer.imaging.marks import Point
from medviewer.words import Message, message

AXES = (("R", "L"), ("A", "P"), ("F", "H"))  # the negative and the positive end of x, y, z in LPS


@dataclass(frozen=True, slots=True)
class PointerReading:
    """One pixel: its value as text, "" where nobody measured it, and patient mm where they are known."""

    value: str
    unit: Unit
    column: int
    row: int
    patient_mm: tuple[float, float, float] | None = None

    def lines(self) -> Iterator[Message | str]:
        if self.patient_mm is not None:
            places = zip(AXES, self.patient_mm, strict=True)
            yield "  ".join(f"{ends[mm >= 0]} {abs(mm):.1f}" for ends, mm in places) + " mm"
        if self.value:
            yield message(
                "Canvas",
                "{value} at {column}, {row}",
                value=f"{self.value} {self.unit}".strip(),
                column=self.column,
                row=self.row,
            )


def read_pixel(
    frame: Frame, source: FrameSource, at: Point, scale: ValueScale | None = None
) -> PointerReading | None:
    """The pixel that holds image position `at` (x is the column); None outside the image.

    Args:
        scale: how its value is told; None as it is.
    """
    column, row = round(at.x), round(at.y)
    rows, columns = frame.shape
    if not (0 <= row < rows and 0 <= column < columns):
        return None
    patient = None
    if source.plane is not None:
        x, y, z = source.plane.pixel_to_patient(row, column)
        patient = (float(x), float(y), float(z))
    told = scale if scale is not None and scale.is_suv else ValueScale(1.0, frame.unit)
    value = _value(frame, row, column, told.factor) if source.is_measured_at(row, column) else ""
    return PointerReading(value, told.unit, column, row, patient)


def _value(frame: Frame, row: int, column: int, factor: float) -> str:
    pixel = frame.array[row, column]
    if frame.is_colour:
        return "RGB " + " ".join(str(int(channel)) for channel in pixel)
    if factor != 1.0:
        return significant(float(pixel) * factor, 3).replace("-", "−")
    if np.issubdtype(frame.array.dtype, np.integer):
        return f"{int(pixel)}".replace("-", "−")
    return significant(float(pixel), 5).replace("-", "−")
