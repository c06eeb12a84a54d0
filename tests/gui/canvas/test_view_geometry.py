from dataclasses import replace
from pathlib import Path

import pytest

from medviewer.domain.calibration import AxisUnit, CalibrationKind, PixelCalibration
from medviewer.domain.study import DisplaySet, FrameSource, Instance, PixelEncoding
from medviewer.gui.canvas.view_geometry import ViewGeometry, view_geometry
from medviewer.imaging.marks import Point, Rectangle
from medviewer.session.images.viewport import ViewportState

# 10 rows of 2 mm, 40 columns of 1 mm: 20 mm high, 40 mm wide.
GEOMETRY = ViewGeometry((10, 40), (2.0, 1.0), is_calibrated=True, size=(400, 400))


def test_that_zoom_1_fits_the_longer_side_in_millimetres() -> None:
    assert GEOMETRY.screen_px_per_mm == pytest.approx(10.0)  # 400 px over 40 mm


def test_that_the_images_middle_is_in_the_middle_of_the_widget() -> None:
    # Between pixel centres 19 and 20, 4 and 5.
    assert GEOMETRY.to_screen(19.5, 4.5) == Point(200.0, 200.0)


def test_that_pixels_have_their_true_proportions() -> None:
    first, last = GEOMETRY.to_screen(0, 0), GEOMETRY.to_screen(1, 1)

    assert last.x - first.x == pytest.approx(10.0)  # 1 mm
    assert last.y - first.y == pytest.approx(20.0)  # 2 mm


def test_that_a_pan_moves_the_image_right_and_down() -> None:
    panned = replace(GEOMETRY, pan_mm=(3.0, -2.0))

    assert panned.to_screen(19.5, 4.5) == Point(230.0, 180.0)


def test_that_the_edges_of_the_fitted_image_touch_the_sides_of_the_widget() -> None:
    edges = GEOMETRY.rectangle_to_screen(Rectangle(-0.5, -0.5, 39.5, 9.5))

    assert edges == Rectangle(0.0, 100.0, 400.0, 300.0)


@pytest.mark.parametrize("at", [(0.0, 0.0), (17.25, 3.5), (39.0, 9.0)])
def test_that_screen_to_image_undoes_image_to_screen(at: tuple[float, float]) -> None:
    view = replace(GEOMETRY, zoom=2.5, pan_mm=(1.0, -4.0))
    screen = view.to_screen(*at)

    back = view.to_image(screen.x, screen.y)

    assert (back.x, back.y) == pytest.approx(at)


def test_that_zooming_about_a_point_keeps_what_lies_under_it() -> None:
    before = replace(GEOMETRY, zoom=1.5, pan_mm=(2.0, 1.0))
    under = before.to_image(310.0, 120.0)

    pan_mm = before.pan_that_keeps(310.0, 120.0, zoom=4.0)
    after = replace(before, zoom=4.0, pan_mm=pan_mm).to_image(310.0, 120.0)

    assert (after.x, after.y) == pytest.approx((under.x, under.y))


def test_that_the_visible_part_is_centred_on_the_panned_image() -> None:
    visible = replace(GEOMETRY, pan_mm=(5.0, 0.0)).visible_mm

    # 40 x 40 mm fit; the image's middle is 19.5, 9.0 mm from the first pixel's centre.
    assert visible == Rectangle(-5.5, -11.0, 34.5, 29.0)


def test_that_magnification_counts_screen_pixels_an_image_column() -> None:
    assert replace(GEOMETRY, spacing_mm=(1.0, 0.5), shape=(40, 40)).magnification == 5.0


def test_that_an_image_without_spacing_is_measured_in_pixels() -> None:
    encoding = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 8, 8, 0)
    instance = Instance(Path("/none"), "1", "1", 100, 50, 1, encoding)
    shown = DisplaySet("1:0", "1", (FrameSource(instance, 0, None),), None)

    geometry = view_geometry(ViewportState(display_set=shown), (200, 200))

    assert geometry is not None
    assert not geometry.is_calibrated
    assert geometry.screen_px_per_mm == 2.0  # 200 px over 100 rows


def radiograph(calibration: PixelCalibration) -> DisplaySet:
    encoding = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 8, 8, 0)
    instance = Instance(Path("/none"), "1", "1", 100, 50, 1, encoding, calibration=calibration)
    return DisplaySet("1:0", "1", (FrameSource(instance, 0, None),), None)


def test_that_a_radiograph_without_a_place_is_calibrated_and_says_how() -> None:
    detector = PixelCalibration(0.2, 0.2, AxisUnit.MILLIMETRE, CalibrationKind.DETECTOR)

    geometry = view_geometry(ViewportState(display_set=radiograph(detector)), (200, 200))

    assert geometry is not None
    assert geometry.screen_px_per_mm == pytest.approx(10.0)  # 200 px over 100 rows of 0.2 mm
    assert str(geometry.origin) == "At detector"


def test_that_a_mere_aspect_ratio_stretches_without_calibrating() -> None:
    stretched = PixelCalibration(row_spacing=2.0)

    geometry = view_geometry(ViewportState(display_set=radiograph(stretched)), (200, 200))

    assert geometry is not None
    assert not geometry.is_calibrated
    assert geometry.to_screen(0, 1).y - geometry.to_screen(0, 0).y == pytest.approx(2.0)
    assert geometry.to_screen(1, 0).x - geometry.to_screen(0, 0).x == pytest.approx(1.0)


def test_that_nothing_shown_has_no_geometry() -> None:
    assert view_geometry(ViewportState(), (200, 200)) is None


@pytest.mark.parametrize(("anchor", "left", "right"), [(-1, 0, 100), (0, 100, 200), (1, 200, 300)])
def test_that_a_narrow_image_stands_at_the_edge_it_is_anchored_to(
    anchor: int, left: float, right: float
) -> None:
    """100 x 100 pixels of 1 mm in 300 x 100: one screen pixel a mm; edges lie half a pixel out."""
    geometry = ViewGeometry((100, 100), (1.0, 1.0), True, (300, 100), anchor=anchor)

    edges = geometry.rectangle_to_screen(Rectangle(-0.5, -0.5, 99.5, 99.5))

    assert (edges.left, edges.right) == (left, right)


@pytest.mark.parametrize("zoom", [0.5, 2.0, 6.0])
def test_that_zooming_an_anchored_image_keeps_the_point_under_the_pointer(zoom: float) -> None:
    before = ViewGeometry((100, 100), (1.0, 1.0), True, (300, 100), anchor=1)
    at = before.to_image(250.0, 30.0)

    pan_mm = before.pan_that_keeps(250.0, 30.0, zoom)
    after = replace(before, zoom=zoom, pan_mm=pan_mm)

    place = after.point_to_screen(at)
    assert (place.x, place.y) == pytest.approx((250.0, 30.0))
