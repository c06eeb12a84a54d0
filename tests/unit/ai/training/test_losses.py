"""Losses have their textbook values."""

import math

import pytest
import torch

from medviewer.ai.training.losses import (
    centre_heat_loss,
    label_loss,
    lesion_loss,
    soft_dice_loss,
)

ONE = torch.ones(1)


def test_that_an_undecided_answer_costs_the_logarithm_of_the_classes() -> None:
    two = label_loss(torch.zeros(1, 1), ONE[:, None], ONE, 0.0)
    three = label_loss(torch.zeros(1, 3), torch.tensor([[0.0, 1.0, 0.0]]), ONE, 0.0)

    assert float(two) == pytest.approx(math.log(2))
    assert float(three) == pytest.approx(math.log(3))


def test_that_focal_loss_plays_down_what_is_easy() -> None:
    logit = torch.tensor([[math.log(9)]])  # probability 0.9 of the truth

    focal = label_loss(logit, ONE[:, None], ONE, 2.0)

    assert float(focal) == pytest.approx(0.1**2 * -math.log(0.9), rel=1e-4)


def test_that_a_case_of_weight_three_counts_three_times() -> None:
    logits, targets = torch.zeros(2, 1), torch.ones(2, 1)

    weighted = label_loss(logits, targets, torch.tensor([3.0, 1.0]), 0.0)

    assert float(weighted) == pytest.approx(2 * math.log(2))


def test_that_half_an_overlap_is_half_a_dice() -> None:
    found = torch.zeros(1, 1, 2, 200)
    found[..., 0, :] = 1
    truth = torch.zeros_like(found)
    truth[..., :100] = 1

    # both 100, sum 400: 1 - (200 + 1) / (400 + 1)
    assert float(soft_dice_loss(found, truth)) == pytest.approx(1 - 201 / 401)


def test_that_an_empty_mask_found_empty_costs_nothing() -> None:
    logits = torch.full((1, 1, 4, 4), -30.0)

    assert float(lesion_loss(logits, torch.zeros(1, 1, 4, 4))) == pytest.approx(0, abs=1e-6)


def test_that_a_centre_found_exactly_costs_less_than_one_missed() -> None:
    heat = torch.zeros(1, 1, 5, 5)
    heat[0, 0, 2, 2] = 1
    found = torch.full_like(heat, -9.0)
    found[0, 0, 2, 2] = 9

    hit, missed = centre_heat_loss(found, heat), centre_heat_loss(-found, heat)

    assert float(hit) < 1e-3 < float(missed)
