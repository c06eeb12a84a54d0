"""The help: one page a tool, in the reader's language, as `resources/help/<language>/<topic>.md` has it."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from medviewer import paths
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.words import message

TOPICS = (
    "opening",
    "scrolling",
    "windowing",
    "zooming",
    "layouts",
    "linking",
    "planes",
    "measuring",
    "cine",
    "pictures",
    "tags",
    "ai",
    "report",
    "settings",
)
ENGLISH = "en"


class HelpBrowser(Sheet):
    """Topics on the left, the page on the right."""

    def __init__(self, desk: Desk, parent: QWidget | None, topic: str = "") -> None:
        """Open at `topic`; an unknown one is the first."""
        super().__init__(message("Help", "Help"), desk, parent)
        language = desk.translator(message("Help", "en"))  # the folder of the pages
        self.topics = QListWidget()
        self.topics.setAccessibleName(desk.translator(message("Help", "Topics")))
        self.topics.setMaximumWidth(190)
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(self.windowTitle())
        self._texts = {name: page_text(name, language) for name in TOPICS}
        for text in self._texts.values():
            self.topics.addItem(text.partition("\n")[0].lstrip("# "))
        row = QHBoxLayout()
        row.addWidget(self.topics)
        row.addWidget(self.page, 1)
        buttons = QDialogButtonBox()
        buttons.addButton(
            desk.translator(message("Dialog", "Close")), QDialogButtonBox.ButtonRole.RejectRole
        )
        buttons.rejected.connect(self.reject)
        self.body.addLayout(row, 1)
        self.body.addWidget(buttons)
        self.resize(760, 560)
        self.topics.currentRowChanged.connect(self._on_chosen)
        self.topics.setCurrentRow(TOPICS.index(topic) if topic in TOPICS else 0)
        self.topics.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        self.page.setMarkdown(self._texts[TOPICS[row]])


def page_file(topic: str, language: str) -> Path:
    """The page in that language, in English where there is none."""
    folder = paths.resources() / "help"
    file = folder / language / f"{topic}.md"
    return file if file.is_file() else folder / ENGLISH / f"{topic}.md"


def page_text(topic: str, language: str) -> str:
    return page_file(topic, language).read_text(encoding="utf-8")
