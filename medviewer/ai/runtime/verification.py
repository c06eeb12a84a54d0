"""Whether a model folder holds what its card says: files, hashes, and tensors that fit the network."""

from pathlib import Path

from medviewer.ai.runtime.members import load_networks
from medviewer.ai.runtime.weights import load_weights, sha256
from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import FeatureGuard
from medviewer.errors import ModelUnusable
from medviewer.words import message


def verify_model(card: ModelCard, folder: Path) -> None:
    """Read every file of the model and rebuild its networks.

    Raises:
        ModelUnusable: the first thing that is missing, altered, or does not fit.
    """
    if card.network:
        load_networks(card, folder)
    else:
        load_weights(card, folder)
    if card.feature_guard:
        _check_guard(card, card.feature_guard, folder)


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
