"""What is examined: one explanation method on one model, with the images and labels it speaks for."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.runtime.explanations.methods import Maps, explained
from medviewer.ai.runtime.image_model import ImageModel, Images
from medviewer.ai.runtime.uncertainty import class_probabilities
from medviewer.ai.training.samples import Samples
from medviewer.domain.model_trust import ExplanationTest

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cases:
    """Images and, for each, the index of the logit that is explained; `masks` (n, rows, columns) or None."""

    images: Images
    targets: NDArray[np.int64]
    masks: NDArray[np.uint8] | None = None

    def __len__(self) -> int:
        return len(self.targets)

    def first(self, count: int) -> "Cases":
        masks = None if self.masks is None else self.masks[:count]
        return Cases(self.images[:count], self.targets[:count], masks)


@dataclass(frozen=True, slots=True)
class Subject:
    """A method under examination.

    Attributes:
        cases: images of a label, explained for that label; the model says so too.
        others: images explained for a label they do not bear.
        data: what the images are, in words for the card.
        own: (n, h, w) the method's maps of the cases; made once, for most tests ask for them.
    """

    model: ImageModel
    method: str
    cases: Cases
    others: Cases
    data: str
    own: Maps

    def maps(self, cases: Cases, model: ImageModel | None = None) -> Maps:
        """(n, h, w) of each image's target; of another model, if one is given."""
        return maps_by(self.method, model or self.model, cases)

    def row(
        self,
        name: str,
        value: float,
        gate: str = "",
        *,
        is_passed: bool = True,
        count: int | None = None,
    ) -> ExplanationTest:
        """One line of the card; `count` images where not all cases were looked at."""
        return ExplanationTest(
            self.method,
            name,
            float(value),
            gate,
            bool(is_passed),
            f"{self.data}, {len(self.cases) if count is None else count} images",
        )


def maps_by(method: str, model: ImageModel, cases: Cases) -> Maps:
    """The images of each target are explained together; answers in the order of the cases."""
    parts = {
        int(target): explained(method, model, cases.images[cases.targets == target], int(target))
        for target in np.unique(cases.targets)
    }
    size = next(iter(parts.values())).shape[1:]
    maps = np.empty((len(cases), *size), np.float32)
    for target, part in parts.items():
        maps[cases.targets == target] = part
    return maps


def target_column(probabilities: Floats, targets: NDArray[np.int64]) -> Floats:
    """Of (n, K) the column of each row's target."""
    column: Floats = probabilities[np.arange(len(targets)), targets]
    return column


def choose_cases(model: ImageModel, samples: Samples, most: int, seed: int) -> tuple[Cases, Cases]:
    """At most `most` images whose label the model finds, and as many explained for a label they lack.

    Of a single label the others are images without it; of several, the same images and the next label.
    """
    order = np.random.default_rng(seed).permutation(len(samples))
    mixed = samples.where(order)
    probabilities = class_probabilities(model.probabilities(mixed.inputs()).probabilities)
    is_found = probabilities.argmax(axis=1) == mixed.labels
    labels = model.card.labels
    if len(labels) == 1:
        bearing = _cases(
            mixed, is_found & (mixed.labels == 1), most, np.zeros(len(mixed), np.int64)
        )
        lacking = _cases(mixed, mixed.labels == 0, most, np.zeros(len(mixed), np.int64))
        return bearing, lacking
    bearing = _cases(mixed, is_found, most, mixed.labels)
    return bearing, replace(bearing, targets=(bearing.targets + 1) % len(labels))


def _cases(
    samples: Samples, keep: NDArray[np.bool_], most: int, targets: NDArray[np.int64]
) -> Cases:
    places = np.flatnonzero(keep)[:most]
    chosen = samples.where(places)
    return Cases(chosen.inputs(), targets[places], outlines(chosen))


def outlines(samples: Samples) -> NDArray[np.uint8] | None:
    """The expert's masks; where there are boxes only, these filled."""
    if samples.masks is not None or samples.boxes is None or not len(samples):
        return samples.masks
    rows, columns = samples.size
    down, across = np.arange(rows)[:, None] + 0.5, np.arange(columns)[None, :] + 0.5
    filled = [
        (across > x0) & (across < x1) & (down > y0) & (down < y1)
        for x0, y0, x1, y1 in samples.boxes
    ]
    return np.stack(filled).astype(np.uint8)
