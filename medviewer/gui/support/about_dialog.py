"""About: version, licence, and what the program may not be used for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

import medviewer
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.gui.status_bar import INTENDED_USE
from medviewer.gui.support.licences_view import LicencesView
from medviewer.words import message


class AboutDialog(Sheet):
    """What a reader should know before trusting it."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("About", "About MedViewer"), desk, parent)
        words = desk.translator
        title = QLabel(f"MedViewer {medviewer.__version__}")
        title.setObjectName("title")
        warning = QLabel(words(INTENDED_USE), wordWrap=True)
        warning.setObjectName("preliminary")
        text = QLabel(
            words(
                message(
                    "About",
                    "A desktop radiology viewer with AI assist that can be doubted, checked and refused. "
                    "What the AI proposes enters a report only when a reader accepts it.\n\n"
                    "Licence: Apache-2.0. Every model has a card with its training data, figures and limits.",
                )
            ),
            wordWrap=True,
        )
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox()
        close = buttons.addButton(
            words(message("Dialog", "Close")), QDialogButtonBox.ButtonRole.RejectRole
        )
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        licences = LicencesView(desk)
        heading = QLabel(words(message("About", "Packages MedViewer is built on")))
        for widget in (title, warning, text, heading, licences, buttons):
            self.body.addWidget(widget)
        self.resize(640, 560)
