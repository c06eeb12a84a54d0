"""Reads a model's weights, and only the very ones its card describes."""

import hashlib
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load
from torch import Tensor

from medviewer.domain.model_card import ModelCard
from medviewer.errors import ModelUnusable
from medviewer.words import message


def read_weights(card: ModelCard, folder: Path) -> bytes:
    """The content of `card.weights_file` in `folder`.

    Raises:
        ModelUnusable: the file is missing, or is not the one the card was written for.
    """
    file = folder / card.weights_file
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ModelUnusable(
            message(
                "Weights",
                "The weights of {model} are missing ({file}). Install MedViewer again.",
                model=card.title,
                file=file,
            )
        ) from error
    if sha256(data) != card.weights_sha256:
        raise ModelUnusable(
            message(
                "Weights",
                "The weights of {model} ({file}) are not those its card describes, so it was not run. "
                "Install MedViewer again, or train the model and take card and weights together.",
                model=card.title,
                file=file,
            )
        )
    return data


def load_weights(card: ModelCard, folder: Path) -> dict[str, Tensor]:
    """The tensors of `card.weights_file` in `folder`, on the CPU.

    Raises:
        ModelUnusable: see `read_weights`; or it is broken.
    """
    data = read_weights(card, folder)
    try:
        return load(data)
    except SafetensorError as error:
        raise ModelUnusable(
            message(
                "Weights",
                "The weights of {model} ({file}) cannot be read: {cause}. Install MedViewer again.",
                model=card.title,
                file=folder / card.weights_file,
                cause=str(error),
            )
        ) from error


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
