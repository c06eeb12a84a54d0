"""Chance for a batch: one stream a sample, so that a sample's changes depend on its own seed alone."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

Range = tuple[float, float]


class Draws:
    """Random numbers for `len(seeds)` samples; results live on `device`."""

    def __init__(self, seeds: Sequence[int], device: torch.device | str = "cpu") -> None:
        self._streams = [torch.Generator().manual_seed(seed) for seed in seeds]
        self._device = torch.device(device)

    def uniform(self, low: float, high: float, *shape: int) -> Tensor:
        """(n, *shape), each in low..high."""
        parts = [torch.rand(shape or (1,), generator=stream) for stream in self._streams]
        return self._stacked(parts, shape) * (high - low) + low

    def log_uniform(self, limits: Range) -> Tensor:
        """(n,), as often below as above the limits' geometric mean; both are positive."""
        low, high = limits
        return low * (high / low) ** self.uniform(0, 1)

    def normal(self, *shape: int) -> Tensor:
        """(n, *shape) of mean 0 and standard deviation 1."""
        parts = [torch.randn(shape or (1,), generator=stream) for stream in self._streams]
        return self._stacked(parts, shape)

    def chosen(self, share: float) -> Tensor:
        """(n,) of truth values, each true with probability `share`."""
        return self.uniform(0, 1) < share

    def _stacked(self, parts: list[Tensor], shape: tuple[int, ...]) -> Tensor:
        stacked = torch.stack(parts) if shape else torch.cat(parts)
        return stacked.to(self._device)


def draws_for(
    seed: int, epoch: int, indices: Sequence[int], device: torch.device | str = "cpu"
) -> Draws:
    """The chance of one training run's samples `indices` in one epoch."""
    seeds = [
        int(np.random.SeedSequence((seed, epoch, int(index))).generate_state(1)[0])
        for index in indices
    ]
    return Draws(seeds, device)


def per_image(values: Tensor) -> Tensor:
    """(n,) to (n, 1, 1, 1), to meet images."""
    return values.view(-1, 1, 1, 1)
