"""Losses counted by hand, intervals of follow-up, and networks that find a known effect."""

import math

import numpy as np
import pytest
import torch

from medviewer.ai.networks.risk import RiskInputs
from medviewer.ai.risk.concordance import concordance
from medviewer.ai.risk.outcomes import Followed, followed
from medviewer.ai.runtime.risk.risk_system import linear_predictions
from medviewer.ai.training.risk.intervals import interval_ends, interval_labels
from medviewer.ai.training.risk.losses import cox_loss, hazard_loss
from medviewer.ai.training.risk.network_fitting import (
    NetworkPlan,
    train_cox_networks,
    train_hazard_networks,
)
from medviewer.progress import Cancelled, CancelToken

QUICK = NetworkPlan(members=1, epochs=25)


def rows_of_known_hazard() -> tuple[np.ndarray, Followed]:
    random = np.random.default_rng(3)
    inputs = random.normal(size=(150, 2))
    reached = random.exponential(np.exp(-1.5 * inputs[:, 0]))
    cut = random.uniform(0.5, 4, 150)
    return inputs, followed(np.minimum(reached, cut), reached < cut)


def test_that_the_cox_loss_is_the_partial_likelihood() -> None:
    log_hazard = torch.tensor([math.log(3.0), 0.0])

    found = cox_loss(log_hazard, torch.tensor([1.0, 2.0]), torch.tensor([1.0, 0.0]), torch.zeros(2))

    assert float(found) == pytest.approx(-math.log(3 / 4))


def test_that_a_batch_without_an_outcome_costs_nothing() -> None:
    assert float(cox_loss(torch.ones(2), torch.ones(2), torch.zeros(2), torch.zeros(2))) == 0


def test_that_the_hazard_loss_counts_only_intervals_at_risk() -> None:
    at_risk, reached = torch.tensor([[1.0, 0.0]]), torch.tensor([[1.0, 0.0]])

    found = hazard_loss(torch.tensor([[0.0, 99.0]]), at_risk, reached)

    assert float(found) == pytest.approx(math.log(2))


def test_that_a_row_censored_past_the_middle_of_an_interval_was_at_risk_in_it() -> None:
    found = followed([1.5, 0.5, 1.2, 3.0], [True, False, False, False], start=[0, 0, 0, 2.2])

    at_risk, reached = interval_labels(found, np.array([1.0, 2.0, 3.0]))

    assert at_risk.tolist() == [[1, 1, 0], [1, 0, 0], [1, 0, 0], [0, 0, 1]]
    assert reached.tolist() == [[0, 1, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]


def test_that_intervals_end_at_quantiles_of_outcomes() -> None:
    ends = interval_ends(followed(np.arange(1, 25), [True] * 24), last=30.0)

    assert len(ends) == 4
    assert ends[-1] == 30
    assert ends[1] == pytest.approx(12.5)


def test_that_both_networks_learn_who_comes_first() -> None:
    inputs, found = rows_of_known_hazard()
    ends = interval_ends(found, 3.0)

    hazard = train_hazard_networks(inputs, found, ends, QUICK, lambda: None)
    cox = train_cox_networks(inputs, found, QUICK, lambda: None)

    with torch.no_grad():
        logits = hazard[0](RiskInputs(torch.tensor(inputs).float())).sum(1).double().numpy()
    assert concordance(found, logits).share() > 0.7
    assert concordance(found, linear_predictions(tuple(cox), inputs)[0]).share() > 0.7


def test_that_training_stops_when_asked() -> None:
    inputs, found = rows_of_known_hazard()
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        train_cox_networks(inputs, found, QUICK, token.check)
