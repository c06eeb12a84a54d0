import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Frame, Unit
from medviewer.errors import UnreadableFile
from medviewer.gui.canvas.halo_text import WARNING
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.imaging.render import render_grey
from medviewer.session.images.decoding import Target
from medviewer.session.images.viewport import CornerTexts
from medviewer.session.session import Session
from medviewer.words import message
from tests.gui.canvas.conftest import show
from tests.gui.canvas.hand import Button, press
from tests.gui.canvas.samples import (
    SET_ID,
    Desk,
    ct_array,
    ct_study,
)
from tests.gui.canvas.views import HEADER_WINDOW, picture, rendered, screen_of

pytestmark = pytest.mark.gui


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


def test_that_zoomed_and_panned_pixels_are_seen_where_the_geometry_puts_them(
    canvas: ImageCanvas, desk: Desk
) -> None:
    desk.session.overlays.update(corner_texts=CornerTexts.NONE)
    desk.session.presentations.set_window(SET_ID, VoiWindow(0, 2000))  # a grey for every value
    desk.session.viewport.zoom_to(3.0)  # large enough for pixels to be seen as such
    desk.session.viewport.pan_to(4.0, -6.0)

    shown, greys = picture(canvas), rendered(10, VoiWindow(0, 2000))

    pixels = [(20, 44), (16, 36), (26, 50)]  # (column, row)
    seen = [shown.pixelColor(*screen_of(canvas, *pixel)).red() for pixel in pixels]
    assert seen == [int(greys[row, column]) for column, row in pixels]


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


def test_that_a_viewport_knows_how_much_room_it_has(desk: Desk) -> None:
    canvas = desk.panel.build_canvas()

    assert desk.session.viewports.cell(0).room_px == (canvas.width(), canvas.height())
