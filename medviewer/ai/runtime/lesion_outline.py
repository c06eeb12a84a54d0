"""Which pixels of a lesion map lie within the outline: those with the best overlap to be expected.

probability ──► calibrated for pixels ──► the k highest of an image, of all k those with the highest
expected Dice = 2 · their sum / (k + the sum of all) ──► the image's level, half-way to the next lower one

A faint lesion is outlined from lower probabilities than a clear one, since the best level is half the best
overlap (Lipton, Elkan and Naryanaswamy, Optimal Thresholding of Classifiers to Maximize F1 Measure, 2014).
Whether it is clear enough to be proposed at all, the evidence decides (`lesion_evidence`).
"""

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.model_trust import LesionRule

Maps = NDArray[np.float32]
Levels = NDArray[np.float32]

NEAREST_TO_CERTAIN = 1e-5  # a float's sigmoid ends in 0 and 1, which have no logit


def outline_levels(maps: Maps, rule: LesionRule) -> Levels:
    """(n,): from which probability on a pixel of each of `maps` (n, rows, columns) is outlined."""
    faintest = _raw(rule.outline, rule)
    return np.array([max(_best_level(each, rule), faintest) for each in maps], np.float32)


def pixel_logits(maps: Maps) -> NDArray[np.float64]:
    """The logits of probabilities, none of them infinite."""
    inside = np.clip(maps.astype(np.float64), NEAREST_TO_CERTAIN, 1 - NEAREST_TO_CERTAIN)
    logits: NDArray[np.float64] = np.log(inside / (1 - inside))
    return logits


def _best_level(one: Maps, rule: LesionRule) -> float:
    """The probability at which the expected Dice of a single map is highest."""
    highest = np.sort(one, axis=None)[::-1]
    calibrated = 1 / (1 + np.exp(-rule.pixel_slope * pixel_logits(highest) - rule.pixel_shift))
    counts = np.arange(1, len(highest) + 1)
    expected = 2 * np.cumsum(calibrated) / (counts + calibrated.sum())
    last = int(expected.argmax())
    # Half-way, so that between pixels, too, the outline runs between those inside and those outside.
    return float(highest[last : last + 2].mean(dtype=np.float64))


def _raw(calibrated: float, rule: LesionRule) -> float:
    """The network's own probability that calibration turns into `calibrated`."""
    logit = (np.log(calibrated / (1 - calibrated)) - rule.pixel_shift) / rule.pixel_slope
    return float(1 / (1 + np.exp(-logit)))
