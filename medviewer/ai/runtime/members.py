"""Rebuilds the networks of a model folder: what its card specifies, filled with its tensors."""

from pathlib import Path

import torch
from torch import Tensor, nn

from medviewer.ai.networks.architectures import build_for
from medviewer.ai.runtime.onnx_network import ONNX, OnnxNetwork
from medviewer.ai.runtime.weights import load_weights, read_weights
from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import NetworkSpec
from medviewer.errors import ModelUnusable
from medviewer.words import message


def network_spec(card: ModelCard) -> NetworkSpec:
    """What the card says of its networks.

    Raises:
        ModelUnusable: it says nothing.
    """
    if card.network is None:
        raise ModelUnusable(
            message(
                "Members",
                "The card of {model} does not say which network its weights belong to ([network] is "
                "missing). Install the model again.",
                model=card.title,
            )
        )
    return card.network


def load_networks(card: ModelCard, folder: Path) -> tuple[nn.Module, ...]:
    """The networks in a model's folder, whatever they are kept as.

    Raises:
        ModelUnusable: card or weights are missing, altered, or do not fit each other.
    """
    spec = network_spec(card)
    if spec.name == ONNX:
        return (OnnxNetwork(read_weights(card, folder), dict(spec.options)),)
    return load_members(spec, load_weights(card, folder))


def load_members(spec: NetworkSpec, weights: dict[str, Tensor]) -> tuple[nn.Module, ...]:
    """The networks of a weights file: tensors of member 1 are named "1.…"; a lone member needs no number.

    Raises:
        ModelUnusable: the tensors are not those of the network the card names.
    """
    alone = spec.members == 1 and not any(name.startswith("0.") for name in weights)
    if alone:
        return (_filled(spec, weights),)
    return tuple(_filled(spec, _of_member(weights, index)) for index in range(spec.members))


def _of_member(weights: dict[str, Tensor], index: int) -> dict[str, Tensor]:
    start = f"{index}."
    return {
        name.removeprefix(start): value for name, value in weights.items() if name.startswith(start)
    }


def _filled(spec: NetworkSpec, weights: dict[str, Tensor]) -> nn.Module:
    """One network with these weights; half-precision ones are widened.

    It is built without memory first, so that absurd options cost nothing before the shapes were compared.
    """
    with torch.device("meta"):
        network = build_for(spec)
    widened = {
        name: value.float() if value.is_floating_point() else value
        for name, value in weights.items()
    }
    try:
        network.load_state_dict(widened, assign=True)
    except RuntimeError as error:
        raise ModelUnusable(
            message(
                "Members",
                "The weights do not fit the network “{name}” its card names: {cause}. Install the model "
                "again.",
                name=spec.name,
                cause=str(error).splitlines()[-1].strip(),
            )
        ) from error
    return network.requires_grad_(requires_grad=True).eval()
