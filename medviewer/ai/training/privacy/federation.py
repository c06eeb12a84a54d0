"""Federated averaging over simulated sites (McMahan et al. 2017); with μ, FedProx (Li et al. 2020).

round: the centre's weights → every site trains some passes on its own cases → weights and a count come back
       → the centre's weights become their mean, each site counting by its cases

Sites are loops in one process, and nothing but `Update` leaves one. That is no protection by itself: updates
can be inverted into images (Zhu et al. 2019). There is no secure aggregation here, and none is claimed.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import nn

from medviewer.ai.training.privacy.cases import Cases
from medviewer.ai.training.privacy.descent import (
    DescentPlan,
    State,
    descend_passes,
    rate_share,
    steps_a_pass,
)


@dataclass(frozen=True, slots=True)
class Update:
    """All that a site hands over: its weights, and on how many cases they were trained."""

    weights: State
    count: int


@dataclass(frozen=True, slots=True)
class FederationPlan:
    """How often sites meet (`rounds`), and how many passes over its own cases each makes in between."""

    rounds: int
    local_passes: int
    descent: DescentPlan


class Site:
    """A hospital: its cases never leave it."""

    def __init__(self, cases: Cases, seed: int) -> None:
        self._cases = cases
        self._random = np.random.default_rng(seed)

    @property
    def count(self) -> int:
        return len(self._cases)

    def steps(self, plan: FederationPlan) -> int:
        """Steps it takes in one round."""
        return plan.local_passes * steps_a_pass(self.count, plan.descent.batch_size)

    def answer(self, network: nn.Module, plan: FederationPlan) -> Update:
        """What the centre's network becomes here; the centre's own stays as it is."""
        own = copy.deepcopy(network)
        descend_passes(own, self._cases, plan.descent, plan.local_passes, self._random)
        return Update(own.state_dict(), self.count)


def federate(network: nn.Module, sites: Sequence[Site], plan: FederationPlan) -> None:
    """Train `network` in place over all rounds; the learning rate falls from round to round."""
    for number in range(plan.rounds):
        rate = plan.descent.learning_rate * rate_share(number / plan.rounds)
        now = replace(plan, descent=replace(plan.descent, learning_rate=rate))
        network.load_state_dict(averaged([site.answer(network, now) for site in sites]))


def averaged(updates: Sequence[Update]) -> State:
    """The mean of the weights, each site counting by its cases."""
    total = sum(each.count for each in updates)
    return {
        name: torch.stack([each.weights[name] * (each.count / total) for each in updates]).sum(0)
        for name in updates[0].weights
    }


def rounds_for(steps: int, sites: Sequence[Site], plan: FederationPlan) -> int:
    """As many rounds as `steps` steps of all sites together pay for, one at least."""
    return max(1, round(steps / sum(site.steps(plan) for site in sites)))
