"""An RT Plan from its file (PS3.3 A.20), as far as it is listed: beams, fractions, prescription."""

from pathlib import Path

from pydicom.dataset import Dataset

from medviewer.dicom.objects.layer_file import LayerFile, opened
from medviewer.dicom.reading.attributes import first_item, integer, items, number, text, uid
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.treatment_plan import DosePrescription, PlannedBeam, TreatmentPlan

BEAMS, ION_BEAMS = "BeamSequence", "IonBeamSequence"
KEYWORDS = (
    "RTPlanLabel",
    "RTPlanName",
    "PlanIntent",
    "FractionGroupSequence",
    BEAMS,
    ION_BEAMS,
    "DoseReferenceSequence",
    "ReferencedStructureSetSequence",
)
MOST_ITEMS = 1_000


def read_treatment_plan(path: Path) -> TreatmentPlan:
    """Any thread.

    Raises:
        UnreadableFile: damaged, gone, or no plan.
    """
    with opened(path, KEYWORDS, ObjectKind.PLAN) as file:
        return _plan(file)


def _plan(file: LayerFile) -> TreatmentPlan:
    dataset = file.dataset
    group = first_item(dataset, "FractionGroupSequence") or Dataset()
    given = {
        integer(item, "ReferencedBeamNumber"): number(item, "BeamMeterset")
        for item in items(group, "ReferencedBeamSequence")
    }
    beams = (*items(dataset, BEAMS), *items(dataset, ION_BEAMS))[:MOST_ITEMS]
    references = items(dataset, "DoseReferenceSequence")[:MOST_ITEMS]
    sets = items(dataset, "ReferencedStructureSetSequence")
    return TreatmentPlan(
        file.sop_instance_uid,
        text(dataset, "RTPlanLabel"),
        text(dataset, "RTPlanName"),
        text(dataset, "PlanIntent").upper(),
        integer(group, "NumberOfFractionsPlanned"),
        tuple(_beam(beam, place, given) for place, beam in enumerate(beams, start=1)),
        tuple(map(_prescription, references)),
        tuple(uid(item, "ReferencedSOPInstanceUID") for item in sets),
    )


def _beam(beam: Dataset, place: int, given: dict[int | None, float | None]) -> PlannedBeam:
    beam_number = integer(beam, "BeamNumber")
    return PlannedBeam(
        place if beam_number is None else beam_number,
        text(beam, "BeamName"),
        text(beam, "BeamType").upper(),
        text(beam, "RadiationType").upper(),
        text(beam, "TreatmentMachineName"),
        integer(beam, "NumberOfControlPoints") or 0,
        given.get(beam_number),
    )


def _prescription(item: Dataset) -> DosePrescription:
    return DosePrescription(
        text(item, "DoseReferenceType").upper(),
        text(item, "DoseReferenceStructureType").upper(),
        text(item, "DoseReferenceDescription"),
        number(item, "TargetPrescriptionDose"),
    )
