"""Coarser sampling, softer and sharper kernels."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from medviewer.ai.training.augment.draws import Draws, Range, per_image
from medviewer.ai.training.augment.scene import Scene

SIGMAS_SPANNED = 3  # a Gaussian's weight beyond is 0.3 %


@dataclass(frozen=True, slots=True)
class Resolution:
    """Each of the three happens by itself.

    Attributes:
        coarse_share: of the samples reduced and enlarged again, by a factor within `coarse`.
        blur_share: of the samples blurred by a Gaussian of a standard deviation within `blur_px`.
        sharpen_share: of the samples sharpened (unsharp mask), by an amount within `sharpen`.
    """

    coarse_share: float = 0.0
    coarse: Range = (1.0, 2.0)
    blur_share: float = 0.0
    blur_px: Range = (0.4, 1.2)
    sharpen_share: float = 0.0
    sharpen: Range = (0.3, 1.5)

    def __call__(self, scene: Scene, draws: Draws) -> Scene:
        images = self._coarsened(scene.images, draws)
        sigma, amount = draws.uniform(*self.blur_px), per_image(draws.uniform(*self.sharpen))
        is_blurred = per_image(draws.chosen(self.blur_share))
        is_sharpened = per_image(draws.chosen(self.sharpen_share))
        if self.blur_share or self.sharpen_share:
            soft = blurred(images, sigma)
            sharp = (images + amount * (images - soft)).clamp(0, 1)
            images = torch.where(is_blurred, soft, torch.where(is_sharpened, sharp, images))
        return Scene(images, scene.masks, scene.boxes)

    def _coarsened(self, images: Tensor, draws: Draws) -> Tensor:
        factors, chosen = draws.log_uniform(self.coarse), draws.chosen(self.coarse_share)
        if not bool(chosen.any()):
            return images
        result = images.clone()
        for index in torch.nonzero(chosen).flatten().tolist():
            result[index] = coarse(images[index : index + 1], float(factors[index]))[0]
        return result


def coarse(images: Tensor, factor: float) -> Tensor:
    """Reduced by averaging to 1 / factor of the size and enlarged to the old size again."""
    rows, columns = images.shape[-2:]
    small = (max(4, round(rows / factor)), max(4, round(columns / factor)))
    reduced = functional.interpolate(images, small, mode="bilinear", antialias=True)
    return functional.interpolate(reduced, (rows, columns), mode="bilinear")


def blurred(images: Tensor, sigma_px: Tensor) -> Tensor:
    """Each image (n, c, rows, columns) by its own Gaussian, standard deviation (n,) in pixels."""
    reach = max(1, int(torch.ceil(SIGMAS_SPANNED * sigma_px.max())))
    offsets = torch.arange(-reach, reach + 1, device=images.device)
    kernel = torch.exp(-0.5 * (offsets / sigma_px[:, None]) ** 2)
    kernel = kernel / kernel.sum(1, keepdim=True)
    count, channels, rows, columns = images.shape
    stacked = images.reshape(1, count * channels, rows, columns)
    weights = kernel.repeat_interleave(channels, dim=0)[:, None]
    padded = functional.pad(stacked, (reach, reach, reach, reach), mode="replicate")
    along = functional.conv2d(padded, weights[:, :, None, :], groups=count * channels)
    both = functional.conv2d(along, weights[:, :, :, None], groups=count * channels)
    return both.reshape(images.shape)
