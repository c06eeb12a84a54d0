"""Each image moves the weights by a bounded step, noise is what was asked for, and without both it is SGD."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from medviewer.ai.networks.group_norm_cnn import GroupNormCNN
from medviewer.ai.training.privacy.cases import Cases
from medviewer.ai.training.privacy.descent import probabilities
from medviewer.ai.training.privacy.private_training import (
    PrivatePlan,
    poisson_batches,
    private_optimizer,
    train_private,
    train_twin,
)
from tests.unit.ai.training.privacy.case_sets import Line, disc_cases, noise_cases

pytest.importorskip("opacus", reason="Opacus is not installed")

ONE_STEP = PrivatePlan(steps=1, batch_size=8, learning_rate=0.5, momentum=0.0, average_decay=0.0)


class Numbers(nn.Module):
    """Some numbers, so that a gradient can be made by hand."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.numbers = nn.Parameter(torch.zeros(count))


def give_gradients(numbers: nn.Parameter, by_image: Tensor) -> None:
    numbers.grad_sample = by_image  # type: ignore[attr-defined]  # where Opacus looks for them


def test_that_each_gradient_is_clipped_by_its_own_norm() -> None:
    network = Numbers(2)
    give_gradients(network.numbers, torch.tensor([[3.0, 4.0], [0.3, 0.4]]))  # norms 5 and 0.5
    plan = PrivatePlan(batch_size=2, learning_rate=1.0, momentum=0.0, largest_norm=1.0)

    private_optimizer(network, plan, noise=0.0, count=2, seed=0).step()

    assert network.numbers.detach().numpy() == pytest.approx([-(0.6 + 0.3), -(0.8 + 0.4)], abs=1e-5)


def test_that_noise_has_the_deviation_asked_for() -> None:
    network = Numbers(40_000)
    give_gradients(network.numbers, torch.zeros(3, 40_000))
    plan = PrivatePlan(batch_size=3, learning_rate=1.0, momentum=0.0, largest_norm=0.5)

    private_optimizer(network, plan, noise=4.0, count=3, seed=1).step()

    assert float(network.numbers.detach().std()) == pytest.approx(4.0 * 0.5, rel=0.02)


def test_that_without_noise_and_clipping_it_is_plain_descent() -> None:
    cases = noise_cases(8)
    plan = replace(ONE_STEP, largest_norm=1e9)
    plain = Line()
    functional.cross_entropy(plain(cases.images), cases.labels).backward()  # type: ignore[no-untyped-call]  # torch
    optimizer = torch.optim.SGD(plain.parameters(), 0.5)
    optimizer.step()

    private = train_private(Line(), cases, plan, noise=0.0, seed=0)
    twin = train_twin(Line(), cases, plan, seed=0)

    for name, value in plain.state_dict().items():  # batch_size 8 of 8: everybody is drawn
        assert torch.allclose(value, private.state_dict()[name], atol=1e-6)
        assert torch.allclose(value, twin.state_dict()[name], atol=1e-6)


def test_that_one_image_moves_the_weights_by_the_clipping_norm_at_most() -> None:
    cases = noise_cases(8)
    bright = cases.images.clone()
    bright[3] = 1e4  # its gradient would be thousands
    changed = Cases(bright, cases.labels)

    before, after = (
        train_private(Line(), each, ONE_STEP, noise=0.0, seed=0) for each in (cases, changed)
    )

    moved = torch.cat(
        [
            (value - before.state_dict()[name]).flatten()
            for name, value in after.state_dict().items()
        ]
    )
    assert float(moved.norm()) <= 2 * 0.5 * 1.0 / 8 + 1e-6  # out with one gradient, in with another
    assert float(moved.norm()) > 0


def test_that_every_case_is_drawn_by_chance_alone() -> None:
    plan = PrivatePlan(steps=400, batch_size=25)

    draws = list(poisson_batches(100, plan, seed=0))

    sizes = [len(each) for each in draws]
    assert all(len(np.unique(each)) == len(each) for each in draws)
    assert np.mean(sizes) == pytest.approx(25, abs=1)
    assert np.std(sizes) == pytest.approx(np.sqrt(100 * 0.25 * 0.75), rel=0.15)  # binomial


def test_that_a_draw_without_any_case_is_noised_and_survived() -> None:
    plan = PrivatePlan(steps=6, batch_size=1, average_decay=0.0)
    cases = noise_cases(40)
    assert min(len(each) for each in poisson_batches(40, plan, seed=0)) == 0

    trained = train_private(Line(), cases, plan, noise=1.0, seed=0)

    assert all(bool(value.isfinite().all()) for value in trained.state_dict().values())


@pytest.mark.slow
def test_that_little_noise_still_learns_and_much_does_not() -> None:
    train, rest = disc_cases(128, 1), disc_cases(64, 2)
    plan = PrivatePlan(steps=60, batch_size=64, learning_rate=2.0, average_decay=0.9)
    right = {}

    for noise in (0.1, 200.0):
        torch.manual_seed(0)
        network = GroupNormCNN(widths=(8, 8))
        trained = train_private(network, train, plan, noise, seed=0)
        decided = probabilities(trained, rest).argmax(axis=1)
        right[noise] = float(np.mean(decided == rest.labels.numpy()))

    assert right[0.1] > 0.9
    assert right[200.0] < 0.8
