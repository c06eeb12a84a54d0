"""A small residual CNN for one 50 x 50 patch whose class map sums exactly to its logit.

    patch, 0..1 ──► residual features, last ReLU ──► 1 x 1 convolution without bias = class map ──► mean
    logit = bias + mean(class map); so every cell's share of the logit is its value / number of cells

A constant second channel marks the centre, because the question is always about what lies *there*:
a nodule at the rim of a patch about a vessel must not make the vessel a nodule.
"""

import torch
from torch import Tensor, nn

PATCH_SIZE = 50  # pixels; the size of the patches it is trained on
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


class SliceCNN(nn.Module):
    """Patch (n, 1, 50, 50) in 0..1 to one logit each."""

    def __init__(self, width: int = 24, dropout: float = 0.1) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(2, width, 3, padding=1, bias=False),
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
        self.dropout = nn.Dropout2d(dropout)
        self.classifier = nn.Conv2d(width * 3, 1, 1, bias=False)
        self.bias = nn.Parameter(torch.zeros(1))
        self.register_buffer("centre", _centre_mark(), persistent=False)

    def class_map(self, patches: Tensor) -> Tensor:
        """The (n, h, w) map whose mean, plus `bias`, is the logit."""
        mark = self.get_buffer("centre").expand(patches.shape[0], -1, -1, -1)
        features = self.features(self.stem(torch.cat([patches * 2 - 1, mark], dim=1)))
        result: Tensor = self.classifier(self.dropout(features))
        return result[:, 0]

    def forward(self, patches: Tensor) -> Tensor:
        return self.class_map(patches).mean(dim=(1, 2)) + self.bias


def _centre_mark() -> Tensor:
    """A Gaussian bump of height 1 on the patch centre, shape (1, 1, 50, 50)."""
    offset = torch.arange(PATCH_SIZE) - (PATCH_SIZE - 1) / 2
    bump = torch.exp(-(offset**2) / (2 * CENTRE_SIGMA_PX**2))
    return (bump[:, None] * bump[None, :])[None, None]
