"""Images and their classes as tensors: all that these trainings take."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from medviewer.ai.training.samples import Samples


@dataclass(frozen=True, slots=True)
class Cases:
    """`images` float32 (n, channels, rows, columns) in 0..1; `labels` int64 (n,), the class of each."""

    images: Tensor
    labels: Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def at(self, chosen: NDArray[np.int64]) -> "Cases":
        """The cases of those indices, in their order."""
        picked = torch.from_numpy(chosen)
        return Cases(self.images[picked], self.labels[picked])


def cases_of(samples: Samples) -> Cases:
    return Cases(torch.from_numpy(samples.inputs()), torch.from_numpy(samples.labels))
