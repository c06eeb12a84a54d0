"""The window as a whole: title, drop, place, theme."""

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from medviewer import app
from medviewer.domain.model_card import ModelCard
from medviewer.domain.study import Rescale
from medviewer.domain.volume import Unit
from medviewer.errors import ModelUnusable
from medviewer.gui import main_window
from medviewer.gui.main_window import MainWindow
from medviewer.gui.theme import LIGHT
from medviewer.gui.viewport_panel import ViewportPanel
from medviewer.gui.window_place import restore_place, save_place
from medviewer.session.library.library import Library
from medviewer.settings import Settings
from medviewer.words import message
from tests.gui.canvas.samples import ct_study, finding, result

pytestmark = pytest.mark.gui


def test_that_the_title_names_patient_and_study(read_window: MainWindow) -> None:
    assert read_window.windowTitle() == "Muster, Erika · CT Thorax · MedViewer"


def test_that_what_is_dropped_is_opened(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(Library, "open", lambda library, places: opened.extend(places))
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/x.dcm")])

    window.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )

    assert opened == [tmp_path]


def test_that_no_part_of_the_window_but_cells_keeps_a_drop_for_itself(
    read_window: MainWindow, qtbot: QtBot
) -> None:
    image = read_window.findChildren(QGraphicsView)  # accepts drops by itself
    qtbot.waitUntil(lambda: not read_window.report.impression.acceptDrops())

    assert image
    taking = [part for part in read_window.findChildren(QWidget) if part.acceptDrops()]
    assert all(isinstance(part, ViewportPanel) for part in taking)  # series; never files
    assert read_window.acceptDrops()


def test_that_a_window_comes_back_where_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    before, after = QMainWindow(), QMainWindow()
    for window in (before, after):
        qtbot.addWidget(window)
    before.setGeometry(40, 50, 500, 400)

    save_place(before, file)
    restore_place(after, file)

    assert after.geometry().getRect() == (40, 50, 500, 400)


def test_that_the_first_window_leaves_room_for_its_frame_on_a_small_screen(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)

    restore_place(window, tmp_path / "none.ini")

    room = window.screen().availableGeometry()
    assert window.height() < room.height()
    assert window.width() < room.width()


def test_that_a_window_lost_off_screen_is_brought_back(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    before, after = QMainWindow(), QMainWindow()
    for window in (before, after):
        qtbot.addWidget(window)
    before.setGeometry(9000, 9000, 500, 400)

    save_place(before, file)
    restore_place(after, file)

    assert after.screen().availableGeometry().intersects(after.frameGeometry())


def test_that_f11_gives_the_window_the_whole_screen_and_its_frame_again(
    window: MainWindow,
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F11)
    is_full = window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_F11)

    assert is_full
    assert not window.isFullScreen()


def test_that_ctrl_w_closes_the_study_shown_and_no_other(read_window: MainWindow) -> None:
    session = read_window.desk.session
    [shown] = session.library.value.studies
    other = dataclasses.replace(shown, study_instance_uid="9.9")
    session.library.update(studies=(shown, other))

    QTest.keyClick(read_window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)

    assert [study.study_instance_uid for study in session.library.value.studies] == ["9.9"]


def test_that_the_theme_changes_while_the_window_stands(window: MainWindow) -> None:
    window.desk.preferences.update(theme="light")

    assert window.desk.look.colours is LIGHT
    assert window.palette().window().color().name() == LIGHT.window


def test_that_closing_leaves_no_thread(window: MainWindow) -> None:
    window.close()

    assert window.desk.session.analysis.value.waiting == 0
    assert not window.isVisible()


def test_that_a_hidden_identity_stands_neither_in_the_title_nor_in_the_browser(
    read_window: MainWindow,
) -> None:
    read_window.desk.registry.run("view.hide_identity")

    study = read_window.browser.tree.topLevelItem(0)
    assert study is not None
    assert read_window.windowTitle() == "CT Thorax · MedViewer"
    assert "Muster" not in study.text(0) + study.toolTip(0)

    read_window.desk.registry.run("view.hide_identity")

    assert "Muster" in study.text(0)


def test_that_panels_give_way_to_the_image_in_a_narrow_window(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1024, 700)

    qtbot.waitUntil(lambda: window.width() == 1024)
    assert window.viewport.width() >= 420


def test_that_a_broken_model_card_costs_the_models_not_the_viewer(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> tuple[ModelCard, ...]:
        raise ModelUnusable(message("Test", "The card is broken."))

    monkeypatch.setattr(app, "installed_cards", broken)

    window = app.build_window(Settings(language="en"))

    qtbot.addWidget(window)
    session = window.desk.session
    assert session.analysis.catalog == ()
    assert [str(notice.text) for notice in session.messages.history] == ["The card is broken."]


def test_that_a_small_window_is_shown_as_small_as_it_was_asked_for(
    window: MainWindow, qtbot: QtBot
) -> None:
    asked = window.minimumSizeHint() + QSize(10, 10)
    window.hide()
    window.resize(asked)

    with qtbot.waitExposed(window):
        window.show()

    assert window.size() == asked
    assert window.width() < window.toolbar.sizeHint().width()


def test_that_a_full_hd_screen_at_200_percent_holds_the_window_with_findings(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(main_window, "is_low_screen", lambda: True)
    monkeypatch.setenv("MEDVIEWER_HOME", str(tmp_path))
    window = app.build_window(Settings(theme="dark", language="en"), catalog=(result().card,))
    study = ct_study(rescale=Rescale(unit=Unit.HU))
    window.desk.session.library.update(studies=(study,))
    window.resize(960, 500)
    with qtbot.waitExposed(window):
        window.show()
    window.desk.session.show(study, study.series[0].display_sets[0])
    window.desk.session.analysis._keep(result(finding("f1", 0.93), finding("f2", 0.71)))
    QApplication.processEvents()

    least = window.minimumSizeHint()
    window.close()

    assert least.width() <= 960
    assert least.height() <= 500  # of 540, less a desktop's own bar
