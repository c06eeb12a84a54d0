"""How values become something to look at: their colour, and how much of the light they hold back."""

from dataclasses import dataclass

import numpy as np

from medviewer.domain.geometry import FloatArray
from medviewer.words import Message

CODES = 256  # steps that a transfer function's range of values is divided into

MOST_OPAQUE = 0.999  # of 1 mm: all of it would be an infinite density
TINY = 1e-12
Colour = tuple[float, float, float]  # red, green, blue; 0 to 1


@dataclass(frozen=True, slots=True)
class TransferPoint:
    """Between two points everything runs straight.

    Attributes:
        value: in the volume's unit, or a share of its range.
        opacity: what 1 mm of it holds back, 0 to 1.
    """

    value: float
    opacity: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class TransferFunction:
    """One way to see a volume.

    Attributes:
        key: what settings and tests name.
        points: ascending by value; below the first and above the last their own hold on.
        is_relative: values are shares of what the volume holds, for units that mean nothing (MR).
        edge_per_mm: a change of value within 1 mm from which on an edge is seen in full; flat regions are
            transparent then. 0 leaves all to the values. In the points' unit.
        ambient: light that reaches places turned away, 0 to 1.
    """

    key: str
    name: Message
    points: tuple[TransferPoint, ...]
    is_relative: bool = False
    edge_per_mm: float = 0.0
    ambient: float = 0.25

    @property
    def low(self) -> float:
        return self.points[0].value

    @property
    def high(self) -> float:
        return self.points[-1].value

    def opacities(self) -> FloatArray:
        """[CODES] what 1 mm of each value holds back."""
        opaque = np.interp(self._values(), *self._columns([p.opacity for p in self.points]))
        held_back: FloatArray = np.minimum(opaque, MOST_OPAQUE)
        return held_back

    def between(self, step_mm: float) -> tuple[FloatArray, FloatArray]:
        """What is seen of a step on which the values run straight from one code to another.

        Returns:
            [CODES, CODES] what it holds back and [3, CODES, CODES] its colour, by the code at its near and at
            its far end: so a thin shell between two samples is not lost (Engel et al. 2001, pre-integration).
        """
        density = -np.log1p(-self.opacities())
        depth = _mean_between(density)
        channels = (_mean_between(density * each) for each in self.colours().T)
        colours = np.stack([each / np.maximum(depth, TINY) for each in channels])
        return 1 - np.exp(-depth * step_mm), np.clip(colours, 0, 1)

    def colours(self) -> FloatArray:
        """[CODES, 3] red, green, blue; 0 to 1."""
        channels = zip(*(p.colour for p in self.points), strict=True)
        values = self._values()
        return np.stack([np.interp(values, *self._columns(each)) for each in channels], axis=1)

    def _values(self) -> FloatArray:
        return np.linspace(self.low, self.high, CODES)

    def _columns(self, heights: object) -> tuple[FloatArray, FloatArray]:
        return np.array([p.value for p in self.points]), np.array(heights, float)


def _mean_between(heights: FloatArray) -> FloatArray:
    """[n, n] the mean of n heights from each to each other one, which are joined by straight lines."""
    total = np.concatenate([[0.0], np.cumsum((heights[1:] + heights[:-1]) / 2)])
    places = np.arange(len(heights))
    apart = places[np.newaxis, :] - places[:, np.newaxis]
    whole = total[np.newaxis, :] - total[:, np.newaxis]
    mean: FloatArray = np.divide(whole, apart, out=np.zeros_like(whole), where=apart != 0)
    np.fill_diagonal(mean, heights)
    return mean
