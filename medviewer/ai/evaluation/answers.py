"""What a model said of labelled images, kept so that every figure is computed from one run of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.figures.discrimination import Labels, Scores
from medviewer.ai.figures.froc import ScanMarks
from medviewer.ai.runtime.calibration import calibrated
from medviewer.ai.runtime.uncertainty import class_probabilities
from medviewer.ai.training.samples import Samples
from medviewer.domain.model_trust import Calibration


class Classifier(Protocol):
    """What is judged: `ai.runtime.image_model.ImageModel`, or a test's stand-in."""

    def logits_and_lesions(
        self, images: NDArray[np.float32], /
    ) -> tuple[Scores, NDArray[np.float32] | None]:
        """(members, n, K) for images 0..1 of the input size, and `lesion_maps`."""

    def lesion_maps(self, images: NDArray[np.float32], /) -> NDArray[np.float32] | None:
        """(n, rows, columns) probability of lesion; None where it draws none."""


@dataclass(frozen=True)
class Answers:
    """Members' logits and lesion maps beside the truth.

    Attributes:
        members: (members, n, K) logits.
        lesions: (n, rows, columns) probabilities, or None.
        marks: of a detector, each image's; () of any other model.
        data: what these images are, in words for the card.
    """

    samples: Samples
    members: Scores
    lesions: NDArray[np.float32] | None
    data: str
    marks: tuple[ScanMarks, ...] = ()

    @cached_property
    def logits(self) -> Scores:
        """(n, K): the ensemble's."""
        mean: Scores = self.members.mean(axis=0)
        return mean

    @property
    def labels(self) -> Labels:
        return self.samples.labels

    @property
    def groups(self) -> Labels:
        return self.samples.groups

    def probabilities(self, calibration: Calibration | None) -> Scores:
        """(n, classes); of a single logit, absence and presence."""
        return class_probabilities(calibrated(self.logits, calibration))

    def member_probabilities(self) -> Scores:
        """(members, n, classes), uncalibrated: what each network would say alone."""
        return np.stack([class_probabilities(calibrated(one, None)) for one in self.members])

    def spread(self, calibration: Calibration | None) -> Scores:
        """(n,) standard deviation over the members of the likeliest class's probability."""
        each = np.stack([class_probabilities(calibrated(one, calibration)) for one in self.members])
        likeliest = self.probabilities(calibration).argmax(axis=1)
        spread: Scores = each[:, np.arange(len(likeliest)), likeliest].std(axis=0)
        return spread


def ask(model: Classifier, samples: Samples, data: str, names_classes: bool = True) -> Answers:
    """Run the model on every image once; one that only draws has no logits (members, n, 0)."""
    images = samples.inputs()
    if not names_classes:
        return Answers(samples, np.zeros((1, len(images), 0)), model.lesion_maps(images), data)
    logits, lesions = model.logits_and_lesions(images)
    return Answers(samples, logits, lesions, data)
