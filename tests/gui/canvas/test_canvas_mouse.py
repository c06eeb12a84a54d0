import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from medviewer.domain.voi import VoiWindow
from medviewer.gui.canvas.image_canvas import ImageCanvas
from tests.gui.canvas.hand import NOTCH, Button, Modifier, drag, press, queue_turns, turn_wheel
from tests.gui.canvas.samples import (
    SET_ID,
    Desk,
    ct_array,
)
from tests.gui.canvas.views import HEADER_WINDOW, screen_of

pytestmark = pytest.mark.gui


def test_that_the_wheel_scrolls_one_image_a_notch(
    canvas: ImageCanvas, desk: Desk, qtbot: QtBot
) -> None:
    turn_wheel(canvas)  # towards the reader: on

    qtbot.waitUntil(lambda: desk.session.viewport.value.index == 11)


def test_that_turns_are_added_up_before_the_picture_follows(
    canvas: ImageCanvas, desk: Desk, qtbot: QtBot
) -> None:
    seen = []
    desk.session.viewport.changed.connect(lambda before, now: seen.append(now.index))

    queue_turns(canvas, [NOTCH] * 4)

    qtbot.waitUntil(lambda: desk.session.viewport.value.index == 6)
    assert seen == [6]


def test_that_a_fine_wheel_scrolls_when_a_notch_is_full(
    canvas: ImageCanvas, desk: Desk, qtbot: QtBot
) -> None:
    for _ in range(3):
        turn_wheel(canvas, -NOTCH // 4)
    QCoreApplication.processEvents()
    after_three_quarters = desk.session.viewport.value.index

    turn_wheel(canvas, -NOTCH // 4)

    qtbot.waitUntil(lambda: desk.session.viewport.value.index == 11)
    assert after_three_quarters == 10


def test_that_shift_scrolls_five_at_a_time(canvas: ImageCanvas, desk: Desk, qtbot: QtBot) -> None:
    turn_wheel(canvas, modifier=Modifier.ShiftModifier)

    qtbot.waitUntil(lambda: desk.session.viewport.value.index == 15)


def test_that_ctrl_and_the_wheel_zoom_about_the_pointer(
    canvas: ImageCanvas, desk: Desk, qtbot: QtBot
) -> None:
    before = canvas.geometry_now()
    assert before is not None

    turn_wheel(canvas, NOTCH, Modifier.ControlModifier, at=(400, 250))

    qtbot.waitUntil(lambda: desk.session.viewport.value.zoom > 1.0)
    after = canvas.geometry_now()
    assert after is not None
    under, then = before.to_image(400, 250), after.to_image(400, 250)
    assert (then.x, then.y) == pytest.approx((under.x, under.y))
    assert desk.session.viewport.value.index == 10


def test_that_dragging_right_widens_and_up_brightens(canvas: ImageCanvas, desk: Desk) -> None:
    array = ct_array(10)
    gain = (int(array.max()) - int(array.min())) / 1024  # HU a screen pixel

    drag(canvas, (50, -20))

    window = desk.session.window()
    assert isinstance(window, VoiWindow)
    assert window.width == pytest.approx(400 + 50 * gain)
    assert window.center == pytest.approx(40 - 20 * gain)


def test_that_the_middle_button_moves_the_image_with_the_mouse(
    canvas: ImageCanvas, desk: Desk
) -> None:
    drag(canvas, (25, -50), Button.MiddleButton)

    assert desk.session.viewport.value.pan_mm == pytest.approx((2.0, -4.0))  # 12.5 px a mm


@pytest.mark.parametrize(("down_px", "is_larger"), [(60, True), (-60, False)])
def test_that_the_right_button_zooms_down_in_and_up_out(
    canvas: ImageCanvas, desk: Desk, down_px: int, is_larger: bool
) -> None:
    drag(canvas, (0, down_px), Button.RightButton)

    assert (desk.session.viewport.value.zoom > 1.0) == is_larger
    assert desk.panel.findChild(QMenu) is None


def test_that_alt_and_a_drag_scroll_through_the_series(canvas: ImageCanvas, desk: Desk) -> None:
    drag(canvas, (0, 60), modifier=Modifier.AltModifier)

    assert desk.session.viewport.value.index == 13  # 20 px a slice


def test_that_a_tremble_is_not_a_drag(canvas: ImageCanvas, desk: Desk) -> None:
    drag(canvas, (2, 1))

    assert desk.session.window() == HEADER_WINDOW


def test_that_a_second_button_does_not_disturb_a_drag(canvas: ImageCanvas, desk: Desk) -> None:
    press(canvas, (300, 300), Button.MiddleButton)
    QTest.mousePress(canvas, Button.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(canvas, QPoint(325, 300))
    QTest.mouseRelease(canvas, Button.LeftButton, pos=QPoint(325, 300))

    assert desk.session.viewport.value.pan_mm == pytest.approx((2.0, 0.0))
    assert desk.session.window() == HEADER_WINDOW


def test_that_a_right_click_offers_presets_and_applies_one(canvas: ImageCanvas, desk: Desk) -> None:
    QTest.mouseClick(canvas, Button.RightButton, pos=QPoint(300, 300))
    menu = canvas.findChild(QMenu)
    assert isinstance(menu, QMenu)
    lung = next(action for action in menu.actions() if action.text().startswith("Lung"))

    lung.trigger()
    menu.close()

    window = desk.session.window()
    assert isinstance(window, VoiWindow)
    assert (window.center, window.width) == (-600, 1500)


def test_that_the_menu_also_resets(canvas: ImageCanvas, desk: Desk) -> None:
    desk.session.viewport.zoom_to(3.0)
    desk.session.presentations.set_window(SET_ID, VoiWindow(0, 10))
    QTest.mouseClick(canvas, Button.RightButton, pos=QPoint(300, 300))
    menu = canvas.findChild(QMenu)
    assert isinstance(menu, QMenu)

    next(action for action in menu.actions() if "Reset" in action.text()).trigger()
    menu.close()

    assert desk.session.viewport.value.zoom == 1.0
    assert desk.session.window() == HEADER_WINDOW


def test_that_the_pixel_under_the_mouse_is_read_and_forgotten_outside(
    canvas: ImageCanvas, desk: Desk
) -> None:
    QTest.mouseMove(canvas, QPoint(*screen_of(canvas, 7, 5)))
    inside = [line.text for line in canvas.sheet.marks.corners.bottom_left]
    QTest.mouseMove(canvas, QPoint(2, 2))
    outside = [line.text for line in canvas.sheet.marks.corners.bottom_left]

    value = f"{ct_array(10)[5, 7]}".replace("-", "−")
    # Columns of 1 mm from R 24, rows of 0.5 mm from A 16, slice 10 of 2.5 mm from F 100.
    assert inside[:2] == ["R 17.0  A 13.5  F 75.0 mm", f"{value} HU at 7, 5"]
    assert outside[0].startswith("W ")
