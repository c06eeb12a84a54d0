"""Every state of the window can be read aloud, operated by keys, and read in both languages."""

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.screenshots import states
from tests.screenshots.controls import controls, is_cut, is_reached, keeps, moves, name_of
from tests.screenshots.stage import Stage
from tests.screenshots.states import STATES

pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("This plugin does not support"),
]


def every_state(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """The states' names and the window, or what lies over it, one after the other."""
    for state in STATES:
        if state.arrange is not None:
            state.arrange(stage)
        over = state.show(stage) if state.show is not None else None
        yield state.name, over or stage.window
        stage.close_over(over)


def called(state: str, widget: QWidget) -> str:
    parent = widget.parentWidget()
    around = type(parent).__name__ if parent is not None else ""
    return f"{state}: {type(widget).__name__} “{name_of(widget)}” in {around}"


def test_that_every_control_has_a_name_is_reached_by_keys_and_keeps_its_own(stage: Stage) -> None:
    nameless, unreached, robbed = [], [], []

    for state, root in every_state(stage):
        for control in controls(root):
            if not name_of(control):
                nameless.append(called(state, control))
            if not is_reached(control):
                unreached.append(called(state, control))
            if root is stage.window and moves(control) and not keeps(control, Qt.Key.Key_Down):
                robbed.append(called(state, control))

    assert (nameless, unreached, robbed) == ([], [], [])


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_that_no_words_are_cut_off(stage_in: Callable[[str], Stage], language: str) -> None:
    cut = []

    for state, root in every_state(stage_in(language)):
        for widget in root.findChildren(QWidget):
            is_word = isinstance(widget, QLabel | QAbstractButton)
            if is_word and widget.isVisible() and is_cut(widget):
                cut.append(called(state, widget))

    assert cut == []


def test_that_nothing_of_the_findings_covers_anything_else_however_low_the_window_is(
    stage: Stage,
) -> None:
    states.read(stage)
    states.analyse(stage)
    stage.window.resize(1000, 300)  # as low as it gets
    stage.settle()

    panel = stage.window.findings
    shown = [each for each in panel.children() if isinstance(each, QWidget) and each.isVisible()]
    pairs = combinations(shown, 2)

    assert [(a, b) for a, b in pairs if a.geometry().intersects(b.geometry())] == []
