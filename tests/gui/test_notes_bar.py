"""Notes on the series below the image: one line, unfolded, dismissed."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from medviewer.gui.main_window import MainWindow
from medviewer.gui.notes_bar import NotesBar
from medviewer.words import Message, message
from tests.gui.canvas.samples import ct_study

GAP = message("Test", "A slice is missing.")
SPLIT = message("Test", "Split by echo time.")


def show(window: MainWindow, *notes: Message, split_rule: Message | None = None) -> NotesBar:
    study = ct_study()
    display_set = replace(study.series[0].display_sets[0], notes=notes, split_rule=split_rule)
    window.desk.session.show(study, display_set)
    bar = window.viewport.findChild(NotesBar)
    assert isinstance(bar, NotesBar)
    return bar


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_that_a_series_without_notes_has_no_bar(window: MainWindow) -> None:
    assert not show(window).isVisible()


def test_that_the_gravest_note_stands_on_the_line(window: MainWindow) -> None:
    bar = show(window, GAP, split_rule=SPLIT)

    assert bar.isVisible()
    assert bar.line.text == "A slice is missing.  (+1)"


def test_that_unfolding_shows_every_note(window: MainWindow) -> None:
    marked_up = message("Test", "<b>Sorted</b> by time.")
    bar = show(window, GAP, split_rule=marked_up)

    click(bar.unfold)

    assert [row.text() for row in bar.rows] == ["A slice is missing.", "<b>Sorted</b> by time."]
    assert bar.rows[1].textFormat() is Qt.TextFormat.PlainText
    assert not bar.line.isVisible()


def test_that_dismissing_hides_the_bar_and_the_command_brings_it_back(window: MainWindow) -> None:
    bar = show(window, GAP)

    click(bar.dismiss)
    after_dismissing = bar.isVisible()
    window.desk.registry.run("view.notes")

    assert not after_dismissing
    assert bar.isVisible()


def test_that_notes_without_a_remedy_have_no_button(window: MainWindow) -> None:
    assert not show(window, GAP).action.isVisible()
