"""A measured number with its unit and how that is known, and how it is told."""

import math
from dataclasses import dataclass, field
from enum import StrEnum

from medviewer.domain.calibration import UNCALIBRATED, PixelCalibration, measure_text
from medviewer.domain.significant_digits import significant
from medviewer.words import Message, message

MOST_TOLD = 5  # significant digits of a modality value


class QuantityKind(StrEnum):
    """What was measured."""

    LENGTH = "length"
    LONG_AXIS = "long_axis"
    SHORT_AXIS = "short_axis"
    ACROSS = "across"  # where the axes of an ultrasound region count different things
    DOWN = "down"
    ANGLE = "angle"
    AREA = "area"
    MEAN = "mean"
    SD = "sd"
    MINIMUM = "min"
    MAXIMUM = "max"
    COUNT = "count"
    VALUE = "value"


NAMES = {
    QuantityKind.LENGTH: message("Quantity", "Length"),
    QuantityKind.LONG_AXIS: message("Quantity", "Long axis"),
    QuantityKind.SHORT_AXIS: message("Quantity", "Short axis"),
    QuantityKind.ACROSS: message("Quantity", "Across"),
    QuantityKind.DOWN: message("Quantity", "Down"),
    QuantityKind.ANGLE: message("Quantity", "Angle"),
    QuantityKind.AREA: message("Quantity", "Area"),
    QuantityKind.MEAN: message("Quantity", "Mean"),
    QuantityKind.SD: message("Quantity", "SD"),
    QuantityKind.MINIMUM: message("Quantity", "Min"),
    QuantityKind.MAXIMUM: message("Quantity", "Max"),
    QuantityKind.COUNT: message("Quantity", "n"),
    QuantityKind.VALUE: message("Quantity", "Value"),
}
CALIBRATED = frozenset(
    {
        QuantityKind.LENGTH,
        QuantityKind.LONG_AXIS,
        QuantityKind.SHORT_AXIS,
        QuantityKind.ACROSS,
        QuantityKind.DOWN,
        QuantityKind.AREA,
    }
)
ONE_DECIMAL = CALIBRATED | {QuantityKind.ANGLE}


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number; never NaN or infinite.

    Attributes:
        unit: "mm", "mm²", "°", "px", "HU" …; "" where the values have none.
        calibration: where lengths and areas come from.
    """

    kind: QuantityKind
    value: float
    unit: str
    calibration: PixelCalibration = field(default=UNCALIBRATED)

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise ValueError(f"{self.kind.value} is not a number")

    @property
    def name(self) -> Message:
        return NAMES[self.kind]

    @property
    def number(self) -> str:
        """The value in the digits a reader can use, with a true minus sign."""
        if self.kind is QuantityKind.COUNT:
            return f"{self.value:.0f}"
        if self.kind in ONE_DECIMAL:
            return _one_decimal(self.value)
        return significant(_rounded(self.value), MOST_TOLD).replace("-", "−")

    @property
    def text(self) -> Message:
        """Number, unit and the word for where the scale comes from."""
        if self.kind in CALIBRATED:
            is_pixels = self.unit.startswith("px")
            stated = UNCALIBRATED if is_pixels else self.calibration
            return measure_text(self.number, self.unit, stated)
        if self.kind is QuantityKind.ANGLE:
            return message("Quantity", "{value}°", value=self.number)
        if not self.unit:
            return message("Quantity", "{value}", value=self.number)
        return message("Quantity", "{value} {unit}", value=self.number, unit=self.unit)


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything one measurement tells; `note` says why something is missing."""

    quantities: tuple[Quantity, ...] = ()
    note: Message | None = None

    def find(self, kind: QuantityKind) -> Quantity | None:
        return next((each for each in self.quantities if each.kind is kind), None)


def _one_decimal(value: float) -> str:
    """`12.3`; small ones in two digits, so that nothing measured reads as 0.0."""
    return significant(value, 2) if 0 < value < 0.95 else f"{value:.1f}"


def _rounded(value: float) -> float:
    """Modality values to a tenth where they are large: a mean of 40.037 HU pretends to know too much."""
    return round(value, 1) if abs(value) >= 10 else round(value, 3)
