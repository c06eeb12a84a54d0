"""ResNet (He et al. 2016) with a stem that leaves small images their pixels; with squeeze-and-excitation.

The published stem divides the grid by four before the first block: of 28 pixels seven are left. Here the
stem's stride is an option and 1 by default, so that the strides are those of the stages alone.
"""

from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from medviewer.ai.networks.centre_mark import with_centre_mark
from medviewer.ai.networks.class_map import ClassMapNetwork
from medviewer.ai.networks.image_views import views_of
from medviewer.ai.networks.spatial import batch_norm, convolution, convolved

PUBLISHED_RATIO = 16  # of all channels to those between, in squeeze-and-excitation


class SqueezeExcitation(nn.Module):
    """Weighs each channel by what all channels hold on average (Hu et al. 2018)."""

    def __init__(self, channels: int, ratio: int) -> None:
        super().__init__()
        narrow = max(1, channels // ratio)
        self.gate = nn.Sequential(
            nn.Linear(channels, narrow), nn.ReLU(), nn.Linear(narrow, channels), nn.Sigmoid()
        )

    def forward(self, features: Tensor) -> Tensor:
        gate: Tensor = self.gate(features.flatten(2).mean(dim=2))
        return features * gate.reshape(*gate.shape, *[1] * (features.dim() - 2))


class BasicBlock(nn.Module):
    """Two 3-wide convolutions around a shortcut; `squeeze_ratio` 0 leaves the channels unweighed."""

    def __init__(
        self, channels_in: int, channels: int, stride: int, squeeze_ratio: int, dimensions: int
    ) -> None:
        super().__init__()
        self.body = nn.Sequential(
            convolved(channels_in, channels, stride=stride, dimensions=dimensions),
            convolution(channels, channels, 3, dimensions=dimensions),
            batch_norm(channels, dimensions),
            SqueezeExcitation(channels, squeeze_ratio) if squeeze_ratio else nn.Identity(),
        )
        self.shortcut: nn.Module = nn.Identity()
        if stride != 1 or channels_in != channels:
            self.shortcut = nn.Sequential(
                convolution(channels_in, channels, 1, stride=stride, dimensions=dimensions),
                batch_norm(channels, dimensions),
            )

    def forward(self, features: Tensor) -> Tensor:
        return torch.relu(self.shortcut(features) + self.body(features))


@dataclass(frozen=True, slots=True)
class ResNetOptions:
    """`widths` and `blocks` say each stage's channels and depth.

    Attributes:
        squeeze_ratio: 0: no channel weighing.
        standardise: makes the network blind to an image's brightness and contrast.
        centre_sigma_px: width of the mark on the centre (`centre_mark`), 0: none.
        views: mirror images (4), or these and their quarter turns (8), whose mean is the answer outside
            training; 1: the image alone. Only where up, down and sides mean nothing.
    """

    labels: int = 1
    image_channels: int = 1
    widths: tuple[int, ...] = (32, 64, 128)
    blocks: tuple[int, ...] = (2, 2, 2)
    stem_stride: int = 1
    squeeze_ratio: int = 0
    dropout: float = 0.1
    dimensions: int = 2
    standardise: bool = False
    centre_sigma_px: float = 0.0
    views: int = 1


class ResNet(ClassMapNetwork):
    """Every stage but the first halves the grid."""

    def __init__(self, options: ResNetOptions) -> None:
        widths, dimensions = options.widths, options.dimensions
        super().__init__(widths[-1], options.labels, options.dropout, dimensions)
        self.standardises = options.standardise
        self.centre_sigma_px = options.centre_sigma_px
        self.views = views_of(options.views)
        channels = options.image_channels + (options.centre_sigma_px > 0)
        stem = convolved(channels, widths[0], stride=options.stem_stride, dimensions=dimensions)
        self.features = nn.Sequential(stem)
        before = widths[0]
        for stage, (width, depth) in enumerate(zip(widths, options.blocks, strict=True)):
            for block in range(depth):
                stride = 2 if stage and not block else 1
                self.features.append(
                    BasicBlock(before, width, stride, options.squeeze_ratio, dimensions)
                )
                before = width

    def trunk(self, images: Tensor) -> Tensor:
        sigma_px = self.centre_sigma_px
        features: Tensor = self.features(with_centre_mark(images, sigma_px) if sigma_px else images)
        return features


def se_resnet(options: ResNetOptions) -> ResNet:
    """ResNet with squeeze-and-excitation, by the published ratio where none is asked for."""
    return ResNet(replace(options, squeeze_ratio=options.squeeze_ratio or PUBLISHED_RATIO))
