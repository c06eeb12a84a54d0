"""What was wrong with files: one entry each, naming the file or folder and saying what."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from medviewer.domain.study import FileProblem
from medviewer.gui.desk import Desk
from medviewer.gui.keys import CopyKey, MovingKeys
from medviewer.gui.plain_text import literal
from medviewer.words import Message, message

ROWS_SHOWN = 4  # before it scrolls
LINES_SHOWN = 2000  # a list nobody reads to the end must not cost memory without end


class ProblemList(QWidget):
    """Hidden while every file could be read; folded away by its heading."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.heading = QToolButton()
        self.heading.setObjectName("fold")
        self.heading.setCheckable(True)
        self.heading.setChecked(True)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.list = CopyableList()
        self.list.setAccessibleName(desk.translator(message("Browser", "Problems with files")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.heading)
        layout.addWidget(self.list)
        self.heading.toggled.connect(self._on_folded)
        desk.look.changed.connect(self._draw_arrow)
        self._draw_arrow()
        self.hide()

    def take(self, problems: tuple[FileProblem, ...]) -> None:
        """Show these; a scan only ever adds to them."""
        if len(problems) < self.list.count():
            self.list.clear()
        for problem in problems[self.list.count() : LINES_SHOWN]:
            reason = self._desk.translator(problem.reason)
            item = QListWidgetItem(f"{problem.path.name}\n{reason}", self.list)
            item.setToolTip(literal(f"{problem.path}\n{reason}"))
        rows = min(self.list.count(), ROWS_SHOWN)
        row, frame = self.list.sizeHintForRow(0), 2 * self.list.frameWidth()
        self.list.setMinimumHeight(row + frame)
        self.list.setMaximumHeight(rows * row + frame)
        self.heading.setText(self._desk.translator(problem_count(len(problems))))
        self.setVisible(bool(problems))

    @Slot(bool)
    def _on_folded(self, is_open: bool) -> None:
        self.list.setVisible(is_open)
        self._draw_arrow()

    @Slot()
    def _draw_arrow(self) -> None:
        name = "expanded" if self.heading.isChecked() else "collapsed"
        self.heading.setIcon(self._desk.look.icon(name))


class CopyableList(QListWidget):
    """Lines cut where they are too long; Ctrl+C copies the whole of the selected ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        MovingKeys(self)
        CopyKey(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            lines = [item.toolTip().replace("\n", ": ") for item in self.selectedItems()]
            QGuiApplication.clipboard().setText("\n".join(lines))
            return
        super().keyPressEvent(event)


def problem_count(count: int) -> Message:
    if count == 1:
        return message("Browser", "1 problem with files")
    return message("Browser", "{count} problems with files", count=count)
