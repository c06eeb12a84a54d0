import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from medviewer.domain.finding import ReviewState
from medviewer.domain.typeface import FontSet
from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Frame, Unit
from medviewer.errors import UnreadableFile
from medviewer.gui.canvas.ai_marks import AiMarks
from medviewer.gui.canvas.halo_text import WARNING
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.imaging.colormaps import AI_COLOUR
from medviewer.imaging.draw import as_array, draw_ai_box, enlarge
from medviewer.imaging.lettering import Lettering
from medviewer.imaging.marks import PictureScale, Rectangle, box_edges
from medviewer.imaging.render import ImageArray, render_grey
from medviewer.session.decoding import Target
from medviewer.session.session import Session
from medviewer.session.viewport import CornerTexts
from medviewer.words import message
from tests.gui.canvas.conftest import show
from tests.gui.canvas.hand import NOTCH, Button, Modifier, drag, press, queue_turns, turn_wheel
from tests.gui.canvas.samples import (
    SET_ID,
    Desk,
    ct_array,
    ct_study,
    finding,
    keep,
    patch_on,
    result,
)

pytestmark = pytest.mark.gui
HEADER_WINDOW = VoiWindow(40, 400)


@pytest.fixture
def canvas(desk: Desk) -> ImageCanvas:
    """600 x 600 with 64 rows of 0.5 mm and 48 columns of 1 mm: 12.5 screen pixels a mm."""
    canvas = desk.panel.canvas
    assert canvas is not None
    assert (canvas.width(), canvas.height()) == (600, 600)
    return canvas


def rendered(index: int, window: VoiWindow = HEADER_WINDOW) -> ImageArray:
    return render_grey(Frame(ct_array(index), Unit.HU), window)


def screen_of(canvas: ImageCanvas, column: float, row: float) -> tuple[int, int]:
    geometry = canvas.geometry_now()
    assert geometry is not None
    at = geometry.to_screen(column, row)
    return (round(at.x), round(at.y))


def picture(canvas: ImageCanvas) -> QImage:
    return canvas.grab().toImage()


# What is shown


def test_that_the_slice_shown_is_the_slice_asked_for(canvas: ImageCanvas, desk: Desk) -> None:
    for index in (0, 13, 19):
        desk.session.viewport.scroll_to(index)

        np.testing.assert_array_equal(canvas.picture.item.image, rendered(index))


def test_that_a_new_window_reaches_the_picture(canvas: ImageCanvas, desk: Desk) -> None:
    lung = VoiWindow(-600, 1500)

    desk.session.presentations.set_window(SET_ID, lung)

    np.testing.assert_array_equal(canvas.picture.item.image, rendered(10, lung))


def test_that_inverting_swaps_black_and_white(canvas: ImageCanvas, desk: Desk) -> None:
    desk.registry.run("view.invert")

    expected = render_grey(Frame(ct_array(10), Unit.HU), HEADER_WINDOW, is_inverted=True)
    np.testing.assert_array_equal(canvas.picture.item.image, expected)


def test_that_zoom_pan_and_size_render_nothing_again(canvas: ImageCanvas, desk: Desk) -> None:
    before = canvas._rendered

    desk.session.viewport.zoom_to(3.0)
    desk.session.viewport.pan_to(5.0, 5.0)
    desk.panel.resize(800, 700)

    assert canvas._rendered is before


def test_that_the_picture_keeps_its_fit_when_the_window_grows(
    canvas: ImageCanvas, desk: Desk
) -> None:
    desk.panel.resize(1024, 1002)

    geometry = canvas.geometry_now()
    assert geometry is not None
    assert geometry.screen_px_per_mm == pytest.approx(1000 / 48)


