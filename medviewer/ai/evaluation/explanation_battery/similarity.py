"""How alike two maps are: by the order of their places, and by their structure. Pair by pair."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from medviewer.ai.runtime.explanations.methods import Maps

Floats = NDArray[np.float64]

WINDOW = 7  # cells; less on small maps
STABLE_MEAN, STABLE_SPREAD = 0.01**2, 0.03**2  # of Wang et al. 2004, for values 0..1


def rank_correlation(one: Maps, other: Maps) -> Floats:
    """(n,) Spearman's rho of maps (n, h, w); 0 where one of the two is the same everywhere."""
    pairs = zip(one.reshape(len(one), -1), other.reshape(len(other), -1), strict=True)
    return np.array([_correlation(ranks(a), ranks(b)) for a, b in pairs])


def ranks(values: NDArray[np.float32]) -> Floats:
    """Places in ascending order; equal values share the mean of their places."""
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    shared: Floats = np.cumsum(counts) - (counts - 1) / 2
    return shared[which]


def structural_similarity(one: Maps, other: Maps) -> Floats:
    """(n,) mean SSIM of maps (n, h, w): 1 alike, 0 unrelated, below 0 reversed.

    Each map is scaled to 0..1 by its largest absolute value, 0 to the middle.

    Wang et al., Image Quality Assessment: From Error Visibility to Structural Similarity (2004), with a
    uniform window.
    """
    side = min(*one.shape[1:], 2 * WINDOW)
    window = min(WINDOW, max(1, side // 2 * 2 - 1) if side < WINDOW else WINDOW)
    a, b = _scaled(one), _scaled(other)

    def local(values: torch.Tensor) -> torch.Tensor:
        return functional.avg_pool2d(values, window, stride=1)

    mean_a, mean_b = local(a), local(b)
    spread_a, spread_b = local(a * a) - mean_a**2, local(b * b) - mean_b**2
    shared = local(a * b) - mean_a * mean_b
    alike = (2 * mean_a * mean_b + STABLE_MEAN) * (2 * shared + STABLE_SPREAD)
    apart = (mean_a**2 + mean_b**2 + STABLE_MEAN) * (spread_a + spread_b + STABLE_SPREAD)
    result: Floats = (alike / apart).flatten(1).mean(dim=1).numpy()
    return result


def _correlation(a: Floats, b: Floats) -> float:
    if a.std() == 0 or b.std() == 0:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])


def _scaled(maps: Maps) -> torch.Tensor:
    values = torch.from_numpy(maps).double()[:, None]
    return (values / values.abs().amax(dim=(2, 3), keepdim=True).clamp_min(1e-12) + 1) / 2
