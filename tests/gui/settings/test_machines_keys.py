"""What is typed into the page of remote machines is not lost by a key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.gui.main_window import MainWindow
from medviewer.gui.settings.dialog import SettingsDialog
from medviewer.gui.settings.machines_page import MachinesPage

pytestmark = pytest.mark.gui


def test_that_enter_in_a_field_leaves_the_settings_open(window: MainWindow, qtbot: QtBot) -> None:
    dialog = SettingsDialog(window.desk, window, "machines")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    page = dialog.pages["machines"]
    assert isinstance(page, MachinesPage)

    QTest.keyClick(page.url, Qt.Key.Key_Return)

    assert dialog.isVisible()
