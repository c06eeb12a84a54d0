"""The second reader leaks nothing into the window; the lock, the list of changes, the AI off."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from medviewer.gui.changes_after_ai import ChangesAfterAI
from medviewer.gui.clipboard_picture import copy_picture
from medviewer.gui.main_window import MainWindow
from medviewer.gui.status_bar import StatusBar
from tests.gui.canvas.samples import finding, patch_on, result

pytestmark = pytest.mark.gui

TELLING = ("nodule", "0.93", "93 %", "f1", "1 undecided", "not verified", "above threshold")


def told(window: QWidget) -> Iterator[str]:
    """Every text and tooltip of every widget in the window, seen or not."""
    for widget in window.findChildren(QWidget):
        yield widget.toolTip()
        if isinstance(widget, QLabel | QLineEdit):
            yield widget.text()
        elif isinstance(widget, QPlainTextEdit | QTextBrowser):
            yield widget.toPlainText()
        elif isinstance(widget, QComboBox):
            yield from (widget.itemText(i) for i in range(widget.count()))
        elif isinstance(widget, QTreeWidget):
            for row in range(widget.topLevelItemCount()):
                yield from texts_of(widget.topLevelItem(row))


def texts_of(item: QTreeWidgetItem | None) -> Iterator[str]:
    if item is None:
        return
    for column in range(item.columnCount()):
        yield item.text(column)
        yield item.toolTip(column)
    for row in range(item.childCount()):
        yield from texts_of(item.child(row))


def answer(window: MainWindow) -> None:
    window.desk.session.analysis._keep(result(finding(), attention=(patch_on("f1", 10),)))
    QApplication.processEvents()


def second_reader(window: MainWindow) -> None:
    window.desk.registry.run("reading.mode_second")
    session = window.desk.session
    session.overlays.update(shows_attention=True)
    session.viewport.scroll_to(10)
    QApplication.processEvents()


def seen(window: MainWindow) -> QImage:
    canvas = window.viewport.canvas  # type: ignore[attr-defined]  # a grid's
    return canvas.grab().toImage()  # type: ignore[no-any-return]


def test_that_no_text_or_tooltip_tells_a_second_reader_anything(read_window: MainWindow) -> None:
    second_reader(read_window)
    before = sorted(text for text in told(read_window.findings) if text)

    answer(read_window)

    assert sorted(text for text in told(read_window.findings) if text) == before
    said = " ".join(told(read_window))
    assert [word for word in TELLING if word in said] == []


def test_that_no_pixel_tells_a_second_reader_anything(read_window: MainWindow) -> None:
    second_reader(read_window)
    before = seen(read_window)

    answer(read_window)

    assert seen(read_window) == before


def test_that_a_copied_image_tells_a_second_reader_nothing(read_window: MainWindow) -> None:
    second_reader(read_window)
    copy_picture(read_window.desk, in_full=True)
    before = QApplication.clipboard().image().copy()

    answer(read_window)
    copy_picture(read_window.desk, in_full=True)

    assert QApplication.clipboard().image() == before


def test_that_commands_on_findings_are_closed_to_a_second_reader(read_window: MainWindow) -> None:
    second_reader(read_window)

    answer(read_window)

    ids = ("findings.next", "findings.next_undecided", "findings.accept", "results.compare")
    assert not any(read_window.desk.registry.is_enabled(each) for each in ids)


def test_that_hiding_what_is_shown_leaves_no_trace(analysed_window: MainWindow) -> None:
    analysed_window.desk.registry.run("findings.select", finding_id="f1")

    analysed_window.desk.registry.run("reading.mode_second")
    QApplication.processEvents()

    said = " ".join(told(analysed_window))
    assert [word for word in TELLING if word in said] == []


def test_that_the_lock_shows_what_the_ai_says(read_window: MainWindow) -> None:
    second_reader(read_window)
    answer(read_window)

    read_window.desk.registry.run("reading.lock_first_read")
    QApplication.processEvents()

    said = " ".join(told(read_window))
    assert "0.93" in said
    assert "changes after AI: 0" in said


def test_that_the_list_of_changes_follows_them(read_window: MainWindow) -> None:
    second_reader(read_window)
    session = read_window.desk.session
    session.reading.write(reader="Dr. Li")
    read_window.desk.registry.run("reading.lock_first_read")
    read_window.desk.registry.run("reading.show_changes")
    (dialog,) = read_window.findChildren(ChangesAfterAI)

    session.reading.write(impression="A nodule.")

    assert dialog.tree.topLevelItemCount() == 1
    item = dialog.tree.topLevelItem(0)
    assert item is not None
    assert [item.text(column) for column in (1, 2, 3)] == ["impression", "–", "A nodule."]
    assert "Dr. Li" in dialog.head.text()
    assert "changes after AI: 1" in read_window.findings.mode_bar.words.text()


def test_that_the_ai_cannot_be_asked_while_it_is_off(read_window: MainWindow) -> None:
    read_window.desk.registry.run("reading.mode_off")

    registry = read_window.desk.registry
    assert not registry.is_enabled("ai.analyze")
    assert str(registry.why_disabled("ai.analyze")).startswith("The AI is off.")
    assert "The AI is off" in read_window.findings.mode_bar.words.text()
    (bar,) = read_window.findChildren(StatusBar)
    assert bar.mode.text() == "AI off"


def test_that_nothing_is_said_of_modes_while_the_ai_stands_beside(read_window: MainWindow) -> None:
    assert read_window.findings.mode_bar.isHidden()
