"""Three planes through a small volume: what scrolling, moving and turning make of them."""

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.section import Projection, Slab
from medviewer.domain.study import DisplaySet
from medviewer.session.planes.mpr import Mpr, why_not
from tests.gui.canvas.samples import ct_study

AXIAL, CORONAL, SAGITTAL = BodyPlane
STUDY = ct_study((20, 65, 49))  # 2.5 mm slices; rows 0.5 mm apart, columns 1 mm
MIDDLE = (0.0, 0.0, -75.0)  # slice 10 of 20, row 32, column 24


def display_set() -> DisplaySet:
    return STUDY.series[0].display_sets[0]


@pytest.fixture
def mpr(qtbot: QtBot) -> Mpr:
    planes = Mpr()
    planes.open(STUDY, display_set())
    return planes


def test_that_planes_open_in_a_voxel_of_the_middle(mpr: Mpr) -> None:
    assert mpr.value.cross == MIDDLE


@pytest.mark.parametrize(
    ("plane", "expected"),
    [
        (AXIAL, (0.0, 0.0, -77.5)),  # to the feet
        (CORONAL, (0.0, 0.5, -75.0)),  # to the back
        (SAGITTAL, (1.0, 0.0, -75.0)),  # to the left
    ],
)
def test_that_the_next_section_is_one_voxel_on(
    mpr: Mpr, plane: BodyPlane, expected: tuple[float, float, float]
) -> None:
    mpr.scroll(plane, 1)

    assert mpr.value.cross == expected


def test_that_the_cross_stays_in_the_volume(mpr: Mpr) -> None:
    mpr.scroll(AXIAL, 1000)

    assert mpr.value.cross == (0.0, 0.0, -100.0)


@pytest.mark.parametrize(("share", "z_mm"), [(0.0, -52.5), (1.0, -100.0)])
def test_that_a_share_of_the_way_is_counted_from_the_first_section(
    mpr: Mpr, share: float, z_mm: float
) -> None:
    mpr.scroll_to_share(AXIAL, share)

    assert mpr.value.cross == (0.0, 0.0, z_mm)


def test_that_planes_along_the_axes_cross_in_voxels(mpr: Mpr) -> None:
    mpr.move_to((3.4, -7.3, -76.0))

    assert mpr.value.cross == (3.0, -7.5, -75.0)


def test_that_turned_planes_cross_where_the_reader_says(mpr: Mpr) -> None:
    mpr.turn(AXIAL, 0.3)

    mpr.move_to((3.4, -7.3, -76.0))

    assert mpr.value.cross == pytest.approx((3.4, -7.3, -76.0))


def test_that_turning_in_a_pane_leaves_its_own_plane_alone(mpr: Mpr) -> None:
    before = mpr.value

    mpr.turn(AXIAL, math.radians(30))

    now = mpr.value
    assert now.view(AXIAL) == before.view(AXIAL)
    # Seen from the feet with the left on the right, clockwise is from the left towards the back.
    expected = (math.cos(math.radians(30)), math.sin(math.radians(30)), 0.0)
    assert now.view(CORONAL).right == pytest.approx(expected)
    assert now.view(CORONAL).down == pytest.approx((0.0, 0.0, -1.0))


def test_that_planes_stay_at_right_angles_however_they_are_turned(mpr: Mpr) -> None:
    for step in range(60):
        mpr.turn(list(BodyPlane)[step % 3], 0.17 * (step + 1))

    normals = [view.normal for view in mpr.value.views]
    assert all(abs(a @ b) < 1e-9 for a, b in combinations(normals, 2))


def test_that_scrolling_a_turned_plane_follows_its_normal(mpr: Mpr) -> None:
    mpr.turn(AXIAL, math.radians(45))
    before = np.array(mpr.value.cross)

    mpr.scroll(CORONAL, 3)

    moved = np.array(mpr.value.cross) - before
    assert np.cross(moved, mpr.value.view(CORONAL).normal) == pytest.approx((0, 0, 0), abs=1e-9)
    assert np.linalg.norm(moved) > 1.0


def test_that_a_pane_shows_its_whole_plane_until_it_is_turned(mpr: Mpr) -> None:
    state = mpr.value

    for plane in BodyPlane:
        stage, section = state.stage(plane), state.section(plane)
        assert stage.shape == section.shape
        assert stage.plane.position == pytest.approx(section.plane.position)


def test_that_the_rectangle_of_a_pane_neither_grows_nor_moves_while_turned(mpr: Mpr) -> None:
    before = mpr.value.stage(SAGITTAL)

    mpr.turn(AXIAL, 0.4)

    now = mpr.value.stage(SAGITTAL)
    assert now.shape == before.shape
    np.testing.assert_allclose(now.centre, before.centre, atol=1e-9)


def test_that_straightening_undoes_every_turn(mpr: Mpr) -> None:
    before = mpr.value
    mpr.turn(CORONAL, 1.0)
    mpr.scroll(AXIAL, 3)

    mpr.straighten()

    assert mpr.value == before


def test_that_projections_come_round(mpr: Mpr) -> None:
    seen = []
    for _ in range(4):
        mpr.next_projection()
        seen.append(mpr.value.slab)

    assert [slab.projection for slab in seen[:3]] == [
        Projection.MINIMUM,
        Projection.MEAN,
        Projection.MAXIMUM,
    ]
    assert [slab.thickness_mm for slab in seen] == [10.0, 10.0, 10.0, 0.0]


def test_that_the_slab_outlives_the_planes(mpr: Mpr) -> None:
    mpr.set_projection(Projection.MEAN)
    mpr.set_thickness(12.0)
    mpr.close()

    mpr.open(STUDY, display_set())

    assert mpr.value.slab == Slab(12.0, Projection.MEAN)


def test_that_volumes_have_planes() -> None:
    assert why_not(display_set()) is None


def test_that_it_is_said_why_there_are_no_planes() -> None:
    shown = display_set()
    few = replace(shown, frames=shown.frames[:2])
    uneven = replace(shown, geometry=None)

    reasons = [str(why_not(each)) for each in (None, few, uneven)]

    assert "Open a series" in reasons[0]
    assert "this series has 2" in reasons[1]
    assert "even distances" in reasons[2]
