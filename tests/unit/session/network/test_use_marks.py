"""Two windows share one arrivals folder: neither takes away, or brings twice, what the other has in use."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.domain.archive import RetrieveOrder
from medviewer.domain.network_settings import ArrivalQuota
from medviewer.session.network.use_marks import UseMark
from medviewer.session.session import Session
from tests.unit.session.network.archive_stub import ArchiveStub
from tests.unit.session.network.conftest import MakeStored, fetched


def quiet(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: session.runner.active_count == 0)


@pytest.mark.gui
def test_that_what_another_window_reads_does_not_go_for_the_quota(
    make_session: Callable[[], Session],
    session: Session,
    archive: ArchiveStub,
    make_stored: MakeStored,
    arrivals_root: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive.stored = make_stored(3)
    archive.gate.set()
    fetched(session, qtbot)
    quiet(session, qtbot)
    monkeypatch.setattr(ArrivalQuota, "byte_count", property(lambda quota: 1))
    other = make_session()

    other.network.begin(arrivals_root)
    qtbot.waitUntil(lambda: "1.2.3" in other.network.arrivals.value.studies)
    quiet(other, qtbot)
    while_read = set(other.network.arrivals.value.studies)
    session.close_studies(frozenset(study.key for study in session.library.value.studies))
    quiet(session, qtbot)
    other.network.arrivals.make_room()
    quiet(other, qtbot)

    assert while_read == {"1.2.3"}
    assert other.network.arrivals.value.studies == {}


@pytest.mark.gui
def test_that_what_another_window_brings_is_not_offered(
    make_session: Callable[[], Session],
    session: Session,
    archive: ArchiveStub,
    make_stored: MakeStored,
    arrivals_root: Path,
    qtbot: QtBot,
) -> None:
    archive.stored, archive.free = make_stored(5), 2
    session.network.fetch("main", [RetrieveOrder("1.2.3")])
    qtbot.waitUntil(lambda: bool(list(arrivals_root.glob("*/study.json"))))
    qtbot.waitUntil(lambda: bool(list(arrivals_root.glob(".use-*"))))
    other = make_session()

    other.network.begin(arrivals_root)
    qtbot.waitUntil(lambda: "1.2.3" in other.network.arrivals.value.studies)

    assert other.network.arrivals.value.offered == ()


@pytest.mark.parametrize("damage", ["gone", "nothing", "noise"])
def test_that_a_mark_without_its_program_says_nothing(tmp_path: Path, damage: str) -> None:
    folder = ArrivalFolder(tmp_path)
    UseMark(folder).tell(["1.2.3"])
    (mark,) = tmp_path.glob(".use-*")
    alive = UseMark(folder).of_others(["1.2.3", "4.5.6"])

    told = json.loads(mark.read_text())
    contents = {"gone": json.dumps({**told, "began_at": 1.0}), "nothing": "{}", "noise": "\0"}
    mark.write_text(contents[damage])

    assert alive == {"1.2.3"}
    assert UseMark(folder).of_others(["1.2.3"]) == frozenset()
