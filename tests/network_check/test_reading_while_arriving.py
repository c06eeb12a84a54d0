"""A thousand slices come from a real archive while the reader scrolls; killed, it costs only the rest.

Gaps of the GUI thread are told (`pytest -rP`), not asserted: they depend on the machine.
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, QTimer, Slot
from pytestqt.qtbot import QtBot

from medviewer.ai.worker import build_handler
from medviewer.dicom import scanner
from medviewer.dicom.pixels.volumes import load_volume
from medviewer.domain.archive import RetrieveOrder
from medviewer.domain.transfers import Stage
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import CancelToken, ignore_progress
from medviewer.session.library.library import best_display_set
from medviewer.session.session import Session
from tests.peers.orthanc import Orthanc
from tests.phantoms.series import write_ct

pytestmark = [pytest.mark.gui, pytest.mark.slow]

STUDY = "1.2.826.0.1.3680043.8.498.77"
COUNT = 1000
TICK_MS = 10
GAP_S = 0.05  # what a reader who scrolls begins to feel


class Scrolling(QObject):
    """Turns the wheel all the time and measures how long the GUI thread was away."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.gaps_s: list[float] = []
        self._last_s = time.perf_counter()
        self._step = 1
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.gaps_s.append(now - self._last_s - TICK_MS / 1000)
        shown = self._session.viewport.value
        if shown.display_set is not None:
            if not 0 <= shown.index + self._step < shown.display_set.count:
                self._step = -self._step
            self._session.viewport.scroll_by(self._step)
        self._last_s = time.perf_counter()

    def stop(self) -> None:
        self._timer.stop()

    def tell(self) -> str:
        long = [gap for gap in self.gaps_s if gap > GAP_S]
        worst = 1000 * max(self.gaps_s, default=0.0)
        return f"{len(self.gaps_s)} ticks, {len(long)} gaps > 50 ms, longest {worst:.0f} ms"


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    session = Session(JobRunner(), WorkerProcess(build_handler), ())
    session.network.begin(tmp_path / "arrivals")
    yield session
    session.shut_down()


@pytest.fixture
def filled(orthanc: Orthanc, tmp_path: Path) -> Orthanc:
    folder = tmp_path / "source"
    folder.mkdir()
    uids: dict[str, Any] = {"StudyInstanceUID": STUDY, "SeriesInstanceUID": f"{STUDY}.1"}
    for file in write_ct(folder, (COUNT, 128, 128), **uids).files:
        orthanc.upload(file)
    return orthanc


def _shown_count(session: Session) -> int:
    shown = session.viewport.value.display_set
    return shown.count if shown is not None else 0


@pytest.mark.parametrize("kind", ["dimse", "web"])
def test_that_a_thousand_slices_arrive_while_the_reader_scrolls(
    session: Session, filled: Orthanc, kind: str, qtbot: QtBot
) -> None:
    node = filled.dimse_node if kind == "dimse" else filled.web_node
    session.network.nodes.put(node)
    began = time.perf_counter()

    session.network.fetch(node.name, [RetrieveOrder(STUDY)])
    qtbot.waitUntil(lambda: session.frame() is not None, timeout=600_000)
    first_s = time.perf_counter() - began
    scrolling = Scrolling(session)
    with qtbot.waitSignal(session.network.arriving.settled, timeout=600_000):
        pass
    arrived_s = time.perf_counter() - began
    shown = session.viewport.value.display_set
    assert shown is not None
    qtbot.waitUntil(lambda: session.volumes.volume(shown) is not None, timeout=600_000)
    scrolling.stop()

    print(f"{kind}: first image {first_s:.2f} s, all {arrived_s:.1f} s; {scrolling.tell()}")
    assert shown.count == COUNT
    _assert_as_from_disk(session)


def test_that_a_killed_archive_costs_only_the_rest(
    session: Session, filled: Orthanc, qtbot: QtBot
) -> None:
    session.network.nodes.put(filled.dimse_node)
    session.network.fetch("orthanc", [RetrieveOrder(STUDY)])
    qtbot.waitUntil(lambda: _shown_count(session) > 20, timeout=600_000)

    with qtbot.waitSignal(session.network.arriving.settled, timeout=600_000):
        filled.kill()
    broken = session.network.transfers.value.transfers[0]
    here = _shown_count(session)
    filled.start()
    with qtbot.waitSignal(session.network.arriving.settled, timeout=600_000):
        session.network.transfers.retry(1)
    whole = session.network.transfers.value.transfers[0]

    print(f"{here} slices were here when the archive was killed")
    assert broken.stage in (Stage.FAILED, Stage.PARTLY)
    assert 20 < here < COUNT
    assert whole.outcome is not None
    assert (whole.stage, whole.outcome.already_there) == (Stage.DONE, here)
    assert _shown_count(session) == COUNT


def _assert_as_from_disk(session: Session) -> None:
    folder = session.network.arrivals.folder
    shown = session.viewport.value.display_set
    assert folder is not None
    assert shown is not None
    with tempfile.TemporaryDirectory() as unpack_to:
        token = CancelToken()
        places = [folder.study_folder(STUDY)]
        found = scanner.scan(places, Path(unpack_to), token, ignore_progress, lambda _: None)
    from_disk = best_display_set(found.studies[0])
    assert from_disk is not None
    assert from_disk.geometry == shown.geometry
    volume = session.volumes.volume(shown)
    assert volume is not None
    loaded = load_volume(from_disk, CancelToken(), ignore_progress)
    np.testing.assert_array_equal(volume.array, loaded.array)
