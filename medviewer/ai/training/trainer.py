"""Fit a `SliceCNN` to patches: seeded, resumable, judged after every epoch on patches it is not fitted to.

per epoch: shuffled batches → augmented → weighted cross-entropy → AdamW, one-cycle learning rate
→ running average of the weights → AUC on the selection patches → checkpoint
kept:      the averaged weights of the epoch with the best selection AUC
"""

import copy
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from medviewer.ai.evaluation.discrimination import area_under_roc
from medviewer.ai.networks.slice_cnn import SliceCNN
from medviewer.ai.training.augment.draws import draws_for
from medviewer.ai.training.augment.recipe import parse_recipe
from medviewer.ai.training.augment.scene import Scene
from medviewer.ai.training.datasets import PatchSet

logger = logging.getLogger(__name__)

POSITIVE_WEIGHT = 2.0  # negatives are five times as many; the full ratio only costs specificity
LABEL_SMOOTHING = 0.02  # some labels are one reader's word against three
AVERAGE_DECAY = 0.995  # of the running average of weights: about the last three epochs
WEIGHT_DECAY = 0.02
INFERENCE_BATCH = 256
# An axial patch about a nodule has no up, down or side. Scale covers real spacings (0.5 to 0.95 mm)
# beside the analyzer's 0.7 mm, shift a candidate finder that is off, noise and blur dose and kernel.
AUGMENTATION: dict[str, dict[str, object]] = {
    "geometry": {
        "turn_deg": 180.0,
        "scale": [0.8, 1.25],
        "shift_px": 3.0,
        "flips": ["left_right"],
        "padding": "reflection",
    },
    "resolution": {"blur_share": 0.3, "blur_px": [0.7, 0.7]},
    "intensity": {"gain_sigma": 0.05, "offset_sigma": 0.02},  # 28 HU
    "noise": {"largest_sigma": 0.05},  # 70 HU
}


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """Everything that decides the outcome; a checkpoint of another plan is not resumed."""

    epochs: int = 40
    batch_size: int = 64
    learning_rate: float = 3e-3
    seed: int = 7
    device: str = "cpu"


@dataclass(frozen=True, slots=True)
class EpochReport:
    """What a progress bar says after an epoch."""

    epoch: int
    loss: float
    selection_auc: float
    best_auc: float


