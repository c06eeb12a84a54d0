"""Regions and contours of a structure set, damaged ones among them."""

from pathlib import Path

import pytest

from medviewer.dicom.objects.structure_set import read_structure_set
from medviewer.domain.structure_set import ContourKind
from medviewer.errors import UnreadableFile
from tests.phantoms.radiotherapy import contour, square_at, write_structure_set
from tests.phantoms.segments import write_segmentation


def test_that_a_region_has_its_name_colour_and_contours(tmp_path: Path) -> None:
    path = write_structure_set(tmp_path / "rs", [square_at(0), square_at(5)], name="Herz 心")

    found = read_structure_set(path)

    (region,) = found.regions
    assert (region.name, region.colour, found.label) == ("Herz 心", (255, 0, 0), "Plan A")
    assert [each.points[0, 2] for each in region.contours] == [0.0, 5.0]
    assert found.frame_of_reference_uids == {"1.2.7"}


@pytest.mark.parametrize(
    "points",
    [("NaN", 0, 0, 1, 0, 0, 1, 1, 0), (0, 0, 0, 1, 0), ("1e9", 0, 0, 1, 0, 0, 1, 1, 0)],
)
def test_that_a_contour_without_sound_numbers_is_left_out_and_counted(
    tmp_path: Path, points: tuple[object, ...]
) -> None:
    path = write_structure_set(tmp_path / "rs", [contour(points), square_at(0)])

    found = read_structure_set(path)

    assert (len(found.regions[0].contours), found.regions[0].left_out) == (1, 1)
    assert "1 contours of “GTV”" in str(found.notes[0])


def test_that_a_single_point_is_a_point_whatever_the_file_calls_it(tmp_path: Path) -> None:
    path = write_structure_set(tmp_path / "rs", [contour((1, 2, 3)), contour((1, 2, 3), "POINT")])

    kinds = {each.kind for each in read_structure_set(path).regions[0].contours}

    assert kinds == {ContourKind.POINT}


def test_that_another_kind_of_object_is_refused(tmp_path: Path) -> None:
    path = write_segmentation(tmp_path / "seg", "BINARY").path

    with pytest.raises(UnreadableFile, match="another kind"):
        read_structure_set(path)


def test_that_the_regions_of_a_planning_system_are_read(shared_data: Path) -> None:
    found = read_structure_set(shared_data / "dicom" / "rt" / "rtss.dcm")

    heart = next(region for region in found.regions if region.name == "Heart")
    assert (heart.number, heart.interpreted_type, heart.colour) == (5, "ORGAN", (255, 128, 0))
    assert (len(heart.contours), heart.point_count) == (33, 4732)
    assert len(found.regions) == 10


def test_that_an_item_of_a_wiped_out_contour_is_no_unreadable_one(tmp_path: Path) -> None:
    path = write_structure_set(tmp_path / "rs", [square_at(0), contour(()), square_at(3)])

    [region] = read_structure_set(path).regions

    assert (len(region.contours), region.left_out) == (2, 0)
