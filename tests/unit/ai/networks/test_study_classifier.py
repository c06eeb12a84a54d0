"""One answer for a stack, traced back to its slices: sums, absent slices, slices left out."""

import pytest
import torch

from medviewer.ai.networks.architectures import build
from medviewer.ai.networks.slice_weights import GATES, POOLINGS, SliceGate, fixed_weights
from medviewer.ai.networks.study_classifier import StudyClassifier, StudyOptions
from medviewer.errors import ModelUnusable

FIVE_OF_SEVEN = torch.tensor(
    [[True] * 5 + [False] * 2, [False, True, True, False, True, True, True]]
)
TINY = {"width": 4, "hidden": 6, "labels": 2}


def lively(pooling: str, gate: str = "softmax", *, has_context: bool = False) -> StudyClassifier:
    """Weights away from their start, as after training."""
    torch.manual_seed(8)
    options = {**TINY, "pooling": pooling, "gate": gate, "has_context": has_context}
    network = StudyClassifier(StudyOptions(**options))  # type: ignore[arg-type]  # of a test
    network.train()
    with torch.no_grad():
        network(stacks())
        network.bias.add_(torch.tensor([0.3, -0.7]))
        if network.gate is not None:
            network.gate.weigh.weight.mul_(8)
    return network.eval()


def stacks() -> torch.Tensor:
    return torch.rand(2, 7, 1, 16, 16, generator=torch.Generator().manual_seed(3))


@pytest.mark.parametrize("has_context", [False, True])
@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("pooling", POOLINGS)
def test_that_slices_and_places_sum_to_the_logit(
    pooling: str, gate: str, has_context: bool
) -> None:
    network = lively(pooling, gate, has_context=has_context)

    with torch.inference_mode():
        output = network(stacks(), FIVE_OF_SEVEN)
        by_slice = network.bias + output.contributions.double().sum(dim=1) + output.context
        places = network.class_map(stacks(), FIVE_OF_SEVEN).double().mean(dim=(3, 4))

    assert (by_slice - output.logits).abs().max() <= 1e-4
    assert (places - output.contributions).abs().max() <= 1e-4
    assert bool(output.context.any()) == has_context


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("pooling", POOLINGS)
def test_that_absent_slices_have_no_weight_whatever_they_hold(pooling: str, gate: str) -> None:
    network = lively(pooling, gate, has_context=True)
    filled = torch.where(FIVE_OF_SEVEN[..., None, None, None], stacks(), 0.9)

    with torch.inference_mode():
        output = network(stacks(), FIVE_OF_SEVEN)
        refilled = network(filled, FIVE_OF_SEVEN)

    assert output.contributions[~FIVE_OF_SEVEN].abs().max() == 0
    assert (refilled.logits - output.logits).abs().max() <= 1e-6


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("pooling", POOLINGS)
def test_that_padding_changes_nothing(pooling: str, gate: str) -> None:
    network = lively(pooling, gate, has_context=True)

    with torch.inference_mode():
        padded = network(stacks()[:1], FIVE_OF_SEVEN[:1])
        bare = network(stacks()[:1, :5])

    assert (padded.logits - bare.logits).abs().max() <= 1e-5
    assert (padded.contributions[:, :5] - bare.contributions).abs().max() <= 1e-5


def test_that_with_independent_gates_a_slice_left_out_takes_its_contribution_along() -> None:
    network = lively("gated_attention", "sigmoid")

    with torch.inference_mode():
        falls = network.slice_deletion(stacks(), FIVE_OF_SEVEN)
        contributions = network(stacks(), FIVE_OF_SEVEN).contributions

    assert (falls - contributions).abs().max() <= 1e-6


def test_that_with_softmax_the_others_count_more_when_a_slice_is_left_out() -> None:
    network = lively("gated_attention", "softmax")

    with torch.inference_mode():
        falls = network.slice_deletion(stacks())
        contributions = network(stacks()).contributions

    assert (falls - contributions).abs().max() > 1e-3


def test_that_the_last_slice_cannot_be_left_out() -> None:
    network = lively("gru")

    with torch.inference_mode():
        falls = network.slice_deletion(stacks()[:, :1])

    assert falls.abs().max() == 0


def test_that_mean_and_max_weigh_as_their_names_say() -> None:
    scores = torch.tensor([[[1.0, -5.0], [3.0, -4.0], [9.0, 9.0]]])
    is_present = torch.tensor([[True, True, False]])

    mean = fixed_weights("mean", scores, is_present)
    highest = fixed_weights("max", scores, is_present)

    assert mean[0].tolist() == [[0.5, 0.5], [0.5, 0.5], [0, 0]]
    assert highest[0].tolist() == [[0, 0], [1, 1], [0, 0]]


def test_that_softmax_weights_sum_to_one_and_sigmoid_ones_need_not() -> None:
    torch.manual_seed(1)
    features = torch.rand(2, 7, 6)

    softmax = SliceGate(6, 4, "softmax")(features, FIVE_OF_SEVEN)
    sigmoid = SliceGate(6, 4, "sigmoid")(features, FIVE_OF_SEVEN)

    assert softmax.sum(dim=1).tolist() == pytest.approx([1, 1])
    assert sigmoid.sum(dim=1).min() > 1.5


@pytest.mark.parametrize("options", [{"pooling": "median"}, {"gate": "hard"}])
def test_that_an_unknown_choice_names_the_known_ones(options: dict[str, str]) -> None:
    with pytest.raises(ModelUnusable, match="gated_attention, gru, lstm"):
        build("stack_classifier", options)
