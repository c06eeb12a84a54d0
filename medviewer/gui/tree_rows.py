"""The rows of a list, and highlighting the one that is selected in the session without selecting it there."""

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

KEY = Qt.ItemDataRole.UserRole  # of the first column: what a row stands for


def rows_of(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    """The rows that are no child of another."""
    rows = (tree.topLevelItem(row) for row in range(tree.topLevelItemCount()))
    return [row for row in rows if row is not None]


def highlight(tree: QTreeWidget, key: str) -> None:
    """Highlight the row of that key and bring it into view; none where there is no such row."""
    row = next((each for each in rows_of(tree) if each.data(0, KEY) == key), None)
    with QSignalBlocker(tree):
        if row is None:
            tree.setCurrentIndex(QModelIndex())
            tree.clearSelection()
        else:
            tree.setCurrentItem(row)
            tree.scrollToItem(row)
