"""The classical way to make a picture: a Gaussian over the principal components of each class's images."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

COMPONENTS = 64
Pictures = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class GaussianPictures:
    """Fitted to images of −1..1.

    Attributes:
        means: (classes, pixels).
        axes: (classes, components, pixels), orthonormal; rows of zeros where a class has fewer.
        spreads: (classes, components) standard deviations along them.
        size: pixels a side.
    """

    means: Pictures
    axes: Pictures
    spreads: Pictures
    size: int

    @classmethod
    def fitted(
        cls, images: Pictures, classes: NDArray[np.int64], count: int, components: int = COMPONENTS
    ) -> "GaussianPictures":
        """Of (n, 1, size, size) images with their classes 0..count−1, each of which must occur."""
        size, pixels = images.shape[-1], images.shape[-1] ** 2
        means = np.zeros((count, pixels), np.float32)
        axes = np.zeros((count, components, pixels), np.float32)
        spreads = np.zeros((count, components), np.float32)
        for each in range(count):
            own = images[classes == each].reshape(-1, pixels)
            means[each] = own.mean(axis=0)
            _, lengths, rows = np.linalg.svd(own - means[each], full_matrices=False)
            kept = min(components, len(lengths))
            axes[each, :kept] = rows[:kept]
            spreads[each, :kept] = lengths[:kept] / np.sqrt(max(1, len(own) - 1))
        return cls(means, axes, spreads, size)

    def draw(self, classes: NDArray[np.int64], seed: int) -> Pictures:
        """(n, 1, size, size) in −1..1, one a class asked for."""
        random = np.random.default_rng(seed)
        weights = random.standard_normal((len(classes), self.spreads.shape[1])).astype(np.float32)
        weights *= self.spreads[classes]
        made = np.stack(
            [
                self.means[each] + weight @ self.axes[each]
                for each, weight in zip(classes, weights, strict=True)
            ]
        )
        pictures: Pictures = made.clip(-1, 1).reshape(-1, 1, self.size, self.size)
        return pictures
