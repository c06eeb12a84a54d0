"""How far something is that takes a while, and the button that stops it."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from medviewer.gui.actions import CommandAction
from medviewer.gui.command_button import CommandButton
from medviewer.gui.desk import Desk
from medviewer.progress import Progress
from medviewer.words import Message, message

STEPS = 1000  # of the bar; a stage's own total may be 3 or 3 million


class BusyGauge(QWidget):
    """What is being done, a bar, and the button that stops it."""

    def __init__(self, stop: CommandAction, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.label = QLabel()
        self.bar = QProgressBar()
        self.bar.setFixedWidth(130)
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.stop = CommandButton(stop, message("Status", "Stop"), desk)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 1, 8, 1)
        layout.setSpacing(6)
        for widget in (self.label, self.bar, self.stop):
            layout.addWidget(widget)

    def show_progress(self, waiting: Message, progress: Progress | None) -> None:
        """The stage and its share done; `waiting` before the first word of it."""
        stage = progress.stage if progress is not None else waiting
        self.label.setText(self._desk.translator(stage))
        if progress is None or (progress.done == 0 and progress.total <= 1):
            self.bar.setRange(0, 0)  # one long step: busy, not "0 % for seconds"
            return
        self.bar.setRange(0, STEPS)
        self.bar.setValue(round(progress.fraction * STEPS))
