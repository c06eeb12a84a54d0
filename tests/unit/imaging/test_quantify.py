"""Lengths, angles and areas against values worked out by hand."""

import math

import pytest

from medviewer.domain.calibration import (
    UNCALIBRATED,
    AxisScale,
    AxisUnit,
    CalibratedRegion,
    CalibrationKind,
    PixelCalibration,
    PixelScale,
    in_patient,
    with_regions,
)
from medviewer.domain.measurement import MeasurementKind
from medviewer.domain.quantity import Quantity, QuantityKind
from medviewer.imaging.bidirectional import with_handle_at, with_short_axis
from medviewer.imaging.quantify import quantify

Kind = MeasurementKind
CT = in_patient(row_spacing_mm=0.5, column_spacing_mm=2.0)
SQUARE = in_patient(1.0, 1.0)
TISSUE = PixelScale(AxisScale(0.4, AxisUnit.MILLIMETRE), AxisScale(0.4, AxisUnit.MILLIMETRE))
DOPPLER = PixelScale(
    AxisScale(0.01, AxisUnit.SECOND), AxisScale(0.5, AxisUnit.CENTIMETRE_PER_SECOND)
)
ULTRASOUND = with_regions(
    (CalibratedRegion(0, 0, 99, 49, TISSUE), CalibratedRegion(0, 50, 99, 99, DOPPLER))
)


def only(
    kind: MeasurementKind, *pixels: tuple[float, float], at: PixelCalibration = CT
) -> Quantity:
    [quantity] = quantify(kind, pixels, at).quantities
    return quantity


def test_that_a_length_counts_columns_and_rows_by_their_own_spacing() -> None:
    length = only(Kind.LENGTH, (0, 0), (2, 6))  # 4 mm across, 3 mm down

    assert length.value == pytest.approx(5.0)
    assert str(length.text) == "5.0 mm"


def test_that_without_a_calibration_a_length_is_pixels() -> None:
    length = only(Kind.LENGTH, (0, 0), (3, 4), at=UNCALIBRATED)

    assert str(length.text) == "5.0 px"


def test_that_pixels_of_known_shape_are_stretched_before_they_are_counted() -> None:
    twice_as_high = PixelCalibration(row_spacing=2.0, column_spacing=1.0)

    assert only(Kind.LENGTH, (0, 0), (3, 2), at=twice_as_high).value == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (CalibrationKind.PATIENT, "5.0 mm"),
        (CalibrationKind.GEOMETRY, "5.0 mm ERMF"),
        (CalibrationKind.DETECTOR, "5.0 mm At detector"),
        (CalibrationKind.USER, "5.0 mm User calibrated"),
    ],
)
def test_that_a_length_says_where_its_scale_comes_from(
    kind: CalibrationKind, expected: str
) -> None:
    stated = PixelCalibration(1.0, 1.0, AxisUnit.MILLIMETRE, kind)

    assert str(only(Kind.LENGTH, (0, 0), (3, 4), at=stated).text) == expected


def test_that_an_area_says_so_too() -> None:
    stated = PixelCalibration(1.0, 1.0, AxisUnit.MILLIMETRE, CalibrationKind.DETECTOR)

    assert str(only(Kind.RECTANGLE, (0, 0), (3, 4), at=stated).text) == "12.0 mm² At detector"


def test_that_a_doppler_spectrum_is_told_axis_by_axis() -> None:
    across, down = quantify(Kind.LENGTH, ((10, 60), (40, 80)), ULTRASOUND).quantities

    assert (across.unit, down.unit) == ("s", "cm/s")
    assert [across.value, down.value] == pytest.approx([0.3, 10.0])


def test_that_tissue_beside_the_spectrum_is_told_in_millimetres() -> None:
    assert only(Kind.LENGTH, (0, 0), (30, 40), at=ULTRASOUND).value == pytest.approx(20.0)


def test_that_nothing_is_told_across_regions_but_why() -> None:
    measured = quantify(Kind.LENGTH, ((10, 10), (10, 60)), ULTRASOUND)

    assert measured.quantities == ()
    assert "different scales" in str(measured.note)


def test_that_an_angle_in_a_spectrum_is_refused() -> None:
    measured = quantify(Kind.ANGLE, ((10, 60), (20, 70), (30, 60)), ULTRASOUND)

    assert measured.quantities == ()
    assert measured.note is not None


