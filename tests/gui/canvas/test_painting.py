"""Painting with a real mouse; what is computed arrives from a thread."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.domain.segmentation import Segment
from medviewer.domain.volume import Unit, Volume
from medviewer.gui.canvas.image_canvas import ImageCanvas
from tests.gui.canvas.hand import Button
from tests.gui.canvas.samples import STUDY_UID, Desk, ct_array
from tests.gui.canvas.views import picture, screen_of

pytestmark = pytest.mark.gui

Pixel = tuple[float, float]


@pytest.fixture(autouse=True)
def open_study(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The study is open, and its frames from memory are a volume, too."""
    geometry = desk.study.series[0].display_sets[0].geometry
    assert geometry is not None
    array = np.stack([ct_array(index) for index in range(20)])
    volume = Volume(array, geometry, Unit.HU)
    desk.session.library.update(studies=(desk.study,))
    monkeypatch.setattr(desk.session.volumes, "volume", lambda display_set: volume)


def pull(canvas: ImageCanvas, *way: Pixel) -> None:
    places = [QPoint(*screen_of(canvas, *pixel)) for pixel in way]
    QTest.mouseMove(canvas, places[0])
    QTest.mousePress(canvas, Button.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(canvas, place)
    QTest.mouseRelease(canvas, Button.LeftButton, pos=places[-1])


def only(desk: Desk) -> Segment:
    [segment] = desk.session.segments.value.of(STUDY_UID)
    return segment


def test_that_the_brush_paints_and_one_drag_is_one_step(canvas: ImageCanvas, desk: Desk) -> None:
    desk.registry.run("tool.brush")
    before = picture(canvas)

    pull(canvas, (10, 30), (20, 30), (30, 30))
    painted = only(desk)
    desk.registry.run("edit.undo")

    # 5 mm around 20 mm: a rectangle of 20 x 10 mm and a disc, in pixels of 1 x 0.5 mm.
    assert painted.voxel_count == pytest.approx((200 + 78.5) / 0.5, rel=0.03)
    assert painted.volume_ml == pytest.approx(painted.voxel_count * 0.5 * 2.5 / 1000)
    assert only(desk).voxel_count == 0
    assert picture(canvas) != before  # the segment is still listed


def test_that_the_eraser_takes_away(canvas: ImageCanvas, desk: Desk) -> None:
    desk.registry.run("tool.brush")
    pull(canvas, (10, 30), (30, 30))
    desk.registry.run("tool.brush_eraser")

    pull(canvas, (5, 30), (40, 30))

    assert only(desk).voxel_count == 0


def test_that_images_between_painted_ones_are_filled(
    canvas: ImageCanvas, desk: Desk, qtbot: QtBot
) -> None:
    desk.registry.run("tool.brush")
    for index in (5, 8):
        desk.session.viewport.scroll_to(index)
        pull(canvas, (20, 30), (26, 30))

    desk.registry.run("segment.fill_between")

    qtbot.waitUntil(lambda: sorted(only(desk).slices) == [5, 6, 7, 8])
    assert only(desk).slices[6] == only(desk).slices[5]


def test_that_a_range_of_values_is_marked_in_the_whole_series(
    canvas: ImageCanvas, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(title: object, question: object, current: str, then: Callable[[str], None]) -> None:
        then("−500 -900")

    monkeypatch.setattr(desk.registry.context.prompts, "ask_text", ask)
    desk.registry.run("segment.threshold")

    expected = sum(int(((v := ct_array(i)) >= -900).sum() - (v > -500).sum()) for i in range(20))
    qtbot.waitUntil(lambda: only(desk).voxel_count == expected)


def test_that_what_is_no_range_is_told(
    canvas: ImageCanvas, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(title: object, question: object, current: str, then: Callable[[str], None]) -> None:
        then("bone")

    monkeypatch.setattr(desk.registry.context.prompts, "ask_text", ask)
    desk.registry.run("segment.threshold")

    assert "is no range of values" in str(desk.session.messages.history[-1].text)
    assert desk.session.segments.value.segments == ()


def test_that_a_click_grows_a_region(canvas: ImageCanvas, desk: Desk, qtbot: QtBot) -> None:
    desk.registry.run("tool.grow")

    pull(canvas, (20, 30))

    qtbot.waitUntil(lambda: bool(desk.session.segments.value.segments))
    qtbot.waitUntil(lambda: only(desk).voxel_count > 0)
    assert only(desk).mask(10)[30, 20]


def test_that_dragging_up_from_a_seed_grows_more_in_one_step(
    canvas: ImageCanvas, desk: Desk, qtbot: QtBot
) -> None:
    desk.registry.run("tool.grow")
    pull(canvas, (20, 30))
    qtbot.waitUntil(lambda: bool(desk.session.segments.value.segments))
    qtbot.waitUntil(lambda: only(desk).voxel_count > 0)
    at_once = only(desk).voxel_count
    desk.registry.run("edit.undo")

    pull(canvas, (20, 30), (20, 18), (20, 6))

    qtbot.waitUntil(lambda: not desk.session.segments.value.is_working)
    wider = only(desk).voxel_count
    desk.registry.run("edit.undo")
    assert wider > at_once
    assert only(desk).voxel_count == 0


def test_that_a_grown_region_can_be_given_a_typed_range(
    canvas: ImageCanvas, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def ask(title: object, question: object, current: str, then: Callable[[str], None]) -> None:
        asked.append(current)
        then("-1000 1000")

    monkeypatch.setattr(desk.registry.context.prompts, "ask_text", ask)
    desk.registry.run("tool.grow")
    pull(canvas, (20, 30))
    qtbot.waitUntil(lambda: bool(desk.session.segments.value.segments))
    qtbot.waitUntil(lambda: not desk.session.segments.value.is_working)
    low, high = desk.session.segments.growth.values or (0.0, 0.0)

    desk.registry.run("segment.regrow")

    qtbot.waitUntil(lambda: only(desk).voxel_count == 20 * 64 * 48)  # all values lie in it
    assert asked == [f"{low:g} {high:g}"]
    assert low < ct_array(10)[30, 20] < high


def test_that_closing_the_study_drops_its_segments(canvas: ImageCanvas, desk: Desk) -> None:
    desk.registry.run("tool.brush")
    pull(canvas, (10, 30), (20, 30))

    desk.session.close_studies(frozenset({STUDY_UID}))

    assert desk.session.segments.value.segments == ()
    assert not desk.session.history.can_undo


def test_that_the_brush_grows_and_shrinks(canvas: ImageCanvas, desk: Desk) -> None:
    before = desk.session.segments.value.radius_mm
    desk.registry.run("segment.larger")
    larger = desk.session.segments.value.radius_mm
    desk.registry.run("segment.smaller")

    assert larger == pytest.approx(before * 1.25)
    assert desk.session.segments.value.radius_mm == pytest.approx(before)
