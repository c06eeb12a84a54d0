"""Networks for risk: what goes in may miss, the line they start from, and hazards that add up."""

import math

import pytest
import torch

from medviewer.ai.networks.risk import (
    CoxNetwork,
    EncoderShape,
    HazardNetwork,
    RiskEncoder,
    RiskInputs,
    cumulative_hazard,
)


def test_that_hazards_add_up_and_are_straight_within_an_interval() -> None:
    logits = torch.tensor([[0.0, 0.0]])  # a half in each interval: log 2 of hazard

    found = cumulative_hazard(logits, torch.tensor([2.0, 4.0]), torch.tensor([1.0, 2.0, 3.0, 9.0]))

    half = math.log(2)
    assert found[0].tolist() == pytest.approx([half / 2, half, 1.5 * half, 2 * half])


def test_that_a_new_network_says_the_same_of_everybody() -> None:
    rows = RiskInputs(torch.randn(4, 3))

    hazard = HazardNetwork(EncoderShape(3), 5).eval()(rows)
    cox = CoxNetwork(EncoderShape(3)).eval()(rows)

    assert hazard.shape == (4, 5)
    assert not hazard.any()
    assert not cox.any()


def test_that_words_and_images_move_the_encoding_and_may_be_missing() -> None:
    encoder = RiskEncoder(EncoderShape(2, vocabulary=9, image=4)).eval()
    clinical = torch.zeros(2, 2)

    alone = encoder(RiskInputs(clinical))
    with_words = encoder(RiskInputs(clinical, torch.tensor([[3, 4], [0, 0]])))
    with_image = encoder(RiskInputs(clinical, image=torch.ones(2, 4)))

    assert not torch.allclose(alone[0], with_words[0])
    assert torch.allclose(alone[1], with_words[1])  # no word: as if there were no text
    assert not torch.allclose(alone, with_image)
