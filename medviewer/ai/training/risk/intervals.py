"""Follow-up cut into intervals: where they end, and in which of them each row was at risk."""

import numpy as np

from medviewer.ai.risk.outcomes import Floats, Followed

MOST_INTERVALS = 16
OUTCOMES_EACH = 6


def interval_ends(found: Followed, last: float) -> Floats:
    """Ends at quantiles of the times of outcomes, so that each holds about as many; the last at `last`."""
    times = found.time[found.event & (found.time <= last)]
    count = int(np.clip(len(times) // OUTCOMES_EACH, 2, MOST_INTERVALS))
    inner = np.quantile(times, np.arange(1, count) / count) if len(times) else np.zeros(0)
    ends = np.unique(np.append(inner[(inner > 0) & (inner < last)], last))
    return ends.astype(np.float64)


def interval_labels(found: Followed, ends: Floats) -> tuple[Floats, Floats]:
    """(n, intervals) whether each row was at risk in each interval, and whether it had the outcome there.

    A row censored within an interval counts as at risk in it if it was followed through its middle.
    """
    begins = np.concatenate([[0.0], ends[:-1]])
    middles = (begins + ends) / 2
    time, start = found.time[:, None], found.start[:, None]
    reached = found.event[:, None] & (time > begins) & (time <= ends)
    reached[:, 0] |= found.event & (found.time <= 0)  # an outcome on the first day
    followed_through = (time >= middles) & (start < middles)
    return (followed_through | reached).astype(float), reached.astype(float)
