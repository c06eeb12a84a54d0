"""One set divided among hospitals: unevenly, with other shares of disease, and each with its own scanner."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.training.privacy.cases import Cases
from medviewer.errors import InputError
from medviewer.words import message

SMALLEST_SITE = 2  # cases; with fewer nothing can be normalised or learnt
DRAWS = 100  # until every site has that many

Parts = tuple[NDArray[np.int64], ...]


@dataclass(frozen=True, slots=True)
class Scanner:
    """How one site's images differ: v → contrast · (v^gamma − ½) + ½ + offset, cut to 0..1."""

    gamma: float = 1.0
    contrast: float = 1.0
    offset: float = 0.0

    def seen(self, cases: Cases) -> Cases:
        """The same cases as this scanner would have shown them."""
        changed = (cases.images**self.gamma - 0.5) * self.contrast + 0.5 + self.offset
        return Cases(changed.clamp(0, 1).to(torch.float32), cases.labels)


def divided_by_label(
    labels: NDArray[np.int64], sites: int, alpha: float, random: np.random.Generator
) -> Parts:
    """Indices of each site's cases: every class is dealt out in shares drawn from Dirichlet(alpha).

    The smaller `alpha`, the more the sites differ in size and in their classes (Hsu et al. 2019). Drawn anew
    until every site has `SMALLEST_SITE` cases.

    Raises:
        InputError: no draw does so.
    """
    for _ in range(DRAWS if sites >= 1 and alpha > 0 else 0):
        parts = _dealt(labels, sites, alpha, random)
        if min(map(len, parts)) >= SMALLEST_SITE:
            return parts
    raise InputError(
        message(
            "Training",
            "{count} cases could not be divided among {sites} sites at α = {alpha} so that each has "
            "{least}. Ask for fewer sites or a larger α.",
            count=len(labels),
            sites=sites,
            alpha=f"{alpha:g}",
            least=SMALLEST_SITE,
        )
    )


def scanners(count: int, random: np.random.Generator) -> tuple[Scanner, ...]:
    """As many that differ: gamma in 0.6..1.6, contrast in 0.6..1.2, offset in -0.15..0.15."""
    return tuple(
        Scanner(
            float(np.exp(random.uniform(np.log(0.6), np.log(1.6)))),
            float(random.uniform(0.6, 1.2)),
            float(random.uniform(-0.15, 0.15)),
        )
        for _ in range(count)
    )


def _dealt(
    labels: NDArray[np.int64], sites: int, alpha: float, random: np.random.Generator
) -> Parts:
    owner = np.zeros(len(labels), np.int64)
    for label in np.unique(labels):
        mine = random.permutation(np.flatnonzero(labels == label))
        borders = np.cumsum(random.dirichlet([alpha] * sites))[:-1] * len(mine)
        owner[mine] = np.searchsorted(borders, np.arange(len(mine)), side="right")
    return tuple(np.flatnonzero(owner == site).astype(np.int64) for site in range(sites))
