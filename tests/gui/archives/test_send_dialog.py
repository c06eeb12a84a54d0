"""Nothing is sent that was not looked at, and where it goes stands beside the button."""

from pathlib import Path

import pytest
from pydicom import dcmread
from pytestqt.qtbot import QtBot

from medviewer.domain.transfers import Stage
from medviewer.gui.archives.send_dialog import SendDialog
from medviewer.gui.main_window import MainWindow
from medviewer.gui.tree_rows import rows_of
from tests.phantoms.series import write_ct
from tests.unit.session.network.archive_stub import ArchiveStub

pytestmark = pytest.mark.gui


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.desk.session.runner.active_count == 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "ct"
    folder.mkdir()
    write_ct(folder, (3, 16, 16), StudyInstanceUID="1.2.77", PatientName="Doe^Jane")
    return folder


@pytest.fixture
def dialog(window: MainWindow, archive: ArchiveStub, qtbot: QtBot, folder: Path) -> SendDialog:
    session = window.desk.session
    session.open([folder])
    settle(window, qtbot)
    study = session.viewport.value.study
    assert study is not None
    dialog = SendDialog(study, window.desk, window)
    dialog.open()
    return dialog


def test_that_images_are_listed_before_they_are_sent_as_they_are(
    dialog: SendDialog, window: MainWindow, archive: ArchiveStub, qtbot: QtBot, folder: Path
) -> None:
    originals = {path: path.read_bytes() for path in folder.iterdir()}
    dialog.images.setChecked(True)
    settle(window, qtbot)
    counts = [row.text(1) for row in rows_of(dialog.preview)]
    words = dialog.sum.text()
    before = list(archive.sent)

    dialog.send.click()
    settle(window, qtbot)

    assert counts == ["3"]
    assert "3 files" in words
    assert "Main at ORTHANC@pacs.example:4242" in words
    assert before == []
    assert sorted(archive.sent) == sorted(originals)
    assert {path: path.read_bytes() for path in folder.iterdir()} == originals


def test_that_copies_without_identity_are_sent_and_originals_stay(
    dialog: SendDialog, window: MainWindow, archive: ArchiveStub, qtbot: QtBot, folder: Path
) -> None:
    dialog.images.setChecked(True)
    dialog.clean.setChecked(True)
    settle(window, qtbot)

    dialog.send.click()
    settle(window, qtbot)

    assert len(archive.sent) == 3
    assert not set(archive.sent) & set(folder.iterdir())
    assert {str(dcmread(path).PatientName) for path in archive.sent} & {"Doe^Jane"} == set()


def test_that_a_reading_without_anything_has_nothing_to_send(
    dialog: SendDialog, window: MainWindow, qtbot: QtBot
) -> None:
    for kind, box in dialog.kinds.items():
        box.setChecked(kind == "kos")
    dialog.objects.setChecked(True)
    settle(window, qtbot)

    assert not dialog.send.isEnabled()
    assert dialog.notice.text() != ""


def test_that_a_structured_report_made_now_is_sent(
    dialog: SendDialog, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    dialog.objects.setChecked(True)
    settle(window, qtbot)
    titles = [row.text(0) for row in rows_of(dialog.preview)]

    dialog.send.click()
    settle(window, qtbot)

    transfer = window.desk.session.network.transfers.value.transfers[-1]
    assert transfer.stage is Stage.DONE
    assert {str(dcmread(path).Modality) for path in archive.sent} == {"SR"}
    assert titles == ["Structured report"]


def test_that_closing_sends_nothing(
    dialog: SendDialog, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    settle(window, qtbot)

    dialog.reject()
    settle(window, qtbot)

    assert archive.sent == []
    assert window.desk.session.network.outgoing.value.ready is None
