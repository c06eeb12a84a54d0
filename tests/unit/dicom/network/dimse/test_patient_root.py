"""dcmtk's archive with its Study Root models off: everything is asked by patient."""

from dataclasses import replace
from pathlib import Path

import pytest

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dimse.commands import Message
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import (
    ArchiveNode,
    ArchiveQuery,
    ListenerSettings,
    QueryLevel,
    Retrieval,
    RetrieveOrder,
    TransferOutcome,
)
from medviewer.errors import ArchiveRefused
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.fixtures import ServerMaker
from tests.peers.free_port import free_port
from tests.peers.scripted_archive import SERIES, STUDY, ScriptedArchive, Talk, slices

STUDY_ROOTS = ("1.2.840.10008.5.1.4.1.2.2.1", "1.2.840.10008.5.1.4.1.2.2.3")  # find, get
PATIENT = "4MR1"  # of pydicom's MR_small.dcm


@pytest.fixture
def listener() -> ListenerSettings:
    return ListenerSettings(port=free_port())


@pytest.fixture
def archive(dcmtk_server: ServerMaker, listener: ListenerSettings, tmp_path: Path) -> ArchiveNode:
    """It holds three images of a study."""
    (tmp_path / "db").mkdir()
    configuration = tmp_path / "dcmqrscp.cfg"
    configuration.write_text(
        "NetworkTCPPort = 0\nMaxPDUSize = 16384\nMaxAssociations = 16\n"
        f"HostTable BEGIN\nus = (MEDVIEWER, 127.0.0.1, {listener.port})\nHostTable END\n"
        "VendorTable BEGIN\nVendorTable END\n"
        f"AETable BEGIN\nPACS {tmp_path / 'db'} RW (200, 1024mb) ANY\nAETable END\n"
    )
    node = ArchiveNode("dcmqrscp", port=free_port(), ae_title="PACS")
    dcmtk_server(node, ["dcmqrscp", "-QS", "-c", str(configuration), str(node.port)])
    files = slices(tmp_path / "source", 3)
    open_archive(node).store(files, ignore_progress, CancelToken())
    return node


def retrieve(
    node: ArchiveNode, folder: Path, order: RetrieveOrder, listener: ListenerSettings
) -> TransferOutcome:
    into = ArrivalFolder(folder)
    return open_archive(node, listener).retrieve(
        order, into, lambda arrival: None, ignore_progress, CancelToken()
    )


@pytest.mark.parametrize(
    "query", [ArchiveQuery(patient_id=PATIENT), ArchiveQuery(patient_name="Comp*", modality="MR")]
)
def test_that_studies_are_found_through_their_patient(
    archive: ArchiveNode, query: ArchiveQuery
) -> None:
    (found,) = open_archive(archive).find(query, CancelToken())

    assert (found.study_instance_uid, found.patient_id) == (STUDY, PATIENT)
    assert found.patient_name.startswith("Comp")


def test_that_series_are_found_where_the_patient_is_known(archive: ArchiveNode) -> None:
    query = ArchiveQuery(QueryLevel.SERIES, patient_id=PATIENT, study_instance_uid=STUDY)

    (found,) = open_archive(archive).find(query, CancelToken())

    assert found.series_instance_uid == SERIES


def test_that_nobody_named_is_a_sentence(archive: ArchiveNode) -> None:
    with pytest.raises(ArchiveRefused, match="only where the patient is named"):
        list(open_archive(archive).find(ArchiveQuery(modality="MR"), CancelToken()))


@pytest.mark.parametrize("retrieval", Retrieval)
def test_that_a_study_of_a_known_patient_comes(
    archive: ArchiveNode, tmp_path: Path, retrieval: Retrieval, listener: ListenerSettings
) -> None:
    order = RetrieveOrder(STUDY, patient_id=PATIENT)

    outcome = retrieve(replace(archive, retrieval=retrieval), tmp_path / "in", order, listener)

    assert (outcome.transferred, outcome.expected, outcome.is_whole) == (3, 3, True)


def test_that_a_study_of_nobody_known_is_a_sentence(
    tmp_path: Path, listener: ListenerSettings
) -> None:
    def refuse(talk: Talk, request: Message) -> None:
        talk.answer(request, 0xA900)

    strict = ScriptedArchive(refuse, lacks=STUDY_ROOTS)

    with pytest.raises(ArchiveRefused, match="only where the patient is named"):
        retrieve(strict.node, tmp_path / "in", RetrieveOrder(STUDY), listener)

    strict.stop()
