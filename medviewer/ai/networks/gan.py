"""A generator of grey images of given classes, and the critic it is trained against.

Generator: noise and class, a small grid, the grid doubled until it is the image. Critic: the image halved
until a small grid, one number of it, and a projection on the class (Miyato and Koyama, cGANs with projection
discriminator, 2018). The critic has no normalisation across images, as the gradient penalty wants it
(Gulrajani et al., Improved training of Wasserstein GANs, 2017). Grey is -1..1 on both sides.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

SMALLEST_GRID = 4  # cells a side where the generator starts
SLOPE = 0.2  # of the critic's leaky ReLU


@dataclass(frozen=True, slots=True)
class GanShape:
    """What rebuilds both networks.

    Attributes:
        size: pixels a side; halved while it is even and at least twice `SMALLEST_GRID`.
        classes: at least one; with one the class tells nothing.
        width: channels at half the image's size; doubled with every halving of the grid.
    """

    size: int
    classes: int
    noise: int = 64
    width: int = 24

    @property
    def doublings(self) -> int:
        side, found = self.size, 0
        while side % 2 == 0 and side // 2 >= SMALLEST_GRID:
            side, found = side // 2, found + 1
        return found

    @property
    def start(self) -> int:
        """Cells a side of the smallest grid."""
        return self.size >> self.doublings

    @property
    def widths(self) -> tuple[int, ...]:
        """Channels of every grid but the image's, the smallest grid first."""
        return tuple(self.width << step for step in reversed(range(self.doublings)))


class Generator(nn.Module):
    """(n, noise) and (n,) classes → (n, 1, size, size) in −1..1."""

    def __init__(self, shape: GanShape) -> None:
        super().__init__()
        self.shape = shape
        first, *others = shape.widths
        self.embedding = nn.Embedding(shape.classes, shape.noise)
        self.head = nn.Sequential(
            nn.Linear(2 * shape.noise, first * shape.start**2, bias=False),
            nn.Unflatten(1, (first, shape.start, shape.start)),
            nn.BatchNorm2d(first),
            nn.ReLU(),
        )
        self.body = nn.Sequential()
        for before, width in zip((first, *others), others, strict=False):
            self.body.append(_doubled(before, width))
        self.image = nn.ConvTranspose2d(shape.widths[-1], 1, 4, 2, 1)

    def forward(self, noise: Tensor, classes: Tensor) -> Tensor:
        grid = self.head(torch.cat([noise, self.embedding(classes)], dim=1))
        return torch.tanh(self.image(self.body(grid)))


class Critic(nn.Module):
    """(n, 1, size, size) and (n,) classes → (n,) how real; without bounds."""

    def __init__(self, shape: GanShape) -> None:
        super().__init__()
        widths = tuple(reversed(shape.widths))
        self.body = nn.Sequential()
        for before, width in zip((1, *widths), widths, strict=False):
            self.body.append(nn.Conv2d(before, width, 4, 2, 1))
            self.body.append(nn.LeakyReLU(SLOPE))
        self.body.append(nn.Flatten())
        features = widths[-1] * shape.start**2
        self.judgement = nn.Linear(features, 1)
        self.projection = nn.Embedding(shape.classes, features)

    def forward(self, images: Tensor, classes: Tensor) -> Tensor:
        features = self.body(images)
        shown = (self.projection(classes) * features).sum(dim=1) / features.shape[1] ** 0.5
        judged: Tensor = self.judgement(features).squeeze(1) + shown
        return judged


def _doubled(before: int, width: int) -> nn.Sequential:
    return nn.Sequential(
        nn.ConvTranspose2d(before, width, 4, 2, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU()
    )
