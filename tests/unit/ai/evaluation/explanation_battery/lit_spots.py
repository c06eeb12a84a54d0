"""A model that adds up the brightness of a spot in the middle, and subjects to examine on it."""

from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from medviewer.ai.evaluation.explanation_battery.subject import Cases, Subject
from medviewer.ai.networks.class_map import ClassMapNetwork
from medviewer.ai.runtime.explanations.methods import Maps
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.domain.model_trust import ExplanationTest
from tests.unit.ai.runtime.two_layers import two_layer_card, two_layer_spec

SIZE = (16, 12)  # of two_layers' card
SPOT = np.s_[..., 6:10, 4:8]  # a twelfth of the image


class LitSpot(ClassMapNetwork):
    """Logit 12 · mean of the spot − 6: 6 where it is bright (1), −6 where it is dark (0)."""

    def __init__(self) -> None:
        super().__init__(1, 1)
        with torch.no_grad():
            self.classifier.weight.fill_(144.0)  # type: ignore[operator]  # a convolution's
            self.bias.fill_(-6.0)

    def trunk(self, images: Tensor) -> Tensor:
        spot = torch.zeros_like(images)
        spot[SPOT] = (images[SPOT] + 1) / 2
        return spot


def lit_model(members: int = 1) -> ImageModel:
    card = replace(two_layer_card(two_layer_spec(labels=1)), labels=("lit",), calibration=None)
    return ImageModel(card, tuple(LitSpot() for _ in range(members)), torch.device("cpu"))


def lit_cases(count: int = 6) -> Cases:
    """The spot bright, the rest faintly noisy; the outline is the spot."""
    images = np.random.default_rng(2).random((count, *SIZE), np.float32) * 0.1
    images[SPOT] += 0.9
    masks = np.zeros((count, *SIZE), np.uint8)
    masks[SPOT] = 1
    return Cases(images, np.zeros(count, np.int64), masks)


def dark_cases(count: int = 6) -> Cases:
    images = np.random.default_rng(3).random((count, *SIZE), np.float32) * 0.1
    return Cases(images, np.zeros(count, np.int64))


def subject(own: Maps | None = None, method: str = "class map", members: int = 1) -> Subject:
    """A method on the lit model; `own` stands for its maps where a test makes them up."""
    model, cases = lit_model(members), lit_cases()
    made = Subject(
        model, method, cases, dark_cases(), "drawn spots", np.zeros((6, *SIZE), np.float32)
    )
    return replace(made, own=made.maps(cases) if own is None else own)


def row(rows: list[ExplanationTest], name: str) -> ExplanationTest:
    """The one row whose name begins so."""
    [found] = [each for each in rows if each.name.startswith(name)]
    return found
