"""An export in the status bar: how far it is, and then where it went, for as long as its study is shown."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from medviewer.gui.actions import Actions
from medviewer.gui.busy_gauge import BusyGauge
from medviewer.gui.command_button import CommandButton
from medviewer.gui.desk import Desk
from medviewer.words import message

EXPORTING = message("Export", "Exporting")
OPEN_FOLDER = message("Export", "Open folder")
SEND = message("Export", "Send…")


class ExportGauge(QWidget):
    """Follows `session.exporting`."""

    def __init__(self, actions: Actions, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.busy = BusyGauge(actions["report.stop_export"], desk)
        self.done = QLabel()
        self.open_button = CommandButton(actions["report.open_exported"], OPEN_FOLDER, desk)
        self.open_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.send_button = CommandButton(actions["archive.send"], SEND, desk)
        self.send_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 1, 8, 1)
        layout.setSpacing(6)
        for widget in (self.busy, self.done, self.open_button, self.send_button):
            layout.addWidget(widget)
        desk.session.exporting.changed.connect(self._follow)
        desk.session.study_shown.connect(self._follow)
        desk.session.network.nodes.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        state = self._desk.session.exporting.value
        shown = self._desk.session.viewport.value.study
        is_of_shown = shown is not None and state.study is not None and shown.key == state.study.key
        has_result = state.outcome is not None and is_of_shown
        self.busy.setVisible(state.is_running)
        self.done.setVisible(has_result)
        self.open_button.setVisible(has_result)
        has_archive = bool(self._desk.session.network.nodes.value.nodes)
        self.send_button.setVisible(has_result and has_archive)
        self.setVisible(state.is_running or has_result)
        if state.is_running:
            self.busy.show_progress(EXPORTING, state.progress)
        if state.outcome is not None:
            text = message("Export", "{count} files exported", count=len(state.outcome.files))
            self.done.setText(self._desk.translator(text))
