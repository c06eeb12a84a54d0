"""Generator against critic: several turns of the critic, one of the generator, the running average kept.

Chance follows from the seed and the step alone, so that a resumed training is the one that was interrupted.
"""

import json
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from medviewer.ai.networks.gan import Critic, GanShape, Generator
from medviewer.ai.training.averaging import RunningAverage, copied
from medviewer.ai.training.checkpoints import load_state, save_state
from medviewer.ai.training.gan.penalty import gradient_penalty

SEED_STRIDE = 1_000_003  # so that steps of neighbouring seeds share no chance
BETAS = (0.0, 0.9)  # of Adam, as Gulrajani et al. found them for the penalty


@dataclass(frozen=True, slots=True)
class GanPlan:
    """How the two networks are trained.

    Attributes:
        steps: turns of the generator.
        critic_turns: of the critic for each of the generator's.
        flips: sides an image may be turned to: "left_right", "up_down"; only where the anatomy has no side.
        precision: "fp32" or "bf16".
        report_every: steps between checkpoints.
    """

    steps: int = 4000
    batch_size: int = 32
    critic_turns: int = 2
    learning_rate: float = 4e-4
    penalty_weight: float = 10.0
    average_decay: float = 0.995
    flips: tuple[str, ...] = ()
    precision: str = "bf16"
    report_every: int = 100
    seed: int = 11


@dataclass(frozen=True, slots=True)
class GanReport:
    """How it stands after `step` turns of the generator; `distance` is Wasserstein's, by the critic."""

    step: int
    distance: float
    penalty: float
    seconds: float


class GanTrainer:
    """Trains on images of −1..1 with classes; classes are drawn alike, however rare one is."""

    def __init__(
        self,
        shape: GanShape,
        plan: GanPlan,
        images: NDArray[np.float32],
        classes: NDArray[np.int64],
        device: str = "cpu",
    ) -> None:
        torch.manual_seed(plan.seed)
        self._shape, self._plan, self._device = shape, plan, device
        self._images = torch.from_numpy(images).to(device)
        self._members = [
            torch.from_numpy(np.flatnonzero(classes == each)) for each in range(shape.classes)
        ]
        self.generator, self.critic = Generator(shape).to(device), Critic(shape).to(device)
        for network in (self.generator, self.critic):
            network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch forgot it
        self._average = RunningAverage(self.generator, plan.average_decay)
        self._generator_steps = self._adam(self.generator)
        self._critic_steps = self._adam(self.critic)
        self._random = torch.Generator()
        self.history: list[GanReport] = []
        self.step = 0

    def run(
        self, checkpoint: Path | None = None, report: Callable[[GanReport], None] | None = None
    ) -> Generator:
        """Train to the plan's end; the running average, ready to draw."""
        while self.step < self._plan.steps:
            self.history.append(self._stretch())
            if checkpoint:
                save_state(checkpoint, self.key, self._state())
            if report:
                report(self.history[-1])
        kept = self._average.network.eval()
        assert isinstance(kept, Generator)
        return kept

    def resume(self, checkpoint: Path) -> bool:
        """Go on from `checkpoint`; False where there is none of this plan."""
        state = load_state(checkpoint, self.key, self._device)
        if state is None:
            return False
        self.generator.load_state_dict(state["generator"])
        self.critic.load_state_dict(state["critic"])
        self._average.network.load_state_dict(state["average"])
        self._average.steps = self.step = state["step"]
        self._generator_steps.load_state_dict(state["generator_steps"])
        self._critic_steps.load_state_dict(state["critic_steps"])
        self.history = [GanReport(**line) for line in state["history"]]
        return True

    @property
    def key(self) -> str:
        """All that decides the weights, but for how long the training goes on and the images themselves."""
        deciding = asdict(self._shape) | asdict(self._plan)
        for name in ("steps", "report_every"):
            deciding.pop(name)
        return json.dumps([deciding, len(self._images)], sort_keys=True)

    def _stretch(self) -> GanReport:
        """Steps up to the next report."""
        started, first = time.monotonic(), self.step
        distances, penalties = [], []
        while self.step < min(self._plan.steps, first + self._plan.report_every):
            self._random.manual_seed(self._plan.seed * SEED_STRIDE + self.step)
            for _ in range(self._plan.critic_turns):
                distance, penalty = self._critic_turn()
                distances.append(distance)
                penalties.append(penalty)
            self._generator_turn()
            self._average.update(self.generator)
            self.step += 1
        return GanReport(
            self.step,
            float(np.mean(distances)),
            float(np.mean(penalties)),
            time.monotonic() - started,
        )

    def _critic_turn(self) -> tuple[float, float]:
        classes = self._classes()
        real = self._real(classes)
        with self._precision():
            with torch.no_grad():
                made = self.generator(self._noise(), classes).float()
            distance = self.critic(real, classes).mean() - self.critic(made, classes).mean()
            shares = torch.rand(len(real), generator=self._random).to(self._device)
            penalty = gradient_penalty(self.critic, real, made, classes, shares)
        self._critic_steps.zero_grad()
        (self._plan.penalty_weight * penalty - distance).backward()
        self._critic_steps.step()
        return float(distance.detach()), float(penalty.detach())

    def _generator_turn(self) -> None:
        classes = self._classes()
        with self._precision():
            loss = -self.critic(self.generator(self._noise(), classes), classes).mean()
        self._generator_steps.zero_grad()
        loss.backward()
        self._generator_steps.step()

    def _classes(self) -> Tensor:
        size = (self._plan.batch_size,)
        return torch.randint(self._shape.classes, size, generator=self._random).to(self._device)

    def _noise(self) -> Tensor:
        size = (self._plan.batch_size, self._shape.noise)
        return torch.randn(size, generator=self._random).to(self._device)

    def _real(self, classes: Tensor) -> Tensor:
        """One image of each class wanted, at random and perhaps flipped."""
        picks = torch.rand(len(classes), generator=self._random)
        members = [self._members[each] for each in classes.tolist()]
        chosen = torch.stack(
            [own[int(pick * len(own))] for own, pick in zip(members, picks, strict=True)]
        )
        images = self._images[chosen.to(self._device)]
        for side, axis in (("left_right", 3), ("up_down", 2)):
            if side in self._plan.flips:
                turned = torch.rand(len(images), generator=self._random) < 0.5
                mask = turned.view(-1, 1, 1, 1).to(self._device)
                images = torch.where(mask, images.flip(axis), images)
        return images

    def _precision(self) -> AbstractContextManager[object]:
        return torch.autocast(
            self._device.split(":")[0], torch.bfloat16, enabled=self._plan.precision == "bf16"
        )

    def _adam(self, network: torch.nn.Module) -> torch.optim.Optimizer:
        return torch.optim.Adam(network.parameters(), self._plan.learning_rate, BETAS)

    def _state(self) -> dict[str, object]:
        return {
            "generator": self.generator.state_dict(),
            "critic": self.critic.state_dict(),
            "average": self._average.network.state_dict(),
            "step": self.step,
            "generator_steps": self._generator_steps.state_dict(),
            "critic_steps": self._critic_steps.state_dict(),
            "history": [asdict(line) for line in self.history],
        }


def weights_of(generator: Generator) -> dict[str, Tensor]:
    """Its tensors, as they are kept."""
    kept = copied(generator.state_dict())
    return {name: value.contiguous() for name, value in kept.items()}
