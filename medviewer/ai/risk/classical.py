"""The classical models of one table, fitted, kept as plain arrays, and asked."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from pathlib import Path

import numpy as np

from medviewer.ai.risk.answers import (
    COX,
    KAPLAN_MEIER,
    LOGISTIC,
    NAIVE_BAYES,
    PREVALENCE,
    Answer,
    log_hazard,
    of_refits,
)
from medviewer.ai.risk.cox import fit_cox
from medviewer.ai.risk.kaplan_meier import StepCurve, censoring_curve, kaplan_meier
from medviewer.ai.risk.logistic import LogisticFit, fit_logistic, horizon_labels
from medviewer.ai.risk.naive_bayes import bayes_log_odds, fit_naive_bayes
from medviewer.ai.risk.outcomes import Floats, Followed, Rows

CLASSICAL_FILE = "classical.npz"
NOTHING = np.zeros(0)


@dataclass(frozen=True, slots=True)
class Classical:
    """Fits and their refits on resampled patients: the first row of an array is of all rows.

    Attributes:
        curve: (4, times) Kaplan–Meier: times, survival, low, high.
        uncensored: (2, times) times and share not yet censored.
        cox: (1 + refits, p) weights; `cox_hazard` (1 + refits, grid) cumulative baseline hazard.
        logistic: (1 + refits, p + 1) weights and intercept, at the horizon where there is a time.
        bayes: (1 + refits, 2, 2p + 1); empty with a time.
    """

    curve: Floats
    uncensored: Floats
    cox: Floats
    cox_hazard: Floats
    logistic: Floats
    bayes: Floats = field(default_factory=lambda: NOTHING)

    @property
    def is_timed(self) -> bool:
        return bool(self.cox_hazard.size)

    @property
    def kaplan_meier(self) -> StepCurve:
        times, survival, low, high = self.curve
        return StepCurve(times, survival, low, high)

    @property
    def censoring(self) -> StepCurve:
        times, share = self.uncensored
        return StepCurve(times, share, share, share)

    @property
    def names(self) -> tuple[str, ...]:
        """Every subject that can be asked."""
        return (
            (KAPLAN_MEIER, COX, LOGISTIC) if self.is_timed else (PREVALENCE, LOGISTIC, NAIVE_BAYES)
        )

    def ask(self, name: str, inputs: Floats, grid: Floats) -> Answer:
        """That subject's answer for (n, p) inputs.

        The logistic model answers for the horizon alone, and does so as log odds.
        """
        asked: dict[str, Callable[[], Answer]] = {
            KAPLAN_MEIER: lambda: self._everybody(len(inputs), grid),
            PREVALENCE: lambda: self._share(len(inputs)),
            COX: lambda: self._cox(inputs),
            LOGISTIC: lambda: self._logistic(inputs),
            NAIVE_BAYES: lambda: self._bayes(inputs),
        }
        return asked[name]()

    def _everybody(self, rows: int, grid: Floats) -> Answer:
        scale = log_hazard(-np.log(np.maximum(self.kaplan_meier.at(grid), 1e-12)))
        return Answer(np.tile(scale, (rows, 1)), np.zeros((rows, len(grid))))

    def _share(self, rows: int) -> Answer:
        share = (
            np.clip(1 - self.curve[1][-1:], 1e-6, 1 - 1e-6) if self.curve.size else np.array([0.5])
        )
        return Answer(np.full((rows, 1), np.log(share / (1 - share))), np.zeros((rows, 1)))

    def _cox(self, inputs: Floats) -> Answer:
        found = [
            log_hazard(base)[None, :] + (inputs @ weights)[:, None]
            for weights, base in zip(self.cox, self.cox_hazard, strict=True)
        ]
        return of_refits(found[0], found[1:])

    def _logistic(self, inputs: Floats) -> Answer:
        found = [
            LogisticFit(row[:-1], float(row[-1])).log_odds(inputs)[:, None] for row in self.logistic
        ]
        return of_refits(found[0], found[1:])

    def _bayes(self, inputs: Floats) -> Answer:
        found = [bayes_log_odds(fit, inputs)[:, None] for fit in self.bayes]
        return of_refits(found[0], found[1:])


@dataclass(frozen=True, slots=True)
class ClassicalPlan:
    """How to fit: `grid` empty without a time; `refits` on patients drawn with replacement."""

    grid: Floats
    horizon: float
    ridge: float
    refits: int = 0
    seed: int = 0


def fit_classical(
    inputs: Floats,
    found: Followed,
    plan: ClassicalPlan,
    check: Callable[[], None] = lambda: None,
) -> Classical:
    """Everything, on all rows and on each resampling; `check` is called between refits and may raise."""
    draws = resamplings(found, plan.refits, plan.seed)
    cox, hazards, logistic, bayes = [], [], [], []
    start: Floats | None = None
    for rows in (np.arange(len(found)), *draws):
        check()
        own, seen = inputs[rows], found.only(rows)
        if len(plan.grid):
            fit = fit_cox(own, seen, plan.ridge, start)
            start = fit.weights if start is None else start
            cox.append(fit.weights)
            hazards.append(fit.cumulative(np.zeros((1, own.shape[1])), plan.grid)[0])
        labels, weights = _labels(seen, plan)
        odds = fit_logistic(own, labels, plan.ridge, weights)
        logistic.append(np.append(odds.weights, odds.intercept))
        if not len(plan.grid):
            bayes.append(fit_naive_bayes(own, labels))
    curve, cut = kaplan_meier(found), censoring_curve(found)
    return Classical(
        np.stack([curve.times, curve.survival, curve.low, curve.high]),
        np.stack([cut.times, cut.survival]),
        np.array(cox),
        np.array(hazards),
        np.array(logistic),
        np.array(bayes),
    )


def resamplings(found: Followed, count: int, seed: int) -> list[Rows]:
    """Whole patients drawn with replacement, as rows."""
    random = np.random.default_rng(seed)
    patients = np.unique(found.group)
    rows = {int(patient): np.flatnonzero(found.group == patient) for patient in patients}
    return [
        np.concatenate([rows[int(each)] for each in random.choice(patients, len(patients))])
        for _ in range(count)
    ]


def save_classical(folder: Path, fitted: Classical) -> None:
    """Plain arrays, beside the card."""
    np.savez(folder / CLASSICAL_FILE, **{f.name: getattr(fitted, f.name) for f in fields(fitted)})


def load_classical(file: Path) -> Classical:
    """What `save_classical` wrote; never code.

    Raises:
        ValueError, KeyError, OSError: it is no such file.
    """
    with np.load(file, allow_pickle=False) as kept:
        return Classical(**{f.name: kept[f.name].astype(np.float64) for f in fields(Classical)})


def _labels(found: Followed, plan: ClassicalPlan) -> tuple[Floats, Floats]:
    if len(plan.grid):
        return horizon_labels(found, plan.horizon)
    return found.event.astype(np.float64), np.ones(len(found))
