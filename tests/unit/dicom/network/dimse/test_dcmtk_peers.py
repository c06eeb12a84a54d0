"""dcmtk's archive (dcmqrscp) and worklist (wlmscpfs): a second opinion beside Orthanc."""

from pathlib import Path

import pydicom
import pytest
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dimse.identifiers import data_set
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import ArchiveNode, ArchiveQuery, RetrieveOrder, WorklistQuery
from medviewer.errors import ArchiveRefused
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.fixtures import ServerMaker
from tests.peers.free_port import free_port

COMPRESSED = Path(str(get_testdata_file("MR_small_RLE.dcm")))
STEP = {
    "ScheduledStationAETitle": "CT01",
    "ScheduledProcedureStepStartDate": "20260131",
    "ScheduledProcedureStepStartTime": "0800",
    "Modality": "CT",
    "ScheduledPerformingPhysicianName": "House^Gregory",
    "ScheduledProcedureStepDescription": "Thorax",
    "ScheduledProcedureStepID": "1",
}


@pytest.fixture
def archive(dcmtk_server: ServerMaker, tmp_path: Path) -> ArchiveNode:
    """An archive that keeps what it is sent as it is."""
    (tmp_path / "db").mkdir()
    configuration = tmp_path / "dcmqrscp.cfg"
    configuration.write_text(
        "NetworkTCPPort = 0\nMaxPDUSize = 16384\nMaxAssociations = 16\n"
        "HostTable BEGIN\nHostTable END\nVendorTable BEGIN\nVendorTable END\n"
        f"AETable BEGIN\nPACS {tmp_path / 'db'} RW (200, 1024mb) ANY\nAETable END\n"
    )
    node = ArchiveNode("dcmqrscp", port=free_port(), ae_title="PACS")
    dcmtk_server(node, ["dcmqrscp", "+xr", "-c", str(configuration), str(node.port)])
    return node


def test_that_what_it_keeps_compressed_arrives_compressed(
    archive: ArchiveNode, tmp_path: Path
) -> None:
    peer, folder = open_archive(archive), ArrivalFolder(tmp_path / "in")
    peer.store([COMPRESSED], ignore_progress, CancelToken())
    (study,) = peer.find(ArchiveQuery(), CancelToken())

    outcome = peer.retrieve(
        RetrieveOrder(study.study_instance_uid),
        folder,
        lambda arrival: None,
        ignore_progress,
        CancelToken(),
    )

    assert outcome.is_whole, [str(one.reason) for one in outcome.problems]
    (kept,) = folder.root.rglob("*.dcm")
    assert pydicom.dcmread(kept).PixelData == pydicom.dcmread(COMPRESSED).PixelData


def worklist_file(folder: Path, name: str, modality: str) -> None:
    step = data_set({**STEP, "Modality": modality})
    entry = Dataset()
    entry.SpecificCharacterSet = "ISO_IR 192"
    entry.PatientName, entry.PatientID = name, f"ID-{modality}"
    entry.PatientBirthDate, entry.PatientSex = "19700101", "F"
    entry.AccessionNumber = f"A-{modality}"
    entry.StudyInstanceUID = "1.2.826.0.1.77"
    entry.RequestedProcedureDescription = "CT Thorax"
    entry.RequestedProcedureID = "P1"
    entry.ScheduledProcedureStepSequence = Sequence([step])
    entry.file_meta = FileMetaDataset()
    entry.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    entry.file_meta.MediaStorageSOPClassUID = pydicom.uid.UID("1.2.276.0.7230010.3.1.0.1")
    entry.file_meta.MediaStorageSOPInstanceUID = pydicom.uid.generate_uid()
    entry.save_as(folder / f"{modality}.wl", enforce_file_format=True)


@pytest.fixture
def worklist(dcmtk_server: ServerMaker, tmp_path: Path) -> ArchiveNode:
    folder = tmp_path / "worklists" / "RIS"
    folder.mkdir(parents=True)
    (folder / "lockfile").touch()
    worklist_file(folder, "Müller^Jörg", "CT")
    worklist_file(folder, "Doe^Jane", "MR")
    node = ArchiveNode("wlmscpfs", port=free_port(), ae_title="RIS")
    dcmtk_server(node, ["wlmscpfs", "-dfp", str(folder.parent), str(node.port)])
    return node


def test_that_scheduled_steps_are_listed_with_their_names_decoded(worklist: ArchiveNode) -> None:
    found = list(open_archive(worklist).worklist(WorklistQuery(modality="CT"), CancelToken()))

    (step,) = found
    assert step.patient_name == "Müller^Jörg"
    assert (step.scheduled_date, step.station_ae_title) == ("20260131", "CT01")
    assert step.requested_procedure == "CT Thorax"


def test_that_an_archive_without_worklist_says_so(archive: ArchiveNode) -> None:
    with pytest.raises(ArchiveRefused, match="has no modality worklist"):
        list(open_archive(archive).worklist(WorklistQuery(), CancelToken()))
