"""Calibration of foretold risks at the horizon, with intervals, and its groups as plain values."""

import math
from dataclasses import asdict

import numpy as np

from medviewer.ai.figures.intervals import UNMEASURED, intervals
from medviewer.ai.risk.horizon_calibration import calibration_groups, horizon_calibration
from medviewer.ai.risk.outcomes import Floats, Followed, Rows
from medviewer.domain.model_trust import Interval

ROUNDS, FEW_ROUNDS = 100, 40  # each costs three small regressions
MANY_ROWS = 300  # above which fewer resamplings do
MOST_ROWS = 1000  # judged by; of more, so many are drawn once
NAMES = ("observed_to_foretold", "calibration_slope", "ici")


def calibration_intervals(found: Followed, risk: Floats, horizon: float) -> dict[str, Interval]:
    """Observed over foretold, slope and mean distance; those that are not defined are left out."""
    if len(found) > MOST_ROWS:
        rows = np.random.default_rng(0).choice(len(found), MOST_ROWS, replace=False)
        found, risk = found.only(rows), risk[rows]

    def measure(cases: Rows) -> dict[str, float]:
        try:
            seen = horizon_calibration(found.only(cases), risk[cases], horizon)
        except np.linalg.LinAlgError:  # a resampling of next to no outcomes
            return dict.fromkeys(NAMES, math.nan)
        return dict(zip(NAMES, (seen.observed_to_foretold, seen.slope, seen.ici), strict=True))

    rounds = ROUNDS if len(found) <= MANY_ROWS else FEW_ROUNDS
    measured = intervals(measure, found.group, rounds=rounds)
    return {name: each for name, each in measured.items() if each is not UNMEASURED}


def group_values(found: Followed, risk: Floats, horizon: float) -> list[dict[str, object]]:
    """The calibration plot's points."""
    return [asdict(each) for each in calibration_groups(found, risk, horizon)]
