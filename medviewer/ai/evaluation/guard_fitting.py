"""Fits a model's feature guard: where its training images lie, and how far out its calibration images go."""

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.runtime.feature_guard import FeatureDistance, of_length_one
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.runtime.weights import sha256
from medviewer.ai.training.samples import Samples
from medviewer.domain.model_trust import FeatureGuard

FILE = "guard.safetensors"
WARN_QUANTILE, REFUSE_QUANTILE = 0.95, 0.99  # of the calibration images' distances
# Other scanners' images lie further out than one's own calibration images and are no wrong input: only what
# is this many times as far is refused, what lies between is warned about.
REFUSE_MARGIN = 1.5

Floats = NDArray[np.float32]


def fit_guard(
    model: ImageModel, fit: Samples, calibration: Samples
) -> tuple[FeatureDistance, FeatureGuard]:
    """Statistics from the images weights were fitted to, thresholds from those kept for calibration."""
    distance = fitted_distance(features_of(model, fit), fit.labels)
    at_home = distance(features_of(model, calibration))
    guard = FeatureGuard(
        FILE,
        sha256(distance.to_bytes()),
        warn_above=round(float(np.quantile(at_home, WARN_QUANTILE)), 4),
        refuse_above=round(REFUSE_MARGIN * float(np.quantile(at_home, REFUSE_QUANTILE)), 4),
    )
    return distance, guard


def fitted_distance(features: Floats, labels: NDArray[np.int64]) -> FeatureDistance:
    """Means of each label's features (n, d), of length 1, and the inverse root of their covariance."""
    unit = of_length_one(features).astype(np.float64)
    names, places = np.unique(labels, return_inverse=True)
    means = np.stack([unit[labels == name].mean(axis=0) for name in names])
    covariance = shrunk_covariance(unit - means[places])
    values, vectors = np.linalg.eigh(covariance)
    whitening = vectors / np.sqrt(np.maximum(values, np.finfo(np.float32).tiny))
    return FeatureDistance(means.astype(np.float32), whitening.astype(np.float32))


def shrunk_covariance(centred: NDArray[np.float64]) -> NDArray[np.float64]:
    """Covariance of rows (n, d), drawn towards a multiple of the identity (Ledoit and Wolf 2004)."""
    count, width = centred.shape
    sample = centred.T @ centred / count
    target = np.trace(sample) / width * np.eye(width)
    apart = ((sample - target) ** 2).sum()
    squared = centred**2
    spread = ((squared.T @ squared / count) - sample**2).sum() / count
    share = 0.0 if apart == 0 else float(np.clip(spread / apart, 0, 1))
    shrunk: NDArray[np.float64] = (1 - share) * sample + share * target
    return shrunk


def features_of(model: ImageModel, samples: Samples) -> Floats:
    return model.features(samples.inputs())
