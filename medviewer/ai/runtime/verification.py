"""Whether a model folder holds what its card says: files, hashes, tensors that fit, an answer a label."""

from pathlib import Path

import numpy as np
import torch

from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.runtime.signals.signal_model import verify_signal_model
from medviewer.ai.runtime.weights import load_weights, sha256
from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import FeatureGuard
from medviewer.errors import ModelUnusable
from medviewer.words import message


def verify_model(card: ModelCard, folder: Path) -> None:
    """Read every file of the model, rebuild its networks and ask those a reader may run.

    Raises:
        ModelUnusable: the first thing that is missing, altered, or does not fit.
    """
    if card.signal:
        verify_signal_model(card, folder)
    elif card.network:
        model = ImageModel.load(card, folder, torch.device("cpu"))
        if card.is_analyzer:
            _ask_once(model)
    else:
        load_weights(card, folder)
    if card.feature_guard:
        _check_guard(card, card.feature_guard, folder)


def _ask_once(model: ImageModel) -> None:
    """About a black image: there must be one answer for each label of the card."""
    shape = (1, model.channels, *model.spec.input_size)
    found = model.logits(np.zeros(shape, np.float32)).shape[2]
    if found != len(model.card.labels):
        raise ModelUnusable(
            message(
                "Models",
                "The networks of {model} give {found} answers, and its card names {labels} labels. Correct "
                "the card.",
                model=model.card.title,
                found=found,
                labels=len(model.card.labels),
            )
        )


def _check_guard(card: ModelCard, guard: FeatureGuard, folder: Path) -> None:
    file = folder / guard.file
    if not file.is_file() or sha256(file.read_bytes()) != guard.sha256:
        raise ModelUnusable(
            message(
                "Models",
                "The guard's statistics of {model} ({file}) are missing or not those its card describes. "
                "Install the model again.",
                model=card.title,
                file=file,
            )
        )