def test_that_an_angle_is_measured_in_true_proportions() -> None:
    # Columns 2 mm, rows 0.5 mm: one column across and four rows down is 45°.
    angle = only(Kind.ANGLE, (5, 0), (0, 0), (1, 4))

    assert str(angle.text) == "45.0°"


def test_that_an_angle_without_legs_is_not_told() -> None:
    measured = quantify(Kind.ANGLE, ((3, 3), (3, 3), (9, 9)), SQUARE)

    assert measured.quantities == ()


@pytest.mark.parametrize("is_turned", [False, True])
def test_that_a_cobb_angle_may_pass_a_right_angle_and_either_line_may_be_drawn_backwards(
    is_turned: bool,
) -> None:
    up = ((0.0, 0.0), (10.0, -10 * math.tan(math.radians(50))))
    down = ((0.0, 50.0), (10.0, 50 + 10 * math.tan(math.radians(55))))
    second = (down[1], down[0]) if is_turned else down

    assert only(Kind.COBB, *up, *second, at=SQUARE).value == pytest.approx(105.0)


def test_that_nearly_upright_lines_make_a_small_cobb_angle() -> None:
    left, right = ((0.0, 0.0), (1.0, 100.0)), ((50.0, 100.0), (51.0, 0.0))

    assert only(Kind.COBB, *left, *right, at=SQUARE).value == pytest.approx(
        2 * math.degrees(math.atan(0.01))
    )


def test_that_the_longer_axis_is_the_long_one_however_it_was_drawn() -> None:
    measured = quantify(Kind.BIDIRECTIONAL, ((0, 0), (3, 0), (1, -5), (1, 3)), SQUARE)

    assert [(q.kind, q.value) for q in measured.quantities] == [
        (QuantityKind.LONG_AXIS, 8.0),
        (QuantityKind.SHORT_AXIS, 3.0),
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(Kind.RECTANGLE, 4 * 2 * 6 * 0.5), (Kind.ELLIPSE, math.pi * 4 * 1.5)],
)
def test_that_areas_are_of_the_patient(kind: MeasurementKind, expected: float) -> None:
    area = only(kind, (7, 9), (3, 3))  # 8 mm across, 3 mm down

    assert area.value == pytest.approx(expected)
    assert area.unit == "mm²"


def test_that_the_area_of_an_outline_does_not_hang_on_its_sense() -> None:
    triangle = ((0, 0), (4, 0), (0, 8))  # 8 mm by 4 mm

    assert only(Kind.POLYGON, *triangle).value == pytest.approx(16.0)
    assert only(Kind.FREEHAND, *reversed(triangle)).value == pytest.approx(16.0)


def test_that_a_new_short_axis_crosses_the_middle_at_a_right_angle() -> None:
    start, end, upper, lower = with_short_axis((0, 0), (8, 6))

    assert (start, end) == ((0, 0), (8, 6))
    assert upper == pytest.approx((2.5, 5.0))
    assert lower == pytest.approx((5.5, 1.0))


def test_that_an_end_of_the_long_axis_turns_the_short_one_with_it() -> None:
    axes = ((0.0, 0.0), (10.0, 0.0), (3.0, 2.0), (3.0, -1.0))

    turned = with_handle_at(axes, 1, (0.0, 20.0))

    assert turned[2] == pytest.approx((-2.0, 6.0))
    assert turned[3] == pytest.approx((1.0, 6.0))


def test_that_an_end_of_the_short_axis_stays_at_a_right_angle_within_the_long_one() -> None:
    axes = ((0.0, 0.0), (10.0, 0.0), (3.0, 2.0), (3.0, -1.0))

    moved = with_handle_at(axes, 2, (14.0, 5.0))

    assert moved[2] == pytest.approx((10.0, 5.0))
    assert moved[3] == pytest.approx((10.0, -1.0))


@pytest.mark.parametrize("kind", [Kind.LENGTH, Kind.RECTANGLE, Kind.ELLIPSE])
def test_that_what_has_no_extent_yet_is_nothing_and_never_nan(kind: MeasurementKind) -> None:
    assert only(kind, (3, 3), (3, 3)).value == 0.0


def test_that_a_number_that_is_none_cannot_be_a_quantity() -> None:
    with pytest.raises(ValueError, match="not a number"):
        Quantity(QuantityKind.MEAN, math.nan, "HU")
