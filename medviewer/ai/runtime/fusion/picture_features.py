"""A radiograph as numbers: where its edges run which way, and what the shipped networks see in it.

The networks were trained for other questions (what kind of image, a child's pneumonia) and stay as they are.
"""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from medviewer.ai.guard.edge_directions import edge_directions
from medviewer.ai.installed_models import find_model
from medviewer.ai.runtime.image_model import ImageModel

FROM_MODELS = ("image_kind", "chest_xray_pneumonia")
EDGES_FROM_PX = 128  # rows and columns
Greys = NDArray[np.uint8]
Floats = NDArray[np.float32]


class PictureFeatures:
    """Holds the networks; features are (d,) float32."""

    def __init__(self, device: torch.device | None = None) -> None:
        """Load the networks.

        Raises:
            ModelUnusable: one of the shipped models is missing or altered.
        """
        found = [find_model(model_id) for model_id in FROM_MODELS]
        place = device or torch.device("cpu")
        self._models = [ImageModel.load(each.card, each.folder, place) for each in found]

    def __call__(self, pictures: Sequence[Greys]) -> Floats:
        """(n, d) of greys 0..255 `[row, column]` of any size, as a reader sees them."""
        parts = [edge_directions(_reduced(pictures, (EDGES_FROM_PX, EDGES_FROM_PX)))]
        parts += [
            model.features(_reduced(pictures, model.spec.input_size)) for model in self._models
        ]
        return np.concatenate(parts, axis=1)


def _reduced(pictures: Sequence[Greys], size: tuple[int, int]) -> Floats:
    """The whole of each picture on a square, 0..1: (n, rows, columns)."""
    rows, columns = size
    small = [
        Image.fromarray(each).resize((columns, rows), Image.Resampling.LANCZOS) for each in pictures
    ]
    return np.stack([np.asarray(each, np.float32) / 255 for each in small])
