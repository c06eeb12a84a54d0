"""Reads weights that others saved, as tensors and nothing else, and writes them as safetensors."""

import io

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor, nn

from medviewer.ai.import_sources import LARGEST_BYTES
from medviewer.errors import InputError
from medviewer.words import message

NESTED_IN = ("state_dict", "model", "model_state_dict", "network")  # where checkpoints keep weights
MOST_TENSORS = 20_000


def read_saved_weights(data: bytes, name: str) -> dict[str, Tensor]:
    """The tensors of a file made by `torch.save(network.state_dict(), …)`.

    Raises:
        InputError: it holds anything but numbers, or no weights.
    """
    try:
        found = torch.load(io.BytesIO(data), map_location="cpu", weights_only=True)
    except Exception as error:  # its reader meets nonsense with whatever Python raises there
        raise _unreadable(name, "it holds Python objects, or is broken") from error
    return _tensors(found, name)


def read_safetensors(data: bytes, name: str) -> dict[str, Tensor]:
    """The tensors of a safetensors file.

    Raises:
        InputError: it is broken.
    """
    try:
        return _tensors(load(data), name)
    except SafetensorError as error:
        raise _unreadable(name, str(error)) from error


def filled(network: nn.Module, data: bytes, name: str) -> None:
    """Put a file's weights, of either kind, into `network`.

    Raises:
        InputError: they cannot be read, or are another network's.
    """
    read = read_safetensors if name.endswith(".safetensors") else read_saved_weights
    try:
        network.load_state_dict(read(data, name))
    except RuntimeError as error:
        raise _unreadable(name, "they are of another network than the one named") from error


def as_safetensors(weights: dict[str, Tensor]) -> bytes:
    """The same tensors as a file of ours."""
    return save({name: value.contiguous().clone() for name, value in weights.items()})


def _tensors(found: object, name: str) -> dict[str, Tensor]:
    """The mapping of names to tensors, taken out of what a checkpoint wraps it in."""
    for key in NESTED_IN:
        if isinstance(found, dict) and isinstance(found.get(key), dict):
            found = found[key]
    if not isinstance(found, dict) or not 0 < len(found) <= MOST_TENSORS:
        raise _unreadable(name, "it holds no weights by name")
    tensors = {str(key): value for key, value in found.items() if isinstance(value, Tensor)}
    if len(tensors) != len(found):
        raise _unreadable(name, "it holds more than weights")
    if any(value.layout is not torch.strided for value in tensors.values()):
        raise _unreadable(name, "it holds sparse tensors")
    # A view may claim more numbers than the file holds: it would become real when it is copied.
    if sum(value.numel() * value.element_size() for value in tensors.values()) > LARGEST_BYTES:
        raise _unreadable(name, f"they would take more than {LARGEST_BYTES:,} bytes")
    return {key.removeprefix("module."): value for key, value in tensors.items()}


def _unreadable(name: str, cause: str) -> InputError:
    return InputError(
        message(
            "Import",
            "The weights in {file} could not be read: {cause}. Save them with "
            "safetensors.torch.save_file(network.state_dict(), …) and import that.",
            file=name,
            cause=cause,
        )
    )
