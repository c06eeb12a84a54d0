"""The exact additive class map: what each part of a patch adds to or takes from the logit.

logit = bias + mean(class map), so the share of a cell is its value divided by the number of cells, and the
shares of all cells plus the bias are the logit. Nothing is approximated, rescaled or clipped.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor


class ClassMapNetwork(Protocol):
    """A network whose logit is its bias plus the mean of its class map."""

    @property
    def bias(self) -> Tensor: ...

    def class_map(self, patches: Tensor) -> Tensor:
        """(n, channels, h, w) patches to (n, labels, h', w')."""
        ...


@dataclass(frozen=True, slots=True)
class Explained:
    """Logits (n,) and the contributions (n, h, w) that, with the bias, sum to them."""

    logits: NDArray[np.float64]
    contributions: NDArray[np.float32]


# The four mirror images of a patch; no turn, because scanners' grids are never turned by 90 degrees.
MIRRORS: tuple[tuple[int, ...], ...] = ((), (1,), (2,), (1, 2))


@torch.inference_mode()
def explain(network: ClassMapNetwork, patches: Tensor, label: int = 0) -> Explained:
    """`label`'s logit and map of each patch, averaged over its mirror images (maps mirrored back first).

    The average of additive maps is additive, so the sum stays exact.
    """
    total: Tensor | None = None
    for axes in MIRRORS:
        mirrored = torch.flip(patches, [axis + 1 for axis in axes]) if axes else patches
        found = network.class_map(mirrored)[:, label].double()
        found = torch.flip(found, list(axes)) if axes else found
        total = found if total is None else total + found
    assert total is not None  # for the type checker: there is always one mirror image
    contributions = total / (len(MIRRORS) * total.shape[1] * total.shape[2])
    logits = contributions.sum(dim=(1, 2)) + network.bias[label].double()
    return Explained(logits.cpu().numpy(), contributions.float().cpu().numpy())
