"""What a text network is taught by: its labels, and where the words stand that say why.

Of thousands of labels a batch has a few hundred; the others are sampled, each standing for as many as were
not, so that the loss is the whole loss on average and a step costs a fraction.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from medviewer.ai.networks.text_coder import CoderAnswer
from medviewer.ai.training.text.lessons import Lesson

MOST_OTHERS = 160  # labels of no case of the batch that a step looks at
SMALLEST_MASS = 1e-6  # of attention; keeps the logarithm of none finite


@dataclass(frozen=True, slots=True)
class AskedLabels:
    """The labels a step looks at.

    Attributes:
        indices: (asked,) ascending.
        weights: (asked,) how many labels each stands for where a case does not have it.
    """

    indices: Tensor
    weights: Tensor

    @property
    def places(self) -> dict[int, int]:
        """Label -> its place among those asked."""
        return {label: place for place, label in enumerate(self.indices.tolist())}


def asked_labels(
    lessons: Sequence[Lesson], labels: int, random: np.random.Generator
) -> AskedLabels:
    """Every label a case of the batch has, and some of the others."""
    present = np.unique(
        np.concatenate([np.empty(0, np.int64), *(each.targets for each in lessons)])
    )
    others = np.setdiff1d(np.arange(labels), present)
    drawn = random.choice(others, min(MOST_OTHERS, len(others)), replace=False)
    weights = np.ones(labels, dtype=np.float32)
    weights[drawn] = len(others) / max(len(drawn), 1)
    indices = np.union1d(present, drawn).astype(np.int64)
    return AskedLabels(torch.from_numpy(indices), torch.from_numpy(weights[indices]))


def labels_loss(answer: CoderAnswer, lessons: Sequence[Lesson], asked: AskedLabels) -> Tensor:
    """Binary cross-entropy summed over labels and cases, as if every label had been asked."""
    places = asked.places
    truth = torch.zeros_like(answer.logits)
    for row, lesson in enumerate(lessons):
        truth[row, [places[int(label)] for label in lesson.targets]] = 1.0
    each = functional.binary_cross_entropy_with_logits(answer.logits, truth, reduction="none")
    return (each * asked.weights.to(each)).sum()


def single_label_loss(answer: CoderAnswer, lessons: Sequence[Lesson]) -> Tensor:
    """Cross-entropy summed over the cases, every label asked."""
    targets = torch.tensor([int(lesson.targets[0]) for lesson in lessons])
    return functional.cross_entropy(
        answer.logits, targets.to(answer.logits.device), reduction="sum"
    )


def marks_loss(answer: CoderAnswer, lessons: Sequence[Lesson], asked: AskedLabels) -> Tensor:
    """The negative log of the share of each marked label's attention that lies on its words, summed."""
    places = asked.places
    marked = [
        (row, places[label], where)
        for row, lesson in enumerate(lessons)
        for label, where in lesson.marks
        if label in places
    ]
    if not marked:
        return answer.logits.new_zeros(())
    mask = torch.zeros((len(marked), answer.attention.shape[2]))
    for number, (_, _, where) in enumerate(marked):
        mask[number, torch.from_numpy(where)] = 1.0
    rows, columns = [each[0] for each in marked], [each[1] for each in marked]
    mass = (answer.attention[rows, columns] * mask.to(answer.logits)).sum(dim=1)
    return -(mass + SMALLEST_MASS).log().sum()
