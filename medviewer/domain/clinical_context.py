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
        allergies: Allergies (0010,2110).
        alerts: Medical Alerts (0010,2000).
        smoking: Smoking Status (0010,21A0): YES, NO, UNKNOWN.
        pregnancy: Pregnancy Status (0010,21C0), 1 to 4.
        size_m: Patient's Size (0010,1020).
        weight_kg: Patient's Weight (0010,1030).
    """

    reason: str = ""
    procedure: str = ""
    diagnoses: str = ""
    history: str = ""
    allergies: str = ""
    alerts: str = ""
    smoking: str = ""
    pregnancy: int | None = None
    size_m: float | None = None
    weight_kg: float | None = None


NOTHING_ASKED = ClinicalContext()
