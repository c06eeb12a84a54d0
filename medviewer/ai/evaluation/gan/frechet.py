"""How far two clouds of features lie apart: Fréchet's distance between the Gaussians fitted to them.

On features of our own classifiers, so it is called FD-own and says nothing beside figures made with another
network (Heusel et al., GANs trained by a two time-scale update rule, 2017, for the measure).
"""

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.intervals import group_members
from medviewer.domain.model_trust import Interval

ROUNDS = 200
NORMAL_95 = 1.96

Vectors = NDArray[np.float64]


def frechet_distance(one: Vectors, other: Vectors) -> float:
    """‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2 (Σ₁^½ Σ₂ Σ₁^½)^½) of (n, features) and (m, features)."""
    first = np.atleast_2d(np.cov(one, rowvar=False))
    second = np.atleast_2d(np.cov(other, rowvar=False))
    root = _square_root(first)
    cross = _square_root(root @ second @ root)
    apart = one.mean(axis=0) - other.mean(axis=0)
    return float(apart @ apart + np.trace(first) + np.trace(second) - 2 * np.trace(cross))


def frechet_interval(
    real: Vectors, made: Vectors, groups: NDArray[np.int64], seed: int = 0
) -> Interval:
    """The distance with a normal interval from the spread of resamplings.

    Resampled clouds are poorer in distinct points, which moves the distance up: percentiles would lie beside
    the value, so their spread alone is used. Real images are drawn by `groups`.
    """
    random = np.random.default_rng(seed)
    members = group_members(groups)
    found = []
    for _ in range(ROUNDS):
        picks = random.integers(0, len(members), len(members))
        rows = np.concatenate([members[pick] for pick in picks])
        others = random.integers(0, len(made), len(made))
        found.append(frechet_distance(real[rows], made[others]))
    value, half = frechet_distance(real, made), NORMAL_95 * float(np.std(found))
    return Interval(value, max(0.0, value - half), value + half)


def _square_root(matrix: Vectors) -> Vectors:
    """Of a symmetric matrix without negative eigenvalues but for rounding."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    root: Vectors = (vectors * np.sqrt(values.clip(0))) @ vectors.T
    return root
