"""A constant channel that marks the image's centre, where the question is always about what lies *there*.

A nodule at the rim of a patch about a vessel must not make the vessel a nodule, and a network that averages
over all places would not know the difference.
"""

import torch
from torch import Tensor


def with_centre_mark(images: Tensor, sigma_px: float) -> Tensor:
    """(n, channels, rows, columns) with the mark as one channel more."""
    mark = centre_mark(images.shape[2], images.shape[3], sigma_px).to(images)
    return torch.cat([images, mark.expand(images.shape[0], -1, -1, -1)], dim=1)


def centre_mark(rows: int, columns: int, sigma_px: float) -> Tensor:
    """A Gaussian bump of height 1 on the patch centre, shape (1, 1, rows, columns)."""
    down, across = (torch.arange(size) - (size - 1) / 2 for size in (rows, columns))
    bump = torch.exp(-(down[:, None] ** 2 + across[None, :] ** 2) / (2 * sigma_px**2))
    return bump[None, None]
