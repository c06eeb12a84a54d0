from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.domain.study import Between
from medviewer.gui.canvas.slice_slider import (
    ARRIVED,
    FAILED,
    INTERPOLATED,
    TRACK,
    SliceSlider,
)
from medviewer.imaging.colormaps import AI_COLOUR, Rgb
from medviewer.session.session import Session
from medviewer.words import message
from tests.gui.canvas.conftest import show
from tests.gui.canvas.hand import turn_wheel
from tests.gui.canvas.samples import SET_ID, Desk, ct_study, finding, keep, result

pytestmark = pytest.mark.gui


@pytest.fixture
def slider(desk: Desk) -> SliceSlider:
    """600 px high: 20 slices share 584 px from 8 on, 29.2 px each."""
    slider = desk.panel.findChild(SliceSlider)
    assert isinstance(slider, SliceSlider)
    assert slider.height() == 600
    return slider


def colour_at_slice(slider: SliceSlider, index: int) -> Rgb:
    y = 8 + round((index + 0.5) * 29.2)
    colour = slider.grab().toImage().pixelColor(slider.width() // 2 + 1, y)
    return (colour.red(), colour.green(), colour.blue())


def has_finding_mark(slider: SliceSlider, index: int) -> bool:
    y = 8 + round((index + 0.5) * 29.2)
    return slider.grab().toImage().pixelColor(3, y) == QColor(*AI_COLOUR)


def test_that_it_follows_the_viewport(slider: SliceSlider, desk: Desk) -> None:
    desk.session.viewport.scroll_to(4)

    assert (slider.minimum(), slider.value(), slider.maximum()) == (0, 4, 19)


@pytest.mark.parametrize(("y", "index"), [(10, 0), (8 + 100, 3), (590, 19)])
def test_that_a_click_goes_where_it_points(
    slider: SliceSlider, desk: Desk, y: int, index: int
) -> None:
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(12, y))

    assert desk.session.viewport.value.index == index


def test_that_dragging_scrolls(slider: SliceSlider, desk: Desk) -> None:
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(12, 10))
    QTest.mouseMove(slider, QPoint(12, 8 + 60))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(12, 8 + 60))

    assert desk.session.viewport.value.index == 2  # 60 / 29.2


def test_that_the_wheel_scrolls_above_the_slider_as_above_the_image(
    slider: SliceSlider, desk: Desk, qtbot: QtBot
) -> None:
    turn_wheel(slider, at=(10, 100))

    qtbot.waitUntil(lambda: desk.session.viewport.value.index == 11)


def test_that_it_shows_what_has_arrived_and_what_failed(
    slider: SliceSlider, desk: Desk, qtbot: QtBot
) -> None:
    entry = desk.session.volumes._entries[SET_ID]
    del entry.frames[2]
    del entry.frames[5]
    entry.problems[5] = message("Test", "gone")
    desk.session.volumes.frame_failed.emit(SET_ID, 5)

    expected = [ARRIVED, TRACK, FAILED]
    qtbot.waitUntil(lambda: [colour_at_slice(slider, index) for index in (1, 2, 5)] == expected)


def test_that_an_interpolated_image_has_a_tick(
    slider: SliceSlider, desk: Desk, qtbot: QtBot
) -> None:
    display_set = desk.study.series[0].display_sets[0]
    frames = list(display_set.frames)
    frames[4] = replace(frames[4], between=Between(frames[3], frames[5], 0.5))
    other = replace(display_set, display_set_id="gap", frames=tuple(frames))
    desk.session.show(desk.study, other)
    qtbot.waitUntil(lambda: desk.session.volumes.is_complete("gap"))

    expected = [INTERPOLATED, ARRIVED]
    qtbot.waitUntil(lambda: [colour_at_slice(slider, index) for index in (4, 6)] == expected)


def test_that_findings_are_marked_at_their_key_slice_until_hidden(
    slider: SliceSlider, desk: Desk
) -> None:
    before = has_finding_mark(slider, 3)
    keep(desk, result(finding(first=(2, 1, 1), last=(4, 5, 5))))
    with_finding = has_finding_mark(slider, 3)
    desk.session.overlays.update(is_peeking=True)

    assert not before
    assert with_finding
    assert not has_finding_mark(slider, 3)


def test_that_a_single_image_cannot_be_scrolled(session: Session, qtbot: QtBot) -> None:
    desk = show(session, qtbot, ct_study((1, 8, 8)))

    slider = desk.panel.findChild(SliceSlider)
    assert isinstance(slider, SliceSlider)
    assert not slider.isEnabled()


def test_that_a_mammogram_beside_another_has_no_slider_between_them(
    session: Session, qtbot: QtBot
) -> None:
    desk = show(session, qtbot, ct_study((1, 64, 48)))
    canvas = desk.panel.build_canvas()
    before = canvas.width()

    desk.session.viewport.update(anchor=1)

    qtbot.waitUntil(lambda: canvas.width() > before)
