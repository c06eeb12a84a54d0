"""Sites hand over weights and counts; together they do what one centre with all the cases would do."""

from dataclasses import fields, replace

import numpy as np
import pytest
import torch
from torch.nn import functional

from medviewer.ai.networks.group_norm_cnn import GroupNormCNN
from medviewer.ai.training.privacy.cases import Cases
from medviewer.ai.training.privacy.descent import DescentPlan, descend_passes, probabilities
from medviewer.ai.training.privacy.federation import (
    FederationPlan,
    Site,
    Update,
    averaged,
    federate,
    rounds_for,
)
from tests.unit.ai.training.privacy.case_sets import Line, disc_cases, noise_cases

WHOLE = DescentPlan(batch_size=100, learning_rate=0.5, momentum=0.0)  # a site's cases in one step
ONE_ROUND = FederationPlan(rounds=1, local_passes=1, descent=WHOLE)


def part(cases: Cases, start: int, stop: int) -> Cases:
    return cases.at(np.arange(start, stop))


def central_step(cases: Cases) -> dict[str, torch.Tensor]:
    """One step of plain descent on all cases at once, without any of our own code."""
    network = Line()
    functional.cross_entropy(network(cases.images), cases.labels).backward()  # type: ignore[no-untyped-call]  # torch
    torch.optim.SGD(network.parameters(), 0.5).step()
    return network.state_dict()


def assert_same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> None:
    for name, value in one.items():
        assert torch.allclose(value, other[name], atol=1e-6)


def test_that_identical_sites_average_to_the_central_step() -> None:
    cases, network = noise_cases(12), Line()

    federate(network, [Site(cases, seed) for seed in range(3)], ONE_ROUND)

    assert_same(central_step(cases), network.state_dict())


def test_that_uneven_sites_of_one_step_are_the_central_step() -> None:
    cases, network = noise_cases(12), Line()

    federate(network, [Site(part(cases, 0, 2), 0), Site(part(cases, 2, 12), 1)], ONE_ROUND)

    assert_same(central_step(cases), network.state_dict())  # only if weighted by counts


def test_that_a_site_counts_by_its_cases() -> None:
    updates = [Update({"w": torch.tensor([1.0])}, 1), Update({"w": torch.tensor([5.0])}, 3)]

    found = averaged(updates)

    assert float(found["w"]) == pytest.approx((1 * 1 + 3 * 5) / 4)


def test_that_a_site_hands_over_weights_and_a_count_and_nothing_else() -> None:
    cases, network = noise_cases(6), Line()
    before = {name: value.clone() for name, value in network.state_dict().items()}

    update = Site(cases, 0).answer(network, ONE_ROUND)

    assert [field.name for field in fields(update)] == ["weights", "count"]
    assert set(update.weights) == set(before)
    assert update.count == 6
    assert_same(before, network.state_dict())  # the centre's own network stays as it was


def test_that_a_site_with_one_class_breaks_nothing() -> None:
    cases = disc_cases(64, 1)
    torch.manual_seed(0)
    network = GroupNormCNN(widths=(8, 8))
    only_discs = Cases(cases.images[1::2], cases.labels[1::2])

    sites = [Site(part(cases, 0, 40), 0), Site(only_discs, 1)]
    federate(network, sites, FederationPlan(3, 1, DescentPlan(batch_size=8)))

    assert np.isfinite(probabilities(network, cases)).all()


def test_that_the_proximal_term_keeps_sites_near_the_centre() -> None:
    cases = noise_cases(16)

    def moved(proximal: float) -> float:
        network = Line()
        plan = replace(WHOLE, batch_size=4, proximal=proximal)
        descend_passes(network, cases, plan, 5, np.random.default_rng(0))
        return float(network.layer.weight.detach().norm())

    assert moved(1.0) < moved(0.0)


def test_that_rounds_cost_as_many_steps_as_the_centre_takes() -> None:
    sites = [Site(noise_cases(10), 0), Site(noise_cases(30), 1)]
    plan = FederationPlan(1, local_passes=2, descent=DescentPlan(batch_size=8))

    # a round: 2 passes of (2 + 4) steps = 12
    assert rounds_for(120, sites, plan) == 10
    assert rounds_for(1, sites, plan) == 1


@pytest.mark.slow
def test_that_sites_learn_together_what_one_of_them_cannot() -> None:
    cases, rest = disc_cases(128, 1), disc_cases(64, 2)
    labels = cases.labels.numpy()
    first = np.concatenate([np.flatnonzero(labels == 0), np.flatnonzero(labels == 1)[:4]])
    second = np.setdiff1d(np.arange(128), first)
    plan = FederationPlan(30, 1, DescentPlan(batch_size=16, learning_rate=0.2))
    torch.manual_seed(0)
    network = GroupNormCNN(widths=(8, 8))

    federate(network, [Site(cases.at(first), 0), Site(cases.at(second), 1)], plan)

    decided = probabilities(network, rest).argmax(axis=1)
    assert np.mean(decided == rest.labels.numpy()) > 0.9
