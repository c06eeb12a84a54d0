"""What the explanation methods share: label logits as a module, the last features, the mean."""

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from medviewer.ai.runtime.image_model import ImageModel, Images, as_batch, label_logits
from medviewer.errors import ModelUnusable
from medviewer.words import message

IMAGES_AT_ONCE = 8  # gradients need the memory of a training step


class LabelLogits(nn.Module):
    """A member as a plain classifier: images to (n, labels), whatever else it draws."""

    def __init__(self, member: nn.Module) -> None:
        super().__init__()
        self.member = member

    def forward(self, images: Tensor) -> Tensor:
        return label_logits(self.member, images)


def last_features(member: nn.Module) -> nn.Module:
    """The layer whose output the class map is a weighted sum of.

    Raises:
        ModelUnusable: the network has no such layer.
    """
    layer = getattr(member, "dropout", None)  # between the last features and the head, idle here
    if not isinstance(layer, nn.Module):
        raise ModelUnusable(
            message(
                "Explanations",
                "The network {network} has no class-map head, so it cannot be explained by Grad-CAM. Choose "
                "another method.",
                network=type(member).__name__,
            )
        )
    return layer


def explained_by_members(
    model: ImageModel, images: Images, explain: Callable[[nn.Module, Tensor], Tensor]
) -> NDArray[np.float32]:
    """The mean of the members' maps, as the ensemble's logit is the mean of theirs."""
    maps = []
    for start in range(0, len(images), IMAGES_AT_ONCE):
        batch = as_batch(images[start : start + IMAGES_AT_ONCE], model.ladder.device)
        found = [
            explain(member.to(model.ladder.device), batch).detach() for member in model.members
        ]
        maps.append(torch.stack(found).mean(dim=0).cpu().numpy())
    return np.concatenate(maps).astype(np.float32)
