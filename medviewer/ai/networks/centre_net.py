"""CentreNet: lesions as points with a size, in images and volumes (Zhou et al. 2019, Objects as Points).

image ──► U-Net to a quarter of its grid ──► heat: how surely a lesion's centre lies in this cell
                                         ──► size: the lesion's extent along each axis, in pixels
                                         ──► offset: where in the cell the centre lies, 0..1
detections: cells hotter than all their neighbours (a max-pool instead of comparing boxes)
"""

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from medviewer.ai.networks.spatial import convolution, convolved
from medviewer.ai.networks.unet import UNet, UNetOptions

RARE_CENTRE_LOGIT = -4.6  # at the start: one cell in a hundred is a centre
NEIGHBOURHOOD = 3  # cells; two lesions nearer than this are one


@dataclass(frozen=True, slots=True)
class CentreNetOptions:
    """`output_level` 2: a cell for every four pixels. The others as in `UNetOptions`."""

    labels: int = 1
    image_channels: int = 1
    widths: tuple[int, ...] = (16, 32, 64, 128)
    output_level: int = 2
    block: str = "residual"
    dimensions: int = 2


class CentreOutput(NamedTuple):
    """`heat` (n, labels, …) logits; `size` in pixels and `offset` in cells (n, axes, …), rows first."""

    heat: Tensor
    size: Tensor
    offset: Tensor


@dataclass(frozen=True, slots=True)
class Detections:
    """The lesions of one image, surest first.

    Attributes:
        centres: (m, axes), in pixels; the centre of the first pixel is 0.
        sizes: (m, axes), in pixels.
        scores: (m,), 0..1, not calibrated.
        labels: (m,) index of the label.
    """

    centres: Tensor
    sizes: Tensor
    scores: Tensor
    labels: Tensor


class CentreNet(nn.Module):
    """Images (n, channels, rows, columns) in 0..1, or volumes with one axis more, to `CentreOutput`."""

    def __init__(self, options: CentreNetOptions) -> None:
        super().__init__()
        axes, width = (
            options.dimensions,
            options.widths[min(options.output_level, len(options.widths) - 1)],
        )
        self.stride = 2**options.output_level
        self.unet = UNet(
            UNetOptions(
                image_channels=options.image_channels,
                widths=options.widths,
                block=options.block,
                dimensions=axes,
                output_level=options.output_level,
            )
        )
        self.neck = convolved(width, width, dimensions=axes)
        self.heat = convolution(width, options.labels, 1, dimensions=axes)
        self.extent = convolution(width, 2 * axes, 1, dimensions=axes)
        self.heat_bias = nn.Parameter(torch.full((options.labels,), RARE_CENTRE_LOGIT))

    def forward(self, images: Tensor) -> CentreOutput:
        features = self.neck(self.unet(images * 2 - 1).fine)
        heat: Tensor = self.heat(features)
        size, offset = self.extent(features).chunk(2, dim=1)
        bias = self.heat_bias.reshape(1, -1, *[1] * (heat.dim() - 2))
        return CentreOutput(heat + bias, functional.softplus(size) * self.stride, offset.sigmoid())

    @torch.no_grad()
    def detections(self, images: Tensor, threshold: float, most: int = 100) -> list[Detections]:
        """For each image, at most `most` lesions with a score of at least `threshold`."""
        output = self(images)
        scores = peaks(output.heat)
        return [
            self._read_out(score, size, offset, (threshold, most))
            for score, size, offset in zip(scores, output.size, output.offset, strict=True)
        ]

    def _read_out(
        self, scores: Tensor, size: Tensor, offset: Tensor, limits: tuple[float, int]
    ) -> Detections:
        """The hottest cells of one image's `scores` (labels, …), with what is known of each."""
        threshold, most = limits
        hottest, flat = scores.flatten().topk(min(most, scores.numel()))
        flat, hottest = flat[hottest >= threshold], hottest[hottest >= threshold]
        cells = torch.stack(torch.unravel_index(flat, scores.shape), dim=1)
        where = tuple(cells[:, 1:].T)
        within = offset[(slice(None), *where)].T
        centres = (cells[:, 1:] + within) * self.stride - 0.5
        return Detections(centres, size[(slice(None), *where)].T, hottest, cells[:, 0])


def peaks(heat: Tensor) -> Tensor:
    """Scores 0..1 of the cells that no neighbour surpasses, 0 elsewhere; same shape as `heat` (logits)."""
    pool = functional.max_pool2d if heat.dim() == 4 else functional.max_pool3d
    highest = pool(heat, NEIGHBOURHOOD, stride=1, padding=NEIGHBOURHOOD // 2)
    return heat.sigmoid() * (heat == highest)
