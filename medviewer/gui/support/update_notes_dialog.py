"""What is new: the change log's sections, newest first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QTextBrowser, QWidget

from medviewer.domain.release_notes import Release
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.words import message

IN_ENGLISH = message("Update notes", "These notes are written in English.")
SIZE_PX = (760, 600)
MARGIN_PX = 12


class UpdateNotesDialog(Sheet):
    """Of the versions named; its links are not followed."""

    def __init__(self, releases: Sequence[Release], desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Update notes", "What is new"), desk, parent)
        words = desk.translator
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.document().setDocumentMargin(MARGIN_PX)
        self.page.setAccessibleName(self.windowTitle())
        self.page.setMarkdown("\n\n".join(section(each) for each in releases))
        if not releases:
            self.page.setPlainText(words(message("Update notes", "The change log is missing.")))
        buttons = QDialogButtonBox()
        close = buttons.addButton(
            words(message("Dialog", "Close")), QDialogButtonBox.ButtonRole.RejectRole
        )
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        if words(IN_ENGLISH) != str(IN_ENGLISH):  # the reader reads another language
            note = QLabel(words(IN_ENGLISH), wordWrap=True)
            note.setObjectName("muted")
            self.body.addWidget(note)
        self.body.addWidget(self.page, 1)
        self.body.addWidget(buttons)
        self.resize(*SIZE_PX)


def section(release: Release) -> str:
    dated = f" ({release.date})" if release.date else ""
    return f"## MedViewer {release.version}{dated}\n\n{release.text}"


def show_news(desk: Desk, window: QWidget) -> None:
    """Once after an update; never at a first start."""
    news = desk.session.support.updates.take_news()
    if news:
        UpdateNotesDialog(news, desk, window).open()
