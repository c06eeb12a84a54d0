"""DP-SGD (Abadi et al. 2016): each image's gradient is clipped, the sum is noised, before anybody sees it.

step: Poisson draw → gradients of each image → clip each to `largest_norm` → sum + noise → SGD
kept: a running average of the weights, which costs no privacy, since it is made of what was already noised

The guarantee is of one image: of a patient with k images it is k times ε, and δ grows, too. The noise comes
from torch's generator, which is not a cryptographic one, so that a table can be made again: good for
measuring what privacy costs, not for weights that are given away.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from medviewer.ai.training.averaging import RunningAverage
from medviewer.ai.training.privacy.accounting import Mechanism, require_opacus
from medviewer.ai.training.privacy.cases import Cases
from medviewer.ai.training.privacy.descent import rate_share, set_rate

if TYPE_CHECKING:
    from opacus.optimizers import DPOptimizer


@dataclass(frozen=True, slots=True)
class PrivatePlan:
    """Settings of one private training, or of its twin without noise and clipping.

    Attributes:
        batch_size: cases a step has on average.
        largest_norm: to which each image's gradient is clipped.
        average_decay: of the running average, a step.
    """

    steps: int = 400
    batch_size: int = 256
    learning_rate: float = 3.0
    momentum: float = 0.9
    largest_norm: float = 0.5
    average_decay: float = 0.98

    def drawn(self, count: int) -> int:
        """Cases a step has on average where there are `count`."""
        return min(self.batch_size, count)

    def mechanism(self, noise: float, count: int) -> Mechanism:
        """What accountants ask of a training of `count` cases."""
        return Mechanism(noise, self.drawn(count) / count, self.steps)


def train_private(
    network: nn.Module, cases: Cases, plan: PrivatePlan, noise: float, seed: int
) -> nn.Module:
    """The averaged network after all steps; `network` itself is trained in place.

    Args:
        noise: times `largest_norm`; see `accounting.noise_for`.

    Raises:
        InputError: Opacus is not installed.
    """
    require_opacus()
    from opacus import GradSampleModule

    sampled = GradSampleModule(network, loss_reduction="sum")
    try:
        optimizer = private_optimizer(network, plan, noise, len(cases), seed)
        return _trained(sampled, network, optimizer, cases, plan, seed)
    finally:
        sampled.remove_hooks()


def train_twin(network: nn.Module, cases: Cases, plan: PrivatePlan, seed: int) -> nn.Module:
    """The same draws and steps without clipping and noise."""
    return _trained(network, network, _plain_optimizer(network, plan), cases, plan, seed)


def private_optimizer(
    network: nn.Module, plan: PrivatePlan, noise: float, count: int, seed: int
) -> "DPOptimizer":
    """Clips the `grad_sample` of each parameter by image, sums, adds noise, and steps."""
    from opacus.optimizers import DPOptimizer

    return DPOptimizer(
        _plain_optimizer(network, plan),
        noise_multiplier=noise,
        max_grad_norm=plan.largest_norm,
        expected_batch_size=plan.drawn(count),
        loss_reduction="sum",
        generator=torch.Generator().manual_seed(seed),
    )


def poisson_batches(count: int, plan: PrivatePlan, seed: int) -> Iterator[NDArray[np.int64]]:
    """`plan.steps` draws: each case is in each of them by chance alone, as the accountants assume.

    A draw may be empty; noise is added to it all the same.
    """
    random = np.random.default_rng(seed)
    share = plan.mechanism(0.0, count).share
    for _ in range(plan.steps):
        yield np.flatnonzero(random.random(count) < share).astype(np.int64)


def _trained(
    model: nn.Module,
    network: nn.Module,
    optimizer: torch.optim.Optimizer,
    cases: Cases,
    plan: PrivatePlan,
    seed: int,
) -> nn.Module:
    """The average of `network` over the steps of `model`, which is it, or it with gradients by image.

    Gradients are sums, so the learning rate is that of one case.
    """
    average = RunningAverage(network, plan.average_decay)
    rate = plan.learning_rate / plan.drawn(len(cases))
    for step, chosen in enumerate(poisson_batches(len(cases), plan, seed)):
        set_rate(optimizer, rate * rate_share(step / plan.steps))
        optimizer.zero_grad()
        batch = cases.at(chosen)
        with warnings.catch_warnings():  # torch's hooks wonder that images need no gradient
            warnings.simplefilter("ignore")
            loss = functional.cross_entropy(model(batch.images), batch.labels, reduction="sum")
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        optimizer.step()
        average.update(network)
    return average.network


def _plain_optimizer(network: nn.Module, plan: PrivatePlan) -> torch.optim.SGD:
    return torch.optim.SGD(network.parameters(), plan.learning_rate, plan.momentum)
