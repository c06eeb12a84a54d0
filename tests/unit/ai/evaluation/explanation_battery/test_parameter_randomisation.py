"""A map must not outlive the network's weights."""

import numpy as np
import pytest
import torch

from medviewer.ai.evaluation.explanation_battery.parameter_randomisation import (
    parameter_randomisation,
    randomised,
)
from medviewer.ai.evaluation.explanation_battery.subject import Cases, Subject, maps_by
from medviewer.ai.networks.architectures import build
from medviewer.ai.runtime.image_model import ImageModel
from tests.unit.ai.evaluation.explanation_battery.lit_spots import row, subject
from tests.unit.ai.runtime.two_layers import two_layer_card, two_layer_spec


def test_that_a_map_that_ignores_the_weights_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    examined = subject()
    monkeypatch.setattr(Subject, "maps", lambda self, cases, model=None: self.own[: len(cases)])

    rows = parameter_randomisation(examined)

    assert row(rows, "top 25% of layers randomised: rank").value == pytest.approx(1)
    assert not row(rows, "top 25% of layers randomised: rank").is_passed
    assert not row(rows, "top 25% of layers randomised: SSIM").is_passed


def test_that_the_class_map_of_a_network_follows_its_weights() -> None:
    torch.manual_seed(1)
    member = build("small_cnn", {"labels": 2, "widths": (4, 6)})
    model = ImageModel(two_layer_card(two_layer_spec()), (member,), torch.device("cpu"))
    images = np.random.default_rng(1).random((8, 16, 12), np.float32)
    cases = Cases(images, np.zeros(8, np.int64))
    examined = Subject(
        model, "class map", cases, cases, "noise", maps_by("class map", model, cases)
    )

    rows = parameter_randomisation(examined)

    assert row(rows, "top 100% of layers randomised").value < 0.9
    assert row(rows, "head randomised").gate == ""


@pytest.mark.parametrize(("share", "changed"), [(0.0, 1), (0.5, 2), (1.0, 5)])
def test_that_layers_are_drawn_anew_from_the_top(share: float, changed: int) -> None:
    torch.manual_seed(2)
    member = build("small_cnn", {"widths": (4, 6)})
    for parameter in member.parameters():
        parameter.data.add_(0.5)

    fresh = randomised(member, share, torch.rand(1, 1, 16, 12))

    # In order of use: convolution, normalisation, convolution, normalisation, head.
    names = ["features.0.0", "features.0.1", "features.2.0", "features.2.1", "classifier"]
    kept = [
        torch.equal(
            fresh.get_submodule(name).get_parameter("weight"),
            member.get_submodule(name).get_parameter("weight"),
        )
        for name in names
    ]
    assert kept == [True] * (5 - changed) + [False] * changed
