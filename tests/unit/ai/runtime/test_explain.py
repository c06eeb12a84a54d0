"""Class maps that add up."""

import numpy as np
import torch

from medviewer.ai.networks.slice_cnn import SliceCNN
from medviewer.ai.runtime.explain import explain


class LeftCorner:
    """Its map is the patch itself, so every value can be followed by hand."""

    bias = torch.tensor([2.0])

    def class_map(self, patches: torch.Tensor) -> torch.Tensor:
        return patches


class OnlyTopLeft(LeftCorner):
    """Sees only what lies in the top left corner."""

    def class_map(self, patches: torch.Tensor) -> torch.Tensor:
        seen = torch.zeros_like(patches)
        seen[:, :, 0, 0] = patches[:, :, 0, 0]
        return seen


def test_that_contributions_are_the_map_over_the_number_of_cells() -> None:
    patch = torch.tensor([[[[4.0, 0.0], [8.0, -4.0]]]])

    found = explain(LeftCorner(), patch)

    assert found.contributions.tolist() == [[[1.0, 0.0], [2.0, -1.0]]]
    assert found.logits.tolist() == [4.0]  # 2 + (4 + 0 + 8 - 4) / 4


def test_that_each_mirror_image_puts_its_share_back_where_it_came_from() -> None:
    patch = torch.tensor([[[[16.0, 32.0], [48.0, 64.0]]]])

    found = explain(OnlyTopLeft(), patch)

    # Each corner is top left in one of four images: its value / 4 images / 4 cells.
    assert found.contributions.tolist() == [[[1.0, 2.0], [3.0, 4.0]]]


def test_that_a_networks_contributions_and_bias_sum_to_its_logit() -> None:
    torch.manual_seed(1)
    network = SliceCNN().eval()

    found = explain(network, torch.rand(4, 1, 50, 50))

    total = found.contributions.sum(axis=(1, 2), dtype=np.float64) + network.bias.item()
    assert np.abs(total - found.logits).max() <= 1e-4
