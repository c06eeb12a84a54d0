"""A real server: what is sent by STOW is found by QIDO and comes back by WADO, byte for byte."""

from pathlib import Path

import numpy as np

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.dicomweb.web_archive import WebArchive
from medviewer.domain.archive import ArchiveQuery, Arrival, QueryLevel, RetrieveOrder
from medviewer.progress import CancelToken, ignore_progress
from tests.peers.orthanc import Orthanc
from tests.phantoms.dicom_files import write_image

STUDY, SERIES = "1.2.826.0.1.3680043.8.498.1", "1.2.826.0.1.3680043.8.498.1.1"


def write_slices(folder: Path, count: int) -> list[Path]:
    files = [folder / f"IM{number}.dcm" for number in range(count)]
    for number, file in enumerate(files):
        uid = f"{SERIES}.{number + 1}"
        pixels = np.full((8, 8), number, np.uint16)
        write_image(file, pixels, SOPInstanceUID=uid, PatientName="Doe^Jane")
    return files


def test_that_what_is_stored_is_found_and_comes_back(orthanc: Orthanc, tmp_path: Path) -> None:
    archive, token = WebArchive(orthanc.web_node), CancelToken()
    files = write_slices(tmp_path / "out", 5)
    arrivals: list[Arrival] = []

    stored = archive.store(files, ignore_progress, token)
    (found,) = archive.find(ArchiveQuery(patient_name="Doe^J*"), token)
    outcome = archive.retrieve(
        RetrieveOrder(STUDY),
        ArrivalFolder(tmp_path / "in"),
        arrivals.append,
        ignore_progress,
        token,
    )

    assert (stored.transferred, stored.is_whole) == (5, True)
    assert (found.patient_name, found.instance_count) == ("Doe^Jane", 5)
    assert (outcome.transferred, outcome.expected, outcome.is_whole) == (5, 5, True)
    assert sorted(a.path.read_bytes() for a in arrivals) == sorted(f.read_bytes() for f in files)


def test_that_only_what_is_missing_is_asked_for(orthanc: Orthanc, tmp_path: Path) -> None:
    archive, token = WebArchive(orthanc.web_node), CancelToken()
    into = ArrivalFolder(tmp_path / "in")
    files = write_slices(tmp_path / "out", 4)
    archive.store(files[:2], ignore_progress, token)
    archive.retrieve(RetrieveOrder(STUDY), into, lambda each: None, ignore_progress, token)
    archive.store(files[2:], ignore_progress, token)
    arrivals: list[Arrival] = []

    outcome = archive.retrieve(RetrieveOrder(STUDY), into, arrivals.append, ignore_progress, token)

    assert (outcome.transferred, outcome.already_there, outcome.expected) == (2, 2, 4)
    assert {each.sop_instance_uid for each in arrivals} == {f"{SERIES}.3", f"{SERIES}.4"}


def test_that_series_and_instances_are_found_in_their_study(
    orthanc: Orthanc, tmp_path: Path
) -> None:
    archive, token = WebArchive(orthanc.web_node), CancelToken()
    archive.store(write_slices(tmp_path, 3), ignore_progress, token)

    (series,) = archive.find(ArchiveQuery(QueryLevel.SERIES, study_instance_uid=STUDY), token)
    instances = archive.find(ArchiveQuery(QueryLevel.IMAGE, study_instance_uid=STUDY), token)
    (patient,) = archive.find(ArchiveQuery(QueryLevel.PATIENT), token)

    assert (series.series_instance_uid, series.modality) == (SERIES, "CT")
    assert {each.sop_instance_uid for each in instances} == {f"{SERIES}.{n}" for n in (1, 2, 3)}
    assert patient.patient_id == "SMALL"
