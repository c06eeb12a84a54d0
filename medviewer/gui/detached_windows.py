"""Cells in windows of their own, for a second monitor: the same image, keys and commands."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from medviewer.gui.actions import Actions
from medviewer.gui.desk import Desk
from medviewer.gui.viewport_panel import ViewportPanel
from medviewer.session.images.viewport import Viewport
from medviewer.session.images.viewports import LayoutState
from medviewer.words import message

SIZE_PX = (800, 800)


class DetachedWindow(QWidget):
    """One cell. Closing it gives the cell up."""

    def __init__(self, desk: Desk, actions: Actions, viewport: Viewport) -> None:
        super().__init__()
        self._desk = desk
        self.viewport = viewport
        self.panel = ViewportPanel(desk.session, desk.registry, desk.translator, viewport)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.setFocusProxy(self.panel)
        self.addActions(list(actions))  # its keys are the main window's
        self.setWindowTitle(desk.translator(message("Window", "Image · MedViewer")))
        self._place()

    def _place(self) -> None:
        """On another screen where there is one, filling it."""
        primary = QGuiApplication.primaryScreen()
        others = [screen for screen in QGuiApplication.screens() if screen is not primary]
        if others:
            self.setGeometry(others[0].availableGeometry())
        else:
            self.resize(*SIZE_PX)

    # Qt's own

    def closeEvent(self, event: QCloseEvent) -> None:
        with self._desk.session.steps.watching():
            self._desk.session.viewports.give_up(self.viewport.viewport_id)
        super().closeEvent(event)


class DetachedWindows(QObject):
    """One window for each cell that stands apart; follows `session.viewports`."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self.windows: dict[int, DetachedWindow] = {}
        desk.session.viewports.changed.connect(self._on_layout_changed)

    def close_all(self) -> None:
        for window in list(self.windows.values()):
            window.close()

    @Slot(object, object)
    def _on_layout_changed(self, before: LayoutState, now: LayoutState) -> None:
        if before.detached == now.detached:
            return
        for viewport_id in set(self.windows) - set(now.detached):
            window = self.windows.pop(viewport_id)
            window.hide()
            window.deleteLater()
        for viewport_id in now.detached:
            if viewport_id not in self.windows:
                cell = self._desk.session.viewports.cell(viewport_id)
                self.windows[viewport_id] = DetachedWindow(self._desk, self._actions, cell)
                self.windows[viewport_id].show()
