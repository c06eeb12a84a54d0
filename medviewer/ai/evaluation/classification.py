"""The figures of a classifier on one labelled set, by name, each with its interval."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.evaluation.operating_points import LEAST, threshold_for_specificity
from medviewer.ai.figures import decisions
from medviewer.ai.figures.discrimination import (
    Labels,
    Scores,
    area_under_roc,
    average_precision,
    macro_auc,
    mean_of_defined,
    one_against_rest,
)
from medviewer.ai.figures.intervals import Cases, intervals
from medviewer.ai.figures.reliability import (
    brier_score,
    confidence_of,
    expected_calibration_error,
    log_loss,
)
from medviewer.ai.figures.selective import area_under_risk_coverage
from medviewer.domain.model_trust import Interval

Figures = dict[str, Interval]

RATIOS = ("sensitivity", "specificity", "precision", "f1")
AT_SPECIFICITY = f"sensitivity_at_specificity_{LEAST:g}"


@dataclass(frozen=True, slots=True)
class Judgements:
    """What is judged: (n, classes) probabilities, the truth, and whom each case belongs to.

    Attributes:
        threshold: on the second class's probability where there are two; more are decided by the highest.
    """

    labels: Labels
    probabilities: Scores
    groups: NDArray[np.int64]
    threshold: float = 0.5

    @property
    def classes(self) -> int:
        count: int = self.probabilities.shape[1]
        return count

    def decided(self) -> Labels:
        """The class decided on for each case."""
        if self.classes == 2:
            return (self.probabilities[:, 1] >= self.threshold).astype(np.int64)
        likeliest: Labels = self.probabilities.argmax(axis=1).astype(np.int64)
        return likeliest

    def where(self, cases: Cases) -> "Judgements":
        return Judgements(
            self.labels[cases], self.probabilities[cases], self.groups[cases], self.threshold
        )


def figures(judgements: Judgements) -> Figures:
    """Every figure of the whole: for two classes of the second one, for more the macro means."""
    measure = _two_classes if judgements.classes == 2 else _several_classes
    return _measured(judgements, lambda drawn: {**measure(drawn), **_promises(drawn)})


def figures_by_class(judgements: Judgements, names: tuple[str, ...]) -> dict[str, Figures]:
    """Each class against the rest, with the decisions of the whole."""

    def of_classes(drawn: Judgements) -> dict[str, float]:
        matrix = matrix_of(drawn)
        aucs = one_against_rest(area_under_roc, drawn.labels, drawn.probabilities)
        precisions = one_against_rest(average_precision, drawn.labels, drawn.probabilities)
        found = {}
        for index, name in enumerate(names):
            ratios = _ratios(decisions.counts_of(matrix, index))
            areas = {"auc": float(aucs[index]), "average_precision": float(precisions[index])}
            found.update({f"{name}\n{key}": value for key, value in {**areas, **ratios}.items()})
        return found

    by_class: dict[str, Figures] = {name: {} for name in names}
    for key, interval in _measured(judgements, of_classes).items():
        name, figure = key.split("\n")
        by_class[name][figure] = interval
    return by_class


def matrix_of(judgements: Judgements) -> decisions.ConfusionMatrix:
    return decisions.confusion_matrix(judgements.labels, judgements.decided(), judgements.classes)


def baseline_figures(judgements: Judgements) -> Figures:
    """What a baseline is compared by: the area, which needs no threshold, and its own decisions."""

    def compared(drawn: Judgements) -> dict[str, float]:
        found = {
            "auc": area(drawn.labels, drawn.probabilities),
            "accuracy": float(np.mean(drawn.decided() == drawn.labels)),
        }
        if drawn.classes == 2:
            found |= {AT_SPECIFICITY: _sensitivity_at_specificity(drawn)}
        return found

    return _measured(judgements, compared)


def _two_classes(drawn: Judgements) -> dict[str, float]:
    positive = drawn.probabilities[:, 1]
    halves = decisions.count_decisions(drawn.labels, positive, 0.5)
    chosen = decisions.count_decisions(drawn.labels, positive, drawn.threshold)
    return {
        "auc": area_under_roc(drawn.labels, positive),
        "average_precision": average_precision(drawn.labels, positive),
        "accuracy": chosen.accuracy,
        **_ratios(chosen),
        "accuracy_at_half": halves.accuracy,
        AT_SPECIFICITY: _sensitivity_at_specificity(drawn),
    }


def _several_classes(drawn: Judgements) -> dict[str, float]:
    matrix = matrix_of(drawn)
    precisions = one_against_rest(average_precision, drawn.labels, drawn.probabilities)
    return {
        "auc": macro_auc(drawn.labels, drawn.probabilities),
        "average_precision": mean_of_defined(precisions),
        "accuracy": float(np.trace(matrix) / matrix.sum()),
        **{name: decisions.macro(matrix, name) for name in RATIOS},
        **{f"weighted_{name}": decisions.weighted(matrix, name) for name in RATIOS},
    }


def _promises(drawn: Judgements) -> dict[str, float]:
    """Whether the probabilities come true."""
    confidence, is_true = confidence_of(drawn.labels, drawn.probabilities)
    is_right = drawn.decided() == drawn.labels
    return {
        "ece": expected_calibration_error(confidence, is_true),
        "brier": brier_score(drawn.labels, drawn.probabilities),
        "log_loss": log_loss(drawn.labels, drawn.probabilities),
        "aurc": area_under_risk_coverage(drawn.probabilities.max(axis=1), is_right),
    }


def _ratios(counts: decisions.Counts) -> dict[str, float]:
    return {name: float(getattr(counts, name)) for name in RATIOS}


def area(labels: Labels, probabilities: Scores) -> float:
    """Under the curve of the second of two classes, or the mean one against rest of more."""
    if probabilities.shape[1] == 2:
        return area_under_roc(labels, probabilities[:, 1])
    return macro_auc(labels, probabilities)


def _sensitivity_at_specificity(drawn: Judgements) -> float:
    """Read off this set's own ROC curve: what a threshold of that specificity would find."""
    positive = drawn.probabilities[:, 1]
    if not (drawn.labels != 1).any():
        return float("nan")
    threshold = threshold_for_specificity(drawn.labels, positive, LEAST)
    return decisions.count_decisions(drawn.labels, positive, threshold).sensitivity


def _measured(
    judgements: Judgements, measure: Callable[[Judgements], Mapping[str, float]]
) -> Figures:
    return intervals(lambda cases: measure(judgements.where(cases)), judgements.groups)
