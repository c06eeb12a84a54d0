"""Free-response ROC: lesions found against false positives a scan, and the one figure LUNA16 ranks by."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FALSE_POSITIVES_A_SCAN = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)

Points = NDArray[np.float64]  # (n, 3), in mm


@dataclass(frozen=True, slots=True)
class ScanMarks:
    """One scan's marks after they were compared with its lesions.

    Attributes:
        lesion_scores: for each lesion the highest score of a mark that hits it; -inf where none does.
        false_scores: the score of each mark that hits no lesion.
    """

    lesion_scores: tuple[float, ...]
    false_scores: tuple[float, ...]


def match_marks(
    marks: Points, scores: NDArray[np.float64], lesions: Points, radii_mm: NDArray[np.float64]
) -> ScanMarks:
    """A mark hits a lesion if its centre lies within the lesion's radius.

    A second mark on a found lesion is neither a hit nor a false positive (LUNA16: Setio et al. 2017).
    """
    apart = np.linalg.norm(marks[:, None] - lesions[None], axis=2)
    hits = apart <= radii_mm[None]
    best = np.where(hits, scores[:, None], -np.inf).max(axis=0, initial=-np.inf)
    return ScanMarks(tuple(best.tolist()), tuple(scores[~hits.any(axis=1)].tolist()))


def sensitivities(
    scans: tuple[ScanMarks, ...], rates: tuple[float, ...] = FALSE_POSITIVES_A_SCAN
) -> tuple[float, ...]:
    """The share of lesions found where at most `rates` false positives a scan are accepted.

    Marks are taken in order of score; those of equal score together.
    """
    lesions = np.array([score for scan in scans for score in scan.lesion_scores])
    false = np.array([score for scan in scans for score in scan.false_scores])
    if not len(lesions):
        return (float("nan"),) * len(rates)
    return tuple(_sensitivity(lesions, false, rate * len(scans)) for rate in rates)


def competition_metric(scans: tuple[ScanMarks, ...]) -> float:
    """CPM: the mean sensitivity at 1/8, 1/4, 1/2, 1, 2, 4 and 8 false positives a scan."""
    return float(np.mean(sensitivities(scans)))


def _sensitivity(lesions: NDArray[np.float64], false: NDArray[np.float64], allowed: float) -> float:
    ranked = np.sort(false)[::-1]
    spare = int(np.floor(allowed + 1e-9))  # 0.1 * 30 scans must allow three
    bar = ranked[spare] if spare < len(ranked) else -np.inf
    return float(np.mean((lesions > bar) & np.isfinite(lesions)))
