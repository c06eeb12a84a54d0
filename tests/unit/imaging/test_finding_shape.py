"""A changed finding is measured anew: by hand-computed sizes and places."""

import dataclasses

import pytest

from medviewer.domain.calibration import (
    AxisScale,
    AxisUnit,
    CalibratedRegion,
    CalibrationKind,
    PixelCalibration,
    PixelScale,
    in_patient,
)
from medviewer.domain.finding import SliceOutline, VoxelBox
from medviewer.imaging.finding_shape import reshaped
from tests.gui.canvas.samples import SPACING_MM, ct_study, finding

CT = ct_study().series[0].display_sets[0]  # 20 slices of 64 x 48, pixels 0.5 x 1 mm, 2.5 mm apart


def in_mm(_: int) -> PixelCalibration:
    return in_patient(*SPACING_MM)


def in_pixels(_: int) -> PixelCalibration:
    return PixelCalibration()


def test_that_a_box_measures_its_sides() -> None:
    box = VoxelBox((8, 20, 10), (10, 31, 19))  # 12 rows of 0.5 mm, 10 columns of 1 mm

    now = reshaped(finding(), (box, ()), CT, in_mm)

    assert (now.diameter_mm, now.short_axis_mm) == (10.0, 6.0)


def test_that_a_box_has_its_place_in_the_patient() -> None:
    box = VoxelBox((8, 20, 10), (10, 29, 19))

    now = reshaped(finding(), (box, ()), CT, in_mm)

    # The first pixel's centre lies at (-24, -16, -100) mm.
    assert now.center_lps_mm == pytest.approx((-24 + 14.5, -16 + 12.25, -100 + 25.0))
    assert now.box_lps_mm is not None
    assert now.box_lps_mm.minimum == pytest.approx((-24 + 9.5, -16 + 9.75, -100 + 18.75))
    assert now.box_lps_mm.maximum == pytest.approx((-24 + 19.5, -16 + 14.75, -100 + 26.25))
    assert now.sop_instance_uids == ("1.2.1.8", "1.2.1.9", "1.2.1.10")


def test_that_the_key_slice_stays_while_the_box_holds_it() -> None:
    kept = reshaped(finding(), (VoxelBox((9, 20, 10), (16, 31, 19)), ()), CT, in_mm)
    left = reshaped(finding(), (VoxelBox((12, 20, 10), (16, 31, 19)), ()), CT, in_mm)

    assert (kept.key_slice, left.key_slice) == (10, 14)


def test_that_an_outline_measures_its_axes_and_has_the_box_around_it() -> None:
    diamond = SliceOutline(9, ((20.0, 14.0), (26.0, 20.0), (32.0, 14.0), (26.0, 8.0)))

    now = reshaped(finding(), (VoxelBox((8, 0, 0), (10, 1, 1)), (diamond,)), CT, in_mm)

    assert now.diameter_mm == 12.0
    assert now.short_axis_mm == pytest.approx(6.0, abs=0.2)
    assert now.box_voxel == VoxelBox((8, 20, 8), (10, 32, 20))
    assert now.key_slice == 9


def test_that_outlines_beyond_the_slices_are_dropped() -> None:
    square = ((20.0, 10.0), (20.0, 14.0), (24.0, 14.0), (24.0, 10.0))
    outlines = (SliceOutline(9, square), SliceOutline(14, square))

    now = reshaped(finding(), (VoxelBox((8, 20, 10), (10, 24, 14)), outlines), CT, in_mm)

    assert [outline.slice_index for outline in now.outlines] == [9]


def test_that_nothing_leaves_the_images() -> None:
    now = reshaped(finding(), (VoxelBox((-3, -5, 40), (25, 10, 90)), ()), CT, in_mm)

    assert now.box_voxel == VoxelBox((0, 0, 40), (19, 10, 47))


def test_that_a_box_on_ultrasound_is_measured_by_its_region() -> None:
    millimetre = AxisScale(0.2, AxisUnit.MILLIMETRE)
    region = CalibratedRegion(0, 0, 29, 63, PixelScale(millimetre, millimetre))
    sonogram = PixelCalibration(kind=CalibrationKind.REGION, regions=(region,))

    inside = reshaped(finding(), (VoxelBox((8, 20, 10), (8, 29, 29)), ()), CT, lambda _: sonogram)
    across = reshaped(finding(), (VoxelBox((8, 20, 10), (8, 29, 39)), ()), CT, lambda _: sonogram)

    assert (inside.diameter_mm, inside.short_axis_mm) == (4.0, 2.0)
    assert across.diameter_mm is None


def test_that_there_are_no_millimetres_where_pixels_have_no_size() -> None:
    frames = tuple(dataclasses.replace(frame, plane=None) for frame in CT.frames)
    flat = dataclasses.replace(CT, frames=frames, geometry=None)

    now = reshaped(finding(), (VoxelBox((8, 20, 10), (8, 31, 19)), ()), flat, in_pixels)

    assert (now.diameter_mm, now.short_axis_mm) == (None, None)
    assert (now.center_lps_mm, now.box_lps_mm) == (None, None)
    assert now.center_voxel == (8, 26, 14)
