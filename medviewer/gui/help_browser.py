"""The help: topics on the left, a page with the reader's own keys on the right; it stays beside the image."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from medviewer.gui.desk import Desk
from medviewer.gui.help_pages import page_file, page_markdown, page_text, title_of
from medviewer.gui.help_topics import TOPICS
from medviewer.gui.sheet import Sheet
from medviewer.words import message

LIST_WIDTH_PX = 250


class HelpBrowser(Sheet):
    """Topics on the left, the page on the right; pages are made as they are opened."""

    def __init__(self, desk: Desk, parent: QWidget | None, topic: str = "") -> None:
        """Open at `topic`; an unknown one is the first."""
        super().__init__(message("Help", "Help"), desk, parent)
        self._desk = desk
        self._language = desk.translator(message("Help", "en"))  # the folder of the pages
        self._names = tuple(TOPICS)
        self.topics = QListWidget()
        self.topics.setAccessibleName(desk.translator(message("Help", "Topics")))
        self.topics.setFixedWidth(LIST_WIDTH_PX)
        self.topics.setSpacing(1)
        for name in self._names:
            self.topics.addItem(title_of(page_text(name, self._language)))
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(self.windowTitle())
        self._lay_out()
        self.resize(960, 640)
        self.topics.currentRowChanged.connect(self._on_chosen)
        self.open_at(topic)
        self.topics.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_at(self, topic: str) -> None:
        self.topics.setCurrentRow(self._names.index(topic) if topic in self._names else 0)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.topics)
        row.addWidget(self.page, 1)
        buttons = QDialogButtonBox()
        buttons.addButton(
            self._desk.translator(message("Dialog", "Close")),
            QDialogButtonBox.ButtonRole.RejectRole,
        )
        buttons.rejected.connect(self.reject)
        self.body.addLayout(row, 1)
        self.body.addWidget(buttons)

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        name = self._names[row]
        self.page.setSearchPaths([str(page_file(name, self._language).parent)])  # figures lie there
        self.page.setMarkdown(page_markdown(name, self._language, self._desk))
