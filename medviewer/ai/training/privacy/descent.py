"""Plain stochastic gradient descent: what private and federated training are held against, and sites do."""

import copy
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from medviewer.ai.training.privacy.cases import Cases

State = dict[str, Tensor]
PREDICTION_BATCH = 512


@dataclass(frozen=True, slots=True)
class DescentPlan:
    """Settings of one training.

    Attributes:
        batch_size: the most cases of a step; the last of a pass may have fewer.
        proximal: FedProx' μ: half of it, times the squared distance to the weights begun with, is added to
            the loss (Li et al. 2020); 0: none.
    """

    batch_size: int = 64
    learning_rate: float = 0.1
    momentum: float = 0.9
    proximal: float = 0.0


def rate_share(done: float) -> float:
    """The learning rate's share of its highest after that share of the steps: half a cosine, to zero."""
    return 0.5 * (1 + math.cos(math.pi * done))


def shuffled_batches(
    count: int, size: int, random: np.random.Generator
) -> Iterator[NDArray[np.int64]]:
    """Indices of endless passes over `count` cases, each pass in an order of its own."""
    while True:
        order = random.permutation(count).astype(np.int64)
        yield from (order[start : start + size] for start in range(0, count, size))


def steps_a_pass(count: int, size: int) -> int:
    return -(-count // size)


def descend(
    network: nn.Module, cases: Cases, plan: DescentPlan, steps: int, random: np.random.Generator
) -> None:
    """Train `network` in place over `steps` steps; the learning rate falls to zero."""
    batches = shuffled_batches(len(cases), plan.batch_size, random)
    optimizer = _optimizer(network, plan)
    for step in range(steps):
        set_rate(optimizer, plan.learning_rate * rate_share(step / steps))
        take_step(network, optimizer, cases.at(next(batches)))


def descend_passes(
    network: nn.Module, cases: Cases, plan: DescentPlan, passes: int, random: np.random.Generator
) -> None:
    """Train `network` in place over whole passes, drawn towards where it began if the plan says so."""
    begun = copy.deepcopy(list(network.parameters())) if plan.proximal else []
    batches = shuffled_batches(len(cases), plan.batch_size, random)
    optimizer = _optimizer(network, plan)
    for _ in range(passes * steps_a_pass(len(cases), plan.batch_size)):
        take_step(network, optimizer, cases.at(next(batches)), begun, plan.proximal)


def take_step(
    network: nn.Module,
    optimizer: torch.optim.Optimizer,
    batch: Cases,
    begun: list[nn.Parameter] | None = None,
    proximal: float = 0.0,
) -> None:
    """One step against the mean cross-entropy of the batch."""
    network.train()
    optimizer.zero_grad()
    loss = functional.cross_entropy(network(batch.images), batch.labels)
    for now, before in zip(network.parameters(), begun or (), strict=False):
        loss = loss + proximal / 2 * (now - before.detach()).square().sum()
    loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
    optimizer.step()


def set_rate(optimizer: torch.optim.Optimizer, rate: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = rate


@torch.inference_mode()
def probabilities(network: nn.Module, cases: Cases) -> NDArray[np.float64]:
    """(n, classes) of every case."""
    network.eval()
    parts = [
        network(cases.images[start : start + PREDICTION_BATCH]).double().softmax(dim=1)
        for start in range(0, len(cases), PREDICTION_BATCH)
    ]
    found: NDArray[np.float64] = torch.cat(parts).numpy()
    return found


def _optimizer(network: nn.Module, plan: DescentPlan) -> torch.optim.Optimizer:
    return torch.optim.SGD(network.parameters(), plan.learning_rate, plan.momentum)
