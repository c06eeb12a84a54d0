"""On the selection part: how network and baselines are blended, where thresholds lie, and who answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from medviewer.ai.figures.discrimination import mean_of_defined
from medviewer.ai.figures.ranking import (
    JudgedTexts,
    average_precisions,
    best_threshold,
    best_thresholds,
    f1_figures,
)
from medviewer.ai.figures.reliability import expected_calibration_error
from medviewer.ai.runtime.text.coder_files import StoredBlend, StoredThresholds
from medviewer.ai.runtime.text.suggesting import LEAST_PROBABILITY
from medviewer.ai.text.blend import blended, feature_names, features

FEWEST_OF_A_LABEL = 5  # positives a threshold of its own is chosen from
FOLDS = 4  # a blend is judged on cases it was not fitted on
SHOWN = 20  # suggestions a reader sees: what must come true
LARGEST_ERROR = 0.05  # of calibration; above it scores are not called percentages

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the selection part decided.

    Attributes:
        headlines: of every subject, the figure it was chosen by.
        calibration_error: of the blend's probabilities among the suggestions a reader sees.
    """

    blend: StoredBlend | None
    thresholds: tuple[StoredThresholds, ...]
    default: str
    headlines: dict[str, float]
    calibration_error: float


@dataclass(frozen=True, slots=True)
class SelectionScores:
    """What the subjects said of the selection part.

    Attributes:
        scores: of each subject, (cases, labels).
        truth: (cases, labels).
        beyond: (cases,) true labels that are none of these.
        groups: (cases,)
        shares: (labels,) of the cases taught.
    """

    scores: Mapping[str, Floats]
    truth: Bools
    beyond: Integers
    groups: Integers
    shares: Floats


def choose(found: SelectionScores, headline: str) -> Chosen:
    """Blend, thresholds, and the subject with the best headline; on a tie the simpler one."""
    scores = dict(found.scores)
    blend = None
    if "network" in scores and len(scores) > 1:
        names = feature_names(tuple(scores))
        of_each = features(scores, found.shares, names)
        blend = _fitted(of_each, found.truth, names)
        scores["ensemble"] = _cross_fitted(of_each, found, names)
    thresholds = tuple(_thresholds(name, each, found.truth) for name, each in scores.items())
    headlines = {
        name: headline_of(each, found, headline, limits)
        for (name, each), limits in zip(scores.items(), thresholds, strict=True)
    }
    default = max(headlines, key=lambda name: headlines[name])
    error = shown_error(scores[default], found.truth) if default == "ensemble" else float("nan")
    return Chosen(blend, thresholds, default, headlines, error)


def headline_of(
    scores: Floats, found: SelectionScores, headline: str, limits: StoredThresholds
) -> float:
    """The one figure subjects are chosen by."""
    decided = scores >= limits.of(scores.shape[1])
    judged = JudgedTexts(scores, found.truth, found.beyond, decided)
    if headline == "map":
        return mean_of_defined(average_precisions(judged))
    if headline == "accuracy":
        return float(judged.hits[:, 0].mean())
    return f1_figures(judged)["micro_f1"]


def shown_probabilities(scores: Floats, truth: Bools) -> tuple[Floats, Integers]:
    """Of the labels of every text that a reader is shown: the promised probability, and whether it came true.

    Those below `LEAST_PROBABILITY` are not shown; they hardly ever come true, so that counting them would let
    any coder of few labels pass for calibrated.
    """
    order = np.argsort(-scores, axis=1, kind="stable")[:, :SHOWN]
    promised = 1 / (1 + np.exp(-np.take_along_axis(scores, order, axis=1)))
    came = np.take_along_axis(truth, order, axis=1)
    is_shown = promised >= LEAST_PROBABILITY
    return promised[is_shown], came[is_shown].astype(np.int64)


def shown_error(scores: Floats, truth: Bools) -> float:
    """The calibration error among the suggestions a reader sees; not a number where there are none."""
    promised, came = shown_probabilities(scores, truth)
    return expected_calibration_error(promised, came) if len(promised) else float("nan")


def _thresholds(name: str, scores: Floats, truth: Bools) -> StoredThresholds:
    common = best_threshold(scores.ravel(), truth.ravel())
    own = best_thresholds(scores, truth, common, FEWEST_OF_A_LABEL)
    labels = np.flatnonzero(own != common)
    return StoredThresholds(
        name,
        common,
        tuple(int(each) for each in labels),
        tuple(float(own[each]) for each in labels),
    )


def _cross_fitted(of_each: Floats, found: SelectionScores, names: Sequence[str]) -> Floats:
    """What blends fitted on other groups say of each."""
    result = np.zeros(found.truth.shape)
    folds = found.groups % FOLDS
    for fold in np.unique(folds):
        inside = folds == fold
        fit = ~inside if (~inside).any() and found.truth[~inside].any() else inside
        blend = _fitted(of_each[fit], found.truth[fit], names)
        result[inside] = blended(of_each[inside], blend.weights, blend.offset)
    return result


def _fitted(of_each: Floats, truth: Bools, names: Sequence[str]) -> StoredBlend:
    """Features are brought to one scale for the fit and back for use; all cells count, true or not."""
    rows, came = of_each.reshape(-1, of_each.shape[-1]), truth.ravel()
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    if came.all() or not came.any():
        return StoredBlend(tuple(names), (0.0,) * len(names), 0.0)
    fitted = LogisticRegression(C=1.0, max_iter=500).fit((rows - middle) / spread, came)
    weights = fitted.coef_[0] / spread
    offset = float(fitted.intercept_[0] - weights @ middle)
    return StoredBlend(tuple(names), tuple(float(each) for each in weights), offset)
