"""The reader's words beside the template's: take the new ones, or keep one's own."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QTextBrowser, QWidget

from medviewer.gui.desk import Desk
from medviewer.gui.report.difference_text import difference_html
from medviewer.gui.sheet import Sheet
from medviewer.words import message


class TemplateDifference(Sheet):
    """Of one section."""

    help_topic = "report"

    def __init__(self, section: str, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("ReportEditor", "Compare with the template"), desk, parent)
        words, wording = desk.translator, desk.session.writing.value
        self._desk, self._section = desk, section
        self.body.addWidget(QLabel(words(EXPLANATION), wordWrap=True))
        self.text = QTextBrowser()
        own, made = getattr(wording.shown, section), getattr(wording.made, section)
        self.text.setHtml(difference_html(own, made, desk.look.colours))
        self.text.setAccessibleName(words(message("ReportEditor", "Differences")))
        self.body.addWidget(self.text, 1)
        buttons = QDialogButtonBox()
        accept, reject = (
            QDialogButtonBox.ButtonRole.AcceptRole,
            QDialogButtonBox.ButtonRole.RejectRole,
        )
        self.take = buttons.addButton(
            words(message("ReportEditor", "Take the template's words")), accept
        )
        buttons.addButton(words(message("ReportEditor", "Keep mine")), reject)
        buttons.accepted.connect(self._on_taken)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)
        self.resize(620, 420)

    @Slot()
    def _on_taken(self) -> None:
        self._desk.session.writing.write(self._section, "")
        self.accept()


EXPLANATION = message(
    "ReportEditor",
    "Struck out is yours and not the template's; underlined is what the template would say now. Taking it "
    "can be undone.",
)
