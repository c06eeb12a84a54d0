"""Takes noise out of a grey image: a small residual network on the image folded to half its sides.

The fold (Zhang et al., FFDNet, 2018) makes four times as many neighbours reachable at a quarter of the cost.
"""

from dataclasses import dataclass

from torch import Tensor, nn

FOLD = 2  # pixels a side that become channels


@dataclass(frozen=True, slots=True)
class RestorerShape:
    """What rebuilds it: channels, and layers between the first and the last."""

    width: int = 32
    depth: int = 5


class Restorer(nn.Module):
    """(n, 1, rows, columns) of even sides, 0..1, noisy → restored; what it takes away is what it learns."""

    def __init__(self, shape: RestorerShape) -> None:
        super().__init__()
        self.noise = nn.Sequential(
            nn.PixelUnshuffle(FOLD), nn.Conv2d(FOLD**2, shape.width, 3, padding=1), nn.ReLU()
        )
        for _ in range(shape.depth):
            self.noise.append(nn.Conv2d(shape.width, shape.width, 3, padding=1))
            self.noise.append(nn.ReLU())
        last = nn.Conv2d(shape.width, FOLD**2, 3, padding=1)
        nn.init.zeros_(last.weight)  # it starts as the identity
        self.noise.append(last)
        self.noise.append(nn.PixelShuffle(FOLD))

    def forward(self, images: Tensor) -> Tensor:
        restored: Tensor = images - self.noise(images)
        return restored


class PatchCritic(nn.Module):
    """(n, 1, rows, columns) in 0..1 → (n,): the mean of what it thinks of every stretch of 22 pixels."""

    def __init__(self, width: int = 16) -> None:
        super().__init__()
        self.body = nn.Sequential()
        for before, after in ((1, width), (width, 2 * width), (2 * width, 4 * width)):
            self.body.append(nn.Conv2d(before, after, 4, 2, 1))
            self.body.append(nn.LeakyReLU(0.2))
        self.body.append(nn.Conv2d(4 * width, 1, 1))

    def forward(self, images: Tensor, classes: Tensor | None = None) -> Tensor:
        del classes  # it judges texture, whatever is shown
        judged: Tensor = self.body(images).mean(dim=(1, 2, 3))
        return judged
