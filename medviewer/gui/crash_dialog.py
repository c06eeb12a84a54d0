"""What nobody foresaw: said once, with where it happened, and a way to start again.

The trace names files and lines of the program only, as the log does: the words of an exception may quote a
patient.
"""

import logging
from types import TracebackType

from PySide6.QtCore import QObject, QProcess, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QWidget

from medviewer import logs, paths
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.words import message

logger = logging.getLogger(__name__)


class CrashDialog(Sheet):
    """The trace, to be copied; go on, or start again."""

    def __init__(self, trace: str, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Crash", "Something went wrong"), desk, parent)
        self._desk = desk
        words = desk.translator
        self.body.addWidget(QLabel(words(WHAT_NOW), wordWrap=True))
        self.trace = QPlainTextEdit(trace, readOnly=True)
        self.trace.setAccessibleName(words(message("Crash", "Where it happened")))
        self.body.addWidget(self.trace, 1)
        role = QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        copy = buttons.addButton(words(message("Crash", "Copy")), role.ActionRole)
        restart = buttons.addButton(words(message("Crash", "Start again")), role.DestructiveRole)
        go_on = buttons.addButton(words(message("Crash", "Go on")), role.RejectRole)
        copy.clicked.connect(self._copy)
        restart.clicked.connect(self._restart)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)
        go_on.setDefault(True)  # within the dialog, or it would choose another for Enter
        self.resize(620, 360)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.trace.toPlainText())

    @Slot()
    def _restart(self) -> None:
        """Only when everything is closed: a window that still runs would be handed the new start."""
        self._desk.registry.run("file.quit")
        file, words = paths.program()
        QProcess.startDetached(file, list(words))


class CrashReporter(QObject):
    """Takes errors that reach the event loop. One dialog at a time: a slot may fail again."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.dialog: CrashDialog | None = None

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """`sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            self._desk.registry.run("file.quit")
            return
        logger.error("An error nobody foresaw", exc_info=(kind, error, trace))
        if self.dialog is None:
            self.dialog = CrashDialog(logs.trace(error), self._desk, self._window)
            self.dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
            self.dialog.finished.connect(self._on_closed)
            self.dialog.open()

    @Slot()
    def _on_closed(self) -> None:
        self.dialog = None


WHAT_NOW = message(
    "Crash",
    "MedViewer failed in a way nobody foresaw. You may go on; if what you see looks wrong, start again. "
    "Nothing was changed in your files. The lines below are in the log, too, and name no patient.",
)
