"""The blocks and ringing of lossy compression: JPEG's cosine transform, quantised and taken back."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from medviewer.ai.training.augment.draws import Draws, Range, per_image
from medviewer.ai.training.augment.scene import Scene

BLOCK = 8  # ITU-T T.81, A.3.3
# ITU-T T.81, table K.1: quantisation of luminance at quality 50.
LUMINANCE = (
    (16, 11, 10, 16, 24, 40, 51, 61),
    (12, 12, 14, 19, 26, 58, 60, 55),
    (14, 13, 16, 24, 40, 57, 69, 56),
    (14, 17, 22, 29, 51, 87, 80, 62),
    (18, 22, 37, 56, 68, 109, 103, 77),
    (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101),
    (72, 92, 95, 98, 112, 100, 103, 99),
)


@dataclass(frozen=True, slots=True)
class Compression:
    """`quality` is the range of JPEG's quality figure, 1..100."""

    share: float = 0.3
    quality: Range = (50.0, 95.0)

    def __call__(self, scene: Scene, draws: Draws) -> Scene:
        changed = compressed(scene.images, draws.uniform(*self.quality))
        keep = per_image(draws.chosen(self.share))
        return Scene(torch.where(keep, changed, scene.images), scene.masks, scene.boxes)


def compressed(images: Tensor, quality: Tensor) -> Tensor:
    """Images as they come back from JPEG at `quality` (n,), entropy coding aside."""
    rows, columns = images.shape[-2:]
    padded = functional.pad(images, (0, -columns % BLOCK, 0, -rows % BLOCK), mode="replicate")
    count, channels, high, wide = padded.shape
    blocks = (count, channels, high // BLOCK, BLOCK, wide // BLOCK, BLOCK)
    tiles = padded.reshape(blocks).transpose(3, 4)
    cosine = cosine_transform().to(images)
    step = quantisation(quality).to(images)[:, None, None, None]
    coefficients = cosine @ (tiles * 255 - 128) @ cosine.T
    back = cosine.T @ (torch.round(coefficients / step) * step) @ cosine
    whole = ((back + 128) / 255).transpose(3, 4).flatten(4, 5).flatten(2, 3)
    return whole[..., :rows, :columns].clamp(0, 1)


def cosine_transform() -> Tensor:
    """(8, 8): the orthonormal discrete cosine transform, type II."""
    k, x = torch.arange(BLOCK).float()[:, None], torch.arange(BLOCK).float()[None]
    matrix = torch.cos((2 * x + 1) * k * math.pi / (2 * BLOCK)) * math.sqrt(2 / BLOCK)
    matrix[0] /= math.sqrt(2)
    return matrix


def quantisation(quality: Tensor) -> Tensor:
    """(n, 8, 8): the steps the Independent JPEG Group's library uses at `quality` (n,)."""
    percent = torch.where(quality < 50, 5000 / quality.clamp_min(1), 200 - 2 * quality)
    table = torch.tensor(LUMINANCE, device=quality.device)
    return torch.floor((table * percent.view(-1, 1, 1) + 50) / 100).clamp(1, 255)
