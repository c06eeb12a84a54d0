"""The map's switch: methods whose tests passed, those that failed greyed with the reason, its strength."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel

from medviewer.gui.attention_switch import AttentionSwitch
from medviewer.gui.findings_panel import analyze_words
from medviewer.gui.main_window import MainWindow
from tests.gui.canvas.samples import finding, result
from tests.gui.model_cards import full_card

pytestmark = pytest.mark.gui


@pytest.fixture
def switch(read_window: MainWindow) -> AttentionSwitch:
    answer = dataclasses.replace(result(finding("f1", 0.9)), card=full_card())
    read_window.desk.session.analysis._keep(answer)
    read_window.desk.session.select_finding("f1")
    [switch] = read_window.findings.findChildren(AttentionSwitch)
    return switch


def test_that_a_method_that_failed_is_grey_and_says_why(switch: AttentionSwitch) -> None:
    model = switch.methods.model()
    assert isinstance(model, QStandardItemModel)

    enabled = [model.item(i).isEnabled() for i in range(switch.methods.count())]

    assert [switch.methods.itemText(i) for i in range(3)] == [
        "Class-activation map",
        "Grad-CAM",
        "Occlusion",
    ]
    assert enabled == [True, False, False]
    assert switch.methods.itemData(1, Qt.ItemDataRole.ToolTipRole) == (
        "Not offered: it did not pass “parameter randomisation”."
    )


def test_that_the_strength_is_kept_in_the_session(
    read_window: MainWindow, switch: AttentionSwitch
) -> None:
    switch.opacity.setValue(4)

    assert read_window.desk.session.overlays.value.attention_opacity == pytest.approx(0.4)


def test_that_one_method_needs_no_choice(read_window: MainWindow) -> None:
    read_window.desk.session.analysis._keep(result(finding("f1", 0.9)))
    read_window.desk.session.select_finding("f1")

    [switch] = read_window.findings.findChildren(AttentionSwitch)
    assert switch.methods.isHidden()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "Analyze study"),
        (0.2, "Analyze study · about 1 s"),
        (7.4, "Analyze study · about 7 s"),
        (43.0, "Analyze study · about 45 s"),
        (200.0, "Analyze study · about 3 min"),
    ],
)
def test_that_the_button_tells_the_time_it_took_before(seconds: float | None, words: str) -> None:
    assert str(analyze_words(seconds)) == words
