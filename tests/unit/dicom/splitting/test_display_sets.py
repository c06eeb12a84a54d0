"""What belongs together, and in which order a reader scrolls it."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from medviewer.dicom.headers import read_header
from medviewer.dicom.splitting.display_sets import build_display_sets
from medviewer.dicom.splitting.slice_order import scroll_direction
from medviewer.domain.acquisition import DisplaySetKind
from medviewer.domain.geometry import ImagePlane, Vector
from medviewer.domain.source_grid import source_affine_lps
from medviewer.domain.study import DisplaySet, FrameSource
from tests.phantoms.dicom_files import AXIAL, CORONAL, SAGITTAL, write_image
from tests.phantoms.series import CtSeries

UID = "1.2.3"
PIXELS = np.zeros((8, 8), np.int16)


def frames_of(folder: Path) -> list[FrameSource]:
    return [frame for file in sorted(folder.iterdir()) for frame in read_header(file).frames]


def sets_of(folder: Path) -> tuple[DisplaySet, ...]:
    return build_display_sets(UID, frames_of(folder))


def write_at(path: Path, position: list[float], **attributes: Any) -> None:
    pixels = attributes.pop("pixels", PIXELS)
    write_image(path, pixels, ImagePositionPatient=position, **attributes)


def z_of(frame: FrameSource) -> float:
    assert frame.plane is not None
    return frame.plane.position[2]


def test_that_slices_are_sorted_by_position_not_by_name_or_number(ct_series: CtSeries) -> None:
    [display_set] = sets_of(ct_series.folder)

    assert tuple(z_of(frame) for frame in display_set.frames) == ct_series.z_mm
    assert [frame.instance.path for frame in display_set.frames] == list(ct_series.files)


def test_that_the_grid_begins_at_the_first_frame(ct_series: CtSeries) -> None:
    [display_set] = sets_of(ct_series.folder)

    assert display_set.geometry is not None
    assert display_set.geometry.shape == (20, 64, 64)
    assert display_set.geometry.slice_step_mm == (0.0, 0.0, -2.5)
    assert display_set.geometry.plane == display_set.frames[0].plane


@pytest.mark.parametrize(
    ("rows", "columns", "expected"),
    [
        ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0, 0, -1)),
        ((-1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0, 0, -1)),
        ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (1, 0, 0)),
        ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0), (0, 1, 0)),
        ((-1.0, 0.0, 0.0), (0.0, 0.0, -1.0), (0, 1, 0)),
    ],
    ids=["axial", "axial, prone", "sagittal", "coronal", "coronal from behind"],
)
def test_that_scrolling_goes_from_head_right_and_front(
    rows: Vector, columns: Vector, expected: Vector
) -> None:
    plane = ImagePlane((0.0, 0.0, 0.0), rows, columns, 1.0, 1.0)

    np.testing.assert_allclose(scroll_direction(plane), expected)


def test_that_a_localizer_stands_apart_and_last(tmp_path: Path) -> None:
    for index in range(2):
        write_at(tmp_path / f"{index}", [0, 0, index])
        write_at(tmp_path / f"l{index}", [0, 0, index], ImageType=["DERIVED", "X", "LOCALIZER"])

    images, localizer = sets_of(tmp_path)

    assert not images.is_localizer
    assert localizer.is_localizer
    assert (images.count, localizer.count) == (2, 2)


def test_that_orientations_become_display_sets_of_their_own(tmp_path: Path) -> None:
    for index, orientation in enumerate([AXIAL, SAGITTAL, CORONAL, AXIAL]):
        write_at(tmp_path / f"{index}", [index, index, index], ImageOrientationPatient=orientation)

    sets = sets_of(tmp_path)

    assert [display_set.count for display_set in sets] == [2, 1, 1]
    assert [display_set.label.split()[0] for display_set in sets] == ["AX", "SAG", "COR"]


def test_that_orientations_within_a_hundredth_are_one(tmp_path: Path) -> None:
    """Whatever side of a rounding limit they lie on: 0.005 and 0.0149 are within 0.01."""
    for index, lean in enumerate([0.005, 0.0149]):
        across = float(np.sqrt(1 - lean**2))
        write_at(
            tmp_path / f"{index}",
            [0, 0, 5 * index],
            ImageOrientationPatient=[across, lean, 0, -lean, across, 0],
        )

    assert len(sets_of(tmp_path)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"pixels": np.zeros((8, 10), np.int16)},
        {"PixelSpacing": [0.5, 0.6]},
        {"pixels": np.zeros((8, 8, 3), np.uint8)},
        {"ImagePositionPatient": None},
    ],
    ids=["columns", "spacing", "colour", "no place"],
)
def test_that_images_of_another_grid_stand_apart(tmp_path: Path, other: dict[str, Any]) -> None:
    write_at(tmp_path / "1", [0, 0, 0])
    write_image(
        tmp_path / "2",
        **{"pixels": PIXELS, "ImagePositionPatient": [0, 0, 1], **other},
    )

    assert [display_set.count for display_set in sets_of(tmp_path)] == [1, 1]


def test_that_display_sets_of_a_series_have_ids_of_their_own(tmp_path: Path) -> None:
    for index, orientation in enumerate([AXIAL, SAGITTAL]):
        write_at(tmp_path / f"{index}", [0, 0, 0], ImageOrientationPatient=orientation)

    one, other = sets_of(tmp_path)

    assert one.display_set_id != other.display_set_id
    assert one.series_instance_uid == other.series_instance_uid == UID


def test_that_an_id_stays_while_more_of_the_series_is_found(ct_series: CtSeries) -> None:
    frames = frames_of(ct_series.folder)

    [part] = build_display_sets(UID, frames[:5])
    [whole] = build_display_sets(UID, frames)

    assert part.display_set_id == whole.display_set_id


def test_that_two_passes_over_the_same_places_are_two_display_sets(tmp_path: Path) -> None:
    for index in range(6):
        time = f"1200{index:02}"
        position = [0.0, 0.0, -2.0 * (index % 3)]
        write_at(tmp_path / f"{index}", position, AcquisitionDate="20260101", AcquisitionTime=time)

    first, second = sets_of(tmp_path)

    assert [frame.instance.path.name for frame in first.frames] == ["0", "1", "2"]
    assert [frame.instance.path.name for frame in second.frames] == ["3", "4", "5"]
    assert first.geometry == second.geometry is not None
    assert (first.label, second.label) == ("0 s", "3 s")
    assert str(first.split_rule) == "This series is split by order of acquisition."
    assert first.phase is not None
    assert second.phase is not None
    assert first.phase.group_id == second.phase.group_id
    assert [(p.index, p.count) for p in (first.phase, second.phase)] == [(0, 2), (1, 2)]


def test_that_a_place_imaged_twice_among_others_makes_a_stack(tmp_path: Path) -> None:
    for index, z in enumerate([0.0, -2.0, -2.0, -4.0]):
        write_at(tmp_path / f"{index}", [0, 0, z])

    [display_set] = sets_of(tmp_path)

    assert display_set.count == 4
    assert display_set.geometry is None
    assert "One image lies at the place of another" in str(display_set.notes[0])


def test_that_a_missing_slice_is_told(ct_missing_slice: CtSeries) -> None:
    [display_set] = sets_of(ct_missing_slice.folder)

    assert display_set.kind is DisplaySetKind.VOLUME
    assert (display_set.count, len(display_set.source_frames)) == (7, 6)
    assert "Missing slices: 1" in str(display_set.notes[0])


def test_that_a_tilted_gantry_is_told_and_put_on_a_regular_grid(tilted_ct: CtSeries) -> None:
    """Five slices 5 mm apart along z, tilted by 15°: 5 cos 15° along the normal, 5 sin 15° beside it.

    The last one lies 4 · 5 · sin 15° = 5.18 mm beside the first, which is 10.35 rows of 0.5 mm.
    """
    [display_set] = sets_of(tilted_ct.folder)

    geometry = display_set.geometry
    assert geometry is not None
    assert not geometry.is_sheared
    assert geometry.slice_spacing_mm == pytest.approx(5 * np.cos(np.deg2rad(15)))
    assert geometry.shape == (5, 16 + 11, 16)
    assert display_set.tilt_degrees == pytest.approx(15.0)
    assert "15.0°" in str(display_set.notes[0])
    assert [frame.plane for frame in display_set.frames] == [
        geometry.slice_plane(i) for i in range(5)
    ]


def test_that_source_slices_of_a_tilt_keep_their_true_step(tilted_ct: CtSeries) -> None:
    [display_set] = sets_of(tilted_ct.folder)

    affine = source_affine_lps(display_set)

    assert affine is not None
    np.testing.assert_allclose(affine[:3, 2], [0, 0, -5], atol=1e-9)
    np.testing.assert_allclose(affine[:3, 3], [-16, -20, 0], atol=1e-9)


def test_that_images_without_a_place_keep_their_numbers_order(tmp_path: Path) -> None:
    for name, number in (("a", 3), ("b", 1), ("c", 2)):
        write_image(tmp_path / name, PIXELS, ImagePositionPatient=None, InstanceNumber=number)

    [display_set] = sets_of(tmp_path)

    assert [frame.instance.path.name for frame in display_set.frames] == ["b", "c", "a"]
    assert display_set.geometry is None


def test_that_every_multi_frame_image_is_a_display_set(cine: Path) -> None:
    second = cine.with_name("US2.dcm")
    data = cine.read_bytes()
    uid = read_header(cine).instance.sop_instance_uid.encode()
    second.write_bytes(data.replace(uid, uid[:-1] + (b"8" if uid[-1:] != b"8" else b"9")))

    sets = sets_of(cine.parent)

    assert [display_set.count for display_set in sets] == [5, 5]
    assert [frame.frame_index for frame in sets[0].frames] == [0, 1, 2, 3, 4]
