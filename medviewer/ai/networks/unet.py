"""The U of a U-Net (Ronneberger et al. 2015): features at every scale, brought back to the pixels.

    down: block, halve, block, halve, … ──► deepest features: what is there
    up:   enlarge, join the features of that size from the way down, block ──► where it is

Blocks are plain (two convolutions) or residual; attention gates (Oktay et al. 2018) let the coarse features
decide which of the fine ones pass. One code serves images and volumes; sizes need not be powers of two.
"""

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

from medviewer.ai.networks.resnet import BasicBlock
from medviewer.ai.networks.spatial import batch_norm, convolution, convolved, max_pool, resized

BLOCKS = ("plain", "residual")
JOINS = ("concatenate", "sum")


@dataclass(frozen=True, slots=True)
class UNetOptions:
    """`widths`: channels at each scale, the image's own first; every further one halves the grid.

    `output_level`: the scale the way up ends at; 0 is the first one's, 2 a quarter of it.
    `join`: on the way up, put the two beside each other and run a block, or add them and run one convolution
    ("sum", LinkNet's way, Chaurasia 2017: a third of the work).
    `stem_stride`: 2 halves the grid before the first scale: a third of the work at a pixel's coarseness.
    """

    image_channels: int = 1
    widths: tuple[int, ...] = (24, 48, 96, 192)
    block: str = "residual"
    has_attention_gates: bool = False
    dimensions: int = 2
    output_level: int = 0
    stem_stride: int = 1
    join: str = "concatenate"


class Scales(NamedTuple):
    """`fine` features at the output level, `deep` ones at the smallest scale."""

    fine: Tensor
    deep: Tensor


class AttentionGate(nn.Module):
    """Weighs `skipped` features cell by cell, by themselves and the coarser features beside them."""

    def __init__(self, channels: int, dimensions: int) -> None:
        super().__init__()
        self.weigh = nn.Sequential(
            convolution(2 * channels, channels, 1, dimensions=dimensions),
            batch_norm(channels, dimensions),
            nn.ReLU(),
            convolution(channels, 1, 1, dimensions=dimensions),
            nn.Sigmoid(),
        )

    def forward(self, skipped: Tensor, risen: Tensor) -> Tensor:
        weights: Tensor = self.weigh(torch.cat([skipped, risen], dim=1))
        return skipped * weights


class Rise(nn.Module):
    """One step up: enlarge to the size of `skipped`, join, convolve."""

    def __init__(self, channels_in: int, channels: int, options: UNetOptions) -> None:
        super().__init__()
        self.narrow = convolution(channels_in, channels, 1, dimensions=options.dimensions)
        self.gate = (
            AttentionGate(channels, options.dimensions) if options.has_attention_gates else None
        )
        self.is_sum = options.join == "sum"
        self.block = (
            convolved(channels, channels, dimensions=options.dimensions)
            if self.is_sum
            else _block(2 * channels, channels, options)
        )

    def forward(self, deep: Tensor, skipped: Tensor) -> Tensor:
        risen = resized(self.narrow(deep), skipped.shape[2:])
        if self.gate is not None:
            skipped = self.gate(skipped, risen)
        joined = skipped + risen if self.is_sum else torch.cat([skipped, risen], dim=1)
        result: Tensor = self.block(joined)
        return result


class UNet(nn.Module):
    """Images or volumes in -1..1 to `Scales`; what is read from them is up to a head."""

    def __init__(self, options: UNetOptions) -> None:
        super().__init__()
        _check(options)
        widths = options.widths
        self.stem, before_all = _stem(options)
        self.falls = nn.ModuleList(
            _block(before, width, options)
            for before, width in zip((before_all, *widths), widths, strict=False)
        )
        self.halve = max_pool(2, options.dimensions)
        self.rises = nn.ModuleList(
            Rise(widths[level + 1], widths[level], options)
            for level in reversed(range(options.output_level, len(widths) - 1))
        )

    def forward(self, images: Tensor) -> Scales:
        seen = [self.falls[0](self.stem(images))]
        for fall in list(self.falls)[1:]:
            seen.append(fall(self.halve(seen[-1])))
        deep = fine = seen.pop()
        for rise in self.rises:
            fine = rise(fine, seen.pop())
        return Scales(fine, deep)


def _check(options: UNetOptions) -> None:
    if options.block not in BLOCKS:
        raise ValueError(f"block must be one of {', '.join(BLOCKS)}")
    if options.join not in JOINS:
        raise ValueError(f"join must be one of {', '.join(JOINS)}")
    if not 0 <= options.output_level < len(options.widths):
        raise ValueError(f"output_level must be below {len(options.widths)}")
    if options.stem_stride not in (1, 2):
        raise ValueError("stem_stride must be 1 or 2")


def _stem(options: UNetOptions) -> tuple[nn.Module, int]:
    """What comes before the first scale, and how many channels it gives."""
    if options.stem_stride == 1:
        return nn.Identity(), options.image_channels
    width, dimensions = options.widths[0], options.dimensions
    wide = convolution(options.image_channels, width, 5, stride=2, dimensions=dimensions)
    return nn.Sequential(wide, batch_norm(width, dimensions), nn.ReLU()), width


def _block(channels_in: int, channels: int, options: UNetOptions) -> nn.Module:
    """Two convolutions; both kinds end in ReLU."""
    dimensions = options.dimensions
    if options.block == "residual":
        return BasicBlock(channels_in, channels, 1, 0, dimensions)
    return nn.Sequential(
        convolved(channels_in, channels, dimensions=dimensions),
        convolved(channels, channels, dimensions=dimensions),
    )
