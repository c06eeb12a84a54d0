"""A series of 3,000 images is usable from its first: shown before the scan ends, and it keeps the place."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from medviewer.dicom.headers import Header, read_header
from medviewer.dicom.reading.recall import Recall
from medviewer.domain.study import FrameSource
from tests.journeys.conftest import Viewer
from tests.patience import HANG_MS
from tests.phantoms.long_series import write_long_series

pytestmark = pytest.mark.gui
COUNT = 3000
HELD_AT = 1000  # files; the scan reads no further until an image is shown


@pytest.fixture(scope="module")
def long_ct(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long")
    write_long_series(folder, COUNT, 16)
    return folder


@pytest.fixture
def image_shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Lets the scan go on; whichever is quicker on this machine, disk or screen, it is not asked to race."""
    shown = Event()
    count = 0

    def read_or_wait(path: Path, memory: Recall) -> Header:
        nonlocal count
        count += 1
        if count > HELD_AT:
            shown.wait(HANG_MS / 1000)
        return read_header(path, memory)

    monkeypatch.setattr("medviewer.dicom.scanner.read_header", read_or_wait)
    yield shown
    shown.set()


def wait_for_the_end(viewer: Viewer) -> None:
    viewer.qtbot.waitUntil(lambda: viewer.session.runner.active_count == 0, timeout=HANG_MS)


def shown(viewer: Viewer) -> FrameSource:
    state = viewer.session.viewport.value
    assert state.display_set is not None
    return state.display_set.frames[state.index]


def test_that_an_image_is_shown_before_the_scan_has_ended(
    viewer: Viewer, long_ct: Path, image_shown: Event
) -> None:
    events: list[str] = []
    viewer.session.volumes.frame_ready.connect(lambda *_: events.append("image"))
    viewer.session.volumes.frame_ready.connect(lambda *_: image_shown.set())
    viewer.session.library.scan_ended.connect(lambda _: events.append("end"))

    viewer("file.open_places", places=[long_ct])
    wait_for_the_end(viewer)

    assert events.index("image") < events.index("end")
    display_set = viewer.session.viewport.value.display_set
    assert display_set is not None
    assert display_set.count == COUNT
    assert viewer.session.viewport.value.index == COUNT // 2  # nobody touched anything: the middle
    assert viewer.session.volumes.is_complete(display_set.display_set_id)


def test_that_the_reader_keeps_place_and_image_while_the_series_grows(
    viewer: Viewer, long_ct: Path, image_shown: Event
) -> None:
    session = viewer.session
    viewer("file.open_places", places=[long_ct])
    viewer.qtbot.waitUntil(lambda: session.frame() is not None, timeout=HANG_MS)
    assert session.library.value.is_scanning
    session.viewport.scroll_to(3)
    viewer.qtbot.waitUntil(lambda: session.frame() is not None, timeout=HANG_MS)
    place = shown(viewer)
    black: list[int] = []
    session.viewport.changed.connect(
        lambda _, now: black.append(now.index) if session.frame() is None else None
    )
    image_shown.set()

    wait_for_the_end(viewer)

    assert shown(viewer) == place
    assert black == []
