"""A thousand instances by either protocol, in series of unequal length: all of them, once each."""

from pathlib import Path

import numpy as np
import pytest

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.dicom.network.opening import open_archive
from medviewer.domain.archive import Arrival, Protocol, RetrieveOrder
from medviewer.progress import CancelToken, Progress, ignore_progress
from tests.peers.orthanc import Orthanc
from tests.phantoms.dicom_files import write_image

STUDY = "1.2.826.0.1.3680043.8.498.8"
SERIES_LENGTHS = (700, 299, 1)


def write_thousand(folder: Path) -> list[Path]:
    files = []
    for series, length in enumerate(SERIES_LENGTHS, start=1):
        for number in range(1, length + 1):
            files.append(folder / f"{series}-{number}.dcm")
            write_image(
                files[-1],
                np.full((32, 32), number, np.uint16),
                StudyInstanceUID=STUDY,
                SeriesInstanceUID=f"{STUDY}.{series}",
                SOPInstanceUID=f"{STUDY}.{series}.{number}",
                InstanceNumber=number,
            )
    return files


@pytest.mark.slow
def test_that_a_thousand_instances_go_and_come_by_both_protocols(
    orthanc: Orthanc, tmp_path: Path
) -> None:
    files = write_thousand(tmp_path / "out")
    web = open_archive(orthanc.web_node)

    stored = web.store(files, ignore_progress, CancelToken())

    assert (stored.transferred, stored.problems) == (1000, ())
    for protocol in Protocol:
        node = orthanc.web_node if protocol is Protocol.DICOMWEB else orthanc.dimse_node
        arrivals: list[Arrival] = []
        steps: list[Progress] = []
        outcome = open_archive(node).retrieve(
            RetrieveOrder(STUDY),
            ArrivalFolder(tmp_path / protocol.value),
            arrivals.append,
            steps.append,
            CancelToken(),
        )
        assert (outcome.transferred, outcome.expected, outcome.is_whole) == (1000, 1000, True)
        assert len({arrival.sop_instance_uid for arrival in arrivals}) == 1000
        assert (steps[-1].done, steps[-1].total) == (1000, 1000)
