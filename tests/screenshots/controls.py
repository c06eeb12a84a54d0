"""The controls that are to be seen, and what a reader without a mouse or a screen needs of them."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolBar,
    QToolButton,
    QWidget,
)

from medviewer.gui.canvas.contribution_strip import ContributionStrip
from medviewer.gui.canvas.phase_slider import PhaseSlider
from medviewer.gui.canvas.slice_slider import SliceSlider

KINDS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
PARTS_OF = (QComboBox, QAbstractSpinBox, QDockWidget)  # their own arrows, fields, and title buttons
# The canvas beside them has the keys that do the same: arrows, Home and End, Ctrl and arrows.
BESIDE_THE_IMAGE = (SliceSlider, PhaseSlider, ContributionStrip)


def controls(root: QWidget) -> Iterator[QWidget]:
    """What can be operated under `root`, as it is seen now."""
    for widget in root.findChildren(QWidget):
        is_control = isinstance(widget, KINDS) and not isinstance(widget, QScrollBar | QHeaderView)
        is_inner = widget.objectName().startswith("qt_") or _is_part(widget)
        if is_control and not is_inner and widget.isVisible():
            yield widget


def _is_part(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QMenuBar | QComboBox | QAbstractSpinBox):
            return True
        if isinstance(parent, QDockWidget):
            return parent.widget() is not widget and widget.parentWidget() is parent
        parent = parent.parentWidget()
    return False


def name_of(widget: QWidget) -> str:
    """What a screen reader says of it; "" where it has nothing to say."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text()
    root = widget.window()
    buddies = (label for label in root.findChildren(QLabel) if label.buddy() is widget)
    return next((label.text() for label in buddies), "")


def is_reached(widget: QWidget) -> bool:
    """Whether Tab comes by, or a key or menu does the same: a toolbar's buttons are commands."""
    if isinstance(widget, BESIDE_THE_IMAGE):
        return True
    is_of_bar = isinstance(widget.parentWidget(), QToolBar) and isinstance(widget, QToolButton)
    if is_of_bar and isinstance(widget, QToolButton) and widget.defaultAction() is not None:
        return True
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def keeps(widget: QWidget, key: Qt.Key) -> bool:
    """Whether a key pressed in it stays there rather than running the window's shortcut."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def moves(widget: QWidget) -> bool:
    """Whether Up and Down change what it holds."""
    if isinstance(widget, BESIDE_THE_IMAGE) or not widget.isEnabled():
        return False
    kinds = QAbstractItemView | QAbstractSpinBox | QComboBox | QAbstractSlider
    return isinstance(widget, kinds) and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def is_cut(widget: QWidget) -> bool:
    """Whether its words need more room than it has."""
    if isinstance(widget, QLabel):
        if not widget.text() or widget.wordWrap():
            return False
    elif not (isinstance(widget, QAbstractButton) and widget.text()):
        return False
    return widget.width() < widget.sizeHint().width() - 1
