"""The banner above the images while any of them was made by a model. It goes when none is on screen."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel

from medviewer.gui.patient_banner import STYLE
from medviewer.gui.translation import Translator
from medviewer.session.session import Session
from medviewer.words import message


class SyntheticBanner(QLabel):
    """Shows whether `session.patients` has seen a synthetic study; it cannot be dismissed."""

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__()
        self._session = session
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setStyleSheet(STYLE)
        self.setText(
            translator(
                message(
                    "Viewport",
                    "⚠ SYNTHETIC – NOT A PATIENT. A model made images on screen; what is found on them can "
                    "be exported as such, but never signed.",
                )
            )
        )
        self.hide()
        session.patients.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        self.setVisible(self._session.patients.value.has_synthetic)
