"""Grey values change, their order does not."""

import torch

from medviewer.ai.training.augment.bias_field import BiasField, smooth_field
from medviewer.ai.training.augment.draws import Draws
from medviewer.ai.training.augment.histogram_warp import HistogramWarp, warped
from medviewer.ai.training.augment.intensity import Intensity
from medviewer.ai.training.augment.scene import Scene


def ramp(count: int = 16) -> Scene:
    return Scene(torch.linspace(0, 1, 64).view(1, 1, 8, 8).repeat(count, 1, 1, 1))


def test_that_grey_values_keep_their_order_and_range() -> None:
    step = Intensity(gain_sigma=0.5, offset_sigma=0.2, contrast=(0.5, 2.0), gamma=(0.4, 2.5))

    values = step(ramp(), Draws(range(16))).images.flatten(1)

    assert (values.diff(dim=1) >= 0).all()
    assert values.min() >= 0
    assert values.max() <= 1
    assert not torch.equal(values[0], values[1])


def test_that_gamma_two_squares() -> None:
    squared = Intensity(gamma=(2.0, 2.0))(ramp(1), Draws([0])).images

    assert torch.allclose(squared, ramp(1).images ** 2, atol=1e-5)


def test_that_a_share_of_nought_changes_nothing() -> None:
    step = Intensity(share=0.0, gain_sigma=1.0)

    assert torch.equal(step(ramp(), Draws(range(16))).images, ramp().images)


def test_that_a_curve_runs_through_its_knots() -> None:
    rises = torch.tensor([[0.5, 0.1, 0.4]])
    images = torch.tensor([0.0, 1 / 3, 0.5, 2 / 3, 1.0]).view(1, 1, 1, 5)

    values = warped(images, rises).flatten()

    # (0, 0), (1/3, 0.5), (2/3, 0.6), (1, 1); half way along the second piece: 0.55.
    assert torch.allclose(values, torch.tensor([0.0, 0.5, 0.55, 0.6, 1.0]), atol=1e-6)


def test_that_a_histogram_warp_never_inverts() -> None:
    values = HistogramWarp(strength=1.0)(ramp(), Draws(range(16))).images.flatten(1)

    assert (values.diff(dim=1) >= 0).all()


def test_that_a_bias_field_is_smooth_and_has_mean_nought() -> None:
    field = smooth_field(Draws(range(4)).normal(1, 4, 4), (64, 64))

    assert field.mean(dim=(2, 3)).abs().max() < 1e-5
    assert field.diff(dim=3).abs().max() < 0.3  # knots lie 21 pixels apart


def test_that_a_bias_field_multiplies() -> None:
    black = Scene(torch.zeros(4, 1, 16, 16))

    assert BiasField(strength=1.0)(black, Draws(range(4))).images.max() == 0
