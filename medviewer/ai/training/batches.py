"""The batches of an epoch: drawn, augmented and mixed, all from (seed, epoch) alone.

Nothing depends on what was drawn before, so that a resumed run sees what an unbroken one would.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from medviewer.ai.training.augment.draws import draws_for
from medviewer.ai.training.augment.recipe import parse_recipe
from medviewer.ai.training.augment.scene import Scene
from medviewer.ai.training.distributed import Place
from medviewer.ai.training.imbalance import balanced, class_weights, shuffled
from medviewer.ai.training.samples import Samples
from medviewer.ai.training.task import Task

SMALLEST_BATCH = 2  # batch normalisation needs two cases


@dataclass(frozen=True, slots=True)
class Batch:
    """What a loss is computed of.

    Attributes:
        images: (n, channels, rows, columns) float, 0..1.
        targets: (n, outputs) float: the labels, smoothed and mixed.
        weights: (n,) how much each case counts.
        masks: (n, 1, rows, columns) float, 0..1.
        boxes: (n, 4) x0, y0, x1, y1 in pixel edges; empty or NaN where there is none.
    """

    images: Tensor
    targets: Tensor
    weights: Tensor
    masks: Tensor | None = None
    boxes: Tensor | None = None


def soft_targets(labels: Tensor, classes: int, smoothing: float) -> Tensor:
    """(n, classes), or (n, 1) for two; `smoothing` is the share that the other classes get."""
    certain = functional.one_hot(labels, classes).float()
    soft = certain * (1 - smoothing) + (1 - certain) * smoothing / (classes - 1)
    return soft[:, 1:] if classes == 2 else soft


class Feeder:
    """Serves one part's batches to one process."""

    def __init__(self, task: Task, samples: Samples, place: Place | None = None) -> None:
        self._place = place or Place()
        self._task, self._samples = task, samples
        self._recipe = parse_recipe({name: dict(options) for name, options in task.augment})
        self._images = torch.from_numpy(_with_channels(samples.images))
        self._masks = None if samples.masks is None else torch.from_numpy(samples.masks)[:, None]
        self._boxes = None if samples.boxes is None else torch.from_numpy(samples.boxes)
        self._labels = torch.from_numpy(samples.labels)
        weighted = task.imbalance == "class_weights"
        cap = task.optimiser.class_weight_cap if weighted else 1.0
        self._weights = torch.from_numpy(class_weights(samples.labels, len(task.labels), cap))

    @property
    def steps(self) -> int:
        """Batches an epoch."""
        return len(self._split(np.arange(len(self._samples))))

    def epoch(self, number: int) -> Iterator[Batch]:
        """This process's share of every batch of epoch `number`, augmented."""
        random = np.random.default_rng((self._task.seed, number))
        draw = balanced if self._task.imbalance == "balanced_sampling" else shuffled
        smoothing = self._task.optimiser.label_smoothing
        for chosen in self._split(draw(self._samples.labels, random)):
            mine = chosen[self._place.rank :: self._place.world]
            batch = self._augmented(self._batch(mine, smoothing), mine, number)
            yield mixed(batch, self._task.optimiser.mixup, random)

    def plain(self) -> Iterator[Batch]:
        """All samples in their order, as they are."""
        size = 2 * self._task.optimiser.batch_size
        for start in range(0, len(self._samples), size):
            yield self._batch(np.arange(start, min(start + size, len(self._samples))), 0.0)

    def _split(self, order: NDArray[np.int64]) -> list[NDArray[np.int64]]:
        """Batches of the plan's size, the same number of cases for every process."""
        size, world = self._task.optimiser.batch_size, self._place.world
        order = np.resize(order, -(-len(order) // world) * world)
        parts = [order[start : start + size] for start in range(0, len(order), size)]
        if len(parts) > 1 and len(parts[-1]) < SMALLEST_BATCH * world:
            parts.pop()
        return parts

    def _batch(self, indices: NDArray[np.int64], smoothing: float) -> Batch:
        chosen, device = torch.from_numpy(indices), self._place.device
        images = self._images[chosen].to(device)
        labels = self._labels[chosen]
        return Batch(
            images.float() / 255 if images.dtype == torch.uint8 else images,
            soft_targets(labels, len(self._task.labels), smoothing).to(device),
            self._weights[labels].to(device),
            None if self._masks is None else self._masks[chosen].to(device).float(),
            None if self._boxes is None else self._boxes[chosen].to(device),
        )

    def _augmented(self, batch: Batch, indices: NDArray[np.int64], epoch: int) -> Batch:
        if not self._recipe.steps:
            return batch
        draws = draws_for(self._task.seed, epoch, indices.tolist(), self._place.device)
        scene = self._recipe(Scene(batch.images, batch.masks, batch.boxes), draws)
        return replace(
            batch,
            images=scene.images,
            weights=batch.weights * still_there(batch.masks, scene.masks),
            masks=scene.masks,
            boxes=scene.boxes,
        )


def still_there(before: Tensor | None, after: Tensor | None) -> Tensor | float:
    """(n,) 0 where the augmentation took the lesion out of the image: it cannot be named any more."""
    if before is None or after is None:
        return 1.0
    is_lost = before.flatten(1).any(1) & ~after.flatten(1).any(1)
    return 1.0 - is_lost.float()


def mixed(batch: Batch, alpha: float, random: np.random.Generator) -> Batch:
    """Every case mixed with another in a share from Beta(alpha, alpha) (Zhang et al. 2018); 0: unmixed."""
    if not alpha:
        return batch
    count = len(batch.images)
    partner = torch.from_numpy(random.permutation(count)).to(batch.images.device)
    drawn = random.beta(alpha, alpha, count).astype(np.float32)
    share = torch.from_numpy(np.maximum(drawn, 1 - drawn)).to(batch.images.device)

    def mix(values: Tensor) -> Tensor:
        own = share.view(-1, *[1] * (values.dim() - 1))
        return own * values + (1 - own) * values[partner]

    masks = None if batch.masks is None else mix(batch.masks)
    return Batch(mix(batch.images), mix(batch.targets), mix(batch.weights), masks, batch.boxes)


def _with_channels(images: NDArray[np.uint8] | NDArray[np.float32]) -> NDArray[np.generic]:
    return images[:, None] if images.ndim == 3 else images
