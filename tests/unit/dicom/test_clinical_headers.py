"""What headers say of the patient besides the images comes with the study."""

from pathlib import Path

import pydicom
from pydicom.data import get_testdata_file

from medviewer.dicom.headers import read_header
from medviewer.domain.clinical_context import ClinicalContext


def test_that_reason_allergies_size_and_weight_are_read(tmp_path: Path) -> None:
    dataset = pydicom.dcmread(str(get_testdata_file("CT_small.dcm")))
    dataset.ReasonForTheRequestedProcedure = "Cough"
    dataset.Allergies = ["Iodine", "Latex"]
    dataset.MedicalAlerts = "Pacemaker"
    dataset.SmokingStatus = "YES"
    dataset.PregnancyStatus = 1
    dataset.PatientSize = "1.82"
    dataset.PatientWeight = "82.5"
    dataset.save_as(tmp_path / "a.dcm")

    context = read_header(tmp_path / "a.dcm").study.context

    assert context == ClinicalContext(
        "Cough",
        allergies="Iodine / Latex",
        alerts="Pacemaker",
        smoking="YES",
        pregnancy=1,
        size_m=1.82,
        weight_kg=82.5,
    )
