"""From a trained model to what its card states: calibration, thresholds, promises and figures.

calibration part → method and parameters → thresholds → conformal quantiles → rule to abstain
official val     → what all of these are worth, and every figure of the card
"""

import math
from dataclasses import dataclass, fields, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from medviewer.ai.evaluation.answers import Answers
from medviewer.ai.evaluation.calibrating import CalibrationSet, fit_calibration
from medviewer.ai.evaluation.classification import Judgements
from medviewer.ai.evaluation.conformal import fit_conformal, measure_conformal
from medviewer.ai.evaluation.operating_points import Sample, choose_thresholds, measure_point
from medviewer.ai.figures.discrimination import Scores
from medviewer.ai.figures.intervals import bootstrap
from medviewer.ai.figures.reliability import (
    confidence_of,
    expected_calibration_error,
    reliability_bins,
)
from medviewer.ai.figures.selective import choose_abstention, measure_abstention
from medviewer.ai.runtime.uncertainty import answered, is_informative, prediction_sets
from medviewer.ai.training.judging_plan import CALIBRATION, JudgingPlan
from medviewer.domain.model_card import ModelCard
from medviewer.domain.model_trust import (
    AbstentionRule,
    Calibration,
    ConformalRule,
    Interval,
    OperatingPoint,
    ReliabilityBin,
)

DIGITS = 4  # of what a card states

Stated = TypeVar("Stated", Calibration, OperatingPoint, ConformalRule, AbstentionRule)


@dataclass(frozen=True, slots=True)
class Parts:
    """A model's answers on what its promises are fitted to, and on what they are measured on."""

    calibration: Answers
    validation: Answers

    def named(self, name: str) -> Answers:
        return self.calibration if name == CALIBRATION else self.validation


def judged(card: ModelCard, parts: Parts, plan: JudgingPlan) -> ModelCard:
    """`card` with everything that is fitted on the calibration part and measured on `val`, but metrics."""
    calibration = calibrate(parts)
    points = operating_points(card.labels, calibration, parts, plan)
    conformal = promise(calibration, parts, plan.alpha)
    decided = replace(
        card,
        calibration=short(calibration),
        is_calibrated=calibration.is_trustworthy and plan.shows_percentages,
        operating_points=tuple(short(point) for point in points if is_defined(point)),
        score_threshold=_reporting_threshold(card, points, plan),
        conformal=replace(short(conformal), mean_set_size=round(conformal.mean_set_size, DIGITS)),
    )
    return replace(decided, abstention=abstention(decided, parts))


def calibrate(parts: Parts) -> Calibration:
    """Fit on the calibration part, measure on `val`."""
    fitted, seen = parts.calibration, parts.validation
    found = CalibrationSet(fitted.logits, fitted.labels, fitted.groups)
    calibration = fit_calibration(found, fitted.data)
    confidence, is_true = confidence_of(seen.labels, seen.probabilities(calibration))
    return replace(
        calibration,
        ece=bootstrap(
            lambda truth, promised: expected_calibration_error(promised, truth),
            is_true,
            confidence,
            groups=seen.groups,
        ),
        measured_on=seen.data,
        reliability=tuple(_short_bin(each) for each in reliability_bins(confidence, is_true)),
    )


def operating_points(
    labels: tuple[str, ...], calibration: Calibration, parts: Parts, plan: JudgingPlan
) -> tuple[OperatingPoint, ...]:
    """Three thresholds for every label, chosen on the part the plan names, measured on `val`."""
    found = []
    for index, label in enumerate(labels):
        chosen_on = label_sample(parts.named(plan.threshold_on), calibration, index, len(labels))
        measured_on = label_sample(parts.validation, calibration, index, len(labels))
        if plan.threshold_on != CALIBRATION:
            measured_on = replace(
                measured_on, data=f"{measured_on.data}; chosen on the same images"
            )
        for name, threshold in choose_thresholds(chosen_on, plan.specificity).items():
            found.append(measure_point(name, label, threshold, measured_on, plan.prevalence))
    return tuple(found)


def promise(calibration: Calibration, parts: Parts, alpha: float) -> ConformalRule:
    """Conformal quantiles from the calibration part, coverage on `val`."""
    fitted, seen = parts.calibration, parts.validation
    rule = fit_conformal(fitted.labels, fitted.probabilities(calibration), alpha)
    return measure_conformal(
        rule, seen.labels, seen.probabilities(calibration), seen.groups, seen.data
    )


def abstention(card: ModelCard, parts: Parts) -> AbstentionRule | None:
    """The rule chosen on the calibration part, and what it does on `val`."""
    if card.conformal is None:
        return None
    fitted, seen = parts.calibration, parts.validation
    kept = prediction_sets(fitted.probabilities(card.calibration), card.conformal)
    rule = choose_abstention(
        fitted.spread(card.calibration), is_informative(kept), is_right(card, fitted)
    )
    kept = prediction_sets(seen.probabilities(card.calibration), card.conformal)
    speaks = answered(kept, seen.spread(card.calibration), rule)
    measured = measure_abstention(rule, speaks, is_right(card, seen), seen.groups, seen.data)
    return short(measured) if is_defined(measured) else None


def short(stated: Stated) -> Stated:
    """With measured figures to four digits, as a card states them; what is applied keeps its own."""
    changes = {
        each.name: _short_interval(value)
        for each in fields(stated)
        if isinstance(value := getattr(stated, each.name), Interval)
    }
    return replace(stated, **changes)  # type: ignore[arg-type]  # intervals by name


def _short_interval(found: Interval) -> Interval:
    return Interval(*(round(value, DIGITS) for value in (found.value, found.low, found.high)))


def _short_bin(found: ReliabilityBin) -> ReliabilityBin:
    return ReliabilityBin(
        round(found.predicted, DIGITS), round(found.observed, DIGITS), found.count
    )


def is_defined(stated: OperatingPoint | AbstentionRule) -> bool:
    """Whether each of its figures is a number: none is where nothing was called positive, or answered."""
    found = (getattr(stated, each.name) for each in fields(stated))
    return all(math.isfinite(each.value) for each in found if isinstance(each, Interval))


def judgements(card: ModelCard, answers: Answers) -> Judgements:
    """The answers as the card's calibration and threshold decide them."""
    return Judgements(
        answers.labels,
        answers.probabilities(card.calibration),
        answers.groups,
        card.score_threshold,
    )


def is_right(card: ModelCard, answers: Answers) -> NDArray[np.bool_]:
    """(n,) whether the class decided on is the true one."""
    found: NDArray[np.bool_] = judgements(card, answers).decided() == answers.labels
    return found


def label_sample(
    answers: Answers, calibration: Calibration | None, index: int, labels: int
) -> Sample:
    """One label against the rest; a single label is the second of two classes."""
    column = 1 if labels == 1 else index
    scores: Scores = answers.probabilities(calibration)[:, column]
    truth = (answers.labels == column).astype(np.int64)
    return Sample(truth, scores, answers.groups, answers.data)


def _reporting_threshold(
    card: ModelCard, points: tuple[OperatingPoint, ...], plan: JudgingPlan
) -> float:
    """The single label's threshold; of several labels the likeliest is decided on, whatever its score."""
    if len(card.labels) > 1:
        return card.score_threshold
    chosen = (point.threshold for point in points if point.name == plan.threshold)
    return next(chosen, card.score_threshold)
