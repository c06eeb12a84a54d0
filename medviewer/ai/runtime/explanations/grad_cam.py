"""Grad-CAM (Selvaraju et al. 2017): the last features, by the logit's mean gradient, where positive.

Under a class-map head that means over all cells it is the positive part of the class map (the gradient is the
head's weight): it says less than the map does, without a unit. It is here to be compared with others' work.
"""

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.networks.image_views import PLAIN, View
from medviewer.ai.runtime.explanations.members import (
    LabelLogits,
    explained_by_members,
    last_features,
)
from medviewer.ai.runtime.image_model import ImageModel, Images


def grad_cam(model: ImageModel, images: Images, label: int) -> NDArray[np.float32]:
    """(n, h, w), not negative, without a unit."""
    from captum.attr import LayerGradCam

    def of_member(member: torch.nn.Module, batch: torch.Tensor) -> torch.Tensor:
        method = LayerGradCam(LabelLogits(member), last_features(member))
        found: torch.Tensor = method.attribute(batch, target=label, relu_attributions=False)
        return _laid_together(member, found)[:, 0]

    return np.maximum(explained_by_members(model, images, of_member), 0)


def _laid_together(member: torch.nn.Module, maps: torch.Tensor) -> torch.Tensor:
    """Maps of a network that looks at several views of an image: turned back and summed."""
    views: tuple[View, ...] = getattr(member, "views", PLAIN)
    parts = zip(views, maps.chunk(len(views)), strict=True)
    return torch.stack([view.undone(part) for view, part in parts]).sum(dim=0)
