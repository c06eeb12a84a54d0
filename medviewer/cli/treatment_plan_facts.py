"""A radiotherapy plan: beams, fractions, prescribed doses."""

from dataclasses import dataclass
from pathlib import Path

from medviewer.dicom.objects.treatment_plan import read_treatment_plan
from medviewer.domain.treatment_plan import DosePrescription, PlannedBeam


@dataclass(frozen=True, slots=True)
class PlanContents:
    label: str | None
    name: str | None
    intent: str | None
    fractions: int | None
    beams: tuple[PlannedBeam, ...]
    prescriptions: tuple[DosePrescription, ...]
    referenced_structure_set_uids: tuple[str, ...]


def plan_contents(path: Path) -> PlanContents:
    """Raises UnreadableFile as the reader does."""
    plan = read_treatment_plan(path)
    return PlanContents(
        plan.label or None,
        plan.name or None,
        plan.intent or None,
        plan.fractions,
        plan.beams,
        plan.prescriptions,
        tuple(filter(None, plan.structure_set_uids)),
    )
