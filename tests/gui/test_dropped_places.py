"""Folders, archives and files dropped together are opened together, whatever their names."""

import os
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from medviewer.gui.dropped_places import dropped_places
from medviewer.gui.main_window import MainWindow
from tests.phantoms.series import write_ct, write_mr

pytestmark = pytest.mark.gui


def drop(window: MainWindow, data: QMimeData) -> None:
    where, left, plain = QPoint(50, 50), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    entered = QDragEnterEvent(where, copy, data, left, plain)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(where), copy, data, left, plain))


@pytest.mark.parametrize(
    ("written", "path"),
    [
        (b"file:///cd/a%20b.dcm", "/cd/a b.dcm"),
        (b"file:///cd/%E5%BD%B1%23%3F.dcm", "/cd/影#?.dcm"),
        (b"file:///cd/%FF%FE.dcm", os.fsdecode(b"/cd/\xff\xfe.dcm")),
    ],
)
def test_that_any_name_a_disk_may_hold_is_understood(written: bytes, path: str) -> None:
    data = QMimeData()
    data.setData("text/uri-list", written + b"\r\n" + written + b"\r\nhttps://example.org/x\r\n")

    assert dropped_places(data) == [Path(path)]


def test_that_folder_archive_and_file_are_opened_together(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    write_ct(tmp_path / "folder")
    alone, *others = write_mr(tmp_path / "mr")
    with zipfile.ZipFile(tmp_path / "mr.zip", "w") as out:
        for file in others:
            out.write(file, file.name)
    data = QMimeData()
    places = (tmp_path / "folder", tmp_path / "mr.zip", alone)
    data.setUrls([QUrl.fromLocalFile(str(place)) for place in places])

    drop(window, data)
    qtbot.waitUntil(lambda: window.desk.session.runner.active_count == 0)

    studies = window.desk.session.library.value.studies
    assert sorted(study.series[0].count for study in studies) == [6, 20]