def test_that_a_frame_that_has_not_arrived_is_never_another_ones_picture(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = show(session, qtbot, ct_study())
    canvas = desk.panel.build_canvas()
    frames = session.volumes._entries[SET_ID].frames
    late = frames.pop(3)

    session.viewport.scroll_to(3)
    was_visible = canvas.picture.item.isVisible()
    notice = [line.text for line in canvas.sheet.marks.notice]
    frames[3] = late
    session.volumes.frame_ready.emit(SET_ID, 3)

    assert not was_visible
    assert notice == ["Loading image 4 …"]
    assert canvas.picture.item.isVisible()
    assert canvas.sheet.marks.notice == ()
    np.testing.assert_array_equal(canvas.picture.item.image, rendered(3))


def test_that_a_frame_that_failed_says_why_in_its_place(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(target: Target, index: int) -> Frame:
        if index == 10:
            raise UnreadableFile(message("Test", "The file ends too early."))
        return Frame(ct_array(index), Unit.HU)

    monkeypatch.setattr(Target, "read", read)
    desk = show(session, qtbot, ct_study())  # opens in the middle, on image 11
    canvas = desk.panel.build_canvas()

    assert not canvas.picture.item.isVisible()
    assert [line.text for line in canvas.sheet.marks.notice] == [
        "Image 11 cannot be shown",
        "The file ends too early.",
    ]


def test_that_closing_leaves_nothing_on_screen(canvas: ImageCanvas, desk: Desk) -> None:
    desk.session.close_all()

    assert not canvas.picture.item.isVisible()
    assert canvas.sheet.marks.geometry is None


def test_that_a_window_beside_the_data_is_said_in_red(canvas: ImageCanvas, desk: Desk) -> None:
    before = [line.text for line in canvas.sheet.marks.corners.bottom_left]
    desk.session.presentations.set_window(SET_ID, VoiWindow(9000, 10))

    warning = canvas.sheet.marks.corners.bottom_left[0]
    assert "No value of this image lies in the window" not in before
    assert (warning.text, warning.colour) == ("No value of this image lies in the window", WARNING)


# What the AI adds, and how it goes away


@pytest.mark.parametrize("hidden_by", ["peeking", "switched off"])
def test_that_hiding_the_ai_leaves_the_image_bit_identical(
    canvas: ImageCanvas, desk: Desk, hidden_by: str
) -> None:
    desk.session.overlays.update(shows_attention=True)
    without_ai, data = picture(canvas), canvas.picture.item.image.copy()
    keep(desk, result(finding(), attention=(patch_on("f1", 10),)))
    with_ai = picture(canvas)

    if hidden_by == "peeking":
        desk.session.overlays.update(is_peeking=True)
    else:
        desk.session.overlays.update(shows_findings=False, shows_attention=False)

    assert with_ai != without_ai
    assert picture(canvas) == without_ai
    np.testing.assert_array_equal(canvas.picture.item.image, data)


def test_that_the_ai_never_touches_the_pixels(canvas: ImageCanvas, desk: Desk) -> None:
    desk.session.overlays.update(shows_attention=True)
    keep(desk, result(finding(), attention=(patch_on("f1", 10),)))

    np.testing.assert_array_equal(canvas.picture.item.image, rendered(10))


def test_that_a_box_leaves_the_inside_of_the_lesion_free(canvas: ImageCanvas, desk: Desk) -> None:
    desk.session.overlays.update(corner_texts=CornerTexts.NONE)
    before = picture(canvas)
    keep(desk, result(finding()))  # rows 20..31, columns 10..19
    after = picture(canvas)

    left, top = screen_of(canvas, 9.5, 19.5)
    right, bottom = screen_of(canvas, 19.5, 31.5)
    inside = (left + 1, top + 1, right - left - 2, bottom - top - 2)
    around = (left - 4, top - 4, right - left + 8, bottom - top + 8)
    assert after.copy(*inside) == before.copy(*inside)
    assert after.copy(*around) != before.copy(*around)


def test_that_attention_cells_lie_on_their_pixels_and_are_not_smoothed(
    canvas: ImageCanvas, desk: Desk
) -> None:
    desk.session.presentations.set_window(SET_ID, VoiWindow(5000, 10))  # everything black
    desk.session.overlays.update(shows_attention=True, shows_findings=False)
    keep(desk, result(finding(), attention=(patch_on("f1", 10),)))

    # 2 x 2 cells over rows 19.5..31.5, columns 9.5..19.5: their borders are at 25.5 and 14.5.
    shown = picture(canvas)
    left_of_border = shown.pixelColor(*screen_of(canvas, 14.3, 22))
    right_of_border = shown.pixelColor(*screen_of(canvas, 14.7, 22))
    zero = shown.pixelColor(*screen_of(canvas, 12, 29))
    assert left_of_border.red() > left_of_border.blue()  # +0.3: for, orange
    assert right_of_border.blue() > right_of_border.red()  # -0.3: against, blue
    assert (zero.red(), zero.green(), zero.blue()) == (0, 0, 0)


def test_that_space_hides_the_ai_while_it_is_held(canvas: ImageCanvas, desk: Desk) -> None:
    canvas.setFocus()

    QTest.keyPress(canvas, Qt.Key.Key_Space)
    held = desk.session.overlays.value.is_peeking
    QTest.keyRelease(canvas, Qt.Key.Key_Space)

    assert held
    assert not desk.session.overlays.value.is_peeking


def test_that_losing_the_focus_ends_peeking(canvas: ImageCanvas, desk: Desk, qtbot: QtBot) -> None:
    other = QLineEdit(desk.panel)
    other.show()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    QTest.keyPress(canvas, Qt.Key.Key_Space)

    other.setFocus()

    qtbot.waitUntil(other.hasFocus)
    assert not desk.session.overlays.value.is_peeking


def test_that_other_keys_are_left_to_the_window(canvas: ImageCanvas, desk: Desk) -> None:
    heard = []
    desk.panel.keyPressEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]

    QTest.keyClick(canvas, Qt.Key.Key_J)

    assert heard == [Qt.Key.Key_J]


def test_that_a_click_on_a_box_selects_its_finding(canvas: ImageCanvas, desk: Desk) -> None:
    inner = finding("inner", 0.6, (8, 22, 12), (12, 26, 15))
    keep(desk, result(finding("outer"), inner))

    QTest.mouseClick(canvas, Button.LeftButton, pos=QPoint(*screen_of(canvas, 13, 24)))
    on_both = desk.session.reading.value.selected_id
    desk.session.viewport.fit()  # selecting has centred the finding
    QTest.mouseClick(canvas, Button.LeftButton, pos=QPoint(*screen_of(canvas, 18, 30)))

    assert on_both == "inner"
    assert desk.session.reading.value.selected_id == "outer"


def test_that_a_click_beside_a_box_changes_nothing(canvas: ImageCanvas, desk: Desk) -> None:
    keep(desk, result(finding()))
    window = desk.session.window()

    QTest.mouseClick(canvas, Button.LeftButton, pos=QPoint(*screen_of(canvas, 40, 60)))

    assert desk.session.reading.value.selected_id == ""
    assert desk.session.window() == window


def test_that_a_hidden_box_cannot_be_clicked(canvas: ImageCanvas, desk: Desk) -> None:
    keep(desk, result(finding()))
    desk.session.reading.decide("f1", ReviewState.REJECTED)

    QTest.mouseClick(canvas, Button.LeftButton, pos=QPoint(*screen_of(canvas, 13, 24)))

    assert desk.session.reading.value.selected_id == ""


def test_that_no_box_hangs_over_an_image_that_has_not_arrived(
    canvas: ImageCanvas, desk: Desk
) -> None:
    keep(desk, result(finding()))
    del desk.session.volumes._entries[SET_ID].frames[9]

    desk.session.viewport.scroll_to(9)

    assert canvas.sheet.marks.ai == AiMarks()


def test_that_screen_and_report_put_a_box_in_the_same_place(session: Session, qtbot: QtBot) -> None:
    shape = (20, 60, 75)  # at 0.5 x 1 mm: 8 screen pixels a column, 4 a row
    desk = show(session, qtbot, ct_study(shape))
    canvas = desk.panel.build_canvas()
    session.presentations.set_window(SET_ID, VoiWindow(9000, 10))  # black, so that only marks show
    keep(desk, result(finding()))
    scale = PictureScale(8.0, 4.0)
    report = enlarge(np.zeros(shape[1:], np.uint8), scale)
    edges = scale.place(box_edges(finding().box_voxel))
    draw_ai_box(report, Lettering(FontSet(), 12), edges, "")

    on_screen = picture(canvas).convertToFormat(QImage.Format.Format_RGB888)
    pixels = np.frombuffer(on_screen.constBits(), np.uint8).reshape(600, -1)[:, : 600 * 3]
    top = (600 - 60 * 4) // 2  # the image is centred
    shown = frame_of(pixels.reshape(600, 600, 3)[top : top + 240], edges)
    printed = frame_of(as_array(report), edges)

    np.testing.assert_allclose(shown, printed, atol=1)


def frame_of(pixels: ImageArray, near: Rectangle) -> tuple[int, int, int, int]:
    """First and last row and column of violet within 5 pixels of a frame; labels lie further off."""
    top, left = int(near.top) - 5, int(near.left) - 5
    part = pixels[top : int(near.bottom) + 5, left : int(near.right) + 5]
    rows, columns = np.nonzero((part == AI_COLOUR).all(axis=-1))
    return (
        top + int(rows.min()),
        top + int(rows.max()),
        left + int(columns.min()),
        left + int(columns.max()),
    )


# The mouse


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
    assert window is not None
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
    assert window is not None
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


# Large radiographs


def test_that_a_large_image_is_thinned_only_while_dragging(session: Session, qtbot: QtBot) -> None:
    shape = (1, 1800, 1200)
    desk = show(session, qtbot, ct_study(shape))  # 900 mm high, 1200 mm wide: half a pixel a column
    canvas = desk.panel.build_canvas()
    at_rest = canvas.picture.item.image.shape

    press(canvas, (300, 300))
    QTest.mouseMove(canvas, QPoint(340, 300))
    while_dragging = canvas.picture.item.image.shape
    QTest.mouseRelease(canvas, Button.LeftButton, pos=QPoint(340, 300))

    assert at_rest == (1800, 1200)
    assert while_dragging == (900, 600)
    window = session.window()
    assert window is not None
    expected = render_grey(Frame(ct_array(0, shape), Unit.HU), window)
    np.testing.assert_array_equal(canvas.picture.item.image, expected)
