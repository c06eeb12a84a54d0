"""The banner above the images while they are of several patients. It goes when they are of one again."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel

from medviewer.gui.translation import Translator
from medviewer.session.session import Session
from medviewer.words import message

STYLE = "background: #8f1d1d; color: #ffffff; font-weight: bold; padding: 5px 10px;"  # 9 : 1


class PatientBanner(QLabel):
    """Shows `session.patients`; it cannot be dismissed."""

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__()
        self._session = session
        self._translator = translator
        self.setTextFormat(Qt.TextFormat.PlainText)  # names come from files
        self.setWordWrap(True)
        self.setStyleSheet(STYLE)
        self.hide()
        session.patients.changed.connect(self.refresh)
        session.overlays.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        state = self._session.patients.value
        self.setVisible(state.is_mixed)
        if state.is_mixed:
            self.setText(self._words())

    def _words(self) -> str:
        if not self._session.overlays.value.shows_identity:
            return self._translator(
                message("Viewport", "⚠ Images of different patients are on screen.")
            )
        patients = self._session.patients.value.patients
        names = " / ".join(f"{p.patient_name or '?'} (ID {p.patient_id or '?'})" for p in patients)
        return self._translator(
            message(
                "Viewport",
                "⚠ Images of different patients are on screen: {patients}. Commands and the report mean "
                "the first.",
                patients=names,
            )
        )
