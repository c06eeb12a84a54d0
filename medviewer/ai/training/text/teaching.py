"""Teaches one text network: AdamW, one-cycle learning rate, the epoch that does best on the selection part.

Every random number comes from (seed, epoch), so that a run that was interrupted ends as one that was not.
Started by torchrun, each process teaches its share of every batch; the gradients add up to the whole batch's.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from medviewer.ai.figures.ranking import JudgedTexts, average_precisions, best_threshold, f1_figures
from medviewer.ai.networks.text_coder import TextCoder, TextNetwork
from medviewer.ai.training.checkpoints import load_state, save_state
from medviewer.ai.training.distributed import Place, shared_model, told_by_first
from medviewer.ai.training.text.lessons import Lesson, in_batches, in_order, truth_of
from medviewer.ai.training.text.objectives import (
    AskedLabels,
    asked_labels,
    labels_loss,
    marks_loss,
    single_label_loss,
)
from medviewer.ai.training.text.task import TeachingPlan, TextTask

WARM_UP_SHARE = 0.1  # of all steps, until the learning rate is at its highest
FEWEST_STEPS = 20  # the schedule is made for: torch divides by zero where warming up takes one step

Floats = NDArray[np.float64]
Weights = dict[str, Tensor]
EpochSink = Callable[[int, int], None]  # epochs done, epochs planned


@dataclass(frozen=True, slots=True)
class TextLine:
    """One epoch: mean loss of a case, score on the selection part (nan without one)."""

    epoch: int
    loss: float
    score: float


@dataclass(frozen=True, slots=True)
class Taught:
    """What a teaching leaves: the best epoch's weights, which epoch that was, and the curve."""

    weights: Weights
    epochs: int
    score: float
    history: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Classroom:
    """What is taught to whom.

    Attributes:
        words: indices of the vocabulary.
        selection: the cases that choose the epoch; none: the last epoch is taken.
        checkpoint: written after every epoch and gone on from; None: neither.
    """

    task: TextTask
    words: int
    labels: int
    fit: Sequence[Lesson]
    selection: Sequence[Lesson] = ()
    shape: TextNetwork | None = None
    seed: int = 0
    place: Place = field(default_factory=Place)
    checkpoint: Path | None = None


def teach(room: Classroom, plan: TeachingPlan, report: EpochSink = lambda done, of: None) -> Taught:
    """Teach to the plan's end, or until `patience` epochs were no better."""
    return _Teaching(room, plan).run(report)


def scores_of(network: TextCoder, lessons: Sequence[Lesson], size: int = 16) -> Floats:
    """(lessons, labels) logits."""
    network.eval()
    found = np.zeros((len(lessons), len(network.judge.bias)))
    device = network.judge.bias.device
    with torch.inference_mode():
        for places, batch in in_order(lessons, size):
            found[places] = network(batch.tokens.to(device)).logits.double().cpu().numpy()
    return found


def selection_score(scores: Floats, lessons: Sequence[Lesson], headline: str) -> float:
    """The headline figure; micro F1 at the one threshold that does best."""
    truth = truth_of(lessons, scores.shape[1])
    nobody = np.zeros(len(truth), dtype=np.int64)
    if headline == "map":
        return float(np.nanmean(average_precisions(JudgedTexts(scores, truth, nobody))))
    if headline == "accuracy":
        return float(np.mean(truth[np.arange(len(truth)), scores.argmax(axis=1)]))
    decided = scores >= best_threshold(scores.ravel(), truth.ravel())
    return f1_figures(JudgedTexts(scores, truth, nobody, decided))["micro_f1"]


