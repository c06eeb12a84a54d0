"""When one class is rare: weigh its losses, or draw it as often as the others.

Both only ever see the fit part: a patient drawn twice must not stand in selection or calibration, too.
"""

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]


def class_weights(labels: Labels, classes: int, cap: float) -> NDArray[np.float32]:
    """(classes,) how much a case counts: the commonest class 1, a rarer one by its rarity up to `cap`."""
    counts = np.maximum(np.bincount(labels, minlength=classes), 1)
    weights: NDArray[np.float32] = np.minimum(counts.max() / counts, cap).astype(np.float32)
    return weights


def shuffled(labels: Labels, random: np.random.Generator) -> Labels:
    """Every index once."""
    return random.permutation(len(labels))


def balanced(labels: Labels, random: np.random.Generator) -> Labels:
    """As many indices as there are labels, every class as often as the others.

    Nothing of a class is drawn again before all of it was drawn.
    """
    classes = np.unique(labels)
    share = -(-len(labels) // len(classes))
    drawn = [_cycled(np.flatnonzero(labels == label), share, random) for label in classes]
    return random.permutation(np.concatenate(drawn))[: len(labels)]


def _cycled(members: Labels, count: int, random: np.random.Generator) -> Labels:
    rounds = -(-count // len(members))
    return np.concatenate([random.permutation(members) for _ in range(rounds)])[:count]
