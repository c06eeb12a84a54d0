"""A small residual CNN for one patch about a place in question, or for one slice.

A constant second channel marks the centre where the question is always about what lies *there*:
a nodule at the rim of a patch about a vessel must not make the vessel a nodule.
"""

import torch
from torch import Tensor, nn

from medviewer.ai.networks.class_map import ClassMapNetwork

PATCH_SIZE = 50  # pixels; the size of the patches the nodule network is trained on
CENTRE_SIGMA_PX = (
    8.0  # a nodule of 11 mm at 0.7 mm pixels: wide enough for most, narrow enough to point
)


class ResidualBlock(nn.Module):
    """Two 3 x 3 convolutions around a shortcut (He et al. 2016); `dilation` widens what they see."""

    def __init__(self, channels: int, dilation: int = 1) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=dilation, dilation=dilation, bias=False),
            nn.BatchNorm2d(channels),
            nn.ReLU(inplace=True),
            nn.Conv2d(channels, channels, 3, padding=dilation, dilation=dilation, bias=False),
            nn.BatchNorm2d(channels),
        )

    def forward(self, features: Tensor) -> Tensor:
        return torch.relu(features + self.body(features))


def _halved(channels_in: int, channels_out: int) -> nn.Sequential:
    """A convolution that halves the grid."""
    return nn.Sequential(
        nn.Conv2d(channels_in, channels_out, 3, stride=2, padding=1, bias=False),
        nn.BatchNorm2d(channels_out),
        nn.ReLU(inplace=True),
    )


class SliceCNN(ClassMapNetwork):
    """Stride 4. `marks_centre` adds the channel that says where the question lies."""

    def __init__(
        self,
        labels: int = 1,
        image_channels: int = 1,
        width: int = 24,
        dropout: float = 0.1,
        marks_centre: bool = True,
        centre_sigma_px: float = CENTRE_SIGMA_PX,
    ) -> None:
        super().__init__(width * 3, labels, dropout)
        self.marks_centre = marks_centre
        self.centre_sigma_px = centre_sigma_px
        self.stem = nn.Sequential(
            nn.Conv2d(image_channels + marks_centre, width, 3, padding=1, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(inplace=True),
        )
        self.features = nn.Sequential(
            _halved(width, width * 3 // 2),
            ResidualBlock(width * 3 // 2),
            _halved(width * 3 // 2, width * 3),
            ResidualBlock(width * 3),
            ResidualBlock(width * 3, dilation=2),
        )

    def trunk(self, images: Tensor) -> Tensor:
        features: Tensor = self.features(self.stem(self._marked(images)))
        return features

    def _marked(self, images: Tensor) -> Tensor:
        if not self.marks_centre:
            return images
        mark = centre_mark(images.shape[2], images.shape[3], self.centre_sigma_px).to(images)
        return torch.cat([images, mark.expand(images.shape[0], -1, -1, -1)], dim=1)


def centre_mark(rows: int, columns: int, sigma_px: float) -> Tensor:
    """A Gaussian bump of height 1 on the patch centre, shape (1, 1, rows, columns)."""
    down, across = (torch.arange(size) - (size - 1) / 2 for size in (rows, columns))
    bump = torch.exp(-(down[:, None] ** 2 + across[None, :] ** 2) / (2 * sigma_px**2))
    return bump[None, None]
