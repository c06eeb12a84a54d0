import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from medviewer.domain.finding import ReviewState
from medviewer.domain.typeface import FontSet
from medviewer.domain.voi import VoiWindow
from medviewer.gui.canvas.ai_marks import AiMarks
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.imaging.colormaps import AI_COLOUR
from medviewer.imaging.draw import as_array, draw_ai_box, enlarge
from medviewer.imaging.lettering import Lettering
from medviewer.imaging.marks import PictureScale, Rectangle, box_edges
from medviewer.imaging.render import ImageArray
from medviewer.session.images.viewport import CornerTexts
from medviewer.session.session import Session
from tests.gui.canvas.conftest import show
from tests.gui.canvas.hand import Button
from tests.gui.canvas.samples import (
    SET_ID,
    Desk,
    ct_study,
    finding,
    keep,
    patch_on,
    result,
)
from tests.gui.canvas.views import picture, rendered, screen_of

pytestmark = pytest.mark.gui


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
    assert left_of_border.red() > left_of_border.blue()  # +0.03: for, orange
    assert right_of_border.blue() > right_of_border.red()  # -0.03: against, blue
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
    box = finding().box_voxel
    assert box is not None
    edges = scale.place(box_edges(box))
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
