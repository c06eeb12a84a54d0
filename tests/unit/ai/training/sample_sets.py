"""Small sets of samples for tests about training."""

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.training.samples import Samples


def samples_at(
    order: list[int], labels: list[int] | None = None, groups: list[int] | None = None
) -> Samples:
    """4 x 4 images, each filled with its place in the list."""
    count = len(order)
    images = np.arange(count, dtype=np.uint8)[:, None, None] * np.ones((1, 4, 4), np.uint8)
    return Samples(
        images=images,
        labels=np.array(labels or [0] * count, np.int64),
        label_names=("none", "some"),
        groups=np.array(groups or list(range(count)), np.int64),
        order=np.array(order, np.int64),
        files=tuple(f"{index}.png" for index in range(count)),
    )


def discs(count: int, seed: int, size: int = 16) -> Samples:
    """Odd ones have a bright disc, with its mask and box; the others have only noise."""
    random = np.random.default_rng(seed)
    labels = np.arange(count, dtype=np.int64) % 2
    images = random.integers(0, 60, (count, size, size), dtype=np.uint8)
    masks = np.zeros_like(images)
    boxes = np.full((count, 4), np.nan, np.float32)
    for index in np.flatnonzero(labels):
        row, column = random.integers(size // 4, size - size // 4, 2)
        masks[index] = _disc(size, row, column)
        boxes[index] = (column - 2.5, row - 2.5, column + 3.5, row + 3.5)
    images += masks * np.uint8(150)
    return Samples(
        images=images,
        labels=labels,
        label_names=("noise", "disc"),
        groups=np.arange(count),
        order=np.arange(count),
        files=tuple(f"{index}.png" for index in range(count)),
        masks=masks,
        boxes=boxes,
    )


def _disc(size: int, row: int, column: int) -> NDArray[np.uint8]:
    rows, columns = np.ogrid[:size, :size]
    inside: NDArray[np.uint8] = ((rows - row) ** 2 + (columns - column) ** 2 <= 9).astype(np.uint8)
    return inside
