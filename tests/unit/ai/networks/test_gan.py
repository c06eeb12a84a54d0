"""The sizes of generator and critic, and that they know one class from another."""

import pytest
import torch

from medviewer.ai.networks.gan import Critic, GanShape, Generator


@pytest.mark.parametrize(
    ("size", "start", "doublings"), [(64, 4, 4), (48, 6, 3), (32, 4, 3), (28, 7, 2)]
)
def test_that_the_grid_is_doubled_from_at_least_four_cells(
    size: int, start: int, doublings: int
) -> None:
    shape = GanShape(size, 2, width=4)

    assert (shape.start, shape.doublings) == (start, doublings)
    assert shape.widths[-1] == 4


@pytest.mark.parametrize("size", [28, 48, 64])
def test_that_a_generated_image_has_the_sets_size_and_range(size: int) -> None:
    shape = GanShape(size, 2, noise=8, width=4)

    made = Generator(shape)(torch.randn(3, 8), torch.tensor([0, 1, 1]))

    assert made.shape == (3, 1, size, size)
    assert made.abs().max() <= 1
    assert Critic(shape)(made, torch.tensor([0, 1, 1])).shape == (3,)


def test_that_the_class_changes_what_is_made_and_how_it_is_judged() -> None:
    torch.manual_seed(3)
    shape = GanShape(28, 2, noise=8, width=4)
    generator, critic = Generator(shape).eval(), Critic(shape)
    noise = torch.randn(1, 8)

    first, second = (generator(noise, torch.tensor([each])) for each in (0, 1))

    assert not torch.allclose(first, second)
    assert critic(first, torch.tensor([0])) != critic(first, torch.tensor([1]))
