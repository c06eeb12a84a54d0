"""A rectangle of the image replaced by its mean (DeVries 2017): no single place may decide alone."""

from dataclasses import dataclass

import torch
from torch import Tensor

from medviewer.ai.training.augment.draws import Draws, Range, per_image
from medviewer.ai.training.augment.scene import Scene


@dataclass(frozen=True, slots=True)
class Cutout:
    """`size` is the range of the rectangle's sides as shares of the image's. Masks and boxes stay."""

    share: float = 0.3
    size: Range = (0.1, 0.3)

    def __call__(self, scene: Scene, draws: Draws) -> Scene:
        rows, columns = scene.images.shape[-2:]
        inside = (
            self._span(rows, draws, scene.images)[:, :, None]
            & self._span(columns, draws, scene.images)[:, None, :]
        )
        inside = inside[:, None] & per_image(draws.chosen(self.share))
        mean = scene.images.mean(dim=(2, 3), keepdim=True)
        return Scene(torch.where(inside, mean, scene.images), scene.masks, scene.boxes)

    def _span(self, length: int, draws: Draws, like: Tensor) -> Tensor:
        """(n, length): which rows or columns the rectangle spans; it may stick out of the image."""
        centre = draws.uniform(0, length)[:, None]
        half = draws.uniform(*self.size)[:, None] * length / 2
        at = torch.arange(length, device=like.device)[None] + 0.5
        return (at - centre).abs() < half
