"""What a reader's decision teaches: one picture with the label the reader stands for."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.finding import Finding, RejectionReason, Review, ReviewState

NOT = "no_"  # begins the label of what a model took for something that it is not
REAL_ALL_THE_SAME = (RejectionReason.KNOWN,)  # rejected as no news, not as wrong
SAYS_NOTHING = (RejectionReason.WRONG_LABEL, RejectionReason.WRONG_PLACE)  # what it is, is not told


@dataclass(frozen=True, slots=True)
class Correction:
    """One example.

    Attributes:
        pixels: (row, column) uint8: a patch about a lesion, or the whole picture.
        label: as the reader has it; `no_` before what is none.
        patient: a pseudonym, the same in every export from this computer.
        decision, reason: as the trail has them.
    """

    pixels: NDArray[np.uint8]
    label: str
    patient: str
    model_id: str
    model_version: str
    weights_sha256: str
    decision: str
    reason: str
    is_patch: bool


@dataclass(frozen=True, slots=True)
class CorrectionsOutcome:
    """What was written.

    Attributes:
        skipped: decisions that teach nothing, or whose images could not be read.
        lettered: pictures left out because lettering was seen in them.
    """

    folder: Path
    examples: int
    patients: int
    models: tuple[str, ...]
    skipped: int
    lettered: int


def taught_label(finding: Finding, review: Review) -> str:
    """The label a decision stands for; "" where it tells none.

    Args:
        finding: as the reader has it.
    """
    if review.is_confirmed or (
        review.state is ReviewState.REJECTED and review.reason in REAL_ALL_THE_SAME
    ):
        return finding.label
    if review.state is ReviewState.REJECTED and review.reason not in SAYS_NOTHING:
        return f"{NOT}{finding.label}"
    return ""
