"""What a task file decides about the judging of its model: the table [judging]."""

from dataclasses import dataclass

from medviewer.ai.training.samples import VALIDATION
from medviewer.domain.model_trust import BALANCED, POINTS

CALIBRATION = "calibration"  # the part of the training split


@dataclass(frozen=True, slots=True)
class JudgingPlan:
    """How thresholds and promises of a model are chosen.

    Attributes:
        threshold_on: the part thresholds are chosen on. "val" makes it a selection part; the card says so.
        threshold: the operating point a finding is reported from.
        specificity: what "specific" keeps out of those without it, on the cases it is chosen on.
        prevalence: how many of those examined are expected to have it, for predictive values; what is
            assumed, not measured.
        alpha: the share of prediction sets that may miss the truth.
        shows_percentages: false where a reader is shown another thing than what was calibrated (a mean
            over slices, of places that were picked): it stays a score then, however good the calibration.
    """

    threshold_on: str = CALIBRATION
    threshold: str = BALANCED
    specificity: float = 0.95
    prevalence: float = 0.1
    alpha: float = 0.1
    shows_percentages: bool = True

    def __post_init__(self) -> None:
        if self.threshold_on not in (CALIBRATION, VALIDATION):
            raise ValueError(
                f"judging.threshold_on is “{self.threshold_on}”, not calibration or val"
            )
        if self.threshold not in POINTS:
            raise ValueError(f"judging.threshold is “{self.threshold}”, not one of {POINTS}")
        shares = (self.specificity, self.prevalence, self.alpha)
        if not all(0 < share < 1 for share in shares):
            raise ValueError("judging.specificity, prevalence and alpha lie between 0 and 1")
