"""Runs `image_kind`: what the pixels of a glance show, whatever their headers say."""

import logging
from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray

from medviewer.ai.guard.glance import Glance
from medviewer.ai.installed_models import find_model
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.errors import MedViewerError

logger = logging.getLogger(__name__)

MODEL_ID = "image_kind"


class ImageKinds:
    """The network and the names of what it tells apart."""

    def __init__(self, model: ImageModel) -> None:
        self._model = model

    def judge(self, glance: Glance) -> Mapping[str, float]:
        """Each kind's probability, mean over the glance's slices."""
        shares = self.probabilities(glance).mean(axis=0)
        return dict(zip(self._model.card.labels, map(float, shares), strict=True))

    def probabilities(self, glance: Glance) -> NDArray[np.float64]:
        """(n, kinds)."""
        pictures = glance.pictures(self._model.spec.input_size[0])
        return self._model.probabilities(pictures).probabilities


def load_image_kinds(device: torch.device) -> ImageKinds | None:
    """The installed model; None where it is missing or broken: the guard then does without."""
    try:
        found = find_model(MODEL_ID)
        return ImageKinds(ImageModel.load(found.card, found.folder, device))
    except MedViewerError as error:
        logger.warning("The guard cannot tell kinds of image: %s", type(error).__name__)
        return None
