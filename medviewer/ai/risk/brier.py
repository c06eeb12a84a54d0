"""Squared error of a survival curve where follow-up is cut short: Graf's Brier score, and over time."""

from dataclasses import dataclass

import numpy as np

from medviewer.ai.risk.kaplan_meier import StepCurve
from medviewer.ai.risk.outcomes import Floats, Followed

LEAST_UNCENSORED = 0.05


@dataclass(frozen=True, slots=True)
class BrierScores:
    """Each row's weighted squared error at each time: (n, times)."""

    errors: Floats
    times: Floats

    def at_each(self, counts: Floats | None = None) -> Floats:
        """(times,) the score, rows counted as often as `counts` says."""
        counts = np.ones(len(self.errors)) if counts is None else counts
        found: Floats = counts @ self.errors / counts.sum()
        return found

    def integrated(self, counts: Floats | None = None) -> float:
        """The mean over the times, by trapezia."""
        scores, widths = self.at_each(counts), np.diff(self.times)
        return float(((scores[1:] + scores[:-1]) / 2 * widths).sum() / widths.sum())


def brier_scores(
    found: Followed, survival: Floats, times: Floats, uncensored: StepCurve
) -> BrierScores:
    """Errors of foretold survival against what was seen, weighted by one over the share not yet censored.

    A row censored before a time says nothing about it; the others speak for it, too.

    Args:
        survival: (n, times) foretold share without the outcome.
        uncensored: of the training part.

    Graf et al., Statistics in Medicine 18 (1999) 2529.
    """
    reached = (found.event[:, None]) & (found.time[:, None] <= times[None, :])
    beyond = found.time[:, None] > times[None, :]
    before = np.maximum(uncensored.before(found.time), LEAST_UNCENSORED)[:, None]
    then = np.maximum(uncensored.at(times), LEAST_UNCENSORED)[None, :]
    errors = np.where(reached, survival**2 / before, 0.0)
    return BrierScores(errors + np.where(beyond, (1 - survival) ** 2 / then, 0.0), times)


def judged_times(times: Floats, uncensored: StepCurve) -> Floats:
    """Those at which enough rows are still followed to be judged by."""
    return times[uncensored.at(times) > LEAST_UNCENSORED]
