"""Integrated gradients (Sundararajan et al. 2017): each pixel's share of the way from a flat image.

The flat image has the mean grey of the image itself, so that dark pixels can count as bright ones do. Shares
sum to the difference of the two logits, up to the error of summing the path in steps.
"""

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.runtime.explanations.members import LabelLogits, explained_by_members
from medviewer.ai.runtime.image_model import ImageModel, Images

STEPS = 32  # along the path; 64 change the sum by less than a hundredth of a logit
STEP_BATCH = 64  # images passed at once


def integrated_gradients(model: ImageModel, images: Images, label: int) -> NDArray[np.float32]:
    """(n, rows, columns) signed, in logits; channels are summed."""
    from captum.attr import IntegratedGradients

    def of_member(member: torch.nn.Module, batch: torch.Tensor) -> torch.Tensor:
        method = IntegratedGradients(LabelLogits(member))
        found: torch.Tensor = method.attribute(
            batch,
            baselines=flat_images(batch),
            target=label,
            n_steps=STEPS,
            internal_batch_size=max(STEP_BATCH, len(batch)),
        )
        return found.sum(dim=1)

    return explained_by_members(model, images, of_member)


def flat_images(batch: torch.Tensor) -> torch.Tensor:
    """Each image's mean grey everywhere; same shape."""
    means = batch.flatten(2).mean(dim=2)
    return means.reshape(*means.shape, *[1] * (batch.dim() - 2)).expand_as(batch).contiguous()
