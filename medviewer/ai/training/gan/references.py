"""What a run keeps of its training images to judge pictures without them: features and blind projections.

A projection of some thousand pixels on 64 random directions keeps distances (Johnson and Lindenstrauss 1984)
and gives no image back.
"""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.networks.small_cnn import SmallCNN
from medviewer.ai.training.gan.judges import Pictures, features_of

DIRECTIONS = 64
PROJECTION_SEED = 20_171  # the directions follow from it and the size alone

Vectors = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seen:
    """Pictures as the judge sees them, (n, features), and blindly projected, (n, directions)."""

    features: Vectors
    pixels: Vectors
    classes: NDArray[np.int64]


def seen(judge: SmallCNN, images: Pictures, classes: NDArray[np.int64]) -> Seen:
    """Of pictures in −1..1."""
    return Seen(features_of(judge, images), projected(images), classes)


def projected(images: Pictures) -> Vectors:
    """(n, 64): pixel distances up to a common factor and some percent."""
    flat = images.reshape(len(images), -1)
    random = np.random.default_rng(PROJECTION_SEED)
    directions = random.standard_normal((flat.shape[1], DIRECTIONS)) / np.sqrt(DIRECTIONS)
    vectors: Vectors = flat @ directions
    return vectors


def seen_bytes(found: Seen) -> bytes:
    """An archive of arrays."""
    target = io.BytesIO()
    np.savez_compressed(
        target,
        features=found.features.astype(np.float32),
        pixels=found.pixels.astype(np.float32),
        classes=found.classes,
    )
    return target.getvalue()


def read_seen(data: bytes) -> Seen:
    """What `seen_bytes` wrote.

    Raises:
        ValueError: an array is missing or no number.
    """
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        features, pixels = (archive[name].astype(np.float64) for name in ("features", "pixels"))
        return Seen(features, pixels, archive["classes"].astype(np.int64))
