"""What a radiotherapy plan prescribes, as far as a reader is told: an RT Plan (PS3.3 A.20)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlannedBeam:
    """One beam; `meterset` is what the first fraction group gives it, in its own dosimeter unit."""

    number: int
    name: str = ""
    kind: str = ""
    radiation: str = ""
    machine: str = ""
    control_points: int = 0
    meterset: float | None = None


@dataclass(frozen=True, slots=True)
class DosePrescription:
    """One item of the Dose Reference Sequence."""

    kind: str = ""
    structure: str = ""
    description: str = ""
    target_dose_gy: float | None = None


@dataclass(frozen=True, slots=True)
class TreatmentPlan:
    """One plan; `fractions` is of its first fraction group."""

    sop_instance_uid: str
    label: str
    name: str = ""
    intent: str = ""
    fractions: int | None = None
    beams: tuple[PlannedBeam, ...] = ()
    prescriptions: tuple[DosePrescription, ...] = ()
    structure_set_uids: tuple[str, ...] = ()
