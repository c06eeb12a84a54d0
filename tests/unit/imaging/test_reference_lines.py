"""Where images cut one another; 8 x 8 pixels of 1 mm, so that places can be counted."""

import pytest

from medviewer.domain.rigid_transform import RigidTransform
from medviewer.domain.study import FrameSource
from medviewer.imaging.marks import Point, Segment
from medviewer.imaging.reference_lines import clipped, place_on, reference_line
from tests.unit.session.several_series import X, Y, Z, series

HERE = RigidTransform()


def axial(z: float) -> FrameSource:
    return series("a", count=1, first=(0.0, 0.0, z)).display_sets[0].frames[0]


def coronal(y: float, bottom_z: float = 0.0) -> FrameSource:
    """Rows run to the head: row 0 is at `bottom_z`."""
    made = series("c", count=1, first=(0.0, y, bottom_z), directions=(X, Z))
    return made.display_sets[0].frames[0]


def test_that_a_coronal_image_cuts_an_axial_one_in_the_row_of_its_y() -> None:
    line = reference_line(axial(z=3.0), coronal(y=5.0), HERE)

    assert line == Segment(Point(-0.5, 5.0), Point(7.5, 5.0)) or line == Segment(
        Point(7.5, 5.0), Point(-0.5, 5.0)
    )


def test_that_an_axial_image_cuts_a_coronal_one_in_the_row_of_its_z() -> None:
    line = reference_line(coronal(y=5.0), axial(z=3.0), HERE)

    assert line is not None
    assert {line.start.y, line.end.y} == {3.0}


@pytest.mark.parametrize("bottom_z", [4.0, -9.0])
def test_that_an_image_that_ends_before_the_other_does_not_cut_it(bottom_z: float) -> None:
    assert reference_line(axial(z=3.0), coronal(y=5.0, bottom_z=bottom_z), HERE) is None


def test_that_parallel_images_do_not_cut_each_other() -> None:
    assert reference_line(axial(z=3.0), axial(z=3.0), HERE) is None


def test_that_a_line_is_drawn_in_the_space_of_the_image_shown() -> None:
    line = reference_line(axial(z=3.0), coronal(y=5.0), RigidTransform((0.0, -2.0, 0.0)))

    assert line is not None
    assert {line.start.y, line.end.y} == {3.0}


def test_that_a_line_beside_the_image_is_none() -> None:
    assert reference_line(axial(z=3.0), coronal(y=20.0), HERE) is None


def test_that_a_slanted_stroke_ends_at_the_image_edges() -> None:
    stroke = Segment(Point(-10.0, -10.0), Point(20.0, 20.0))

    assert clipped(stroke, rows=4, columns=8) == Segment(Point(-0.5, -0.5), Point(3.5, 3.5))


def test_that_a_place_is_told_by_pixel_and_distance_off_the_plane() -> None:
    sagittal = series("s", count=1, first=(2.0, 0.0, 10.0), directions=(Y, (0.0, 0.0, -1.0)))

    place = place_on(sagittal.display_sets[0].frames[0], (5.0, 4.0, 7.0))

    assert place is not None
    assert place.pixel == Point(4.0, 3.0)
    assert abs(place.distance_mm) == 3.0
