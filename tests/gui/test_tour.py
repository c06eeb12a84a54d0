"""The tour drives the real window from folder to report."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from medviewer import app
from medviewer.dicom.export import write_ct_series
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.volume import Unit, Volume
from medviewer.gui.tour import Tour
from medviewer.settings import Settings

pytestmark = pytest.mark.gui


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Four slices of CT on disk."""
    plane = ImagePlane((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 1.0, 1.0)
    geometry = VolumeGeometry(plane, (0.0, 0.0, 2.0), (4, 32, 32))
    array = np.arange(4 * 32 * 32, dtype=np.int16).reshape(4, 32, 32) % 1000
    write_ct_series(tmp_path / "study", Volume(array, geometry, Unit.HU))
    return tmp_path / "study"


def test_that_a_tour_without_models_ends_with_a_report_and_a_closed_window(
    study: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDVIEWER_HOME", str(tmp_path / "home"))
    window = app.build_window(Settings(language="en"), catalog=())
    tour = Tour(window, study, tmp_path / "report", stays_open=False)
    with qtbot.waitExposed(window):
        window.show()

    tour.begin()
    qtbot.waitUntil(lambda: not window.isVisible())

    assert tour.exit_code == 0
    written = {file.name for file in (tmp_path / "report").iterdir()}
    assert written >= {"findings.json", "report.html", "report.pdf"}
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_that_a_tour_of_nothing_ends_with_a_failure(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDVIEWER_HOME", str(tmp_path / "home"))
    (tmp_path / "empty").mkdir()
    window = app.build_window(Settings(language="en"), catalog=())
    tour = Tour(window, tmp_path / "empty", tmp_path / "report", stays_open=False)
    with qtbot.waitExposed(window):
        window.show()

    tour.begin()
    qtbot.waitUntil(lambda: not window.isVisible())

    assert tour.exit_code == 1
    assert not (tmp_path / "report").exists()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
