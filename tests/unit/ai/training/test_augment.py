"""Augmentation changes the picture and not the question."""

import torch

from medviewer.ai.training.augment import augmented


def bright_centre() -> torch.Tensor:
    patches = torch.zeros(32, 1, 50, 50)
    patches[:, :, 20:30, 20:30] = 0.8
    return patches


def test_that_a_seed_gives_the_same_patches() -> None:
    one = augmented(bright_centre(), torch.Generator().manual_seed(4))
    other = augmented(bright_centre(), torch.Generator().manual_seed(4))

    assert torch.equal(one, other)


def test_that_values_stay_in_range_and_patches_differ() -> None:
    result = augmented(bright_centre(), torch.Generator().manual_seed(4))

    assert result.shape == (32, 1, 50, 50)
    assert result.min() >= 0
    assert result.max() <= 1
    assert not torch.equal(result[0], result[1])


def test_that_what_is_in_the_middle_stays_in_the_middle() -> None:
    result = augmented(bright_centre(), torch.Generator().manual_seed(4))

    weight = torch.where(result > 0.4, result, torch.zeros(()))
    axis = torch.arange(50.0)
    rows = (weight.sum(dim=(1, 3)) * axis).sum(1) / weight.sum(dim=(1, 2, 3))
    columns = (weight.sum(dim=(1, 2)) * axis).sum(1) / weight.sum(dim=(1, 2, 3))
    # 3 px of shift at most along each axis, turned by any angle and scaled by up to 1 / 0.8: 5.4 px.
    assert (rows - 24.5).abs().max() < 5.5
    assert (columns - 24.5).abs().max() < 5.5
