"""An imported model of curves, ready to run."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from medviewer.ai.networks.signal_net import signal_net
from medviewer.ai.runtime.calibration import calibrated
from medviewer.ai.runtime.members import network_spec
from medviewer.ai.runtime.onnx_network import ONNX, OnnxNetwork
from medviewer.ai.runtime.signals.signal_windows import Windows
from medviewer.ai.runtime.weights import load_weights, read_weights
from medviewer.domain.model_card import ModelCard
from medviewer.domain.signal_model import SignalSpec
from medviewer.errors import ModelUnusable
from medviewer.words import message

CURVES = 3  # axes of its input: windows, leads, samples


class SignalModel:
    """Its scores are its author's word: none was measured here."""

    def __init__(self, card: ModelCard, spec: SignalSpec, network: nn.Module) -> None:
        self.card = card
        self.spec = spec
        self._network = network.eval()

    def scores(self, windows: Windows) -> NDArray[np.float64]:
        """(windows, labels), 0..1.

        Raises:
            ModelUnusable: the network cannot read windows of the card's size, or answers another number.
        """
        with torch.inference_mode():
            try:
                logits = self._network(torch.from_numpy(windows)).double().numpy()
            except RuntimeError as error:
                raise _unfitting(self.card, str(error).splitlines()[0]) from error
        if logits.shape != (len(windows), len(self.card.labels)):
            raise _unfitting(self.card, f"it answers {logits.shape} to {len(windows)} windows")
        if not np.isfinite(logits).all():
            raise _unfitting(self.card, "it answers what is no number")
        return calibrated(logits, None)


def load_signal_model(card: ModelCard, folder: Path) -> SignalModel:
    """The model of that card.

    Raises:
        ModelUnusable: card and weights are missing, altered, or do not fit each other.
    """
    if card.signal is None:
        raise _unfitting(card, "it has no table [signal]")
    spec = network_spec(card)
    if spec.name == ONNX:
        network: nn.Module = OnnxNetwork(
            read_weights(card, folder), dict(spec.options), axes=CURVES
        )
        return SignalModel(card, card.signal, network)
    built = signal_net(spec.name, len(card.signal.leads), len(card.labels), dict(spec.options))
    try:
        built.load_state_dict(load_weights(card, folder))
    except RuntimeError as error:
        raise _unfitting(card, "its weights are those of another network") from error
    return SignalModel(card, card.signal, built)


def verify_signal_model(card: ModelCard, folder: Path) -> None:
    """Load it and ask it about a flat line.

    Raises:
        ModelUnusable: see `load_signal_model` and `SignalModel.scores`.
    """
    model = load_signal_model(card, folder)
    model.scores(np.zeros((1, len(model.spec.leads), model.spec.samples), np.float32))


def _unfitting(card: ModelCard, why: str) -> ModelUnusable:
    return ModelUnusable(
        message(
            "Signals",
            "{model} cannot read curves as its card says: {why}. Correct the card or export the network "
            "anew.",
            model=card.title,
            why=why,
        )
    )
