"""The figures of a localisation model on one labelled set: what it draws against the expert's outline."""

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.evaluation.answers import Answers
from medviewer.ai.figures.intervals import intervals
from medviewer.ai.figures.localisation import (
    box_overlap,
    boxes_around,
    dice,
    parts_at_peaks,
    parts_of,
    pointing_game,
)
from medviewer.ai.runtime.lesion_evidence import evidence, small_lesion_px
from medviewer.ai.runtime.lesion_outline import outline_levels
from medviewer.domain.model_trust import Interval, LesionRule

OUTLINE = 0.5  # of the lesion probability, where no rule of the card says otherwise
OVERLAP = 0.5  # from which a box counts as found

PerImage = dict[str, NDArray[np.float64]]


def lesion_figures(answers: Answers, rule: LesionRule | None = None) -> dict[str, Interval]:
    """Means over the images with an outline; {} where either side has none."""
    found = per_image(answers, rule)
    if not found:
        return {}
    groups = answers.groups[has_outline(answers)]
    return intervals(
        lambda cases: {name: float(values[cases].mean()) for name, values in found.items()}, groups
    )


def per_image(answers: Answers, rule: LesionRule | None = None) -> PerImage:
    """Each figure's value for every image with an outline, at the network's own resolution.

    Of what the card's rule outlines, it decides what is proposed: the parts clear enough. An image on which
    nothing is has no overlap.
    """
    if answers.lesions is None or answers.samples.masks is None:
        return {}
    shown = has_outline(answers)
    if not shown.any():
        return {}
    maps, truth = answers.lesions[shown], answers.samples.masks[shown]
    levels = outline_levels(maps, rule) if rule else np.full(len(maps), OUTLINE, np.float32)
    drawn = (maps >= levels[:, None, None]).astype(np.uint8)
    shows = drawn if rule is None else proposed(maps, levels, rule)
    boxes = boxes_around(parts_at_peaks(maps, levels))
    overlap = box_overlap(boxes, _true_boxes(answers)[shown])
    return {
        "dice": dice(drawn, truth),
        **({} if rule is None else {"dice_proposed": dice(shows, truth)}),
        "box_iou": overlap,
        f"box_iou_above_{OVERLAP:g}": (overlap >= OVERLAP).astype(np.float64),
        "pointing_game": pointing_game(maps, truth),
        "drew_nothing": np.array([not mask.any() for mask in shows], np.float64),
    }


def proposed(
    maps: NDArray[np.float32], levels: NDArray[np.float32], rule: LesionRule
) -> NDArray[np.uint8]:
    """(n, rows, columns) 0 or 1: the parts outlined at `levels` (n,), as the analyzer proposes them."""
    drawn, small = np.zeros(maps.shape, np.uint8), small_lesion_px(maps)
    for mask, one, level in zip(drawn, maps, levels, strict=True):
        for part in parts_of(one, float(level)):
            mask |= part & (evidence(one[part], small) >= rule.threshold)
    return drawn


def _true_boxes(answers: Answers) -> NDArray[np.float64]:
    """The expert's boxes, at the network's resolution as the masks are."""
    samples = answers.samples
    if samples.boxes is not None:
        return samples.boxes.astype(np.float64)
    return boxes_around(
        samples.masks if samples.masks is not None else np.zeros((0, 0, 0), np.uint8)
    )


def has_outline(answers: Answers) -> NDArray[np.bool_]:
    """Which images the expert outlined something on."""
    if answers.samples.masks is None:
        return np.zeros(len(answers.samples), bool)
    return np.array([mask.any() for mask in answers.samples.masks], bool)
