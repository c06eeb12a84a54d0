"""Whether a lesion has grown, and how fast.

A difference counts only where it is larger than what measuring twice would give:

* volumes: 25 % (Bankier et al. 2017, doi:10.1148/radiol.2017162894; Callister et al. 2015 (BTS),
  doi:10.1136/thoraxjnl-2015-207168)
* diameters: 1.5 mm below 10 mm, 2 mm from there on (the same; MacMahon et al. 2017,
  doi:10.1148/radiol.2017161659)

Volume doubling time: ln 2 · Δt / ln(V₂ / V₁) (Schwartz 1961); from diameters the lesion is taken for a ball,
so that V₂ / V₁ = (d₂ / d₁)³.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from medviewer.domain.lesion import LesionSize

VOLUME_NOISE = 0.25  # relative
SMALL_MM = 10.0
SMALL_NOISE_MM, NOISE_MM = 1.5, 2.0
ROUNDING = 1e-9  # what floats lose may not decide


class Dimension(StrEnum):
    """Which size two examinations are compared by."""

    VOLUME = "volume"
    LONGEST = "longest"
    SHORT_AXIS = "short_axis"


class LesionChange(StrEnum):
    """What became of a lesion since the examination before."""

    NEW = "new"
    GROWN = "grown"
    STABLE = "stable"
    SHRUNK = "shrunk"
    GONE = "gone"
    UNKNOWN = "unknown"  # not measured twice the same way, or not to be compared by place


@dataclass(frozen=True, slots=True)
class Growth:
    """A size then and now, both of the same kind and both larger than nothing; mL or mm."""

    dimension: Dimension
    before: float
    now: float
    days: int

    def __post_init__(self) -> None:
        if not (self.before > 0 and self.now > 0):
            raise ValueError("a lesion of no size does not grow")

    @property
    def percent(self) -> float:
        """By how much it grew; negative where it shrank."""
        return (self.now / self.before - 1) * 100

    @property
    def is_from_diameters(self) -> bool:
        """Whether the doubling time takes the lesion for a ball."""
        return self.dimension is not Dimension.VOLUME

    @property
    def doubling_days(self) -> float | None:
        """Volume doubling time; None where it has not grown, or no day lies between."""
        powers = 3 if self.is_from_diameters else 1
        logarithm = powers * math.log(self.now / self.before)
        return math.log(2) * self.days / logarithm if logarithm > 0 and self.days > 0 else None

    @property
    def change(self) -> LesionChange:
        """Grown or shrunk only beyond the error of measurement."""
        difference, noise = self.now - self.before, self.noise
        if abs(difference) <= noise * (1 + ROUNDING):
            return LesionChange.STABLE
        return LesionChange.GROWN if difference > 0 else LesionChange.SHRUNK

    @property
    def noise(self) -> float:
        """The largest difference that is none, in the size's own unit."""
        if self.dimension is Dimension.VOLUME:
            return VOLUME_NOISE * self.before
        return SMALL_NOISE_MM if self.before < SMALL_MM else NOISE_MM


def growth(
    before: LesionSize, now: LesionSize, days: int, *, by_short_axis: bool = False
) -> Growth | None:
    """By volume where both have one, else by diameter; None where both were not measured alike.

    Args:
        by_short_axis: lymph nodes are compared by their short axis alone.
    """
    pairs = [
        (Dimension.VOLUME, before.volume_ml, now.volume_ml),
        (Dimension.LONGEST, before.longest_mm, now.longest_mm),
    ]
    if by_short_axis:
        pairs = [(Dimension.SHORT_AXIS, before.short_axis_mm, now.short_axis_mm)]
    for dimension, first, second in pairs:
        if first and second:
            return Growth(dimension, first, second, days)
    return None
