"""A random monotonous curve from grey to grey: other sequences, coils and vendors' look-up tables."""

from dataclasses import dataclass

import torch
from torch import Tensor

from medviewer.ai.training.augment.draws import Draws, per_image
from medviewer.ai.training.augment.scene import Scene


@dataclass(frozen=True, slots=True)
class HistogramWarp:
    """Piecewise linear through `knots` + 1 points from (0, 0) to (1, 1), always rising.

    `strength` is the standard deviation of the logarithm of a piece's slope before they are made to end at 1.
    """

    share: float = 1.0
    knots: int = 6
    strength: float = 0.4

    def __call__(self, scene: Scene, draws: Draws) -> Scene:
        slopes = torch.exp(self.strength * draws.normal(self.knots))
        rises = slopes / slopes.sum(1, keepdim=True)
        changed = warped(scene.images, rises)
        keep = per_image(draws.chosen(self.share))
        return Scene(torch.where(keep, changed, scene.images), scene.masks, scene.boxes)


def warped(images: Tensor, rises: Tensor) -> Tensor:
    """Grey values through the curve whose pieces rise by `rises` (n, pieces), which sum to 1."""
    pieces = rises.shape[1]
    start = torch.cumsum(rises, dim=1) - rises
    scaled = images.clamp(0, 1) * pieces
    piece = scaled.long().clamp_max(pieces - 1)
    index = piece.flatten(1)
    base = start.gather(1, index).view_as(images)
    rise = rises.gather(1, index).view_as(images)
    return base + rise * (scaled - piece)
