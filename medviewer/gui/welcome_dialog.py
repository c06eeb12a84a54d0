"""At the first start: what MedViewer may not be used for, accepted before anything is read."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.gui.status_bar import INTENDED_USE
from medviewer.words import message

TERMS = "1"  # counted up when the words change, so that they are accepted anew


class WelcomeDialog(Sheet):
    """Accept and go on to the tour, or quit; Esc quits, too."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(message("Welcome", "Before you read"), desk, parent)
        self._desk = desk
        words = desk.translator
        title = QLabel(words(message("Welcome", "Welcome to MedViewer")))
        title.setObjectName("title")
        warning = QLabel(words(INTENDED_USE), wordWrap=True)
        warning.setObjectName("preliminary")
        text = QLabel(words(WHAT_IT_MEANS), wordWrap=True)
        self._buttons = QDialogButtonBox()
        self.accept_button = self._buttons.addButton(
            words(message("Welcome", "I understand")), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.accept_button.setDefault(True)
        self.quit_button = self._buttons.addButton(
            words(message("Welcome", "Quit")), QDialogButtonBox.ButtonRole.RejectRole
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.accepted.connect(self._on_accepted)
        self.rejected.connect(self._on_rejected)
        for widget in (title, warning, text, self._buttons):
            self.body.addWidget(widget)
        self.setMinimumWidth(480)

    @Slot()
    def _on_accepted(self) -> None:
        self._desk.preferences.update(terms=TERMS)
        self._desk.registry.run("help.tour")

    @Slot()
    def _on_rejected(self) -> None:
        self._desk.registry.run("file.quit")


def greet(desk: Desk, window: QWidget) -> None:
    """Ask once for each wording; who has accepted is not asked again."""
    if desk.preferences.value.terms != TERMS:
        WelcomeDialog(desk, window).open()


WHAT_IT_MEANS = message(
    "Welcome",
    "MedViewer has no CE mark and no FDA clearance. Do not base a diagnosis or a treatment on what it shows, "
    "measures or proposes.\n\nWhat the AI says is a proposal with a score, never a finding by itself: it "
    "enters a report only when you accept it. Images stay on this computer.",
)
