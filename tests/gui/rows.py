"""Rows of a tree, which exist where a test asks for them."""

from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem


def row(tree: QTreeWidget, index: int) -> QTreeWidgetItem:
    found = tree.topLevelItem(index)
    assert found is not None
    return found


def child(tree: QTreeWidget, index: int, under: int = 0) -> QTreeWidgetItem:
    found = row(tree, under).child(index)
    assert found is not None
    return found


def current(tree: QTreeWidget) -> QTreeWidgetItem:
    found = tree.currentItem()
    assert found is not None
    return found
