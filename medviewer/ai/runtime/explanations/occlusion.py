"""Occlusion (Zeiler and Fergus 2014): the fall of the logit when a window is painted in the mean grey."""

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.runtime.explanations.integrated_gradients import flat_images
from medviewer.ai.runtime.explanations.members import LabelLogits, explained_by_members
from medviewer.ai.runtime.image_model import ImageModel, Images

WINDOWS_ACROSS = 8  # cells of the map along an axis
WINDOWS_AT_ONCE = 4


def occlusion(model: ImageModel, images: Images, label: int) -> NDArray[np.float32]:
    """(n, 8, 8) signed, in logits a window; windows are two cells wide, so neighbours overlap by half."""
    from captum.attr import Occlusion

    def of_member(member: torch.nn.Module, batch: torch.Tensor) -> torch.Tensor:
        steps = [max(1, size // WINDOWS_ACROSS) for size in batch.shape[2:]]
        method = Occlusion(LabelLogits(member))
        found: torch.Tensor = method.attribute(
            batch,
            sliding_window_shapes=(batch.shape[1], *[2 * step for step in steps]),
            strides=(batch.shape[1], *steps),
            baselines=flat_images(batch),
            target=label,
            perturbations_per_eval=WINDOWS_AT_ONCE,
        )
        return torch.nn.functional.adaptive_avg_pool2d(found[:, :1], WINDOWS_ACROSS)[:, 0]

    return explained_by_members(model, images, of_member)