class Trainer:
    """One training run; `run` returns the chosen network."""

    def __init__(self, plan: TrainingPlan, fit: PatchSet, selection: PatchSet) -> None:
        torch.manual_seed(plan.seed)
        self._plan = plan
        self._device = torch.device(plan.device)
        self._pixels = as_input(fit.pixels)
        self._labels = torch.from_numpy(fit.labels).float()
        self._selection = selection
        self._augment = parse_recipe(AUGMENTATION)
        self._random = torch.Generator().manual_seed(plan.seed)
        self._network = SliceCNN().to(self._device)
        self._average = copy.deepcopy(self._network)
        self._best: dict[str, Tensor] = {}
        self._best_auc = 0.0
        self._epoch = 0
        self._steps = -(-len(fit) // plan.batch_size)
        self._optimizer = torch.optim.AdamW(
            self._network.parameters(), plan.learning_rate, weight_decay=WEIGHT_DECAY
        )
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimizer,
            plan.learning_rate,
            total_steps=plan.epochs * self._steps,
            pct_start=0.15,
        )

    def run(self, checkpoint: Path, report: Callable[[EpochReport], None]) -> SliceCNN:
        """Train to the plan's end, writing `checkpoint` after every epoch."""
        while self._epoch < self._plan.epochs:
            loss = self._fit_epoch()
            auc = area_under_roc(self._selection.labels, logits(self._average, self._selection))
            if not self._best or auc > self._best_auc:
                self._best_auc, self._best = auc, _copied(self._average.state_dict())
            self._epoch += 1
            self._save(checkpoint)
            report(EpochReport(self._epoch, loss, auc, self._best_auc))
        chosen = SliceCNN()
        chosen.load_state_dict(self._best)
        return chosen.eval()

    @property
    def epoch(self) -> int:
        """Epochs done so far."""
        return self._epoch

    def resume(self, checkpoint: Path) -> bool:
        """Continue from `checkpoint`; False where there is none or it belongs to another plan."""
        if not checkpoint.is_file():
            return False
        saved = torch.load(checkpoint, map_location=self._device, weights_only=True)
        if saved["plan"] != _plan_key(self._plan):
            logger.warning("The checkpoint belongs to other settings; training starts afresh")
            return False
        self._network.load_state_dict(saved["network"])
        self._average.load_state_dict(saved["average"])
        self._optimizer.load_state_dict(saved["optimizer"])
        self._schedule.load_state_dict(saved["schedule"])
        self._random.set_state(saved["random"].cpu())
        torch.set_rng_state(saved["torch_random"].cpu())
        self._best, self._best_auc = saved["best"], saved["best_auc"]
        self._epoch = saved["epoch"]
        return True

    def _fit_epoch(self) -> float:
        self._network.train()
        total = 0.0
        for batch in torch.split(self._shuffled(), self._plan.batch_size):
            draws = draws_for(self._plan.seed, self._epoch, batch.tolist())
            patches = self._augment(Scene(self._pixels[batch]), draws).images.to(self._device)
            loss = self._loss(self._network(patches)[:, 0], self._labels[batch].to(self._device))
            self._optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves this method untyped
            self._optimizer.step()
            self._schedule.step()
            self._update_average()
            total += float(loss.detach())
        return total / self._steps

    def _shuffled(self) -> Tensor:
        return torch.randperm(len(self._labels), generator=self._random)

    def _loss(self, predicted: Tensor, labels: Tensor) -> Tensor:
        target = labels * (1 - 2 * LABEL_SMOOTHING) + LABEL_SMOOTHING
        weight = 1 + (POSITIVE_WEIGHT - 1) * labels
        return functional.binary_cross_entropy_with_logits(predicted, target, weight)

    @torch.no_grad()
    def _update_average(self) -> None:
        done = self._epoch * self._steps
        decay = AVERAGE_DECAY if done else 0.9  # forget the random start quickly
        current = self._network.state_dict()
        for name, value in self._average.state_dict().items():
            if value.dtype.is_floating_point:
                value.lerp_(current[name], 1 - decay)
            else:
                value.copy_(current[name])

    def _save(self, checkpoint: Path) -> None:
        checkpoint.parent.mkdir(parents=True, exist_ok=True)
        fresh = checkpoint.with_suffix(".tmp")
        torch.save(
            {
                "plan": _plan_key(self._plan),
                "epoch": self._epoch,
                "network": self._network.state_dict(),
                "average": self._average.state_dict(),
                "optimizer": self._optimizer.state_dict(),
                "schedule": self._schedule.state_dict(),
                "random": self._random.get_state(),
                "torch_random": torch.get_rng_state(),
                "best": self._best,
                "best_auc": self._best_auc,
            },
            fresh,
        )
        fresh.replace(checkpoint)  # a killed run leaves the last whole checkpoint


def as_input(pixels: NDArray[np.uint8]) -> Tensor:
    """Patches (n, 50, 50) of 0..255 to the network's (n, 1, 50, 50) of 0..1."""
    return torch.from_numpy(pixels)[:, None].float() / 255


@torch.inference_mode()
def logits(network: SliceCNN, patches: PatchSet) -> NDArray[np.float64]:
    """The network's logit for every patch, without augmentation."""
    network.eval()
    device = next(network.parameters()).device
    inputs = torch.split(as_input(patches.pixels), INFERENCE_BATCH)
    parts = [network(part.to(device))[:, 0] for part in inputs]
    result: NDArray[np.float64] = torch.cat(parts).double().cpu().numpy()
    return result


def _plan_key(plan: TrainingPlan) -> list[int | float]:
    """What must agree for a checkpoint to be resumed; the device need not."""
    return [plan.epochs, plan.batch_size, plan.learning_rate, plan.seed]


def _copied(state: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: value.detach().clone() for name, value in state.items()}
