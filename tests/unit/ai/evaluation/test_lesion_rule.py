"""The rule that says whether a drawn lesion is clear enough, learned from images and their healed twins."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from medviewer.ai.evaluation.answers import Answers
from medviewer.ai.evaluation.judging import Parts
from medviewer.ai.evaluation.lesion_rule import (
    Evidence,
    healed,
    highest_threshold,
    with_calibrated_pixels,
    with_lesion_rule,
)
from medviewer.ai.training.samples import Samples
from medviewer.domain.model_trust import Interval, LesionRule
from tests.unit.ai.analyzers.drawing_model import drawing_card

ANY_RULE = LesionRule(0.1, Interval(0, 0, 0), Interval(0, 0, 0), "", "")


def heads(count: int = 12) -> Samples:
    images = np.full((count, 48, 48), 90, np.uint8)
    images += np.random.default_rng(2).integers(0, 6, images.shape).astype(np.uint8)
    masks = np.zeros((count, 48, 48), np.uint8)
    masks[:, 10:18, 26:34] = 1
    images[masks > 0] = 220
    return Samples(
        images=images,
        labels=np.arange(count) % 3,
        label_names=("a", "b", "c"),
        groups=np.arange(count),
        order=np.arange(count),
        files=tuple(map(str, range(count))),
        masks=masks,
    )


class DrawsBright:
    """Says that everything brighter than 0.6 is lesion, with a probability of 0.9."""

    def logits(self, images: NDArray[np.float32], /) -> NDArray[np.float64]:
        return np.zeros((1, len(images), 3))

    def lesion_maps(self, images: NDArray[np.float32], /) -> NDArray[np.float32]:
        return np.where(images[:, 0] > 0.6, 0.9, 0.1).astype(np.float32)

    def logits_and_lesions(
        self, images: NDArray[np.float32], /
    ) -> tuple[NDArray[np.float64], NDArray[np.float32] | None]:
        return self.logits(images), self.lesion_maps(images)


def answers(data: str) -> Answers:
    samples, model = heads(), DrawsBright()
    images = samples.inputs()
    return Answers(samples, model.logits(images), model.lesion_maps(images), data)


def test_that_a_healed_image_has_neither_lesion_nor_mask() -> None:
    without = healed(heads(), seed=1)

    assert len(without) == 12
    assert without.masks is not None
    assert not without.masks.any()
    assert without.images[:, 12:16, 28:32].max() < 0.6


def test_that_the_threshold_keeps_nine_of_ten_lesions() -> None:
    ill = np.array([0.05, 0.52, 0.6, 0.7, 0.8, 0.8, 0.9, 0.9, 0.9, 0.9])
    found = Evidence(ill, np.arange(10), np.array([0.2]), np.arange(1), "")

    assert highest_threshold(found) == 0.52


def test_that_the_card_says_what_the_rule_is_worth_on_other_images() -> None:
    parts = Parts(answers("calibration part"), answers("val"))

    rule = with_lesion_rule(drawing_card(), DrawsBright(), parts, 1).lesion_rule

    assert rule is not None
    assert 0.1 < rule.threshold <= 0.9
    assert rule.sensitivity.value == 1.0
    assert rule.false_share.value == 0.0
    assert rule.fitted_on.startswith("calibration part")
    assert rule.data.startswith("val")


def test_that_a_model_that_draws_nothing_has_no_rule() -> None:
    silent = Answers(heads(), np.zeros((1, 12, 3)), None, "val")

    card = with_lesion_rule(drawing_card(), DrawsBright(), Parts(silent, silent), 1)

    assert card.lesion_rule == drawing_card().lesion_rule


def test_that_pixels_are_calibrated_on_the_experts_outlines() -> None:
    near = answers("calibration part")
    assert near.samples.masks is not None
    draw = np.random.default_rng(3).random(near.samples.masks.shape)
    true = np.where(draw < 0.5, -2.0, 1.0)  # logits; the network says twice as much, and one more
    masks = np.random.default_rng(4).random(true.shape) < 1 / (1 + np.exp(-true))
    samples = replace(near.samples, masks=masks.astype(np.uint8))
    said = (1 / (1 + np.exp(-(2 * true + 1)))).astype(np.float32)

    rule = with_calibrated_pixels(ANY_RULE, replace(near, samples=samples, lesions=said))

    assert rule.pixel_slope == pytest.approx(0.5, abs=0.05)
    assert rule.pixel_shift == pytest.approx(-0.5, abs=0.1)
