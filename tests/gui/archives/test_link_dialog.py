"""Links ask first, show what they name as text, and open only what was agreed to."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from medviewer.domain.study_link import read_link
from medviewer.gui.archives.link_dialog import LinkDialog
from medviewer.gui.main_window import MainWindow
from medviewer.session.messages import Level
from medviewer.session.network.study_links import LinkPlace
from medviewer.session.one_window.order import OpeningOrder
from tests.unit.session.network.archive_stub import ArchiveStub

pytestmark = pytest.mark.gui

OLD = "medviewer://open?study=1.2.1"  # Zhang San's in the archive


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.desk.session.runner.active_count == 0)


def dialog_of(window: MainWindow) -> LinkDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LinkDialog)
    return dialog


def follow(window: MainWindow, link: str) -> LinkDialog:
    window.take_from_another_start(OpeningOrder(links=(link,)))
    return dialog_of(window)


def told(window: MainWindow) -> list[str]:
    history = window.desk.session.messages.history
    return [str(notice.text) for notice in history if notice.level is not Level.NOTE]


def test_that_nothing_is_asked_of_an_archive_before_the_reader_agrees(
    window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    dialog = follow(window, OLD)
    settle(window, qtbot)
    before, where = list(archive.asked), dialog.place.text()

    dialog.open_button.click()
    settle(window, qtbot)

    assert before == []
    assert "ORTHANC@pacs.example:4242" in where
    assert [order.study_instance_uid for order in archive.orders] == ["1.2.1"]


def test_that_enter_and_escape_decline(
    window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = follow(window, OLD)
        QTest.keyClick(dialog, key)
        settle(window, qtbot)

    assert archive.asked == []
    assert window.desk.session.network.links.value.link is None


def test_that_what_a_link_says_is_shown_as_text(window: MainWindow, archive: ArchiveStub) -> None:
    dialog = follow(window, f"{OLD}&patient=%3Cb%3EP1%3C%2Fb%3E&accession=A7")

    labels = {label.text(): label.textFormat() for label in dialog.findChildren(QLabel)}
    assert labels["<b>P1</b>"] is Qt.TextFormat.PlainText
    assert {"1.2.1", "A7"} <= set(labels)


def test_that_a_link_that_is_none_is_a_sentence_and_no_question(
    window: MainWindow, archive: ArchiveStub
) -> None:
    window.take_from_another_start(OpeningOrder(links=("medviewer://open?path=/etc/passwd",)))

    assert QApplication.activeModalWidget() is None
    assert "“path” is nothing that a link may say" in told(window)[-1]


def test_that_another_patients_study_is_not_fetched(
    window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    dialog = follow(window, f"{OLD}&patient=P9")
    settle(window, qtbot)
    dialog.open_button.click()
    settle(window, qtbot)

    assert archive.orders == []
    assert "of patient P9" in told(window)[-1]


def test_that_a_study_that_is_open_is_shown_from_here(
    read_window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    uid = read_window.desk.session.library.value.studies[0].study_instance_uid

    dialog = follow(read_window, f"medviewer://open?study={uid}")
    where = dialog.place.text()
    dialog.open_button.click()
    settle(read_window, qtbot)

    assert where == "this computer; it is open"
    assert archive.asked == []


def test_that_an_open_study_of_another_patient_cannot_be_agreed_to(
    read_window: MainWindow, archive: ArchiveStub
) -> None:
    uid = read_window.desk.session.library.value.studies[0].study_instance_uid

    dialog = follow(read_window, f"medviewer://open?study={uid}&patient=SomebodyElse")

    assert not dialog.open_button.isEnabled()
    assert "SomebodyElse" in dialog.problem.text()


def test_that_an_archive_nobody_has_entered_is_not_called(
    window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    dialog = follow(window, f"{OLD}&node=evil.example")
    settle(window, qtbot)

    assert window.desk.session.network.links.value.place is LinkPlace.NOWHERE
    assert not dialog.open_button.isEnabled()
    assert "evil.example" in dialog.problem.text()


def test_that_a_newer_link_takes_the_place_of_one_that_was_not_answered(
    window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    answers: list[int] = []
    follow(window, OLD).finished.connect(answers.append)

    dialog = follow(window, "medviewer://open?study=1.2.2")
    settle(window, qtbot)
    dialog.open_button.click()
    settle(window, qtbot)

    assert answers == [LinkDialog.DialogCode.Rejected.value]
    assert [order.study_instance_uid for order in archive.orders] == ["1.2.2"]


def test_that_agreeing_to_one_link_never_follows_another(
    window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    links = window.desk.session.network.links
    links.consider(read_link("medviewer://open?study=1.2.2"))
    settle(window, qtbot)

    links.follow(read_link(OLD))
    settle(window, qtbot)

    assert archive.asked == []


def test_that_a_listed_study_is_opened_from_its_files(
    window: MainWindow, archive: ArchiveStub, qtbot: QtBot, tmp_path: Path
) -> None:
    from tests.phantoms.series import write_ct

    folder = tmp_path / "ct"
    folder.mkdir()
    write_ct(folder, (3, 16, 16), StudyInstanceUID="1.2.77")
    session = window.desk.session
    session.study_list.use(tmp_path / "studies.sqlite3")
    session.open([folder])
    settle(window, qtbot)
    session.close_all()
    settle(window, qtbot)

    dialog = follow(window, "medviewer://open?study=1.2.77")
    settle(window, qtbot)
    where = dialog.place.text()
    dialog.open_button.click()
    settle(window, qtbot)

    assert where == "this computer, from the library"
    shown = session.viewport.value.study
    assert shown is not None
    assert shown.study_instance_uid == "1.2.77"
    assert archive.asked == []
