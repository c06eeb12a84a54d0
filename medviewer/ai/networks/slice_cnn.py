"""A small residual CNN for one patch about a place in question, or for one slice."""

import torch
from torch import Tensor, nn

from medviewer.ai.networks.centre_mark import with_centre_mark
from medviewer.ai.networks.class_map import ClassMapNetwork
from medviewer.ai.networks.image_views import views_of

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
    """Stride 4. `centre_sigma_px` is the width of the mark on the centre, 0: none; `views` as in ResNet."""

    def __init__(
        self,
        labels: int = 1,
        image_channels: int = 1,
        width: int = 24,
        dropout: float = 0.1,
        centre_sigma_px: float = CENTRE_SIGMA_PX,
        views: int = 1,
    ) -> None:
        super().__init__(width * 3, labels, dropout)
        self.views = views_of(views)
        self.centre_sigma_px = centre_sigma_px
        self.stem = nn.Sequential(
            nn.Conv2d(image_channels + (centre_sigma_px > 0), width, 3, padding=1, bias=False),
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
        sigma_px = self.centre_sigma_px
        marked = with_centre_mark(images, sigma_px) if sigma_px else images
        features: Tensor = self.features(self.stem(marked))
        return features
