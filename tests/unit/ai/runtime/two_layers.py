"""A two-layer network and a card for it: everything that is not about accuracy is tested with these."""

from dataclasses import replace
from pathlib import Path

import torch
from safetensors.torch import save

from medviewer import paths
from medviewer.ai.catalog import load_card
from medviewer.ai.networks.architectures import build
from medviewer.ai.runtime.weights import sha256
from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import NetworkSpec


def two_layer_spec(members: int = 1, labels: int = 2) -> NetworkSpec:
    return NetworkSpec("small_cnn", (16, 12), members, (("labels", labels), ("widths", (4, 6))))


def two_layer_weights(spec: NetworkSpec, seed: int = 0) -> dict[str, torch.Tensor]:
    """Random tensors of every member, numbered; biases away from nought."""
    torch.manual_seed(seed)
    weights = {}
    for index in range(spec.members):
        for name, value in build(spec.name, dict(spec.options)).state_dict().items():
            moved = value + 0.5 if name.endswith("bias") else value
            weights[f"{index}.{name}"] = moved.contiguous()
    return weights


def two_layer_card(spec: NetworkSpec, weights_sha256: str = "") -> ModelCard:
    shipped = load_card(paths.models() / "chest_ct_nodules" / "card.toml")
    return replace(
        shipped,
        title="Two layers",
        labels=("one", "other"),
        weights_sha256=weights_sha256,
        network=spec,
        is_calibrated=False,
        calibration=None,  # nothing of what was measured on the shipped weights holds for these
        operating_points=(),
        conformal=None,
        abstention=None,
        feature_guard=None,
        explanation_tests=(),
    )


def two_layer_folder(
    folder: Path, spec: NetworkSpec, weights: dict[str, torch.Tensor]
) -> ModelCard:
    """Write the weights into `folder`; returns the card that describes them."""
    data = save(weights)
    card = two_layer_card(spec, sha256(data))
    (folder / card.weights_file).write_bytes(data)
    return card
