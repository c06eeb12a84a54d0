"""Where the window was and how its panels stood, from one run to the next."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

FIRST_SIZE = QSize(1440, 900)
FRAME = QSize(
    4, 36
)  # about what a desktop puts around it; a small screen would hide the status bar
PANEL_WIDTH_PX, NARROW_PANEL_WIDTH_PX = 412, 320  # of findings and report, until the reader drags
LEAST_HEIGHT_PX = 760  # of a screen, for two panels above each other at the right
LAYOUT_VERSION = 1  # raised when docks change, so that an old layout is not forced on new ones


def first_panel_width() -> int:
    """On a small screen the panels leave the image half of it."""
    is_wide = QGuiApplication.primaryScreen().availableGeometry().width() >= FIRST_SIZE.width()
    return PANEL_WIDTH_PX if is_wide else NARROW_PANEL_WIDTH_PX


def is_low_screen() -> bool:
    """Whether findings and report do not fit one above the other: a laptop's screen, or one scaled by 1.5."""
    return QGuiApplication.primaryScreen().availableGeometry().height() < LEAST_HEIGHT_PX


def restore_place(window: QMainWindow, file: Path | None) -> None:
    """Put the window back; the first time, or where its screen is gone, into the middle of this one."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(FIRST_SIZE.boundedTo(screen.size() - FRAME))
    if file is None:
        return
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    geometry, layout = kept.value("geometry"), kept.value("layout")
    if isinstance(geometry, QByteArray):
        window.restoreGeometry(geometry)
    if isinstance(layout, QByteArray):
        window.restoreState(layout, LAYOUT_VERSION)
    is_seen = any(
        other.availableGeometry().intersects(window.frameGeometry())
        for other in QGuiApplication.screens()
    )
    if not is_seen:
        window.move(screen.topLeft())


def bring_to_front(window: QMainWindow) -> None:
    """Before the others; where the desktop does not let windows come by themselves, its button is lit."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def save_place(window: QMainWindow, file: Path | None) -> None:
    if file is None:
        return
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    kept.setValue("geometry", window.saveGeometry())
    kept.setValue("layout", window.saveState(LAYOUT_VERSION))
    kept.sync()
