"""The figures of every subject of a risk model on the same rows, with intervals by resampling patients."""

from dataclasses import dataclass

import numpy as np

from medviewer.ai.evaluation.risk.calibrating import calibration_intervals
from medviewer.ai.figures.intervals import intervals
from medviewer.ai.risk.answers import KAPLAN_MEIER, LOGISTIC, Answer
from medviewer.ai.risk.brier import BrierScores, brier_scores, judged_times
from medviewer.ai.risk.concordance import (
    Concordance,
    concordance,
    discrimination_at,
    uncensored_weights,
)
from medviewer.ai.risk.kaplan_meier import StepCurve
from medviewer.ai.risk.outcomes import Floats, Followed, Rows, followed
from medviewer.domain.model_trust import Interval

MANY_ROWS = 1500  # above which fewer resamplings give as steady an interval
ROUNDS, FEW_ROUNDS = 1000, 300
C_INDEX, AUC = "c_index", "auc"
LEAST_CHANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Judged:
    """The rows to judge by.

    Attributes:
        grid: times of answers; empty without a time.
        uncensored: of the training rows.
        folds: of each row where several models answered; None where one did.
    """

    found: Followed
    grid: Floats
    horizon: float
    uncensored: StepCurve
    folds: Rows | None = None

    @property
    def is_timed(self) -> bool:
        return bool(len(self.grid))

    @property
    def at_horizon(self) -> int:
        """The column of answers at the horizon."""
        return int(np.argmin(np.abs(self.grid - self.horizon)))

    @property
    def rounds(self) -> int:
        return ROUNDS if len(self.found) <= MANY_ROWS else FEW_ROUNDS


def judge(name: str, answer: Answer, by: Judged) -> dict[str, Interval]:
    """That subject's figures.

    With a time: concordance (Harrell and by Uno's weights), discrimination and squared error at the horizon,
    and integrated over time; calibration at the horizon. Rows that begin late have concordance only, since
    nobody says what was foretold for them before.
    """
    if not by.is_timed:
        return _judge_chance(answer, by)
    figures = _ordering(answer, by)
    if by.found.begins_late:
        return {each: figures[each] for each in (C_INDEX,)}
    risk = risk_at_horizon(name, answer, by)
    figures |= _errors(name, answer, by, risk)
    if name == KAPLAN_MEIER:  # one forecast for everybody has no slope
        return figures
    return figures | calibration_intervals(by.found, risk, by.horizon)


def risk_at_horizon(name: str, answer: Answer, by: Judged) -> Floats:
    """(n,) foretold risk of the outcome by the horizon; at all, without a time."""
    if name == LOGISTIC or not by.is_timed:
        return answer.chance()[:, 0]
    found: Floats = 1 - answer.survival()[:, by.at_horizon]
    return found


def _ordering(answer: Answer, by: Judged) -> dict[str, Interval]:
    score = answer.score
    pairs = concordance(by.found, score, by.folds)
    then = discrimination_at(by.found, score, by.horizon, by.folds)
    squared = uncensored_weights(by.found, by.uncensored)
    once = uncensored_weights(by.found, by.uncensored, power=1)

    def measure(cases: Rows) -> dict[str, float]:
        counts = np.bincount(cases, minlength=len(by.found)).astype(np.float64)
        return {
            C_INDEX: pairs.share(counts),
            "c_index_ipcw": pairs.share(counts, squared),
            "auc_at_horizon": then.share(counts, once),
        }

    return intervals(measure, by.found.group, rounds=by.rounds)


def _errors(name: str, answer: Answer, by: Judged, risk: Floats) -> dict[str, Interval]:
    at_horizon = brier_scores(by.found, (1 - risk)[:, None], np.array([by.horizon]), by.uncensored)
    times = judged_times(by.grid, by.uncensored)
    times = times[times <= by.found.time.max()]
    curve: BrierScores | None = None
    if name != LOGISTIC and len(times) > 1:
        survival = answer.survival()[:, np.searchsorted(by.grid, times)]
        curve = brier_scores(by.found, survival, times, by.uncensored)

    def measure(cases: Rows) -> dict[str, float]:
        counts = np.bincount(cases, minlength=len(by.found)).astype(np.float64)
        own = {"brier_at_horizon": float(at_horizon.at_each(counts)[0])}
        return own if curve is None else own | {"ibs": curve.integrated(counts)}

    return intervals(measure, by.found.group, rounds=by.rounds)


def _judge_chance(answer: Answer, by: Judged) -> dict[str, Interval]:
    chance = np.clip(answer.chance()[:, 0], LEAST_CHANCE, 1 - LEAST_CHANCE)
    pairs = _classes(by, answer.score)
    is_positive = by.found.event.astype(np.float64)
    squared = (chance - is_positive) ** 2
    surprise = -np.log(np.where(by.found.event, chance, 1 - chance))
    is_right = (chance >= 0.5) == by.found.event

    def measure(cases: Rows) -> dict[str, float]:
        counts = np.bincount(cases, minlength=len(by.found)).astype(np.float64)
        return {
            AUC: pairs.share(counts),
            "brier": float(squared[cases].mean()),
            "log_loss": float(surprise[cases].mean()),
            "accuracy": float(is_right[cases].mean()),
            "observed_to_foretold": float(is_positive[cases].mean() / chance[cases].mean()),
        }

    return intervals(measure, by.found.group, rounds=by.rounds)


def _classes(by: Judged, score: Floats) -> Concordance:
    """An outcome without a time is one before all that have none."""
    as_times = followed(np.where(by.found.event, 1, 2), by.found.event, group=by.found.group)
    return discrimination_at(as_times, score, 1.0, by.folds)
