"""The small classifiers by which pictures are judged: one tells features, others show what training gains.

All take the same number of steps, whatever they are fed: real images, made ones, or half of each.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from medviewer.ai.networks.small_cnn import SmallCNN

WIDTHS = (12, 24, 32)
AT_ONCE = 256
SHIFT = 1 / 12  # of the side, either way
GAIN, OFFSET = 0.15, 0.08  # standard deviations of tone

Pictures = NDArray[np.float32]
Classes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class JudgePlan:
    """How every classifier is trained; seeds are those of each kind.

    Attributes:
        made: pictures drawn from each source to train on, every class alike.
    """

    steps: int = 120
    batch_size: int = 32
    learning_rate: float = 2e-3
    seeds: int = 5
    made: int = 1000


@dataclass(frozen=True, slots=True)
class Fodder:
    """Pictures of −1..1 with their classes, and whether they are shifted and toned by chance."""

    images: Pictures
    classes: Classes
    is_augmented: bool = True


def train_judge(
    fodder: Iterable[Fodder], classes: int, plan: JudgePlan, flips: tuple[str, ...], seed: int
) -> SmallCNN:
    """A classifier of images in 0..1; every batch takes as much of each fodder and each class."""
    parts = tuple(fodder)
    torch.manual_seed(seed)
    random = torch.Generator().manual_seed(seed)
    network = SmallCNN(labels=classes, widths=WIDTHS)
    optimizer = torch.optim.AdamW(network.parameters(), plan.learning_rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, plan.learning_rate, total_steps=plan.steps
    )
    feeders = [_Feeder(part, classes, flips, random) for part in parts]
    network.train()
    for _ in range(plan.steps):
        share = plan.batch_size // len(feeders)
        batches = [feeder.batch(share) for feeder in feeders]
        images, labels = (torch.cat(each) for each in zip(*batches, strict=True))
        loss = nn.functional.cross_entropy(network(images), labels)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        optimizer.step()
        schedule.step()
    return network.eval()


@torch.inference_mode()
def scores_of(network: SmallCNN, images: Pictures) -> NDArray[np.float64]:
    """(n, classes) probabilities of pictures in −1..1."""
    parts = [network(each).softmax(dim=1) for each in _batches(images)]
    scores: NDArray[np.float64] = torch.cat(parts).double().numpy()
    return scores


@torch.inference_mode()
def features_of(network: SmallCNN, images: Pictures) -> NDArray[np.float64]:
    """(n, width of the last stage): the mean of every feature over the picture."""
    parts = [network.feature_grid(each).mean(dim=(2, 3)) for each in _batches(images)]
    features: NDArray[np.float64] = torch.cat(parts).double().numpy()
    return features


def _batches(images: Pictures) -> Iterable[Tensor]:
    for first in range(0, len(images), AT_ONCE):
        yield (torch.from_numpy(images[first : first + AT_ONCE]) + 1) / 2


class _Feeder:
    """Batches of one fodder, its classes drawn alike."""

    def __init__(
        self, fodder: Fodder, classes: int, flips: tuple[str, ...], random: torch.Generator
    ) -> None:
        self._images = torch.from_numpy(fodder.images)
        self._is_augmented, self._flips, self._random = fodder.is_augmented, flips, random
        members = (np.flatnonzero(fodder.classes == each) for each in range(classes))
        self._members = [(each, torch.from_numpy(m)) for each, m in enumerate(members) if len(m)]

    def batch(self, count: int) -> tuple[Tensor, Tensor]:
        kinds = torch.randint(len(self._members), (count,), generator=self._random).tolist()
        picks = torch.rand(count, generator=self._random).tolist()
        chosen = [self._members[kind] for kind in kinds]
        rows = torch.stack(
            [m[int(pick * len(m))] for (_, m), pick in zip(chosen, picks, strict=True)]
        )
        images = self._images[rows]
        if self._is_augmented:
            images = self._altered(images)
        return (images.clamp(-1, 1) + 1) / 2, torch.tensor([each for each, _ in chosen])

    def _altered(self, images: Tensor) -> Tensor:
        """Shifted, flipped where that is allowed, toned; each picture by its own chance."""
        count, side = len(images), images.shape[-1]
        reach = max(1, round(side * SHIFT))
        padded = nn.functional.pad(images, (reach,) * 4, mode="replicate")
        starts = torch.randint(2 * reach + 1, (count, 2), generator=self._random).tolist()
        moved = torch.stack(
            [
                one[:, row : row + side, column : column + side]
                for one, (row, column) in zip(padded, starts, strict=True)
            ]
        )
        for name, axis in (("left_right", 3), ("up_down", 2)):
            if name in self._flips:
                turned = torch.rand(count, 1, 1, 1, generator=self._random) < 0.5
                moved = torch.where(turned, moved.flip(axis), moved)
        tone = torch.randn(2, count, 1, 1, 1, generator=self._random)
        return moved * (1 + GAIN * tone[0]) + 2 * OFFSET * tone[1]
