"""Small sets of cases for tests about private and federated training."""

import numpy as np
import torch
from torch import Tensor, nn

from medviewer.ai.training.privacy.cases import Cases, cases_of
from tests.unit.ai.training.sample_sets import discs


class Line(nn.Module):
    """One linear layer over the pixels: gradients can be worked out by hand."""

    def __init__(self, pixels: int = 16) -> None:
        super().__init__()
        self.layer = nn.Linear(pixels, 2)
        nn.init.zeros_(self.layer.weight)
        nn.init.zeros_(self.layer.bias)

    def forward(self, images: Tensor) -> Tensor:
        logits: Tensor = self.layer(images.flatten(1))
        return logits


def noise_cases(count: int, seed: int = 0, pixels: int = 4) -> Cases:
    """Random images of `pixels` x `pixels` with both classes in turn."""
    random = np.random.default_rng(seed)
    images = random.random((count, 1, pixels, pixels)).astype(np.float32)
    return Cases(torch.from_numpy(images), torch.arange(count) % 2)


def disc_cases(count: int, seed: int) -> Cases:
    return cases_of(discs(count, seed))
