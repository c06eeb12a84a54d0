"""Garbage in circles is collected, and nowhere but on the GUI thread."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from medviewer.jobs.garbage import GarbageCollection
from medviewer.jobs.runner import JobRunner

pytestmark = pytest.mark.gui


class Circle(QObject):
    """Holds itself, as a widget does that keeps a bound method of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


@pytest.fixture
def collection(qapp: object) -> Iterator[GarbageCollection]:
    threshold = gc.get_threshold()
    gc.set_threshold(100)
    gc.enable()
    runner = JobRunner()
    collection = GarbageCollection(runner)
    yield collection
    runner.shut_down()
    collection.deleteLater()
    gc.unfreeze()
    gc.set_threshold(*threshold)
    gc.disable()  # as all tests have it


def test_that_a_thread_that_makes_many_objects_deletes_no_qt_object(
    collection: GarbageCollection, qtbot: QtBot
) -> None:
    deleted_on: list[threading.Thread] = []
    weakref.finalize(Circle(), lambda: deleted_on.append(threading.current_thread()))
    litter = threading.Thread(target=lambda: [[{}] for _ in range(100_000)])

    litter.start()
    litter.join()
    before = list(deleted_on)
    kept: list[list[dict[str, str]]] = [[{}] for _ in range(1000)]  # enough for the next look
    qtbot.waitUntil(lambda: bool(deleted_on))

    assert before == []
    assert deleted_on == [threading.main_thread()]
    assert len(kept) == 1000
