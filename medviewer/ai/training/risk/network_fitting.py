"""Trains the small networks of a table: each member on patients drawn again, stopped by those not drawn."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from medviewer.ai.networks.risk import CoxNetwork, EncoderShape, HazardNetwork, RiskInputs
from medviewer.ai.risk.classical import resamplings
from medviewer.ai.risk.outcomes import Floats, Followed, Rows
from medviewer.ai.training.risk.intervals import interval_labels
from medviewer.ai.training.risk.losses import cox_loss, hazard_loss

BATCH = 256
N = TypeVar("N", bound=nn.Module)


@dataclass(frozen=True, slots=True)
class NetworkPlan:
    """How the networks of a table are trained.

    Attributes:
        patience: epochs without a better loss on the patients not drawn before a member stops.
    """

    hidden: int = 16
    dropout: float = 0.3
    members: int = 8
    epochs: int = 150
    patience: int = 20
    learning_rate: float = 0.005
    weight_decay: float = 0.02
    seed: int = 0


Loss = Callable[[nn.Module, Rows], Tensor]
Check = Callable[[], None]


def train_hazard_networks(
    inputs: Floats, found: Followed, ends: Floats, plan: NetworkPlan, check: Check
) -> list[HazardNetwork]:
    """Members of the discrete-time hazard network."""
    at_risk, reached = (torch.tensor(each).float() for each in interval_labels(found, ends))
    values = torch.tensor(inputs).float()
    shape = EncoderShape(inputs.shape[1], plan.hidden, plan.dropout)
    share = (reached.sum(0) + 0.5) / (at_risk.sum(0) + 1)

    def loss(network: nn.Module, rows: Rows) -> Tensor:
        picks = torch.from_numpy(rows)
        return hazard_loss(network(RiskInputs(values[picks])), at_risk[picks], reached[picks])

    def make() -> HazardNetwork:
        network = HazardNetwork(shape, len(ends))
        with torch.no_grad():
            network.base.copy_(torch.logit(share))
        return network

    return [_trained(make, loss, rows, plan, check) for rows in _draws(found, plan)]


def train_cox_networks(
    inputs: Floats, found: Followed, plan: NetworkPlan, check: Check
) -> list[CoxNetwork]:
    """Members of the Cox network."""
    values = torch.tensor(inputs).float()
    time, start = torch.tensor(found.time).float(), torch.tensor(found.start).float()
    event = torch.tensor(found.event).float()
    shape = EncoderShape(inputs.shape[1], plan.hidden, plan.dropout)

    def loss(network: nn.Module, rows: Rows) -> Tensor:
        picks = torch.from_numpy(rows)
        log_hazard = network(RiskInputs(values[picks]))
        return cox_loss(log_hazard, time[picks], event[picks], start[picks])

    return [
        _trained(lambda: CoxNetwork(shape), loss, rows, plan, check) for rows in _draws(found, plan)
    ]


@dataclass(frozen=True, slots=True)
class _Draw:
    """Rows to learn from, rows to stop by, and the seed of this member."""

    learnt: Rows
    stopping: Rows
    seed: int


def _draws(found: Followed, plan: NetworkPlan) -> list[_Draw]:
    draws = []
    for index, rows in enumerate(resamplings(found, plan.members, plan.seed)):
        left_out = np.setdiff1d(np.arange(len(found)), rows)
        enough = found.event[left_out].sum() > 1
        draws.append(_Draw(rows, left_out if enough else np.unique(rows), plan.seed + index))
    return draws


def _trained(make: Callable[[], N], loss: Loss, draw: _Draw, plan: NetworkPlan, check: Check) -> N:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(draw.seed)
        return _fit(make(), loss, draw, plan, check)


def _fit(network: N, loss: Loss, draw: _Draw, plan: NetworkPlan, check: Check) -> N:
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=plan.learning_rate, weight_decay=plan.weight_decay
    )
    random = np.random.default_rng(draw.seed)
    best, waited, kept = np.inf, 0, deepcopy(network.state_dict())
    for _ in range(plan.epochs):
        check()
        _epoch(network, optimiser, loss, random.permutation(draw.learnt))
        now = _stopping_loss(network, loss, draw.stopping)
        if now < best - 1e-5:
            best, waited, kept = now, 0, deepcopy(network.state_dict())
        elif (waited := waited + 1) >= plan.patience:
            break
    network.load_state_dict(kept)
    return network.eval()


def _epoch(network: nn.Module, optimiser: torch.optim.Optimizer, loss: Loss, rows: Rows) -> None:
    network.train()
    for part in np.array_split(rows, max(1, round(len(rows) / BATCH))):
        optimiser.zero_grad()
        value = loss(network, part)
        value.backward()  # type: ignore[no-untyped-call]  # torch's
        nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()


def _stopping_loss(network: nn.Module, loss: Loss, rows: Rows) -> float:
    network.eval()
    with torch.no_grad():
        parts = np.array_split(rows, max(1, round(len(rows) / (4 * BATCH))))
        return float(np.mean([float(loss(network, part)) for part in parts]))
