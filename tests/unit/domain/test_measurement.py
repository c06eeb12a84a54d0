"""Where a measurement lies, and on which images it is seen."""

from dataclasses import replace

import pytest

from medviewer.domain.geometry import ImagePlane
from medviewer.domain.measurement import Measurement, MeasurementKind, ReferencedImage, to_points

PLANE = ImagePlane((10.0, 20.0, 30.0), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), 0.5, 2.0)
IMAGE = ReferencedImage("1.2", "1.2.1:0", "1.2.1.5", 0, PLANE)


def drawn(image: ReferencedImage = IMAGE) -> Measurement:
    pixels = ((0.0, 0.0), (3.0, 4.0))
    return Measurement("a", MeasurementKind.LENGTH, image, to_points(pixels, image.plane))


def test_that_points_are_kept_in_the_patient() -> None:
    assert drawn().points == ((10.0, 20.0, 30.0), (16.0, 20.0, 28.0))


def test_that_points_come_back_as_the_pixels_they_were_drawn_at() -> None:
    assert drawn().pixels() == ((0.0, 0.0), (3.0, 4.0))


def test_that_an_image_with_other_pixels_shows_it_at_the_same_place_of_the_patient() -> None:
    finer = replace(PLANE, position=(8.0, 20.0, 31.0), row_spacing_mm=1.0, column_spacing_mm=1.0)

    assert drawn().pixels(finer) == ((2.0, 1.0), (8.0, 3.0))


def test_that_without_a_plane_pixels_are_kept() -> None:
    assert drawn(replace(IMAGE, plane=None)).points == ((0.0, 0.0, 0.0), (3.0, 4.0, 0.0))


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (IMAGE, True),
        (replace(IMAGE, sop_instance_uid="1.2.1.6"), False),  # another echo of this place
        (replace(IMAGE, frame_index=1), False),
        (replace(IMAGE, plane=None), True),  # the same image, its place not told
        (replace(IMAGE, display_set_id="1.2.2:0"), False),
        (replace(IMAGE, study_key="1.3"), False),
        (replace(IMAGE, plane=replace(PLANE, position=(10.0, 21.0, 30.0))), False),
        (replace(IMAGE, sop_instance_uid="", plane=replace(PLANE, row_spacing_mm=1.0)), True),
        (
            replace(
                IMAGE, sop_instance_uid="", plane=replace(PLANE, row_direction=(0.0, 1.0, 0.0))
            ),
            False,
        ),
    ],
)
def test_that_it_is_seen_where_it_lies_and_nowhere_else(
    image: ReferencedImage, expected: bool
) -> None:
    assert drawn().lies_on(image) == expected
