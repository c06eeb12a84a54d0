"""Whether pictures are copies of training images, and whether they differ among themselves.

A copy lies much nearer to one training image than to that image's rivals: the nearest distance over the mean
of the next ones (Carlini et al., Extracting training data from diffusion models, 2023). A blurred picture is
near to everything, which this ratio does not hold against it. What counts as much nearer is what one in a
hundred real images nobody trained on stays below.
"""

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 20
UNSEEN_SHARE = 0.01  # of unseen real images fall below the threshold, by its making
AT_ONCE = 512

Vectors = NDArray[np.float64]


def nearness(vectors: Vectors, trained: Vectors, neighbours: int = NEIGHBOURS) -> Vectors:
    """(n,) of (n, k) vectors: distance to the nearest trained one over the mean of the next ones, 0..1.

    1 where all are equally near, 0 for an exact copy; `trained` (m, k) has at least three rows.
    """
    count = min(neighbours, len(trained) - 1)
    norms = (trained**2).sum(axis=1)
    found = np.empty(len(vectors))
    for first in range(0, len(vectors), AT_ONCE):
        part = vectors[first : first + AT_ONCE]
        squares = (part**2).sum(axis=1)[:, None] + norms - 2 * part @ trained.T
        nearest = np.sort(np.partition(squares, count, axis=1)[:, : count + 1], axis=1)
        distances = np.sqrt(nearest.clip(0))
        found[first : first + AT_ONCE] = distances[:, 0] / distances[:, 1:].mean(axis=1).clip(1e-12)
    return found


def copy_threshold(unseen: Vectors, trained: Vectors) -> float:
    """The nearness that one in a hundred real images outside the training part stays below."""
    return float(np.quantile(nearness(unseen, trained), UNSEEN_SHARE))


def pair_distances(vectors: Vectors, classes: NDArray[np.int64], seed: int = 0) -> Vectors:
    """(n,) the distance of each to another of its class, drawn by chance."""
    random = np.random.default_rng(seed)
    found = np.zeros(len(vectors))
    for each in np.unique(classes):
        own = np.flatnonzero(classes == each)
        order = random.permutation(own)
        found[order] = np.linalg.norm(vectors[order] - vectors[np.roll(order, 1)], axis=1)
    return found
