"""Whether probabilities come true: calibration error, Brier score, log loss, reliability diagram."""

import numpy as np

from medviewer.ai.figures.discrimination import Labels, Scores
from medviewer.domain.model_trust import ReliabilityBin

BINS = 15
SMALLEST_PROBABILITY = 1e-12  # keeps the log loss of a confident mistake finite


def reliability_bins(
    confidence: Scores, is_true: Labels, bins: int = BINS
) -> tuple[ReliabilityBin, ...]:
    """Cases in order of confidence, cut into bins of equal mass (fewer than `bins` cases: one each)."""
    parts = np.array_split(np.argsort(confidence, kind="stable"), bins)
    return tuple(
        ReliabilityBin(
            float(confidence[part].mean()), float(np.mean(is_true[part] == 1)), len(part)
        )
        for part in parts
        if len(part)
    )


def expected_calibration_error(confidence: Scores, is_true: Labels, bins: int = BINS) -> float:
    """Mean gap between promise and outcome over bins of equal mass.

    Equal mass, not equal width: Nixon et al., Measuring Calibration in Deep Learning (2019). It is biased
    upwards by chance: 15 bins of 35 cases show about 0.03 even of a perfectly calibrated model.
    """
    found = reliability_bins(confidence, is_true, bins)
    gaps = sum(each.count * abs(each.predicted - each.observed) for each in found)
    return gaps / len(confidence)


def confidence_of(labels: Labels, probabilities: Scores) -> tuple[Scores, Labels]:
    """What a calibration error is measured on, from (n, K) probabilities.

    Two classes: the probability of the second one, and whether it was that. More: the probability of the
    class decided on, and whether that was right (top-label calibration).
    """
    if probabilities.shape[1] == 2:
        return probabilities[:, 1], (labels == 1).astype(np.int64)
    decided = probabilities.argmax(axis=1)
    top: Scores = probabilities.max(axis=1)
    return top, (decided == labels).astype(np.int64)


def brier_score(labels: Labels, probabilities: Scores) -> float:
    """Mean squared distance to the truth.

    Two classes: of the second class's probability (0 best, 0.25 for knowing nothing). More: summed over the
    classes, as Brier (1950) did.
    """
    if probabilities.shape[1] == 2:
        return float(np.mean((probabilities[:, 1] - (labels == 1)) ** 2))
    truth = np.eye(probabilities.shape[1])[labels]
    return float(np.mean(np.sum((probabilities - truth) ** 2, axis=1)))


def log_loss(labels: Labels, probabilities: Scores) -> float:
    """Mean negative log probability of the true class, in nats."""
    of_truth = probabilities[np.arange(len(labels)), labels]
    return float(-np.mean(np.log(np.maximum(of_truth, SMALLEST_PROBABILITY))))
