"""A DIMSE archive against a real PACS: found, fetched, sent."""

from pathlib import Path

import pydicom
import pytest
from pydicom.data import get_testdata_file

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import ArchiveQuery, Arrival, QueryLevel, RetrieveOrder
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.orthanc import Orthanc

SMALL_CT = Path(str(get_testdata_file("CT_small.dcm")))
STUDY = "1.3.6.1.4.1.5962.1.2.1.20040119072730.12322"


@pytest.fixture
def folder(tmp_path: Path) -> ArrivalFolder:
    return ArrivalFolder(tmp_path / "arrivals")


def test_that_a_study_is_found_by_a_part_of_its_patients_name(orthanc: Orthanc) -> None:
    orthanc.upload(SMALL_CT)

    found = list(
        open_archive(orthanc.dimse_node).find(ArchiveQuery(patient_name="Comp*"), CancelToken())
    )

    assert [one.study_instance_uid for one in found] == [STUDY]
    assert found[0].modality == "CT"
    assert found[0].instance_count == 1


def test_that_an_instance_arrives_with_its_data_set_as_it_was_sent(
    orthanc: Orthanc, folder: ArrivalFolder
) -> None:
    orthanc.upload(SMALL_CT)
    arrivals: list[Arrival] = []

    outcome = open_archive(orthanc.dimse_node).retrieve(
        RetrieveOrder(STUDY), folder, arrivals.append, ignore_progress, CancelToken()
    )

    assert outcome.is_whole
    assert outcome.transferred == 1
    sent = pydicom.dcmread(SMALL_CT)
    del sent.DataSetTrailingPadding  # the archive leaves it out, PS3.10 section 7.2
    assert pydicom.dcmread(arrivals[0].path) == sent


def test_that_what_has_arrived_is_not_asked_for_again(
    orthanc: Orthanc, folder: ArrivalFolder
) -> None:
    orthanc.upload(SMALL_CT)
    archive = open_archive(orthanc.dimse_node)
    order = RetrieveOrder(STUDY)
    archive.retrieve(order, folder, lambda arrival: None, ignore_progress, CancelToken())

    outcome = archive.retrieve(order, folder, lambda arrival: None, ignore_progress, CancelToken())

    assert (outcome.transferred, outcome.already_there) == (0, 1)


def test_that_a_file_is_sent(orthanc: Orthanc) -> None:
    archive = open_archive(orthanc.dimse_node)

    outcome = archive.store([SMALL_CT], ignore_progress, CancelToken())

    assert outcome.is_whole
    assert orthanc.count_instances() == 1


def test_that_series_are_listed_with_their_study(orthanc: Orthanc) -> None:
    orthanc.upload(SMALL_CT)
    query = ArchiveQuery(QueryLevel.SERIES, study_instance_uid=STUDY)

    found = list(open_archive(orthanc.dimse_node).find(query, CancelToken()))

    assert [one.study_instance_uid for one in found] == [STUDY]
