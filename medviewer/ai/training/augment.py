"""Changes to a patch that leave its label true: they imitate other scanners, doses, kernels and positions.

An axial patch about a nodule has no up, down or side, so all flips and turns are allowed. Scale covers the
pixel spacings of real scans (0.5 to 0.95 mm) beside the analyzer's 0.7 mm; shift covers a candidate finder
that is a few pixels off; offset and gain cover calibration; noise and blur cover dose and kernel.
"""

import math

import torch
from torch import Tensor
from torch.nn import functional

MAX_SHIFT_PX = 3.0
SCALE_RANGE = (0.8, 1.25)
OFFSET_SIGMA = 0.02  # of the 1400 HU window: 28 HU
GAIN_SIGMA = 0.05
MAX_NOISE_SIGMA = 0.05  # 70 HU, a low-dose scan
BLUR_SHARE = 0.3


def augmented(patches: Tensor, random: torch.Generator) -> Tensor:
    """Randomly changed copies of (n, 1, h, w) patches in 0..1; each patch gets its own change."""
    moved = _moved(patches, random)
    blurred = torch.where(_chosen(patches, BLUR_SHARE, random), _smoothed(moved), moved)
    gain = 1 + GAIN_SIGMA * torch.randn(len(patches), 1, 1, 1, generator=random)
    offset = OFFSET_SIGMA * torch.randn(len(patches), 1, 1, 1, generator=random)
    sigma = MAX_NOISE_SIGMA * torch.rand(len(patches), 1, 1, 1, generator=random) ** 2
    noise = sigma * torch.randn(patches.shape, generator=random)
    return (blurred * gain + offset + noise).clamp(0, 1)


def _moved(patches: Tensor, random: torch.Generator) -> Tensor:
    """Turn, mirror, scale and shift in one resampling."""
    count, size = len(patches), patches.shape[-1]
    angle = 2 * math.pi * torch.rand(count, generator=random)
    mirror = torch.where(torch.rand(count, generator=random) < 0.5, -1.0, 1.0)
    low, high = SCALE_RANGE
    scale = low * (high / low) ** torch.rand(count, generator=random)
    shift = (torch.rand(count, 2, generator=random) * 2 - 1) * (2 * MAX_SHIFT_PX / size)
    cosine, sine = torch.cos(angle) / scale, torch.sin(angle) / scale
    rows = [
        torch.stack([mirror * cosine, -sine, shift[:, 0]], dim=1),
        torch.stack([mirror * sine, cosine, shift[:, 1]], dim=1),
    ]
    grid = functional.affine_grid(
        torch.stack(rows, dim=1), list(patches.shape), align_corners=False
    )
    return functional.grid_sample(patches, grid, padding_mode="reflection", align_corners=False)


def _smoothed(patches: Tensor) -> Tensor:
    """A 3 x 3 binomial blur, about one soft reconstruction kernel softer."""
    row = torch.tensor([0.25, 0.5, 0.25])
    kernel = (row[:, None] * row[None, :])[None, None]
    return functional.conv2d(functional.pad(patches, (1, 1, 1, 1), mode="replicate"), kernel)


def _chosen(patches: Tensor, share: float, random: torch.Generator) -> Tensor:
    return (torch.rand(len(patches), generator=random) < share).view(-1, 1, 1, 1)
