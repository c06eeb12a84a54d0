"""Every way to run a network answers alike, and the self-test chooses only among those that do."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from medviewer.ai.networks.architectures import build
from medviewer.ai.runtime.backends import choices, golden
from medviewer.ai.runtime.backends.accelerating import Backend, accelerated
from medviewer.ai.runtime.backends.fast_model import load_fast
from medviewer.ai.runtime.backends.measuring import chosen, timed
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.runtime.onnx_export import to_onnx
from medviewer.ai.runtime.onnx_network import OnnxNetwork
from medviewer.domain.backend_time import BackendTime
from medviewer.domain.model_trust import NetworkSpec
from medviewer.errors import AnalysisError
from medviewer.progress import Cancelled, CancelToken
from tests.unit.ai.runtime.two_layers import (
    two_layer_card,
    two_layer_folder,
    two_layer_spec,
    two_layer_weights,
)

CPU = torch.device("cpu")
ROW = BackendTime("m", "torch", 10.0, 1.0, 0.0, 0, is_chosen=False)


def model_of(name: str, **options: int | tuple[int, ...]) -> ImageModel:
    torch.manual_seed(3)
    spec = NetworkSpec(name, (16, 16), 1, tuple(options.items()))
    card = replace(two_layer_card(spec, "ab" * 32), labels=("one",))
    network = build(name, options)
    _as_after_training(network)
    return ImageModel(card, (network,), CPU)


def _as_after_training(network: torch.nn.Module) -> None:
    """Normalise by something else than 0 and 1, as a trained network does."""
    for layer in network.modules():
        if isinstance(layer, torch.nn.BatchNorm2d):
            layer.running_mean.uniform_(-0.5, 0.5)  # type: ignore[union-attr]  # it is tracked
            layer.running_var.uniform_(0.5, 2)  # type: ignore[union-attr]  # so is this


def images() -> np.ndarray:
    return np.random.default_rng(0).random((5, 16, 16), np.float32)


@pytest.mark.parametrize("backend", [Backend.CHANNELS_LAST, Backend.ONNXRUNTIME])
def test_that_a_classifier_answers_alike_with_its_maps(tmp_path: Path, backend: Backend) -> None:
    model = model_of("resnet", widths=(8, 8), blocks=(1, 1), views=4)

    fast = accelerated(model, backend, tmp_path, 1)

    np.testing.assert_allclose(fast.logits(images()), model.logits(images()), atol=1e-5)
    maps, expected = fast.class_maps(images()), model.class_maps(images())
    np.testing.assert_allclose(maps.contributions, expected.contributions, atol=1e-6)
    np.testing.assert_allclose(fast.features(images()), model.features(images()), atol=1e-5)


@pytest.mark.parametrize("backend", [Backend.CHANNELS_LAST, Backend.ONNXRUNTIME])
def test_that_a_network_that_draws_and_names_answers_alike(
    tmp_path: Path, backend: Backend
) -> None:
    model = model_of("lesion_net", labels=1, widths=(4, 8))

    fast = accelerated(model, backend, tmp_path, 1)

    members, lesions = fast.logits_and_lesions(images())
    expected_members, expected_lesions = model.logits_and_lesions(images())
    prediction, expected_prediction = fast.judged(members), model.judged(expected_members)
    assert lesions is not None
    assert expected_lesions is not None
    np.testing.assert_allclose(prediction.logits, expected_prediction.logits, atol=1e-5)
    np.testing.assert_allclose(lesions, expected_lesions, atol=1e-5)
    np.testing.assert_allclose(fast.features(images()), model.features(images()), atol=1e-5)


def test_that_a_network_that_only_draws_answers_alike_as_a_graph(tmp_path: Path) -> None:
    model = model_of("lesion_net", widths=(4, 8))

    fast = accelerated(model, Backend.ONNXRUNTIME, tmp_path, 1)

    drawn, expected = fast.lesion_maps(images()), model.lesion_maps(images())
    assert drawn is not None
    assert expected is not None
    np.testing.assert_allclose(drawn, expected, atol=1e-5)


def test_that_normalisation_is_folded_away_and_the_model_as_trained_keeps_it(
    tmp_path: Path,
) -> None:
    model = model_of("resnet", widths=(8,), blocks=(1,))

    fast = accelerated(model, Backend.CHANNELS_LAST, tmp_path, 1)

    def norms(of: ImageModel) -> int:
        layers = of.members[0].modules()
        return sum(isinstance(layer, torch.nn.BatchNorm2d) for layer in layers)

    assert norms(fast) == 0
    assert norms(fast.as_trained) == 3


def test_that_half_precision_is_near(tmp_path: Path) -> None:
    model = model_of("resnet", widths=(8,), blocks=(1,))

    fast = accelerated(model, Backend.BF16, tmp_path, 1)

    # bfloat16 keeps 8 bits: a few thousandths of the largest value.
    np.testing.assert_allclose(fast.logits(images()), model.logits(images()), atol=0.05)
    assert fast.features(images()).dtype == np.float32


def test_that_a_graph_is_written_once_and_a_broken_one_again(tmp_path: Path) -> None:
    model = model_of("resnet", widths=(8,), blocks=(1,))
    accelerated(model, Backend.ONNXRUNTIME, tmp_path, 1)
    [file] = tmp_path.glob("*.graph")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])

    fast = accelerated(model, Backend.ONNXRUNTIME, tmp_path, 1)

    np.testing.assert_allclose(fast.logits(images()), model.logits(images()), atol=1e-5)
    assert len(file.read_bytes()) > len(whole) // 2


def test_that_the_fastest_of_those_that_answer_alike_is_chosen() -> None:
    rows = [
        ROW,
        replace(ROW, backend="bf16", milliseconds=1.0, largest_change=0.02),
        replace(ROW, backend="channels_last", milliseconds=2.0, largest_change=0.001, flips=1),
        replace(ROW, backend="onnxruntime", milliseconds=4.0, largest_change=0.001),
    ]

    assert [row.backend for row in chosen(rows) if row.is_chosen] == ["onnxruntime"]


def test_that_every_way_is_timed_in_turn_and_can_be_cancelled() -> None:
    called: list[Backend] = []
    ways = {way: (lambda way=way: called.append(way)) for way in (Backend.TORCH, Backend.BF16)}

    timed(ways, CancelToken())

    assert called[:4] == [Backend.TORCH, Backend.BF16] * 2
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        timed(ways, token)


def test_that_what_was_chosen_is_remembered_for_those_weights_only(tmp_path: Path) -> None:
    spec = two_layer_spec()
    card = two_layer_folder(tmp_path, spec, two_layer_weights(spec))
    choices.remember({card.weights_sha256: Backend.TORCH})

    assert not load_fast(card, tmp_path, CPU).has_channels_last
    assert choices.chosen_backend("other weights") is Backend.CHANNELS_LAST


def test_that_what_was_never_measured_runs_channels_last_and_answers_alike(tmp_path: Path) -> None:
    spec = two_layer_spec()
    card = two_layer_folder(tmp_path, spec, two_layer_weights(spec))
    images = np.random.default_rng(1).random((3, *spec.input_size), np.float32)

    model = load_fast(card, tmp_path, CPU)

    assert model.has_channels_last
    assert model.logits(images) == pytest.approx(model.as_trained.logits(images), abs=1e-5)


def test_that_a_broken_memory_means_channels_last() -> None:
    choices._file().write_text("[1, 2")

    assert choices.chosen_backend("any") is Backend.CHANNELS_LAST


def test_that_golden_images_beside_a_model_are_used_where_they_fit(tmp_path: Path) -> None:
    spec = NetworkSpec("resnet", (16, 16))
    golden.keep_golden(np.full((3, 16, 16), 255, np.uint8), tmp_path)

    assert golden.golden_images(tmp_path, spec).tolist() == np.ones((3, 16, 16)).tolist()
    other = golden.golden_images(tmp_path, NetworkSpec("resnet", (8, 8)))
    assert other.shape == (24, 8, 8)
    assert 0 <= other.min() < other.max() <= 1


def test_that_a_graph_of_others_is_run_as_it_is(tmp_path: Path) -> None:
    graph = to_onnx(build("small_cnn", {"widths": (4, 6)}), (1, 16, 16))
    card = two_layer_card(NetworkSpec("onnx", (16, 16)), "ab" * 32)
    model = ImageModel(card, (OnnxNetwork(graph, {}),), CPU)

    with pytest.raises(AnalysisError, match="ONNX graph already"):
        accelerated(model, Backend.CHANNELS_LAST, tmp_path, 1)
