"""What a task's network is trained for, and how well it does on the selection part."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from medviewer.ai.figures.discrimination import area_under_roc, macro_auc
from medviewer.ai.figures.froc import ScanMarks, competition_metric
from medviewer.ai.figures.localisation import dice
from medviewer.ai.networks.centre_net import CentreOutput
from medviewer.ai.training.batches import Batch
from medviewer.ai.training.centres import CentreMaps, centre_loss, marks_of
from medviewer.ai.training.losses import label_loss, lesion_loss
from medviewer.ai.training.samples import Samples
from medviewer.ai.training.task import Task

LESION_THRESHOLD_LOGIT = 0.0  # a pixel counts as lesion above one half


class Answer(NamedTuple):
    """What a network says of a batch; None where it says nothing of the kind.

    Attributes:
        labels: (n, outputs) logits.
        lesions: (n, 1, rows, columns) logits.
        centres: maps of lesions' centres.
    """

    labels: Tensor | None = None
    lesions: Tensor | None = None
    centres: CentreMaps | None = None


class Drawn(Protocol):
    """The output of a network that draws lesions, and may name them."""

    @property
    def lesion_logits(self) -> Tensor: ...

    @property
    def label_logits(self) -> Tensor | None: ...


def as_answer(output: Tensor | Drawn | CentreMaps) -> Answer:
    """A classifier gives a tensor, a detector its maps, a network that draws both kinds of logits."""
    if isinstance(output, Tensor):
        return Answer(labels=output)
    if isinstance(output, CentreOutput):
        return Answer(centres=output)
    drawn = cast(Drawn, output)
    return Answer(drawn.label_logits, drawn.lesion_logits)


@dataclass(frozen=True, slots=True)
class SelectionScore:
    """How the selection part is done; `value` is the higher the better, ties go to the lower loss."""

    value: float
    loss: float

    @property
    def rank(self) -> tuple[float, float]:
        return round(self.value, 4), -self.loss


class Objective:
    """Loss and selection score of one task."""

    def __init__(self, task: Task) -> None:
        self._labels = "classification" in task.kind
        self._lesions = "segmentation" in task.kind
        self._lesion_weight = task.optimiser.lesion_weight
        self._focal_gamma = task.optimiser.focal_gamma if task.imbalance == "focal" else 0.0

    def loss(self, answer: Answer, batch: Batch) -> Tensor:
        """Mean over the batch; a task with several parts sums them."""
        total = batch.images.new_zeros(())
        if self._labels and answer.labels is not None:
            logits = answer.labels.float()
            total = total + label_loss(logits, batch.targets, batch.weights, self._focal_gamma)
        if self._lesions and answer.lesions is not None and batch.masks is not None:
            total = total + self._lesion_weight * lesion_loss(answer.lesions.float(), batch.masks)
        if answer.centres is not None and batch.boxes is not None:
            channel = batch.targets.argmax(dim=1)  # of a single output the first
            rows = batch.images.shape[-2]
            total = total + centre_loss(answer.centres, batch.boxes, channel, rows)
        return total

    @torch.inference_mode()
    def score(self, answered: Iterable[tuple[Answer, Batch]], samples: Samples) -> SelectionScore:
        """The mean of what applies: AUC (macro for three classes or more), mean Dice, CPM of a detector."""
        losses, tally, first = 0.0, _Tally(), 0
        for answer, batch in answered:
            count = len(batch.images)
            losses += float(self.loss(answer, batch)) * count
            if self._labels and answer.labels is not None:
                tally.logits.append(answer.labels.double().cpu().numpy())
            if self._lesions and answer.lesions is not None and samples.masks is not None:
                found = (answer.lesions[:, 0] > LESION_THRESHOLD_LOGIT).to(torch.uint8)
                tally.overlaps.append(
                    dice(found.cpu().numpy(), samples.masks[first : first + count])
                )
            if answer.centres is not None and batch.boxes is not None:
                tally.marks += marks_of(answer.centres, batch.boxes, batch.images.shape[-2])
            first += count
        return SelectionScore(tally.value(samples.labels), losses / len(samples))


@dataclass(slots=True)
class _Tally:
    """What the answers about a part add up to."""

    logits: list[NDArray[np.float64]] = field(default_factory=list)
    overlaps: list[NDArray[np.float64]] = field(default_factory=list)
    marks: list[ScanMarks] = field(default_factory=list)

    def value(self, labels: NDArray[np.int64]) -> float:
        measures = []
        if self.logits:
            measures.append(discrimination(np.concatenate(self.logits), labels))
        if self.overlaps:
            measures.append(float(np.concatenate(self.overlaps).mean()))
        if self.marks:
            measures.append(competition_metric(tuple(self.marks)))
        return float(np.mean(measures))


def discrimination(logits: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """AUC of (n, 1) logits, macro AUC of (n, K) ones."""
    if logits.shape[1] == 1:
        return area_under_roc(labels, logits[:, 0])
    return macro_auc(labels, logits - logits.mean(axis=1, keepdims=True))
