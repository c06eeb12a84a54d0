"""Who issued a PatientID is asked of an archive, whichever protocol it speaks."""

from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.data import get_testdata_file

from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import ArchiveQuery
from medviewer.progress import CancelToken
from tests.peers.orthanc import Orthanc


@pytest.mark.parametrize("protocol", ["dimse", "web"])
def test_that_the_issuer_of_one_patients_id_is_told(
    orthanc: Orthanc, tmp_path: Path, protocol: str
) -> None:
    image = dcmread(str(get_testdata_file("CT_small.dcm")))
    image.IssuerOfPatientID = "HOSPITAL A"
    image.save_as(tmp_path / "image.dcm")
    orthanc.upload(tmp_path / "image.dcm")
    node = orthanc.dimse_node if protocol == "dimse" else orthanc.web_node

    (found,) = open_archive(node).find(ArchiveQuery(patient_id=image.PatientID), CancelToken())

    assert found.issuer_of_patient_id == "HOSPITAL A"
