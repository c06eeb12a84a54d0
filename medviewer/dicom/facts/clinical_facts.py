"""What a header says of the patient besides the images: why the study was asked for, and what went before."""

from pydicom.dataset import Dataset

from medviewer.dicom.reading.attributes import integer, number, text, texts
from medviewer.domain.clinical_context import ClinicalContext


def clinical_context(dataset: Dataset) -> ClinicalContext:
    """Patient Study, Patient Medical, Requested Procedure modules (PS3.3 C.7.2.2, C.2.4, C.4.11)."""
    return ClinicalContext(
        reason=text(dataset, "ReasonForTheRequestedProcedure"),
        procedure=text(dataset, "RequestedProcedureDescription"),
        diagnoses=text(dataset, "AdmittingDiagnosesDescription"),
        history=text(dataset, "AdditionalPatientHistory"),
        allergies=" / ".join(texts(dataset, "Allergies")),
        alerts=" / ".join(texts(dataset, "MedicalAlerts")),
        smoking=text(dataset, "SmokingStatus"),
        pregnancy=integer(dataset, "PregnancyStatus"),
        size_m=number(dataset, "PatientSize"),
        weight_kg=number(dataset, "PatientWeight"),
    )
