"""Fits one network to a task's fit part and keeps the epoch that does best on its selection part.

per epoch: batches, augmented → loss → AdamW, one-cycle learning rate → running average of the weights
           → score of the average on the selection part → checkpoint → report
kept:      the averaged weights of the best epoch; it stops early where `patience` epochs were no better

Every random number comes from (seed, epoch), so that the same task gives the same weights on the same
machine and number of threads, whether it was interrupted or not.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from medviewer.ai.training.averaging import RunningAverage, copied
from medviewer.ai.training.batches import Batch, Feeder
from medviewer.ai.training.checkpoints import load_checkpoint, save_checkpoint
from medviewer.ai.training.distributed import Place, mean_of_all, shared_model, told_by_first
from medviewer.ai.training.division import Division
from medviewer.ai.training.objectives import Answer, Objective, SelectionScore, as_answer
from medviewer.ai.training.task import Task

WARM_UP_SHARE = 0.15  # of all steps, until the learning rate is at its highest
LARGEST_GRADIENT = 5.0  # norm; a rare bad batch may not throw the weights away
HALF = {"bf16": torch.bfloat16, "fp16": torch.float16}


@dataclass(frozen=True, slots=True)
class EpochReport:
    """One line of the learning curves; `score` and `selection_loss` are the running average's."""

    member: int
    epoch: int
    loss: float
    selection_loss: float
    score: float
    best_score: float
    learning_rate: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Trained:
    """What a run leaves: the chosen weights, their selection score, and the curves."""

    weights: dict[str, Tensor]
    score: float
    history: tuple[EpochReport, ...]


class Trainer:
    """One member's training; `run` goes on from wherever `resume` found it."""

    def __init__(
        self,
        task: Task,
        division: Division,
        network: nn.Module,
        place: Place | None = None,
        member: int = 0,
    ) -> None:
        self._task, self._member = task, member
        self._place = place or Place()
        self._fit = Feeder(task, division.fit, self._place)
        self._selection_part = division.selection
        self._selection = Feeder(task, division.selection, self._place)
        self._objective = Objective(task)
        self._network = network.to(self._place.device)
        self._network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch forgot it
        self._model = shared_model(self._network, self._place)
        plan = task.optimiser
        self._average = RunningAverage(self._network, plan.average_decay)
        self._optimizer = torch.optim.AdamW(
            self._network.parameters(), plan.learning_rate, weight_decay=plan.weight_decay
        )
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimizer,
            plan.learning_rate,
            total_steps=plan.epochs * self._fit.steps,
            pct_start=WARM_UP_SHARE,
        )
        self._scaler = torch.amp.GradScaler(self._place.kind, enabled=self._scales_gradients)
        self._best: dict[str, Tensor] = {}
        self._best_score = SelectionScore(float("-inf"), float("inf"))
        self._best_epoch = 0
        self._history: list[EpochReport] = []

    @property
    def history(self) -> tuple[EpochReport, ...]:
        """One line for every epoch done so far."""
        return tuple(self._history)

    @property
    def epoch(self) -> int:
        """Epochs done so far."""
        return len(self._history)

    def run(
        self, checkpoint: Path | None = None, report: Callable[[EpochReport], None] | None = None
    ) -> Trained:
        """Train to the plan's end or until it is no better, writing `checkpoint` after every epoch."""
        while not self._is_over():
            self._train_epoch()
            if self._place.is_first:
                if checkpoint:
                    save_checkpoint(checkpoint, self._task, self._state())
                if report:
                    report(self._history[-1])
        return Trained(self._best, self._best_score.value, tuple(self._history))

    def resume(self, checkpoint: Path) -> bool:
        """Continue from `checkpoint`; False where there is none that belongs to this task."""
        state = load_checkpoint(checkpoint, self._task, self._place.device)
        if state is None:
            return False
        self._network.load_state_dict(state["network"])
        self._average.network.load_state_dict(state["average"])
        self._average.steps = state["average_steps"]
        self._optimizer.load_state_dict(state["optimizer"])
        self._schedule.load_state_dict(state["schedule"])
        self._scaler.load_state_dict(state["scaler"])
        self._best = copied(state["best"])
        self._best_score = SelectionScore(*state["best_score"])
        self._best_epoch = state["best_epoch"]
        self._history = [EpochReport(**line) for line in state["history"]]
        return True

    @property
    def _scales_gradients(self) -> bool:
        return self._task.precision == "fp16" and self._place.kind == "cuda"

    def _is_over(self) -> bool:
        patience = self._task.optimiser.patience
        tired = bool(patience) and self.epoch - self._best_epoch >= patience
        return tired or self.epoch >= self._task.optimiser.epochs

    def _train_epoch(self) -> None:
        started = time.monotonic()
        torch.manual_seed(self._task.seed * 100_003 + self.epoch)  # dropout's chance
        loss = mean_of_all(self._fit_epoch(), self._place)
        judged = self._judged() if self._place.is_first else SelectionScore(0.0, 0.0)
        score = SelectionScore(*told_by_first([judged.value, judged.loss], self._place))
        if not self._best or score.rank > self._best_score.rank:
            self._best, self._best_score = copied(self._average.network.state_dict()), score
            self._best_epoch = self.epoch + 1
        self._history.append(
            EpochReport(
                member=self._member,
                epoch=self.epoch + 1,
                loss=loss,
                selection_loss=score.loss,
                score=score.value,
                best_score=self._best_score.value,
                learning_rate=float(self._schedule.get_last_lr()[0]),
                seconds=time.monotonic() - started,
            )
        )

    def _fit_epoch(self) -> float:
        """One pass over the fit part; the mean loss."""
        self._model.train()
        total = 0.0
        for batch in self._fit.epoch(self.epoch):
            loss = self._objective.loss(self._answer(self._model, batch), batch)
            self._optimizer.zero_grad()
            self._scaler.scale(loss).backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
            self._scaler.unscale_(self._optimizer)
            nn.utils.clip_grad_norm_(self._network.parameters(), LARGEST_GRADIENT)
            self._scaler.step(self._optimizer)
            self._scaler.update()
            self._schedule.step()
            self._average.update(self._network)
            total += float(loss.detach())
        return total / self._fit.steps

    def _judged(self) -> SelectionScore:
        self._average.network.eval()
        return self._objective.score(self._answered(), self._selection_part)

    @torch.inference_mode()
    def _answered(self) -> Iterator[tuple[Answer, Batch]]:
        for batch in self._selection.plain():
            yield self._answer(self._average.network, batch), batch

    def _answer(self, model: nn.Module, batch: Batch) -> Answer:
        """The model's answer, in the task's precision."""
        images = batch.images.to(memory_format=torch.channels_last)
        half = HALF.get(self._task.precision)
        with torch.autocast(self._place.kind, half, enabled=half is not None):
            return as_answer(model(images))

    def _state(self) -> dict[str, object]:
        return {
            "network": self._network.state_dict(),
            "average": self._average.network.state_dict(),
            "average_steps": self._average.steps,
            "optimizer": self._optimizer.state_dict(),
            "schedule": self._schedule.state_dict(),
            "scaler": self._scaler.state_dict(),
            "best": self._best,
            "best_score": [self._best_score.value, self._best_score.loss],
            "best_epoch": self._best_epoch,
            "history": [asdict(line) for line in self._history],
        }
