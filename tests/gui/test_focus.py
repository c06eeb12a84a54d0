"""What has the focus can be seen to have it, in every theme."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QTabBar,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from medviewer.gui.main_window import MainWindow
from medviewer.gui.sheet import Sheet
from medviewer.gui.theme import BY_NAME
from medviewer.words import message

pytestmark = pytest.mark.gui
LEAST_PX = 20  # a line of one pixel around the smallest control has more


def _button(name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setText("Word")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _default() -> QPushButton:
    button = QPushButton("Word")
    button.setDefault(True)
    return button


def _tabs() -> QTabBar:
    tabs = QTabBar()
    tabs.addTab("Word")
    tabs.addTab("Other")
    return tabs


KINDS: dict[str, Callable[[], QWidget]] = {
    "button": lambda: QPushButton("Word"),
    "default button": _default,
    "tool button": lambda: _button(""),
    "framed": lambda: _button("framed"),
    "link": lambda: _button("link"),
    "primary": lambda: _button("primary"),
    "line": QLineEdit,
    "text": QPlainTextEdit,
    "page": QTextBrowser,
    "choice": QComboBox,
    "number": QDoubleSpinBox,
    "tick": lambda: QCheckBox("Word"),
    "slider": lambda: QSlider(Qt.Orientation.Horizontal),
    "list": QListWidget,
    "tabs": _tabs,
}


def pixels(widget: QWidget) -> NDArray[np.int_]:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(bytes(image.constBits()), np.uint8).reshape(-1, 4)[:, :3].astype(int)


@pytest.mark.parametrize("theme", BY_NAME)
def test_that_the_focus_is_seen_on_every_kind_of_control(
    window: MainWindow, qtbot: QtBot, theme: str
) -> None:
    window.desk.preferences.update(theme=theme)
    window.hide()  # or it would be active again after the sheet
    sheet = Sheet(message("Test", "Test"), window.desk, None)
    qtbot.addWidget(sheet)
    elsewhere = QLineEdit()
    sheet.body.addWidget(elsewhere)
    controls = {kind: make() for kind, make in KINDS.items()}
    rows = {kind: QWidget() for kind in KINDS}
    for kind, row in rows.items():
        QVBoxLayout(row).addWidget(controls[kind])
        sheet.body.addWidget(row)
    with qtbot.waitActive(sheet):
        sheet.open()
        sheet.activateWindow()

    changed = {}
    for kind, control in controls.items():
        elsewhere.setFocus()
        before = pixels(rows[kind])
        control.setFocus(Qt.FocusReason.TabFocusReason)
        assert control.hasFocus()
        changed[kind] = int((np.abs(pixels(rows[kind]) - before).max(axis=1) > 40).sum())

    assert {kind: px for kind, px in changed.items() if px < LEAST_PX} == {}
