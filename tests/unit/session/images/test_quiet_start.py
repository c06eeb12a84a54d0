"""What can wait starts after the first image, or once there will be none."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.images.quiet_start import QuietStart
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.library.library import Library
from medviewer.session.messages import Messages

pytestmark = pytest.mark.gui


class Start:
    """A quiet start, and a thumbnail that was asked for in it."""

    def __init__(self) -> None:
        self.runner = JobRunner()
        self.parent = QObject()
        self.library = Library(self.runner, Messages(self.parent), self.parent)
        self.volumes = VolumeCache(self.runner, self.parent)
        QuietStart(self.runner, self.library, self.volumes, self.parent)
        self.done: list[str] = []
        self.runner.start(Lane.THUMBNAILS, lambda _: self.done.append("thumbnail"))


@pytest.fixture
def start(qapp: object) -> Iterator[Start]:
    start = Start()
    yield start
    start.runner.shut_down()


def test_that_a_thumbnail_waits_for_the_first_image(start: Start, qtbot: QtBot) -> None:
    qtbot.wait(60)
    before = list(start.done)

    start.volumes.frame_ready.emit("1.2:0", 0)

    qtbot.waitUntil(lambda: start.done == ["thumbnail"])
    assert before == []


def test_that_a_thumbnail_waits_no_longer_than_a_scan_without_images(
    start: Start, qtbot: QtBot
) -> None:
    start.library.update(is_scanning=True)
    start.library.update(is_scanning=False)

    qtbot.waitUntil(lambda: start.done == ["thumbnail"])
