"""The figures of an evaluation as the rows of a model card, and back: what differs from a card."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from medviewer.ai.evaluation.classification import Figures
from medviewer.ai.evaluation.evaluate import Evaluation
from medviewer.ai.evaluation.figure_names import LESIONS, RIVALS, subject, title
from medviewer.ai.training.samples import VALIDATION
from medviewer.domain.model_card import Metric
from medviewer.domain.model_trust import (
    AbstentionRule,
    ConformalRule,
    Interval,
    OperatingPoint,
)
from medviewer.errors import InputError
from medviewer.words import message

DIGITS = 4
TOLERANCE = 0.005  # of a figure: another processor's rounding may carry one case across a threshold
INTERVAL_TOLERANCE = (
    0.01  # of an interval's ends, which hang on single cases more than the figure does
)
OF_CLASSES = (
    "auc",
    "sensitivity",
    "specificity",
    "precision",
    "f1",
)  # what the card says of each class


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that was not found again."""

    subject: str
    name: str
    stated: Interval
    found: Interval | None

    def __str__(self) -> str:
        again = "not measured" if self.found is None else _words(self.found)
        return f"{self.subject}, {self.name}: the card says {_words(self.stated)}; here {again}"


def card_metrics(evaluation: Evaluation) -> tuple[Metric, ...]:
    """Every figure a card states of this split; those that are not defined are left out."""
    return tuple(
        Metric(who, name, *_rounded(found), evaluation.data, evaluation.split)
        for who, name, found in _rows(evaluation)
        if all(math.isfinite(value) for value in (found.value, found.low, found.high))
    )


def differences(evaluation: Evaluation) -> tuple[Difference, ...]:
    """Figures of the card for this split that are not found again within the tolerances.

    Baselines are compared where they were fitted. On the official validation split the card's
    calibration, operating points and promises are compared, too.

    Raises:
        InputError: the card states nothing of this split.
    """
    stated = list(_stated(evaluation))
    if not stated:
        raise InputError(
            message(
                "Evaluation",
                "The card of {model} states no figures of the split “{split}”, so there is nothing to "
                "compare. Leave out --against-card, or name the split the card states.",
                model=evaluation.card.title,
                split=evaluation.split,
            )
        )
    found = {
        (who, name): interval for who, name, interval in (*_rows(evaluation), *_kept(evaluation))
    }
    return tuple(
        Difference(who, name, interval, found.get((who, name)))
        for who, name, interval in stated
        if not _agrees(interval, found.get((who, name)))
    )


def compared_count(evaluation: Evaluation) -> int:
    """How many figures `differences` compares."""
    return len(list(_stated(evaluation)))


Row = tuple[str, str, Interval]


def _rows(evaluation: Evaluation) -> Iterator[Row]:
    """Subject, name and figure in the order of the card's table."""
    who, classes = subject(evaluation.card), len(evaluation.classes)
    yield from _titled(who, evaluation.figures, classes)
    yield from _titled(LESIONS, evaluation.localisation)
    for name, figures in evaluation.baselines.items():
        yield from _titled(name, figures, classes)
    for name, figures in evaluation.per_class.items():
        chosen = {key: figures[key] for key in OF_CLASSES}
        yield from _titled(f"{who}: {name}", chosen)
    for name, figures in evaluation.subgroups.items():
        yield from _titled(f"{who}: {name} only", figures, classes)


def _titled(who: str, figures: Figures, classes: int = 2) -> Iterator[Row]:
    for key, interval in figures.items():
        yield who, title(key, classes), interval


def _stated(evaluation: Evaluation) -> Iterator[Row]:
    """What the card says of this split and can be measured again, not of unfitted baselines."""
    card = evaluation.card
    unfitted = set(RIVALS) - set(evaluation.baselines)
    for metric in card.metrics:
        if metric.split == evaluation.split and metric.subject not in unfitted:
            yield metric.subject, metric.name, Interval(metric.value, metric.low, metric.high)
    if evaluation.split == VALIDATION:  # where the card's promises were measured
        yield from _promised(card.operating_points, card.conformal, card.abstention)


def _kept(evaluation: Evaluation) -> Iterator[Row]:
    """The promises as measured now, under the names of `_promised`."""
    found = evaluation.promises
    yield from _promised(found.operating_points, found.conformal, found.abstention)


def _promised(
    points: tuple[OperatingPoint, ...],
    conformal: ConformalRule | None,
    abstention: AbstentionRule | None,
) -> Iterator[Row]:
    for point in points:
        who = f"{point.name} point of {point.label}"
        yield who, "sensitivity", point.sensitivity
        yield who, "specificity", point.specificity
        yield who, "positive predictive value", point.ppv
    if conformal is not None:
        yield "prediction sets", "coverage", conformal.coverage
    if abstention is not None:
        yield "abstaining", "coverage", abstention.coverage
        yield "abstaining", "error where it answers", abstention.error_answered


def _agrees(stated: Interval, found: Interval | None) -> bool:
    if found is None:
        return False
    pairs = (
        (stated.value, found.value, TOLERANCE),
        (stated.low, found.low, INTERVAL_TOLERANCE),
        (stated.high, found.high, INTERVAL_TOLERANCE),
    )
    return all(abs(a - b) <= tolerance or _both_undefined(a, b) for a, b, tolerance in pairs)


def _both_undefined(a: float, b: float) -> bool:
    return math.isnan(a) and math.isnan(b)


def _rounded(found: Interval) -> tuple[float, float, float]:
    return round(found.value, DIGITS), round(found.low, DIGITS), round(found.high, DIGITS)


def _words(found: Interval) -> str:
    return f"{found.value:.4f} [{found.low:.4f}, {found.high:.4f}]"
