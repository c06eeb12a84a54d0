"""Slices found by their place, with gaps, shears and sections across them."""

from dataclasses import replace

import numpy as np

from medviewer.domain.geometry import ImagePlane
from medviewer.domain.section import Section
from medviewer.imaging.slice_pile import pile_of, places_in

PLANE = ImagePlane((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 1.0, 1.0)


def at(z: float, x: float = 0.0) -> ImagePlane:
    return replace(PLANE, position=(x, 0.0, z))


def test_that_slices_are_sorted_by_place_and_frames_know_theirs() -> None:
    found = pile_of([at(4), at(0), at(4), None], (5, 5), 2.0)

    assert found is not None
    pile, members = found
    assert [plane.position[2] for plane in pile.planes] == [0.0, 4.0]
    assert members == (1, 0, 1, None)


def test_that_a_gap_between_slices_stays_empty() -> None:
    found = pile_of([at(0), at(4)], (5, 5), 2.0)
    assert found is not None

    assert found[0].depth_mm == 2.0
    assert places_in(found[0], Section(at(0.9), (5, 5))) is not None
    assert places_in(found[0], Section(at(2), (5, 5))) is None


def test_that_the_smallest_gap_is_the_depth_where_the_file_says_nothing_true() -> None:
    found = pile_of([at(0), at(2.5), at(7.5)], (5, 5), 1.7)

    assert found is not None
    assert found[0].depth_mm == 2.5


def test_that_a_finer_section_takes_the_nearest_pixels() -> None:
    found = pile_of([at(0)], (4, 4), 1.0)
    assert found is not None
    fine = replace(PLANE, position=(0.75, -0.25, 0.0), row_spacing_mm=0.5, column_spacing_mm=0.5)

    places = places_in(found[0], Section(fine, (2, 3)))

    assert places is not None
    assert places.slices == 0
    np.testing.assert_array_equal(places.rows, [[0], [0]])  # the same in every column
    np.testing.assert_array_equal(places.columns, [[1, 1, 2]])


def test_that_a_section_across_the_slices_runs_through_each_of_them() -> None:
    found = pile_of([at(0), at(1), at(2, x=1.0)], (4, 4), 1.0)
    assert found is not None
    coronal = ImagePlane((0.0, 2.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), 1.0, 1.0)

    places = places_in(found[0], Section(coronal, (3, 4)))

    assert places is not None
    np.testing.assert_array_equal(np.asarray(places.slices)[:, 0], [0, 1, 2])
    # The third slice starts one mm further to the left of the patient.
    np.testing.assert_array_equal(places.columns[2], [0, 0, 1, 2])  # -1 is outside
    np.testing.assert_array_equal(places.inside[2], [False, True, True, True])
    assert (places.rows == 2).all()
