"""Stacks are judged slice by slice, and empty slices are nobody's evidence."""

import pytest
import torch

from medviewer.ai.networks.architectures import build
from medviewer.ai.networks.stack_classifier import StackClassifier
from medviewer.ai.networks.study_classifier import StudyOptions
from medviewer.errors import ModelUnusable


def network() -> StackClassifier:
    torch.manual_seed(1)
    return StackClassifier(StudyOptions(labels=1, width=4, dropout=0.0)).eval()


@torch.inference_mode()
def test_that_empty_slices_change_nothing() -> None:
    stack = torch.rand(1, 3, 16, 16)
    padded = torch.cat([stack, torch.zeros(1, 2, 16, 16)], dim=1)
    judge = network()

    assert torch.allclose(judge(stack), judge(padded), atol=1e-6)
    assert float(judge.judged(padded).contributions[0, 3:].abs().max()) == 0


@torch.inference_mode()
def test_that_contributions_and_bias_sum_to_the_logit() -> None:
    judge = network()

    output = judge.judged(torch.rand(2, 4, 16, 16))

    assert torch.allclose(
        output.contributions.sum(dim=1) + judge.study.bias, output.logits, atol=1e-5
    )


@torch.inference_mode()
def test_that_an_empty_stack_has_a_finite_answer() -> None:
    assert bool(torch.isfinite(network()(torch.zeros(1, 3, 16, 16))).all())


def test_that_slices_of_several_channels_are_refused() -> None:
    with pytest.raises(ModelUnusable, match="one channel"):
        build("stack_classifier", {"image_channels": 3})