class _Teaching:
    """A teaching on its way."""

    def __init__(self, room: Classroom, plan: TeachingPlan) -> None:
        self._room, self._plan = room, plan
        torch.manual_seed(room.seed)
        shape = room.shape or room.task.network
        self._network = TextCoder(room.words, room.labels, shape).to(room.place.device)
        self._start_biases()
        self._model = shared_model(self._network, room.place)
        self._optimizer = torch.optim.AdamW(
            self._network.parameters(), plan.learning_rate, weight_decay=plan.weight_decay
        )
        steps = plan.epochs * -(-len(room.fit) // plan.batch_size)
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimizer,
            plan.learning_rate,
            total_steps=max(steps, FEWEST_STEPS),
            pct_start=WARM_UP_SHARE,
        )
        self._history: list[TextLine] = []
        self._best: Weights = {}
        self._best_score, self._best_epoch = float("-inf"), 0
        self._resume()

    def run(self, report: EpochSink) -> Taught:
        while not self._is_over():
            self._teach_epoch(len(self._history))
            self._save()
            report(len(self._history), self._plan.epochs)
        return Taught(self._best, self._best_epoch, self._best_score, tuple(self._history))

    def _is_over(self) -> bool:
        done, patience = len(self._history), self._plan.patience
        return done >= self._plan.epochs or bool(patience and done - self._best_epoch >= patience)

    def _teach_epoch(self, epoch: int) -> None:
        room, plan = self._room, self._plan
        torch.manual_seed(room.seed * 100_003 + epoch)  # dropout's chance
        random = np.random.default_rng((room.seed, epoch))
        self._model.train()
        total = 0.0
        for batch in in_batches(room.fit, plan.batch_size, random, plan.word_dropout):
            asked = asked_labels(batch.lessons, room.labels, random)
            total += self._step(batch.tokens, batch.lessons, asked)
        score = self._judged()
        if not self._best or not room.selection or score > self._best_score:
            self._best = {name: value.clone() for name, value in self._network.state_dict().items()}
            self._best_score, self._best_epoch = score, epoch + 1
        self._history.append(TextLine(epoch + 1, total / max(len(room.fit), 1), score))

    def _step(self, tokens: Tensor, lessons: Sequence[Lesson], asked: AskedLabels) -> float:
        place = self._room.place
        mine = slice(place.rank, None, place.world)
        own = lessons[mine] or lessons[:1]  # of a last small batch: looked at, with no weight
        loss = self._loss(tokens[mine] if lessons[mine] else tokens[:1], own, asked)
        # Gradients are averaged over processes: this makes their mean that of the whole batch.
        share = place.world / len(lessons) if lessons[mine] else 0.0
        self._optimizer.zero_grad()
        torch.autograd.backward(loss * share)
        nn.utils.clip_grad_norm_(self._network.parameters(), self._plan.largest_gradient)
        self._optimizer.step()
        self._schedule.step()
        return float(loss.detach())

    def _loss(self, tokens: Tensor, lessons: Sequence[Lesson], asked: AskedLabels) -> Tensor:
        device = self._room.place.device
        if self._room.task.is_single_label:
            return single_label_loss(self._model(tokens.to(device)), lessons)
        answer = self._model(tokens.to(device), asked.indices.to(device))
        loss = labels_loss(answer, lessons, asked)
        if self._plan.mark_weight:
            loss = loss + self._plan.mark_weight * marks_loss(answer, lessons, asked)
        return loss

    def _judged(self) -> float:
        room = self._room
        if not room.selection:
            return float("nan")
        score = 0.0
        if room.place.is_first:
            scores = scores_of(self._network, room.selection)
            score = selection_score(scores, room.selection, room.task.headline)
        return told_by_first([score], room.place)[0]

    def _start_biases(self) -> None:
        """At the labels' frequencies: the first steps need not learn that most labels are rare."""
        share = truth_of(self._room.fit, self._room.labels).mean(axis=0).clip(1e-4, 1 - 1e-4)
        with torch.no_grad():
            self._network.judge.bias.copy_(torch.from_numpy(np.log(share / (1 - share))))

    @property
    def _key(self) -> str:
        room = self._room
        deciding = asdict(room.task)
        for name in ("card", "release", "baselines", "members", "variants"):
            deciding.pop(name)
        shape = asdict(room.shape or room.task.network)
        sizes = [room.words, room.labels, len(room.fit), len(room.selection), room.seed]
        return json.dumps([deciding, shape, asdict(self._plan), sizes], sort_keys=True)

    def _save(self) -> None:
        if self._room.checkpoint and self._room.place.is_first:
            save_state(
                self._room.checkpoint,
                self._key,
                {
                    "network": self._network.state_dict(),
                    "optimizer": self._optimizer.state_dict(),
                    "schedule": self._schedule.state_dict(),
                    "best": self._best,
                    "best_score": self._best_score,
                    "best_epoch": self._best_epoch,
                    "history": [asdict(line) for line in self._history],
                },
            )

    def _resume(self) -> None:
        room = self._room
        state = (
            load_state(room.checkpoint, self._key, room.place.device) if room.checkpoint else None
        )
        if state is None:
            return
        self._network.load_state_dict(state["network"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._schedule.load_state_dict(state["schedule"])
        self._best, self._best_score = state["best"], state["best_score"]
        self._best_epoch = state["best_epoch"]
        self._history = [TextLine(**line) for line in state["history"]]


def network_of(
    weights: Weights, words: int, labels: int, shape: TextNetwork, device: str = "cpu"
) -> TextCoder:
    """A network with those weights, ready to answer."""
    network = TextCoder(words, labels, shape)
    network.load_state_dict(weights)
    return network.to(device).eval()
