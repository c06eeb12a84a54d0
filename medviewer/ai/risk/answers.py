"""What a model of risk says of rows, on one scale for every subject, and how far its refits disagree.

With a time the scale is the logarithm of the cumulative hazard at each time of a grid; without one it is the
log odds, in a single column.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from medviewer.ai.risk.outcomes import Floats

KAPLAN_MEIER, COX, LOGISTIC = "kaplan_meier", "cox", "logistic"
PREVALENCE, NAIVE_BAYES = "prevalence", "naive_bayes"
HAZARD_NETWORK, COX_NETWORK, NETWORK = "hazard_network", "cox_network", "network"
ENSEMBLE = "ensemble"
LEAST_LOG = -14.0  # of a cumulative hazard: 10^-6, less than any table can tell from none
MOST_LOG = 4.0


@dataclass(frozen=True, slots=True)
class Answer:
    """(n, times) on the scale above.

    Attributes:
        spread: standard deviation of the refits on resampled rows; 0 where there was none.
    """

    scale: Floats
    spread: Floats

    def survival(self, times_of_spread: float = 0.0) -> Floats:
        """(n, times) the share without the outcome; so many spreads towards a worse end."""
        moved = np.clip(self.scale + times_of_spread * self.spread, LEAST_LOG, MOST_LOG)
        found: Floats = np.exp(-np.exp(moved))
        return found

    def chance(self, times_of_spread: float = 0.0) -> Floats:
        """(n, 1) the probability of an outcome without a time."""
        found: Floats = 1 / (1 + np.exp(-(self.scale + times_of_spread * self.spread)))
        return found

    @property
    def score(self) -> Floats:
        """(n,) higher is worse: what patients are put in order by."""
        if self.scale.shape[1] == 1:
            return self.scale[:, 0]
        found: Floats = np.log(np.exp(np.clip(self.scale, LEAST_LOG, MOST_LOG)).mean(1))
        return found


def log_hazard(cumulative: Floats) -> Floats:
    """A cumulative hazard on the scale of answers."""
    found: Floats = np.clip(np.log(np.maximum(cumulative, 1e-12)), LEAST_LOG, MOST_LOG)
    return found


def of_refits(point: Floats, refits: Sequence[Floats]) -> Answer:
    """The whole fit, with the spread of its refits."""
    spread = np.std(np.stack(list(refits)), axis=0) if len(refits) > 1 else np.zeros_like(point)
    return Answer(point, spread)


def together(answers: Sequence[Answer]) -> Answer:
    """The mean of several subjects; spreads are taken as going together: all saw the same rows."""
    return Answer(
        np.mean([each.scale for each in answers], axis=0),
        np.mean([each.spread for each in answers], axis=0),
    )
