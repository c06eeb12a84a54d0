"""A session that asks an archive a test fills, and studies to fill it with."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydicom import dcmread
from pytestqt.qtbot import QtBot

from medviewer.ai.worker import build_handler
from medviewer.dicom.network import opening
from medviewer.dicom.network.arrival_folder import InstanceKey
from medviewer.domain.archive import ArchiveNode, RetrieveOrder
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.session import Session
from tests.phantoms.series import write_ct
from tests.unit.session.network.archive_stub import ArchiveStub, Stored

NODE = ArchiveNode("main")
MakeStored = Callable[..., tuple[Stored, ...]]


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> ArchiveStub:
    """What every node answers by."""
    stub = ArchiveStub()
    monkeypatch.setattr(opening, "open_archive", stub.open)
    return stub


@pytest.fixture
def make_session(qapp: object, archive: ArchiveStub) -> Iterator[Callable[[], Session]]:
    """Sessions one after the other, as runs of the program are."""
    made: list[Session] = []

    def make() -> Session:
        session = Session(JobRunner(), WorkerProcess(build_handler), ())
        session.network.nodes.put(NODE)
        made.append(session)
        return session

    yield make
    archive.gate.set()
    for session in made:
        session.shut_down()


@pytest.fixture
def session(make_session: Callable[[], Session], arrivals_root: Path) -> Session:
    session = make_session()
    session.network.begin(arrivals_root)
    return session


@pytest.fixture
def arrivals_root(tmp_path: Path) -> Path:
    root = tmp_path / "arrivals"
    root.mkdir()
    return root


@pytest.fixture
def make_stored(tmp_path: Path) -> MakeStored:
    """Studies as an archive holds them, by slices from the head down."""

    def make(count: int = 6, study_uid: str = "1.2.3", **attributes: Any) -> tuple[Stored, ...]:
        folder = tmp_path / f"source-{study_uid}"
        folder.mkdir()
        values: dict[str, Any] = {"SeriesInstanceUID": f"{study_uid}.1", **attributes}
        series = write_ct(folder, (count, 16, 16), StudyInstanceUID=study_uid, **values)
        return tuple(Stored(_key(file), file) for file in series.files)

    return make


def _key(file: Path) -> InstanceKey:
    header = dcmread(file, stop_before_pixels=True)
    return InstanceKey(header.StudyInstanceUID, header.SeriesInstanceUID, header.SOPInstanceUID)


def fetched(session: Session, qtbot: QtBot, uid: str = "1.2.3") -> None:
    """Fetch a study and wait until all of it is in its place."""
    with qtbot.waitSignal(session.network.arriving.settled):
        session.network.fetch("main", [RetrieveOrder(uid)])
    qtbot.waitUntil(lambda: session.runner.active_count == 0)
