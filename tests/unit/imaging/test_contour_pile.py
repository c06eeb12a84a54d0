"""Volumes and masks of contours."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from medviewer.dicom.objects.structure_set import read_structure_set
from medviewer.domain.structure_set import Contour, ContourKind, RegionOfInterest
from medviewer.imaging.contour_pile import contour_pile, pixels_of
from medviewer.imaging.polygon_fill import even_odd


def square(z: float, low: float = 0.0, high: float = 10.0) -> Contour:
    points = [(low, low, z), (high, low, z), (high, high, z), (low, high, z)]
    return Contour(ContourKind.CLOSED_PLANAR, np.array(points))


def region(*contours: Contour) -> RegionOfInterest:
    return RegionOfInterest(1, "GTV", contours=contours)


def test_that_the_volume_is_area_times_the_distance_of_the_planes() -> None:
    pile = contour_pile(region(square(0), square(3), square(6), square(9)))

    assert pile is not None
    assert pile.volume_ml == pytest.approx(4 * 100 * 3 / 1000)


def test_that_a_hole_is_taken_away_on_its_own_plane() -> None:
    pile = contour_pile(region(square(0), square(0, 4, 6), square(2)))

    assert pile is not None
    assert pile.volume_ml == pytest.approx((96 + 100) * 2 / 1000)


def test_that_points_and_lines_have_no_volume() -> None:
    point = Contour(ContourKind.POINT, np.zeros((1, 3)))
    way = Contour(ContourKind.OPEN_PLANAR, np.eye(3))

    assert contour_pile(region(point, way)) is None


def test_that_a_sagittal_region_is_filled_in_its_own_planes() -> None:
    turned = [Contour(c.kind, c.points[:, [2, 0, 1]]) for c in (square(0), square(2))]

    pile = contour_pile(region(*turned))

    assert pile is not None
    assert abs(pile.pile.normal[0]) == pytest.approx(1)
    assert pile.mask(0).sum() == pytest.approx(100, abs=21)
    assert pile.volume_ml == pytest.approx(100 * 2 * 2 / 1000)


@pytest.mark.parametrize("modality", ["CT", "MR_T1", "PET"])
def test_that_a_region_on_the_images_grid_is_the_reference_mask(
    shared_data: Path, modality: str
) -> None:
    from medviewer.dicom.headers import read_header

    folder = shared_data / "dicom" / "multimodality_rt" / "STS_008"
    sitk = pytest.importorskip("SimpleITK")
    wanted = sitk.ReadImage(str(folder / "nifti" / "STS_008" / f"{modality}_mask.nii.gz"))
    expected = sitk.GetArrayFromImage(wanted) > 0
    series = folder / "dicom" / "STS_008" / modality
    planes = [read_header(path).frames[0].plane for path in sorted((series / "image").iterdir())]
    drawn = read_structure_set(series / "mask" / "RS.dcm").regions[0].contours

    found = np.zeros_like(expected)
    for plane in planes:
        assert plane is not None
        level = round(wanted.TransformPhysicalPointToContinuousIndex(plane.position)[2])
        here = [c.points for c in drawn if abs(c.points[0, 2] - plane.position[2]) < 1.6]
        found[level] = even_odd([pixels_of(each, plane) for each in here], expected.shape[1:])

    dice = 2 * (found & expected).sum() / (found.sum() + expected.sum())
    assert dice > 0.99


def test_that_a_plane_left_out_makes_the_others_no_thicker() -> None:
    pile = contour_pile(region(square(0), square(3), square(9)))

    assert pile is not None
    assert pile.volume_ml == pytest.approx(0.9)  # three squares of 100 mm², 3 mm thick


def test_that_one_plane_has_a_volume_only_where_its_thickness_is_told() -> None:
    bare = contour_pile(region(square(0)))
    thick = contour_pile(region(replace(square(0), slab_mm=3.0)))

    assert bare is not None
    assert thick is not None
    assert bare.volume_ml is None
    assert thick.volume_ml == pytest.approx(0.3)


def test_that_contours_across_the_others_leave_the_volume_unknown() -> None:
    across = Contour(ContourKind.CLOSED_PLANAR, square(2).points[:, [2, 0, 1]])

    pile = contour_pile(region(square(0), square(3), across))

    assert pile is not None
    assert (pile.left_out, pile.volume_ml) == (1, None)


def test_that_contours_that_could_not_be_read_leave_the_volume_unknown() -> None:
    pile = contour_pile(replace(region(square(0), square(3)), left_out=1))

    assert pile is not None
    assert pile.volume_ml is None


def test_that_contours_of_one_slice_rounded_apart_are_one_plane() -> None:
    islands = [
        square(z + off, low, low + 10) for z in (0, 3, 6) for off, low in ((0, 0), (0.04, 20))
    ]

    pile = contour_pile(region(*islands))

    assert pile is not None
    assert len(pile.outlines) == 3
    assert pile.volume_ml == pytest.approx(1.8)  # two squares of 100 mm², three times 3 mm


def test_that_the_planes_of_a_small_animal_stay_apart() -> None:
    pile = contour_pile(region(*(square(0.05 * index) for index in range(4))))

    assert pile is not None
    assert len(pile.outlines) == 4
    assert pile.volume_ml == pytest.approx(0.02)  # four times 100 mm² × 0.05 mm


def test_that_a_contour_that_is_there_twice_is_no_hole_in_itself() -> None:
    pile = contour_pile(region(square(0), square(0), square(3)))

    assert pile is not None
    assert pile.volume_ml == pytest.approx(0.6)
