import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from medviewer.gui.canvas.picture_view import PictureView, beside, halved
from medviewer.gui.canvas.view_geometry import ViewGeometry

pytestmark = pytest.mark.gui

IMAGE = np.arange(20 * 30, dtype=np.uint8).reshape(20, 30)
GEOMETRY = ViewGeometry((20, 30), (2.0, 1.0), is_calibrated=True, size=(300, 200))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def view(window: QWidget, qtbot: QtBot) -> PictureView:
    window.resize(300, 200)
    view = PictureView(window)
    view.widget.setGeometry(0, 0, 300, 200)
    with qtbot.waitExposed(window):
        window.show()
    return view


def test_that_the_item_holds_exactly_what_it_was_given(view: PictureView) -> None:
    view.show_image(IMAGE, GEOMETRY)

    np.testing.assert_array_equal(view.item.image, IMAGE)


@pytest.mark.parametrize("pixel", [(0, 0), (29, 19), (14.5, 9.5)])
def test_that_pyqtgraph_puts_pixels_where_the_geometry_says(
    view: PictureView, pixel: tuple[float, float]
) -> None:
    geometry = GEOMETRY
    view.show_image(IMAGE, geometry)
    view.look_at(geometry)
    view.widget.grab()  # pyqtgraph works its transforms out when it paints
    column, row = pixel

    # An image item's own coordinates put the first pixel's corner, not its centre, at 0.
    in_scene = view.item.mapToScene(QPointF(column + 0.5, row + 0.5))
    shown = view.widget.viewportTransform().map(in_scene)

    expected = geometry.to_screen(column, row)
    assert (shown.x(), shown.y()) == pytest.approx((expected.x, expected.y))


def test_that_a_thinned_image_stands_where_the_whole_one_stood(view: PictureView) -> None:
    view.show_image(IMAGE[::3, ::3], GEOMETRY, stride=3)

    # Pixel (6, 9) of the image is pixel (2, 3) of the thinned one; mm from the first pixel's centre.
    centre = view.item.mapToParent(QPointF(3.5, 2.5))

    assert (centre.x(), centre.y()) == pytest.approx((9 * 1.0, 6 * 2.0))


def test_that_magnified_pixels_are_the_greys_of_the_image(view: PictureView) -> None:
    image = np.array([[0, 255], [128, 64]], np.uint8)
    geometry = ViewGeometry((2, 2), (1.0, 1.0), is_calibrated=True, size=(300, 200))
    view.show_image(image, geometry)
    view.look_at(geometry)

    shown = view.widget.grab().toImage()

    # 100 screen pixels an image pixel: x from 50 to 250. Centres are at 100 and 200, 50 and 150.
    greys = [shown.pixelColor(x, y).red() for y in (50, 150) for x in (100, 200)]
    assert greys == [0, 255, 128, 64]
    assert shown.pixelColor(20, 100).red() == 0  # beside the image: black


def test_that_a_much_smaller_image_is_averaged_not_sampled(view: PictureView) -> None:
    grid = np.zeros((800, 1200), np.uint8)
    grid[:, ::4] = 200  # one line in four, as a grid leaves them
    geometry = ViewGeometry((800, 1200), (1.0, 1.0), is_calibrated=True, size=(300, 200))
    view.show_image(grid, geometry)
    view.look_at(geometry)

    shown = view.widget.grab().toImage()

    greys = {shown.pixelColor(x, 100).red() for x in range(10, 290)}
    assert greys == {50}  # a quarter of 200 everywhere


def test_that_a_cleared_view_is_black(view: PictureView) -> None:
    view.show_image(np.full((20, 30), 255, np.uint8), GEOMETRY)
    view.look_at(GEOMETRY)

    view.clear()

    assert view.widget.grab().toImage().pixelColor(150, 100).red() == 0


def test_that_halving_averages_blocks_of_four() -> None:
    image = np.array([[0, 4, 100, 100], [8, 8, 100, 100]], np.uint8)

    np.testing.assert_array_equal(halved(image), [[5, 100]])


def test_that_halving_repeats_an_odd_edge() -> None:
    image = np.array([[10, 20, 30]], np.uint8)

    np.testing.assert_array_equal(halved(image), [[15, 30]])


def test_that_halving_keeps_colours_apart() -> None:
    image = np.zeros((2, 2, 3), np.uint8)
    image[..., 0] = [[0, 4], [8, 12]]
    image[..., 2] = 255

    np.testing.assert_array_equal(halved(image), [[[6, 0, 255]]])


def test_that_black_surrounds_an_image_and_lies_nowhere_on_it() -> None:
    whole, inner = QRectF(0, 0, 100, 80), QRectF(10, 20, 60, 50)

    strips = beside(whole, inner)

    assert sum(strip.width() * strip.height() for strip in strips) == 100 * 80 - 60 * 50
    assert not any(strip.intersects(inner) for strip in strips)
    assert beside(whole, whole) == []


def test_that_an_image_of_another_shape_stands_on_black(window: QWidget, view: PictureView) -> None:
    window.setStyleSheet("background: #ff0000")
    wide = ViewGeometry((20, 60), (1.0, 1.0), is_calibrated=True, size=(280, 200))
    tall = ViewGeometry((60, 20), (1.0, 1.0), is_calibrated=True, size=(280, 200))
    view.widget.resize(280, 200)
    for geometry in (wide, tall):
        view.show_image(np.full(geometry.shape, 128, np.uint8), geometry)
        view.look_at(geometry)
        picture = window.grab().toImage()

    assert picture.pixelColor(20, 100).name() == "#000000"
