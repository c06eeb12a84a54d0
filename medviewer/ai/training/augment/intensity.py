"""Gain, offset, contrast and gamma: other calibrations, windows and doses. Never an inversion."""

from dataclasses import dataclass

import torch

from medviewer.ai.training.augment.draws import Draws, Range, per_image
from medviewer.ai.training.augment.scene import Scene

DARKEST = 1e-6  # below it a gamma's slope would be endless


@dataclass(frozen=True, slots=True)
class Intensity:
    """Point-wise and monotonous; the result stays in 0..1.

    Attributes:
        share: of the samples that are changed.
        gain_sigma, offset_sigma: standard deviations of a factor about 1 and a summand about 0.
        contrast: smallest and largest factor about the image's own mean; log-uniform.
        gamma: smallest and largest exponent; log-uniform.
    """

    share: float = 1.0
    gain_sigma: float = 0.0
    offset_sigma: float = 0.0
    contrast: Range = (1.0, 1.0)
    gamma: Range = (1.0, 1.0)

    def __call__(self, scene: Scene, draws: Draws) -> Scene:
        images = scene.images
        gain = per_image(1 + self.gain_sigma * draws.normal()).clamp_min(0.1)  # never an inversion
        offset = per_image(self.offset_sigma * draws.normal())
        contrast = per_image(draws.log_uniform(self.contrast))
        gamma = per_image(draws.log_uniform(self.gamma))
        mean = images.mean(dim=(1, 2, 3), keepdim=True)
        changed = ((images - mean) * contrast + mean) * gain + offset
        changed = changed.clamp(DARKEST, 1) ** gamma
        keep = per_image(draws.chosen(self.share))
        return Scene(torch.where(keep, changed, images), scene.masks, scene.boxes)
