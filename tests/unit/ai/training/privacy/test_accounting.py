"""ε grows with steps, shrinks with noise, and never promises more than the mathematics allow."""

import math

import pytest

from medviewer.ai.training.privacy.accounting import (
    Mechanism,
    largest_delta,
    noise_for,
    require_opacus,
    spent,
)
from medviewer.errors import InputError


def delta_of_one_gaussian(epsilon: float, noise: float) -> float:
    """The exact δ of one noised answer (Balle and Wang 2018, theorem 8), sensitivity 1."""

    def normal(value: float) -> float:
        return math.erfc(-value / math.sqrt(2)) / 2

    return normal(0.5 / noise - epsilon * noise) - math.exp(epsilon) * normal(
        -0.5 / noise - epsilon * noise
    )


@pytest.fixture(autouse=True)
def _needs_opacus() -> None:
    pytest.importorskip("opacus", reason="Opacus is not installed")


def test_that_epsilon_grows_with_the_steps() -> None:
    few, many = (spent(Mechanism(1.0, 0.1, steps), 1e-4) for steps in (50, 200))

    assert few.prv < many.prv
    assert few.rdp < many.rdp


def test_that_epsilon_shrinks_with_noise() -> None:
    loud, quiet = (spent(Mechanism(noise, 0.1, 100), 1e-4) for noise in (2.0, 1.0))

    assert loud.prv < quiet.prv
    assert loud.rdp < quiet.rdp


def test_that_without_noise_nothing_is_promised() -> None:
    found = spent(Mechanism(0.0, 0.1, 1), 1e-4)

    assert (found.prv, found.rdp) == (math.inf, math.inf)


@pytest.mark.parametrize("noise", [1.0, 4.0])
def test_that_one_answer_about_everybody_is_accounted_as_the_exact_formula_does(
    noise: float,
) -> None:
    found = spent(Mechanism(noise, 1.0, 1), 1e-4)

    assert delta_of_one_gaussian(found.prv, noise) <= 1e-4 * 1.001
    assert delta_of_one_gaussian(found.prv * 0.95, noise) > 1e-4
    assert found.prv <= found.rdp


@pytest.mark.parametrize("epsilon", [1.0, 2.0])
def test_that_the_noise_found_keeps_the_promise_and_little_less_does_not(epsilon: float) -> None:
    noise = noise_for(epsilon, 1e-4, 0.1, 100)

    assert spent(Mechanism(noise, 0.1, 100), 1e-4).prv <= epsilon
    assert spent(Mechanism(noise * 0.99, 0.1, 100), 1e-4).prv > epsilon


def test_that_a_promise_out_of_reach_is_refused() -> None:
    with pytest.raises(InputError, match="larger ε"):
        noise_for(1e-4, 1e-6, 1.0, 1000)


@pytest.mark.parametrize(("count", "delta"), [(4708, 1e-4), (1000, 1e-3), (1001, 1e-4), (8, 0.1)])
def test_that_delta_is_at_most_one_in_n(count: int, delta: float) -> None:
    assert largest_delta(count) == pytest.approx(delta)
    assert largest_delta(count) <= 1 / count


def test_that_a_missing_opacus_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)  # as where it is missing

    with pytest.raises(InputError, match=r"medviewer\[train\]"):
        require_opacus()
