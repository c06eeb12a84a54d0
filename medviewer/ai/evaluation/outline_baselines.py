"""What a network that draws outlines is judged beside: two ways to draw without looking for anything.

mean outline      the same mask for every image: where the training part's outlines usually lie
brightest pixels  every pixel above a share of the image's own range, in the channel that does best

Their thresholds are chosen on the selection part, by Dice, like everything else that is chosen.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.intervals import intervals
from medviewer.ai.figures.localisation import box_overlap, boxes_around, dice
from medviewer.ai.training.division import Division
from medviewer.ai.training.samples import Samples
from medviewer.domain.model_trust import Interval

MEAN, BRIGHTEST = "mean outline", "brightest pixels"
THRESHOLDS = np.linspace(0.1, 0.95, 18)
RANGE_PERCENTILES = (1, 99)  # of an image's pixels: single hot pixels do not set the scale

Masks = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class OutlineBaseline:
    """A way to draw; `draw` gives (n, rows, columns) masks for samples."""

    name: str
    draw: Callable[[Samples], Masks]


def fit_outline_baselines(division: Division) -> Iterator[OutlineBaseline]:
    """Both, where the samples have outlines."""
    if division.fit.masks is None:
        return
    share = division.fit.masks.mean(axis=0)
    best = _best(division.selection, [partial(_constant, share > t) for t in THRESHOLDS])
    yield OutlineBaseline(MEAN, best)
    channels = range(division.fit.inputs().shape[1])
    choices = [partial(_bright, channel, t) for channel in channels for t in THRESHOLDS]
    yield OutlineBaseline(BRIGHTEST, _best(division.selection, choices))


def outline_baseline_figures(baseline: OutlineBaseline, samples: Samples) -> dict[str, Interval]:
    """Dice and box overlap over the images with an outline, as `lesion_figures` measures a network."""
    if samples.masks is None:
        return {}
    marked = samples.where(np.flatnonzero([mask.any() for mask in samples.masks]))
    drawn, truth = baseline.draw(marked), np.asarray(marked.masks)
    values = {
        "dice": dice(drawn, truth),
        "box_iou": box_overlap(boxes_around(drawn), boxes_around(truth)),
    }
    return intervals(
        lambda cases: {name: float(value[cases].mean()) for name, value in values.items()},
        marked.groups,
    )


def _best(
    samples: Samples, choices: Sequence[Callable[[Samples], Masks]]
) -> Callable[[Samples], Masks]:
    """The choice with the highest mean Dice."""
    truth = np.asarray(samples.masks)
    return max(choices, key=lambda draw: float(dice(draw(samples), truth).mean()))


def _constant(outline: NDArray[np.bool_], samples: Samples) -> Masks:
    return np.repeat(outline[None].astype(np.uint8), len(samples), axis=0)


def _bright(channel: int, threshold: float, samples: Samples) -> Masks:
    images = samples.inputs()[:, channel]
    low, high = np.percentile(images, RANGE_PERCENTILES, axis=(1, 2))[:, :, None, None]
    shares = (images - low) / np.maximum(high - low, 1e-6)
    drawn: Masks = np.greater(shares, threshold).astype(np.uint8)
    return drawn
