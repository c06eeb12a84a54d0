"""Asks before a patient's traces are erased: what goes, what stays, and that there is no way back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QWidget

from medviewer.domain.study import Patient
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.gui.study_texts import dotted, patient_facts, who
from medviewer.words import message

TITLE = message("Erase", "Erase this patient’s traces")
GOES = message(
    "Erase",
    "MedViewer will forget:\n"
    "•  all studies of this patient on the list, with their thumbnails\n"
    "•  findings, decisions and texts of those that are open; they are closed\n"
    "•  what names the patient in the log, the last folder opened, and damaged copies of the list",
)
STAYS = message(
    "Erase",
    "Image files stay where they are, and so do reports you have written. This cannot be undone.",
)


class EraseDialog(Sheet):
    """Cancel is the button that Enter presses."""

    help_topic = "opening"

    def __init__(
        self, patient: Patient, erase: Callable[[], None], desk: Desk, parent: QWidget | None
    ) -> None:
        super().__init__(TITLE, desk, parent)
        self._erase = erase
        words = desk.translator
        name = QLabel(who(patient))
        name.setObjectName("title")
        facts = QLabel(dotted((patient_facts(patient),)))
        facts.setObjectName("muted")
        for label in (name, facts, QLabel(words(GOES)), QLabel(words(STAYS))):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self.body.addWidget(label)
        facts.setVisible(bool(facts.text()))
        buttons = QDialogButtonBox()
        self.erase_button = QPushButton(words(message("Erase", "Erase")))
        self.cancel_button = QPushButton(words(message("Dialog", "Cancel")))
        buttons.addButton(self.erase_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        self.erase_button.setAutoDefault(False)
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()
        buttons.accepted.connect(self._on_agreed)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)
        self.setMinimumWidth(420)

    @Slot()
    def _on_agreed(self) -> None:
        self.accept()
        self._erase()
