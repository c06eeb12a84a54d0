"""A smooth multiplicative field: the uneven sensitivity of a receive coil (Sled 1998)."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from medviewer.ai.training.augment.draws import Draws, per_image
from medviewer.ai.training.augment.scene import Scene


@dataclass(frozen=True, slots=True)
class BiasField:
    """`strength` is the standard deviation of the field's logarithm at its `knots` × `knots` points."""

    share: float = 1.0
    strength: float = 0.25
    knots: int = 4

    def __call__(self, scene: Scene, draws: Draws) -> Scene:
        logarithm = self.strength * draws.normal(1, self.knots, self.knots)
        field = smooth_field(logarithm, tuple(scene.images.shape[-2:]))
        changed = (scene.images * torch.exp(field)).clamp(0, 1)
        keep = per_image(draws.chosen(self.share))
        return Scene(torch.where(keep, changed, scene.images), scene.masks, scene.boxes)


def smooth_field(knots: Tensor, size: tuple[int, ...]) -> Tensor:
    """(n, 1, k, k) to (n, 1, rows, columns), of mean 0 over the image: the brightness stays."""
    field = functional.interpolate(knots, size=size, mode="bicubic", align_corners=True)
    return field - field.mean(dim=(2, 3), keepdim=True)
