"""The whole window on a real session: frames from memory, results handed in as if a worker had answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from medviewer import app
from medviewer.domain.study import Rescale
from medviewer.domain.volume import Frame, Unit
from medviewer.gui.main_window import MainWindow
from medviewer.session.images.decoding import Target
from medviewer.settings import Settings
from tests.gui.canvas.samples import ct_array, ct_study, finding, result


def pytest_itemcollected(item: pytest.Item) -> None:
    """Qt's offscreen platform says aloud what it cannot do without a window manager."""
    item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[MainWindow]:
    """A shown window with nothing open; English, dark, its settings forgotten afterwards."""

    def read(target: Target, index: int) -> Frame:
        return Frame(ct_array(index), Unit.HU)

    monkeypatch.setattr(Target, "read", read)
    monkeypatch.setenv("MEDVIEWER_HOME", str(tmp_path))
    window = app.build_window(Settings(theme="dark", language="en"), catalog=(result().card,))
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    window.close()
    window.deleteLater()  # now, or every test would style the windows of all tests before it
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def read_window(window: MainWindow) -> MainWindow:
    """The window with the sample CT shown."""
    study = ct_study(rescale=Rescale(unit=Unit.HU))
    session = window.desk.session
    session.library.update(studies=(study,))
    session.show(study, study.series[0].display_sets[0])
    return window


@pytest.fixture
def analysed_window(read_window: MainWindow) -> MainWindow:
    """The sample CT with three findings: two at or above the model's threshold of 0.5, one below."""
    answer = result(
        finding("f1", 0.93, (8, 20, 10), (12, 31, 19)),
        finding("f2", 0.71, (2, 20, 10), (4, 31, 19)),
        finding("f3", 0.22, (14, 20, 10), (16, 31, 19)),
    )
    read_window.desk.session.analysis._keep(answer)
    return read_window
