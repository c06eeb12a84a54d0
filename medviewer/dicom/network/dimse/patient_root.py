"""Archives that offer the Patient Root models only: every request names the patient (PS3.4 C.6.1)."""

from pynetdicom.presentation import PresentationContext
from pynetdicom.sop_class import (  # type: ignore[attr-defined]  # made when it is imported
    PatientRootQueryRetrieveInformationModelFind,
    PatientRootQueryRetrieveInformationModelGet,
    PatientRootQueryRetrieveInformationModelMove,
)

from medviewer.domain.archive import ArchiveNode
from medviewer.words import Message, message

PATIENT_ROOTS = frozenset(
    map(
        str,
        (
            PatientRootQueryRetrieveInformationModelFind,
            PatientRootQueryRetrieveInformationModelGet,
            PatientRootQueryRetrieveInformationModelMove,
        ),
    )
)


def is_by_patient(context: PresentationContext) -> bool:
    """Whether what is asked in this context must name the patient."""
    return str(context.abstract_syntax) in PATIENT_ROOTS


def patient_wanted(node: ArchiveNode) -> Message:
    """What to say where nobody said whose study it is."""
    return message(
        "Archive",
        "{address} answers only where the patient is named (Patient Root). Search by Patient ID or name, and "
        "fetch a study from what is found; on a command line, name --patient-id.",
        address=node.address,
    )
