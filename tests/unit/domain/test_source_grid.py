"""The grid of source slices, whatever the screen shows."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from medviewer.domain.acquisition import DisplaySetKind
from medviewer.domain.geometry import ImagePlane, Vector
from medviewer.domain.source_grid import source_affine_lps, source_spacing_mm
from medviewer.domain.study import (
    Between,
    DisplaySet,
    FrameSource,
    Instance,
    PixelEncoding,
    Shifted,
)

ENCODING = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 16, 16, 1)


def frame_at(position: Vector) -> FrameSource:
    """An axial frame of 4 rows and 6 columns, 0.5 mm between rows, 0.75 between columns."""
    return FrameSource(
        Instance(Path("/nowhere"), "1.1", "1.2", 4, 6, 1, ENCODING, slice_thickness_mm=3.0),
        0,
        ImagePlane(position, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 0.5, 0.75),
    )


def stack(frames: Sequence[FrameSource]) -> DisplaySet:
    return DisplaySet("1:2", "1", tuple(frames), None)


def test_that_columns_are_column_row_and_slice_index() -> None:
    affine = source_affine_lps(stack([frame_at((1, 2, z)) for z in (10.0, 7.5, 5.0)]))

    assert affine is not None
    expected = [
        [0.75, 0.0, 0.0, 1.0],
        [0.0, 0.5, 0.0, 2.0],
        [0.0, 0.0, -2.5, 10.0],
        [0.0, 0.0, 0.0, 1.0],
    ]
    np.testing.assert_allclose(affine, expected)


def test_that_a_tilted_stack_keeps_its_shear() -> None:
    affine = source_affine_lps(stack([frame_at((0, -i, -5.0 * i)) for i in range(4)]))

    assert affine is not None
    np.testing.assert_allclose(affine[:3, 2], [0, -1, -5])


@pytest.mark.parametrize(
    ("z_mm", "is_even"),
    [((5.0, 2.5, 0.02), True), ((5.0, 2.5, 0.1), False), ((0.2, 0.109, 0.0), True)],
    ids=["0.4 % off", "2 % off", "9 µm off"],
)
def test_that_steps_may_differ_by_a_hundredth(z_mm: Sequence[float], is_even: bool) -> None:
    affine = source_affine_lps(stack([frame_at((0, 0, z)) for z in z_mm]))

    assert (affine is not None) == is_even


def test_that_a_step_aside_is_no_even_step() -> None:
    assert (
        source_affine_lps(stack([frame_at((x, 0, z)) for x, z in ((0, 2), (1, 1), (0, 0))])) is None
    )


def test_that_one_slice_is_as_deep_as_it_is_thick() -> None:
    affine = source_affine_lps(stack([frame_at((0, 0, 0))]))

    assert affine is not None
    np.testing.assert_allclose(affine[:3, 2], [0, 0, 3])


def test_that_images_without_a_place_have_no_grid() -> None:
    frame = dataclasses.replace(frame_at((0, 0, 0)), plane=None)

    assert source_affine_lps(stack([frame, frame])) is None
    assert source_spacing_mm(stack([frame, frame])) is None


def test_that_frames_at_one_place_have_no_grid() -> None:
    assert source_affine_lps(stack([frame_at((0, 0, 0))] * 2)) is None
    assert source_spacing_mm(stack([frame_at((0, 0, 0))] * 2)) is None


def test_that_an_interpolated_slice_does_not_count() -> None:
    frames = [frame_at((0, 0, z)) for z in (6.0, 4.0, 0.0)]
    filled = dataclasses.replace(frame_at((0, 0, 2)), between=Between(frames[1], frames[2], 0.5))
    display_set = stack([frames[0], frames[1], filled, frames[2]])

    assert display_set.source_frames == tuple(frames)
    assert source_affine_lps(display_set) is None
    assert source_spacing_mm(display_set) == (0.5, 0.75, 3.0)


def test_that_shifted_slices_are_told_as_acquired() -> None:
    sources = [frame_at((0, -i, -5.0 * i)) for i in range(3)]
    shifted = [
        dataclasses.replace(
            frame_at((0, -2, -5.0 * i)), shifted=Shifted(sources[i], 4.0 - 2 * i, 0.0, 8, 6)
        )
        for i in range(3)
    ]

    display_set = stack(shifted)

    assert display_set.is_resampled
    assert display_set.source_frames == tuple(sources)
    assert (shifted[0].rows, shifted[0].columns) == (8, 6)
    affine = source_affine_lps(display_set)
    assert affine is not None
    np.testing.assert_allclose(affine[:3, 2], [0, -1, -5])


def test_that_the_kind_follows_from_the_frames() -> None:
    frame = frame_at((0, 0, 0))
    moving = dataclasses.replace(frame, instance=dataclasses.replace(frame.instance, is_cine=True))

    assert stack([frame]).kind is DisplaySetKind.SINGLE
    assert stack([frame] * 2).kind is DisplaySetKind.STACK
    assert stack([moving] * 2).kind is DisplaySetKind.CINE
