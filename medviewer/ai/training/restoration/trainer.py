"""Trains two restorers from one start: by absolute difference alone, and with a critic of texture beside it.

Both take the same number of steps, so that what differs between them is the critic.
"""

import copy
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from medviewer.ai.networks.restorer import PatchCritic, Restorer, RestorerShape
from medviewer.ai.training.averaging import RunningAverage
from medviewer.ai.training.checkpoints import load_state, save_state
from medviewer.ai.training.gan.penalty import gradient_penalty
from medviewer.ai.training.restoration.noise import grey_sigma, quantum_noise

SEED_STRIDE = 1_000_003
CRITIC_BETAS = (0.0, 0.9)
CHECKPOINT = "checkpoint_{phase}.pt"
CHECKPOINTS = CHECKPOINT.format(phase="*")


@dataclass(frozen=True, slots=True)
class RestorationPlan:
    """How the restorers are trained and judged.

    Attributes:
        steps: by absolute difference, from the start; `more_steps` with and without the critic after it.
        sigmas: least and greatest noise of the training, in the image's unit (HU).
        judged_sigmas: what is measured; the first is reported.
        critic_weight: of the critic beside the absolute difference.
    """

    steps: int = 1500
    more_steps: int = 500
    batch_size: int = 16
    learning_rate: float = 1e-3
    critic_learning_rate: float = 4e-4
    critic_weight: float = 2e-3
    penalty_weight: float = 10.0
    sigmas: tuple[float, float] = (20.0, 100.0)
    judged_sigmas: tuple[float, ...] = (60.0, 30.0, 90.0)
    average_decay: float = 0.99
    width: int = 32
    depth: int = 5
    precision: str = "bf16"
    report_every: int = 100
    seed: int = 11


@dataclass(frozen=True, slots=True)
class RestorationReport:
    """The mean absolute difference, in grey 0..1, over the steps up to `step` of a phase."""

    phase: str
    step: int
    difference: float


Report = Callable[[RestorationReport], None]
PHASES = ("start", "plain", "adversarial")


class RestorationTrainer:
    """Takes images of 0..1, (n, rows, columns)."""

    def __init__(
        self,
        plan: RestorationPlan,
        span: tuple[float, float],
        images: NDArray[np.float32],
        device: str = "cpu",
    ) -> None:
        self._plan, self._images, self._device = plan, images, device
        self._sigmas = grey_sigma(plan.sigmas[0], span), grey_sigma(plan.sigmas[1], span)
        self.history: list[RestorationReport] = []

    def run(self, folder: Path | None = None, report: Report | None = None) -> dict[str, Restorer]:
        """The restorers "plain" and "adversarial"; phases done in `folder` are not done again."""
        plan = self._plan
        start = self._phase("start", self._fresh(), plan.steps, folder, report)
        return {
            phase: self._phase(phase, copy.deepcopy(start), plan.more_steps, folder, report)
            for phase in PHASES[1:]
        }

    def _fresh(self) -> Restorer:
        torch.manual_seed(self._plan.seed)
        return Restorer(RestorerShape(self._plan.width, self._plan.depth)).to(self._device)

    def _phase(
        self, phase: str, network: Restorer, steps: int, folder: Path | None, report: Report | None
    ) -> Restorer:
        file = None if folder is None else folder / CHECKPOINT.format(phase=phase)
        key = json.dumps([phase, asdict(self._plan), len(self._images)], sort_keys=True)
        done = None if file is None else load_state(file, key, self._device)
        if done is not None:
            network.load_state_dict(done["network"])
            return network.eval()
        turn = _Turn(self._plan, network, phase == "adversarial", self._device)
        random = np.random.default_rng((self._plan.seed, PHASES.index(phase)))
        found = []
        for step in range(1, steps + 1):
            found.append(turn.take(*self._pair(random), 1 - step / (steps + 1)))
            if step % self._plan.report_every == 0 or step == steps:
                self.history.append(RestorationReport(phase, step, float(np.mean(found))))
                found = []
                if report:
                    report(self.history[-1])
        kept = turn.average.network.eval()
        assert isinstance(kept, Restorer)
        if file is not None:
            save_state(file, key, {"network": kept.state_dict()})
        return kept

    def _pair(self, random: np.random.Generator) -> tuple[Tensor, Tensor]:
        """Images and the same with noise, turned and mirrored by chance."""
        picks = random.integers(0, len(self._images), self._plan.batch_size)
        images = np.rot90(self._images[picks], int(random.integers(4)), axes=(1, 2))
        if random.random() < 0.5:
            images = images[:, :, ::-1]
        least, most = self._sigmas
        sigmas = random.uniform(least, most, size=(len(picks), 1, 1)).astype(np.float32)
        rows, columns = images.shape[1:]
        noisy = images + sigmas * quantum_noise((len(picks), rows, columns), random)
        clean = torch.from_numpy(np.ascontiguousarray(images))[:, None].to(self._device)
        return clean, torch.from_numpy(noisy)[:, None].to(self._device)


class _Turn:
    """One step of a restorer, and of its critic where it has one."""

    def __init__(
        self, plan: RestorationPlan, network: Restorer, has_critic: bool, device: str
    ) -> None:
        self._plan, self._device, self._has_critic = plan, device, has_critic
        self._network = network.train().requires_grad_()  # an average was frozen
        self.average = RunningAverage(network, plan.average_decay)
        self._steps = torch.optim.Adam(network.parameters(), plan.learning_rate)
        torch.manual_seed(plan.seed)
        self._critic = PatchCritic().to(device)
        self._critic_steps = torch.optim.Adam(
            self._critic.parameters(), plan.critic_learning_rate, CRITIC_BETAS
        )

    def take(self, clean: Tensor, noisy: Tensor, pace: float) -> float:
        """The absolute difference before the step; `pace` scales the learning rate, 1 down to 0."""
        for group in self._steps.param_groups:
            group["lr"] = self._plan.learning_rate * pace
        with self._precision():
            restored = self._network(noisy)
        restored = restored.float()
        if self._has_critic:
            self._judge(clean, restored.detach())
        difference = nn.functional.l1_loss(restored, clean)
        loss = difference
        if self._has_critic:
            loss = loss - self._plan.critic_weight * self._critic(restored).mean()
        self._steps.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        self._steps.step()
        self.average.update(self._network)
        return float(difference.detach())

    def _judge(self, clean: Tensor, restored: Tensor) -> None:
        classes = torch.zeros(len(clean), dtype=torch.long, device=self._device)
        shares = torch.rand(len(clean), device=self._device)
        distance = self._critic(clean).mean() - self._critic(restored).mean()
        penalty = gradient_penalty(self._critic, clean, restored, classes, shares)
        self._critic_steps.zero_grad()
        (self._plan.penalty_weight * penalty - distance).backward()
        self._critic_steps.step()

    def _precision(self) -> AbstractContextManager[object]:
        kind = self._device.split(":")[0]
        return torch.autocast(kind, torch.bfloat16, enabled=self._plan.precision == "bf16")
