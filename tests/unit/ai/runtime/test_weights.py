"""Only the weights a card describes are loaded."""

import dataclasses
from pathlib import Path

import pytest
import torch
from safetensors.torch import save

from medviewer.ai.runtime.weights import load_weights, sha256
from medviewer.domain.model_card import Applicability, ModelCard
from medviewer.domain.volume import Unit
from medviewer.errors import ModelUnusable


def card_for(data: bytes) -> ModelCard:
    rules = Applicability(("CT",), (), 1, 5.0, 1.0, Unit.HU)
    return ModelCard(
        model_id="m",
        version="1",
        title="M",
        analyzer="m",
        intended_use="",
        labels=(),
        weights_file="w.safetensors",
        weights_sha256=sha256(data),
        score_threshold=0.5,
        is_calibrated=False,
        applicability=rules,
        sources=(),
        metrics=(),
        limits=(),
        licence="",
    )


DATA = save({"a": torch.tensor([1.0, 2.0])})


def test_that_weights_come_back_as_they_were_saved(tmp_path: Path) -> None:
    (tmp_path / "w.safetensors").write_bytes(DATA)

    weights = load_weights(card_for(DATA), tmp_path)

    assert weights["a"].tolist() == [1.0, 2.0]


def test_that_one_altered_byte_makes_a_model_unusable(tmp_path: Path) -> None:
    (tmp_path / "w.safetensors").write_bytes(DATA[:-1] + bytes([DATA[-1] ^ 1]))

    with pytest.raises(ModelUnusable, match="not those its card describes"):
        load_weights(card_for(DATA), tmp_path)


def test_that_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match=r"w\.safetensors"):
        load_weights(card_for(DATA), tmp_path)


def test_that_a_file_that_is_no_safetensors_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.safetensors").write_bytes(b"nonsense")
    card = dataclasses.replace(card_for(DATA), weights_sha256=sha256(b"nonsense"))

    with pytest.raises(ModelUnusable, match="cannot be read"):
        load_weights(card, tmp_path)


def test_that_the_hash_is_sha_256() -> None:
    # FIPS 180-4 example: SHA-256 of "abc".
    assert sha256(b"abc").startswith("ba7816bf8f01cfea414140de5dae2223")
