"""How far an image's features lie from those of the images a model was trained on.

Class-conditional Mahalanobis distance (Lee et al. 2018) on features of length 1: to the nearest class's mean,
in a covariance all classes share. Divided by the square root of the number of features: about 1 at home.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from medviewer.ai.guard.opinion import Opinion
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.runtime.weights import sha256
from medviewer.domain.model_card import ModelCard
from medviewer.errors import ModelUnusable
from medviewer.words import message

MEANS, WHITENING = "means", "whitening"
SMALLEST_LENGTH = 1e-8
MOST_IMAGES = 15  # of a series, evenly through it: the middle distance needs no more

Floats = NDArray[np.float32]
Distances = NDArray[np.float64]
Statistics = TypeVar("Statistics")


@dataclass(frozen=True, slots=True)
class FeatureDistance:
    """Class means (classes, d) and the whitening (d, d) that turns the covariance into the identity."""

    means: Floats
    whitening: Floats

    def __call__(self, features: Floats) -> Distances:
        """Distance (n,) of each row of features (n, d) to the nearest class."""
        white = of_length_one(features) @ self.whitening
        centres = self.means @ self.whitening
        apart = white[:, None, :].astype(np.float64) - centres[None]
        nearest: Distances = np.sqrt((apart**2).sum(axis=2).min(axis=1) / self.means.shape[1])
        return nearest

    def to_bytes(self) -> bytes:
        """As safetensors."""
        return save({MEANS: self.means, WHITENING: self.whitening})


def of_length_one(features: Floats) -> Floats:
    lengths = np.linalg.norm(features, axis=1, keepdims=True)
    scaled: Floats = features / np.maximum(lengths, SMALLEST_LENGTH)
    return scaled


def load_feature_distance(card: ModelCard, folder: Path) -> FeatureDistance | None:
    """The statistics the card names; None where it names none.

    Raises:
        ModelUnusable: the file is missing, altered or broken.
    """
    return read_statistics(card, folder, as_feature_distance)


def as_feature_distance(tensors: Mapping[str, Floats]) -> FeatureDistance:
    """As `FeatureDistance.to_bytes` named them.

    Raises:
        ValueError: their shapes do not fit each other.
    """
    means, whitening = tensors[MEANS], tensors[WHITENING]
    if means.ndim != 2 or whitening.shape != (means.shape[1],) * 2:
        raise ValueError(f"means of {means.shape} and whitening of {whitening.shape}")
    return FeatureDistance(means.astype(np.float32), whitening.astype(np.float32))


def read_statistics(
    card: ModelCard, folder: Path, parse: Callable[[Mapping[str, Floats]], Statistics]
) -> Statistics | None:
    """What `parse` makes of the tensors in the file the card names; None where it names none.

    Raises:
        ModelUnusable: the file is missing, altered or broken.
    """
    guard = card.feature_guard
    if guard is None:
        return None
    try:
        data = (folder / guard.file).read_bytes()
        if sha256(data) != guard.sha256:
            raise ValueError("it is not the file the card describes")
        return parse(load(data))
    except (OSError, KeyError, ValueError, SafetensorError) as error:
        raise ModelUnusable(
            message(
                "Guard",
                "The guard of {model} ({file}) cannot be used: {cause}. Install MedViewer again.",
                model=card.title,
                file=folder / guard.file,
                cause=str(error),
            )
        ) from error


@dataclass(frozen=True, slots=True)
class FeatureWatch:
    """The last part of the guard: an analyzer asks it about the very images its network is given."""

    model: ImageModel
    distance: FeatureDistance | None

    @classmethod
    def load(cls, model: ImageModel, folder: Path) -> "FeatureWatch":
        """The guard of `model`; it has nothing against any image where the card names no statistics.

        Raises:
            ModelUnusable: see `load_feature_distance`.
        """
        return cls(model, load_feature_distance(model.card, folder))

    def opinion(self, images: Floats) -> Opinion:
        """What the distance of images (n, rows, columns), 0..1, has against the model."""
        if self.distance is None or not len(images):
            return Opinion()
        some = images[np.unique(np.linspace(0, len(images) - 1, MOST_IMAGES).round().astype(int))]
        return judge_distances(self.model.card, self.distance(self.model.features(some)))


def judge_distances(card: ModelCard, distances: Distances) -> Opinion:
    """What the distance of an image, or the middle distance of several, has against the model."""
    guard = card.feature_guard
    if guard is None or not len(distances):
        return Opinion()
    middle = float(np.median(distances))
    if middle <= guard.warn_above:
        return Opinion()
    reason = message(
        "Guard",
        "To {model} these images look unlike those it was made from (distance {distance}; {limit} and "
        "less is usual).",
        model=card.title,
        distance=f"{middle:.3f}",
        limit=f"{guard.warn_above:.3f}",
    )
    if middle > guard.refuse_above:
        return Opinion(refusals=(reason,))
    return Opinion(warnings=(reason,))
