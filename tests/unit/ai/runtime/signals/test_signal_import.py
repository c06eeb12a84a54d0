"""A model of curves is imported and asked: ONNX graph or weights, its card's table [signal]."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save

from medviewer.ai.model_import import ImportOrder, import_model
from medviewer.ai.networks.signal_net import SignalCNN, signal_net
from medviewer.ai.runtime.onnx_export import to_onnx
from medviewer.ai.runtime.signals.signal_desk import open_desk
from medviewer.domain.signal_model import SignalRequest
from medviewer.errors import InputError, MedViewerError
from medviewer.progress import CancelToken, ignore_progress

CARD = """
model_id = "beats"
title = "Made beats"
intended_use = "Tests."
labels = ["sinus rhythm", "other"]

[signal]
leads = ["I", "II"]
sampling_hz = 100.0
seconds = 2.0
"""
WEIGHTS_CARD = CARD + '\n[network]\nname = "signal_cnn"\noptions = { widths = [4, 6] }\n'


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SignalCNN:
    monkeypatch.setenv("MEDVIEWER_HOME", str(tmp_path / "home"))
    torch.manual_seed(2)
    return signal_net("signal_cnn", 2, 2, {"widths": (4, 6)}).eval()


def imported(folder: Path, name: str, data: bytes, card: str) -> None:
    (folder / name).write_bytes(data)
    (folder / "card.toml").write_text(card)
    import_model(ImportOrder(folder / name, folder / "card.toml"))


def recording(seconds: float = 4.0) -> SignalRequest:
    samples = np.random.default_rng(0).normal(size=(3, round(100 * seconds))).astype(np.float32)
    return SignalRequest("", "beats", ("II", "V1", "I"), samples, 100.0, "mV")


def expected(network: SignalCNN, request: SignalRequest) -> np.ndarray:
    windows = torch.from_numpy(request.samples[[2, 0]]).reshape(2, 2, 200).transpose(0, 1)
    with torch.inference_mode():
        found: np.ndarray = network(windows).softmax(1).mean(0).numpy()
    return found


def test_that_weights_answer_with_the_mean_of_their_windows(
    tmp_path: Path, network: SignalCNN
) -> None:
    imported(tmp_path, "w.safetensors", save(network.state_dict()), WEIGHTS_CARD)

    answer = open_desk("cpu")(recording(), ignore_progress, CancelToken())

    assert answer.windows == 2
    assert list(answer.scores) == ["sinus rhythm", "other"]
    assert list(answer.scores.values()) == pytest.approx(
        expected(network, recording()).tolist(), abs=1e-5
    )


def test_that_an_onnx_graph_answers_as_the_network_it_was_made_from(
    tmp_path: Path, network: SignalCNN
) -> None:
    pytest.importorskip("onnxscript")
    imported(tmp_path, "w.onnx", to_onnx(network, (2, 200)), CARD)

    answer = open_desk("cpu")(recording(), ignore_progress, CancelToken())

    assert list(answer.scores.values()) == pytest.approx(
        expected(network, recording()).tolist(), abs=1e-4
    )


def test_that_a_model_of_curves_is_never_offered_for_images(
    tmp_path: Path, network: SignalCNN
) -> None:
    data = save(network.state_dict())
    (tmp_path / "w.safetensors").write_bytes(data)
    (tmp_path / "card.toml").write_text(WEIGHTS_CARD)

    card = import_model(ImportOrder(tmp_path / "w.safetensors", tmp_path / "card.toml")).card

    assert not card.is_analyzer
    assert card.is_imported
    assert not card.is_calibrated


@pytest.mark.parametrize(
    "card",
    [
        WEIGHTS_CARD.replace('leads = ["I", "II"]', 'leads = ["I", "II", "V1"]'),
        WEIGHTS_CARD.replace('"sinus rhythm", "other"', '"one"'),
        WEIGHTS_CARD.replace("seconds = 2.0", "seconds = 1e9"),
        WEIGHTS_CARD.replace("sampling_hz = 100.0", "sampling_hz = 99999.0").replace(
            "seconds = 2.0", "seconds = 3000.0"
        ),
    ],
)
def test_that_a_card_that_does_not_fit_is_refused_and_nothing_is_left(
    tmp_path: Path, network: SignalCNN, card: str
) -> None:
    with pytest.raises(MedViewerError):
        imported(tmp_path, "w.safetensors", save(network.state_dict()), card)

    assert not list((tmp_path / "home").glob("models/*"))


def test_that_a_recording_without_its_leads_is_refused(tmp_path: Path, network: SignalCNN) -> None:
    imported(tmp_path, "w.safetensors", save(network.state_dict()), WEIGHTS_CARD)
    request = SignalRequest("", "beats", ("II",), np.zeros((1, 900), np.float32), 100.0, "mV")

    with pytest.raises(MedViewerError, match="lacks I"):
        open_desk("cpu")(request, ignore_progress, CancelToken())


def test_that_without_a_card_it_is_refused(tmp_path: Path, network: SignalCNN) -> None:
    (tmp_path / "w.safetensors").write_bytes(save(network.state_dict()))

    with pytest.raises(InputError):
        import_model(ImportOrder(tmp_path / "w.safetensors"))
