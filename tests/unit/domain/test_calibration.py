"""What a pixel measures, and in which words it is told."""

import pytest

from medviewer.domain.calibration import (
    IN_PIXELS,
    UNCALIBRATED,
    AxisScale,
    AxisUnit,
    CalibratedRegion,
    CalibrationKind,
    PixelCalibration,
    PixelScale,
    in_patient,
    measure_text,
    with_regions,
)

TISSUE = PixelScale(AxisScale(0.4, AxisUnit.MILLIMETRE), AxisScale(0.4, AxisUnit.MILLIMETRE))
M_MODE = PixelScale(AxisScale(0.01, AxisUnit.SECOND), AxisScale(0.4, AxisUnit.MILLIMETRE))
TWO_REGIONS = with_regions(
    (CalibratedRegion(0, 0, 99, 49, TISSUE), CalibratedRegion(0, 50, 99, 99, M_MODE))
)


def test_that_nothing_known_is_told_in_pixels() -> None:
    assert not UNCALIBRATED.is_calibrated
    assert UNCALIBRATED.scale_at((3, 4)) == IN_PIXELS


def test_that_rows_are_down_and_columns_across() -> None:
    scale = in_patient(row_spacing_mm=0.5, column_spacing_mm=0.25).scale_at((0, 0))

    assert scale is not None
    assert (scale.down.per_pixel, scale.across.per_pixel) == (0.5, 0.25)


@pytest.mark.parametrize(("row", "expected"), [(10, TISSUE), (49.4, TISSUE), (60, M_MODE)])
def test_that_a_point_has_the_scale_of_its_region(row: float, expected: PixelScale) -> None:
    assert expected == TWO_REGIONS.scale_at((5, row))


def test_that_there_is_no_scale_across_regions() -> None:
    assert TWO_REGIONS.scale_at((5, 10), (5, 60)) is None


def test_that_outside_every_region_lengths_are_pixels() -> None:
    assert TWO_REGIONS.scale_at((200, 10)) == IN_PIXELS


def test_that_regions_that_agree_on_millimetres_give_the_image_a_scale_bar() -> None:
    assert TWO_REGIONS.is_calibrated
    assert (TWO_REGIONS.row_spacing, TWO_REGIONS.column_spacing) == (0.4, 0.4)


def test_that_regions_of_different_depth_give_the_image_no_scale_bar() -> None:
    other = PixelScale(AxisScale(0.2, AxisUnit.MILLIMETRE), AxisScale(0.2, AxisUnit.MILLIMETRE))

    beside = with_regions(
        (CalibratedRegion(0, 0, 49, 99, TISSUE), CalibratedRegion(50, 0, 99, 99, other))
    )

    assert not beside.is_calibrated
    assert beside.scale_at((60, 5)) == other


def test_that_a_region_of_high_priority_wins_where_two_overlap() -> None:
    overlapping = with_regions(
        (
            CalibratedRegion(0, 0, 99, 99, TISSUE, is_low_priority=True),
            CalibratedRegion(0, 0, 99, 99, M_MODE),
        )
    )

    assert overlapping.scale_at((5, 5)) == M_MODE


@pytest.mark.parametrize(
    ("row_mm", "column_mm", "expected"), [(3.0, 1.5, 2.0), (0.7, 0.7, 1.0), (0.0, 1.0, 1.0)]
)
def test_that_the_aspect_is_height_over_width(
    row_mm: float, column_mm: float, expected: float
) -> None:
    assert in_patient(row_mm, column_mm).aspect == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (CalibrationKind.PATIENT, "42.1 mm"),
        (CalibrationKind.GEOMETRY, "42.1 mm ERMF"),
        (CalibrationKind.FIDUCIAL, "42.1 mm Calibrated"),
        (CalibrationKind.MAGNIFIED, "42.1 mm Magnified"),
        (CalibrationKind.DETECTOR, "42.1 mm At detector"),
        (CalibrationKind.SCANNER, "42.1 mm At scanner"),
        (CalibrationKind.USER, "42.1 mm User calibrated"),
    ],
)
def test_that_a_length_says_how_it_is_known(kind: CalibrationKind, expected: str) -> None:
    calibration = PixelCalibration(0.1, 0.1, AxisUnit.MILLIMETRE, kind)

    assert expected == str(measure_text("42.1", AxisUnit.MILLIMETRE, calibration))
