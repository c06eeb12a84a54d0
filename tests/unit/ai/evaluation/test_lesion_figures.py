"""What is drawn against what the expert outlined."""

from dataclasses import replace

import numpy as np
import pytest

from medviewer.ai.evaluation.answers import Answers
from medviewer.ai.evaluation.lesion_figures import lesion_figures, per_image
from medviewer.domain.model_trust import Interval, LesionRule
from tests.unit.ai.evaluation.stand_ins import shaded

NONE = Interval(0, 0, 0)


def outlined(maps: np.ndarray) -> Answers:
    """Two images of 8 x 8, the expert's lesion the 2 x 2 pixels at row 2, column 2."""
    samples = shaded(np.array([0, 1]), ("a", "b"))
    masks = np.zeros((2, 8, 8), np.uint8)
    masks[:, 2:4, 2:4] = 1
    return Answers(replace(samples, masks=masks), np.zeros((1, 2, 1)), maps, "two")


def test_that_each_image_has_its_own_figures() -> None:
    maps = np.zeros((2, 8, 8), np.float32)
    maps[0, 2:4, 2:4] = 0.9  # exactly
    maps[1, 2:4, 2:6] = 0.9  # twice as wide

    found = per_image(outlined(maps))

    assert found["dice"] == pytest.approx([1, 2 * 4 / (8 + 4)])
    assert found["box_iou"] == pytest.approx([1, 4 / 8])
    assert found["box_iou_above_0.5"].tolist() == [1, 1]
    assert found["pointing_game"].tolist() == [1, 1]


def test_that_a_speck_elsewhere_does_not_stretch_the_box() -> None:
    maps = np.zeros((2, 8, 8), np.float32)
    maps[:, 2:4, 2:4] = 0.9
    maps[:, 7, 7] = 0.6

    found = per_image(outlined(maps))

    assert found["box_iou"].tolist() == [1, 1]
    assert found["dice"] == pytest.approx([2 * 4 / 9] * 2)


def test_that_only_what_is_proposed_counts() -> None:
    rule = LesionRule(0.8, NONE, NONE, "", "", outline=0.3)
    maps = np.zeros((2, 8, 8), np.float32)
    maps[:, 2:4, 2:4] = 0.9
    maps[:, 2:4, 4] = 0.5  # faint, but part of it
    maps[:, 7, 7] = 0.6  # clear enough to be drawn, not to be proposed
    maps[1] *= 0.8  # now the clearest is not either

    found = per_image(outlined(maps), rule)

    assert found["dice_proposed"] == pytest.approx([2 * 4 / (6 + 4), 0])
    assert found["dice"] == pytest.approx([2 * 4 / (7 + 4)] * 2)  # the speck, too
    assert found["drew_nothing"].tolist() == [0, 1]


def test_that_drawing_nothing_is_counted() -> None:
    found = per_image(outlined(np.full((2, 8, 8), 0.2, np.float32)))

    assert found["drew_nothing"].tolist() == [1, 1]
    assert found["dice"].tolist() == [0, 0]
    assert found["box_iou"].tolist() == [0, 0]


def test_that_the_experts_own_boxes_are_used_where_there_are_any() -> None:
    maps = np.zeros((2, 8, 8), np.float32)
    maps[:, 2:4, 2:4] = 0.9
    answers = outlined(maps)
    boxes = np.array([[2, 2, 4, 4], [2, 2, 4, 6]], np.float32)

    found = per_image(replace(answers, samples=replace(answers.samples, boxes=boxes)))

    assert found["box_iou"] == pytest.approx([1, 1 / 2])


def test_that_a_model_without_lesions_has_no_such_figures() -> None:
    answers = replace(outlined(np.zeros((2, 8, 8), np.float32)), lesions=None)

    assert lesion_figures(answers) == {}
