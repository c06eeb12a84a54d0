"""Runs `image_kind`: what the pixels of a glance show, whatever their headers say."""

import logging

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.guard.glance import Floats, Glance
from medviewer.ai.guard.seen_kind import SeenKind
from medviewer.ai.installed_models import find_model
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.runtime.kind_shapes import KindShapes, load_kind_shapes, strangeness_of
from medviewer.errors import MedViewerError

logger = logging.getLogger(__name__)

MODEL_ID = "image_kind"


class ImageKinds:
    """The network, the names of what it tells apart, and how each of these usually looks."""

    def __init__(self, model: ImageModel, shapes: KindShapes) -> None:
        self._model = model
        self._shapes = shapes

    def judge(self, glance: Glance) -> SeenKind:
        """Every slice of the glance votes."""
        pictures = glance.pictures(self._model.spec.input_size[0])
        shares = self.probabilities(pictures).mean(axis=0)
        named = dict(zip(self._model.card.labels, map(float, shares), strict=True))
        return SeenKind(named, strangeness_of(self._shapes, pictures))

    def probabilities(self, pictures: Floats) -> NDArray[np.float64]:
        """(n, kinds) of pictures (n, size, size)."""
        return self._model.probabilities(pictures).probabilities


def load_image_kinds(device: torch.device) -> ImageKinds | None:
    """The installed model; None where it is missing or broken: the guard then does without."""
    try:
        found = find_model(MODEL_ID)
        model = ImageModel.load(found.card, found.folder, device)
        return ImageKinds(model, load_kind_shapes(found.card, found.folder))
    except MedViewerError as error:
        logger.warning("The guard cannot tell kinds of image: %s", type(error).__name__)
        return None
