"""Why a study was asked for, as far as its images say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClinicalContext:
    """What the headers of a study's images say of the question; "" where they are silent.

    Attributes:
        reason: Reason for the Requested Procedure (0040,1002).
        procedure: Requested Procedure Description (0032,1060).
        diagnoses: Admitting Diagnoses Description (0008,1080).
        history: Additional Patient History (0010,21B0).
    """

    reason: str = ""
    procedure: str = ""
    diagnoses: str = ""
    history: str = ""


NOTHING_ASKED = ClinicalContext()
