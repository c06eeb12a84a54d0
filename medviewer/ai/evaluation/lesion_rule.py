"""From how much evidence on a lesion is proposed, for sets in which every image has one.

images of the calibration part, and the same images healed (`augment.healing`) → evidence of each
→ the highest threshold that still proposes nine of ten lesions; measured on `val` and on `val` healed
→ pixels calibrated on the calibration part's outlines, for the outline (`runtime.lesion_outline`)

A healed image is a computer's work: what is measured on it says how the rule treats tissue without a tumour
drawn over it, not how healthy people fare. The card says so.
"""

from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.evaluation.answers import Answers, Classifier
from medviewer.ai.evaluation.calibrating import CalibrationSet, fit_platt
from medviewer.ai.evaluation.judging import Parts
from medviewer.ai.figures.intervals import intervals
from medviewer.ai.runtime.lesion_evidence import map_evidence
from medviewer.ai.runtime.lesion_outline import pixel_logits
from medviewer.ai.training.augment.draws import draws_for
from medviewer.ai.training.augment.healing import Healing
from medviewer.ai.training.augment.scene import Scene
from medviewer.ai.training.samples import Samples
from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import Interval, LesionRule

HEALED_EPOCH = 2**31 - 1  # of no training: no network has seen these images healed like this
GROW_PX = 3
EVERYONE = Healing(share=1.0, decoy_share=0.0, grow_px=GROW_PX, tries=48)
KEPT_SHARE = 0.9  # of the calibration part's lesions: what is drawn more faintly is not proposed
STEPS = 1000  # a threshold has three digits
FAINTEST = (
    0.2  # of a pixel within an outline: beside a lesion, fainter slices would join its volume
)
EVERY_PIXEL = 2  # along both axes: neighbours say the same, and a quarter of them is a million

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence on images with a lesion, and on the same images without; and what they are, in words."""

    ill: Floats
    ill_groups: NDArray[np.int64]
    healed: Floats
    healed_groups: NDArray[np.int64]
    data: str


def with_lesion_rule(card: ModelCard, model: Classifier, parts: Parts, seed: int) -> ModelCard:
    """The card with its rule; unchanged where the model draws nothing, or nothing could be healed."""
    answers = (parts.calibration, parts.validation)
    if any(each.lesions is None or each.samples.masks is None for each in answers):
        return card
    fitted, seen = (weigh(model, each, seed) for each in answers)
    if not len(fitted.healed) or not len(seen.healed):
        return card
    rule = measured(highest_threshold(fitted), fitted, seen)
    return replace(card, lesion_rule=with_calibrated_pixels(rule, parts.calibration))


def weigh(model: Classifier, answers: Answers, seed: int) -> Evidence:
    """Ask the model about the healed images too."""
    without = healed(answers.samples, seed)
    maps = model.lesion_maps(without.inputs()) if len(without) else None
    lesions = answers.lesions if answers.lesions is not None else np.zeros((0, 1, 1), np.float32)
    return Evidence(
        map_evidence(lesions),
        answers.groups,
        map_evidence(maps) if maps is not None else np.zeros(0),
        without.groups,
        f"{answers.data}; without a lesion: {len(without):,} of these images with the outlined tumour "
        "replaced by other tissue of the same image",
    )


def healed(samples: Samples, seed: int) -> Samples:
    """The images whose lesion could be replaced, without it."""
    masks = samples.masks if samples.masks is not None else np.zeros((0, 1, 1), np.uint8)
    images = torch.from_numpy(samples.inputs())
    outlines = torch.from_numpy(masks)[:, None].float()
    draws = draws_for(seed, HEALED_EPOCH, range(len(samples)))
    scene = EVERYONE(Scene(images, outlines), draws)
    after = scene.masks if scene.masks is not None else outlines
    is_healed = (outlines.flatten(1).any(1) & ~after.flatten(1).any(1)).numpy()
    pixels = scene.images.clamp(0, 1).numpy().reshape(samples.images.shape).astype(np.float32)
    return replace(samples, images=pixels, masks=after[:, 0].numpy().astype(np.uint8)).where(
        is_healed
    )


def highest_threshold(found: Evidence) -> float:
    """The highest at which `KEPT_SHARE` of the lesions are still proposed."""
    lowest_kept = np.sort(found.ill)[int((1 - KEPT_SHARE) * len(found.ill) + 1e-9)]
    return float(np.floor(lowest_kept * STEPS) / STEPS)


def with_calibrated_pixels(rule: LesionRule, answers: Answers) -> LesionRule:
    """The rule with Platt's two parameters for pixels, fitted to the experts' outlines."""
    if answers.lesions is None or answers.samples.masks is None:
        return rule
    every = np.s_[:, ::EVERY_PIXEL, ::EVERY_PIXEL]
    logits = pixel_logits(answers.lesions[every]).reshape(-1, 1)
    labels = (answers.samples.masks[every] > 0).astype(np.int64).ravel()
    slope, shift = fit_platt(CalibrationSet(logits, labels, np.zeros(len(labels), np.int64)))
    return replace(rule, outline=FAINTEST, pixel_slope=slope, pixel_shift=shift)


def measured(threshold: float, fitted: Evidence, seen: Evidence) -> LesionRule:
    """What the threshold is worth on images it was not chosen on."""
    return LesionRule(
        threshold,
        _share_above(threshold, seen.ill, seen.ill_groups),
        _share_above(threshold, seen.healed, seen.healed_groups),
        fitted.data,
        seen.data,
    )


def _share_above(threshold: float, values: Floats, groups: NDArray[np.int64]) -> Interval:
    return intervals(lambda cases: {"": float((values[cases] >= threshold).mean())}, groups)[""]
