"""What training makes small: for labels, for outlines, for both, and for centre points.

Every loss is a mean over the batch's cases, so that processes may average theirs.
"""

import torch
from torch import Tensor
from torch.nn import functional

DICE_SMOOTHING = 1.0  # pixels; an empty mask found empty costs nothing


def label_loss(logits: Tensor, targets: Tensor, weights: Tensor, focal_gamma: float) -> Tensor:
    """Cross-entropy of (n, 1) or (n, K) logits with soft targets, weighted case by case.

    Args:
        focal_gamma: 0, or how much easy cases are played down (Lin et al. 2017).
    """
    if logits.shape[1] == 1:
        each = functional.binary_cross_entropy_with_logits(logits, targets, reduction="none")[:, 0]
        distance = (targets - logits.sigmoid()).abs()[:, 0]
    else:
        each = -(targets * logits.log_softmax(dim=1)).sum(dim=1)
        distance = 1 - (targets * logits.softmax(dim=1)).sum(dim=1)
    if focal_gamma:
        each = each * distance.clamp(1e-6, 1) ** focal_gamma  # its slope at 0 is not finite below 1
    return (weights * each).mean()


def lesion_loss(logits: Tensor, masks: Tensor) -> Tensor:
    """Pixel cross-entropy plus soft Dice of (n, 1, rows, columns) logits, half and half."""
    pixels = functional.binary_cross_entropy_with_logits(logits, masks)
    return pixels + soft_dice_loss(logits.sigmoid(), masks).mean()


def soft_dice_loss(shares: Tensor, masks: Tensor) -> Tensor:
    """(n,) 1 - Dice of each image; shares and masks are 0..1 (Milletari et al. 2016)."""
    both = (shares * masks).flatten(1).sum(dim=1)
    total = shares.flatten(1).sum(dim=1) + masks.flatten(1).sum(dim=1)
    return 1 - (2 * both + DICE_SMOOTHING) / (total + DICE_SMOOTHING)


def centre_heat_loss(logits: Tensor, heat: Tensor) -> Tensor:
    """Focal loss of a centre-point map against Gaussian bumps of height 1 (Zhou et al. 2019, CenterNet)."""
    found = logits.sigmoid().clamp(1e-4, 1 - 1e-4)
    is_centre = heat == 1
    hit = torch.where(is_centre, (1 - found) ** 2 * found.log(), 0)
    false = torch.where(is_centre, 0, (1 - heat) ** 4 * found**2 * (1 - found).log())
    return -(hit.sum() + false.sum()) / max(len(logits), 1)
