"""Layers that come in two dimensions and three, so that one network's code serves images and volumes."""

import torch
from torch import Tensor, nn
from torch.nn import functional


def convolution(
    channels_in: int,
    channels_out: int,
    kernel_size: int,
    *,
    stride: int = 1,
    dilation: int = 1,
    dimensions: int = 2,
) -> nn.Module:
    """A convolution without bias that keeps the grid's size (at stride 1)."""
    kind = nn.Conv2d if dimensions == 2 else nn.Conv3d
    padding = dilation * (kernel_size // 2)
    return kind(channels_in, channels_out, kernel_size, stride, padding, dilation, bias=False)


def batch_norm(channels: int, dimensions: int = 2) -> nn.Module:
    return nn.BatchNorm2d(channels) if dimensions == 2 else nn.BatchNorm3d(channels)


def max_pool(factor: int, dimensions: int = 2) -> nn.Module:
    return nn.MaxPool2d(factor) if dimensions == 2 else nn.MaxPool3d(factor)


def dropout_layer(share: float, dimensions: int = 2) -> nn.Module:
    """Dropout of whole feature channels: neighbouring cells say much the same."""
    return nn.Dropout2d(share) if dimensions == 2 else nn.Dropout3d(share)


def convolved(
    channels_in: int, channels_out: int, *, stride: int = 1, dimensions: int = 2
) -> nn.Sequential:
    """3-wide convolution, batch normalisation, ReLU."""
    return nn.Sequential(
        convolution(channels_in, channels_out, 3, stride=stride, dimensions=dimensions),
        batch_norm(channels_out, dimensions),
        nn.ReLU(),
    )


def resized(grid: Tensor, size: torch.Size) -> Tensor:
    """`grid` (n, K, …) linearly interpolated to `size`, cell centres kept in place."""
    if grid.shape[2:] == size:
        return grid
    mode = "bilinear" if grid.dim() == 4 else "trilinear"
    return functional.interpolate(grid, size=size, mode=mode, align_corners=False)
