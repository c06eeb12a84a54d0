"""Noise of a receiver: Gaussian for CT and radiographs, Rician for magnitude MR (Gudbjartsson 1995)."""

from dataclasses import dataclass

import torch

from medviewer.ai.training.augment.draws import Draws, per_image
from medviewer.ai.training.augment.scene import Scene


@dataclass(frozen=True, slots=True)
class Noise:
    """Low doses are rarer than high ones: sigma is `largest_sigma` times a squared uniform number.

    `is_rician`: of two channels' noise the magnitude is taken, which lifts the black background.
    """

    share: float = 1.0
    largest_sigma: float = 0.05
    is_rician: bool = False

    def __call__(self, scene: Scene, draws: Draws) -> Scene:
        shape = tuple(scene.images.shape[1:])
        sigma = per_image(self.largest_sigma * draws.uniform(0, 1) ** 2)
        changed = scene.images + sigma * draws.normal(*shape)
        if self.is_rician:
            changed = torch.hypot(changed, sigma * draws.normal(*shape))
        keep = per_image(draws.chosen(self.share))
        return Scene(torch.where(keep, changed.clamp(0, 1), scene.images), scene.masks, scene.boxes)
