"""The window with an archive entered that answers what a test has put into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.archive import ArchiveMatch, ArchiveNode, QueryLevel, WorklistItem
from medviewer.gui.archives.panel import ArchivePanel
from medviewer.gui.main_window import MainWindow
from tests.gui.conftest import window  # noqa: F401 - the fixture
from tests.unit.session.network.archive_stub import ArchiveStub

NODE = ArchiveNode("Main", host="pacs.example", port=4242, ae_title="ORTHANC")
OLD = ArchiveMatch(
    QueryLevel.STUDY,
    "Zhang^San=张^三",
    "P1",
    "19700101",
    study_instance_uid="1.2.1",
    study_date="20250101",
    study_time="080000",
    study_description="Thorax",
    modality="CT\\SR",
    series_count=2,
    instance_count=9,
)
NEW = ArchiveMatch(
    QueryLevel.STUDY,
    "Doe^Jane",
    "P2",
    study_instance_uid="1.2.2",
    study_date="20260102",
    modality="MR",
    instance_count=100,
)
SERIES = ArchiveMatch(
    QueryLevel.SERIES,
    study_instance_uid="1.2.1",
    series_instance_uid="1.2.1.1",
    modality="CT",
    series_number="3",
    series_description="Lung",
    instance_count=8,
)
STEP = WorklistItem("Doe^Jane", "P2", accession_number="A7", scheduled_time="0930", modality="MR")


@pytest.fixture
def archive(window: MainWindow, tmp_path: Path) -> Iterator[ArchiveStub]:  # noqa: F811
    """Entered as Main; everything it is asked for waits for nothing."""
    stub = ArchiveStub(matches=(OLD, NEW), series=(SERIES,), items=(STEP,))
    stub.gate.set()
    network = window.desk.session.network
    for room in (network.asking, network.worklist, network.transfers):
        room._open = stub.open
    network.nodes.put(NODE)
    network.begin(tmp_path / "arrivals")
    yield stub
    stub.gate.set()


@pytest.fixture
def panel(window: MainWindow, archive: ArchiveStub, qtbot: QtBot) -> ArchivePanel:  # noqa: F811
    window.desk.registry.run("archive.open")
    panel = window.archives.panel
    qtbot.waitUntil(panel.studies.form.name.hasFocus)
    return panel
