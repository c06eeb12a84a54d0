"""Completeness: what the contributions of all places leave unexplained of the logit."""

import numpy as np

from medviewer.ai.evaluation.explanation_battery.subject import Floats, Subject, target_column
from medviewer.ai.runtime.explanations.integrated_gradients import flat_images
from medviewer.ai.runtime.image_model import ImageModel, Images, as_batch
from medviewer.domain.model_trust import CLASS_MAP, INTEGRATED_GRADIENTS, ExplanationTest

EXACT = 1e-4  # logits


def completeness(subject: Subject) -> list[ExplanationTest]:
    """The largest difference, in logits, for the methods that claim to sum to it."""
    if subject.method not in (CLASS_MAP, INTEGRATED_GRADIENTS):
        return []
    total = subject.own.sum(axis=(1, 2), dtype=np.float64)
    worst = float(np.abs(total - _promised(subject)).max())
    if subject.method == CLASS_MAP:
        gate = f"≤ {EXACT:g} logits"
        return [subject.row("completeness", worst, gate, is_passed=worst <= EXACT)]
    return [subject.row("completeness", worst)]  # a sum of steps along a path, never exact


def _promised(subject: Subject) -> Floats:
    """What the map should sum to: the logit less its bias, or less that of the flat image."""
    cases, model = subject.cases, subject.model
    whole = _logits(model, cases.images, cases.targets)
    if subject.method == INTEGRATED_GRADIENTS:
        flat = flat_images(as_batch(cases.images, model.ladder.device)).cpu().numpy()
        return whole - _logits(model, flat, cases.targets)
    biases = {
        int(target): model.class_maps(cases.images[:1], int(target)).bias
        for target in np.unique(cases.targets)
    }
    parts: Floats = whole - np.array([biases[int(target)] for target in cases.targets])
    return parts


def _logits(model: ImageModel, images: Images, targets: np.ndarray) -> Floats:
    return target_column(model.logits(images).mean(axis=0), targets)
