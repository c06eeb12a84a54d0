"""Who answers, and what each part added."""

import numpy as np
import pytest
import torch

from medviewer.ai.networks.fusion import FusionNet
from medviewer.ai.runtime.fusion.subjects import (
    LinearSubject,
    NetworkSubject,
    Subject,
    shapley_shares,
)
from tests.unit.ai.runtime.fusion.made_inputs import given

NAMES = ("image", "values", "text")


def network(head: str) -> NetworkSubject:
    members = []
    for seed in range(2):
        torch.manual_seed(seed)
        member = FusionNet({"image": 2, "values": 6, "text": 2}, head, hidden=4)
        with torch.no_grad():
            for weights in member.parameters():
                weights.add_(torch.randn_like(weights))
        members.append(member.eval())
    return NetworkSubject(NAMES, tuple(members))


def linear() -> LinearSubject:
    weights = (np.array([1.0, 2.0, 0.5]), np.full(7, 0.25), np.array([0.0, 1.0, -1.0]))
    return LinearSubject(NAMES, weights, bias=-3.0)


@pytest.mark.parametrize(
    "subject", [network("gated"), network("film"), network("cross_attention"), linear()]
)
def test_that_the_shares_of_the_parts_sum_to_the_logit(subject: Subject) -> None:
    shares = subject.shares(given())

    logits = subject.logits(given()).mean(axis=0)
    assert shares.terms.sum(axis=1) + shares.bias == pytest.approx(logits, abs=1e-6)
    assert not shares.terms[~given().present].any()


def test_that_a_linear_share_is_the_sum_of_its_inputs_times_their_weights() -> None:
    shares = linear().shares(given())

    # picture (1, 2) and its being there: 1·1 + 2·2 + 0.5; age 2 and two flags … of 7 weights ¼
    assert shares.terms[0, 0] == pytest.approx(5.5)
    assert shares.terms[0, 1] == pytest.approx(0.25 * (2 + 1 + 1 + 1 + 0 + 1 + 1))
    assert shares.bias[0] == -3.0
    assert shares.is_exact


def test_that_of_a_sum_shapley_values_are_its_terms() -> None:
    shares = shapley_shares(linear(), given())

    assert shares.terms == pytest.approx(linear().shares(given()).terms)
    assert shares.bias == pytest.approx(np.full(5, -3.0))


def test_that_case_without_a_part_is_as_one_from_whom_it_was_taken() -> None:
    subject = network("gated")

    taken = subject.logits(given().without("values", "text").take(np.array([0])))

    assert taken == pytest.approx(subject.logits(given().take(np.array([1]))))
