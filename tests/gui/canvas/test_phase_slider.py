"""The slider of times, echoes and b-values below the image."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.domain.acquisition import Phase
from medviewer.domain.study import Study
from medviewer.gui.canvas.phase_slider import PhaseSlider
from medviewer.session.session import Session
from tests.gui.canvas.conftest import show
from tests.gui.canvas.hand import Modifier, turn_wheel
from tests.gui.canvas.samples import Desk, ct_study

pytestmark = pytest.mark.gui


def three_echoes() -> Study:
    study = ct_study()
    series = study.series[0]
    sets = tuple(
        replace(
            series.display_sets[0],
            display_set_id=f"e{at}",
            phase=Phase("g", at, 3, f"TE {10 * at + 10} ms"),
        )
        for at in range(3)
    )
    return replace(study, series=(replace(series, display_sets=sets),))


@pytest.fixture
def echoes(session: Session, qtbot: QtBot) -> Desk:
    """Three echoes, the first one shown."""
    return show(session, qtbot, three_echoes())


def slider(desk: Desk) -> PhaseSlider:
    found = desk.panel.findChild(PhaseSlider)
    assert isinstance(found, PhaseSlider)
    return found


def test_that_the_slider_names_the_phase_shown(echoes: Desk) -> None:
    echoes.registry.run("view.next_phase")

    assert slider(echoes).isVisible()
    assert slider(echoes).label.text() == "TE 20 ms · 2 / 3"


def test_that_a_series_without_phases_has_no_slider(desk: Desk) -> None:
    assert not slider(desk).isVisible()


def test_that_a_click_goes_to_the_phase_under_it(echoes: Desk) -> None:
    track = slider(echoes).track

    at = QPoint(track.width() - 20, track.height() // 2)
    QTest.mouseClick(track, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    assert echoes.session.phases.position() == 2


def test_that_alt_and_the_wheel_step_through_phases(echoes: Desk, qtbot: QtBot) -> None:
    assert echoes.panel.canvas is not None
    index = echoes.session.viewport.value.index

    turn_wheel(echoes.panel.canvas, modifier=Modifier.AltModifier)

    qtbot.waitUntil(lambda: echoes.session.phases.position() == 1)
    assert echoes.session.viewport.value.index == index


def test_that_the_series_keys_pass_over_the_phases(echoes: Desk) -> None:
    echoes.registry.run("view.next_series")

    assert echoes.session.phases.position() == 0


def test_that_the_image_itself_says_which_phase_it_is(echoes: Desk) -> None:
    canvas = echoes.panel.canvas
    assert canvas is not None

    echoes.registry.run("view.next_phase")

    assert "TE 20 ms" in [line.text for line in canvas.sheet.marks.corners.bottom_right]
