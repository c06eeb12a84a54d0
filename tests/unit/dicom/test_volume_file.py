"""Volume files read back by SimpleITK: every voxel where it was, whatever the format."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import SimpleITK as sitk  # noqa: N813 - its own name for itself

from medviewer.dicom.export.volume_file import PlacedVoxels, format_of, right_handed, write_volume
from medviewer.domain.geometry import FloatArray
from medviewer.errors import ExportError

VOXELS = np.arange(24, dtype=np.int16).reshape(2, 3, 4) - 7
# Columns 0.5 mm apart along x, rows 0.7 mm along -z, slices 3 mm along y: a coronal volume, right-handed.
CORONAL: FloatArray = np.array(
    [[0.5, 0, 0, -10], [0, 0, 3, 20], [0, -0.7, 0, 30], [0, 0, 0, 1]], float
)


def read(path: Path) -> Any:  # SimpleITK carries no types
    return sitk.ReadImage(str(path))


def value_at(image: Any, point: FloatArray) -> float:
    return float(image[image.TransformPhysicalPointToIndex(point.tolist())])


def mirrored(affine: FloatArray) -> FloatArray:
    """The slices counted from the other end."""
    turned = affine.copy()
    turned[:3, 2] *= -1
    return turned


@pytest.mark.parametrize("suffix", [".nii.gz", ".nii", ".nrrd", ".mha"])
@pytest.mark.parametrize("affine", [CORONAL, mirrored(CORONAL)], ids=["right", "left-handed"])
def test_that_every_voxel_is_found_at_its_place(
    suffix: str, affine: FloatArray, tmp_path: Path
) -> None:
    path = tmp_path / f"volume{suffix}"

    write_volume(path, PlacedVoxels(VOXELS, affine))

    image = read(path)
    assert image.GetPixelID() == sitk.sitkInt16
    for (slice_, row, column), value in np.ndenumerate(VOXELS):
        point = affine @ [column, row, slice_, 1]
        assert value_at(image, point[:3]) == value


@pytest.mark.parametrize("suffix", [".nrrd", ".mha"])
def test_that_a_sheared_grid_is_kept(suffix: str, tmp_path: Path) -> None:
    sheared = CORONAL.copy()
    sheared[:3, 2] = [0, 3, 0.9]
    path = tmp_path / f"tilted{suffix}"

    write_volume(path, PlacedVoxels(VOXELS, sheared))

    image = read(path)
    for (slice_, row, column), value in np.ndenumerate(VOXELS):
        assert value_at(image, (sheared @ [column, row, slice_, 1])[:3]) == value


def test_that_turning_a_grid_moves_no_voxel() -> None:
    placed = PlacedVoxels(VOXELS, mirrored(CORONAL))

    turned = right_handed(placed)

    assert turned.affine_lps is not None
    assert placed.affine_lps is not None
    assert np.linalg.det(turned.affine_lps) > 0
    np.testing.assert_array_equal(turned.voxels[0], VOXELS[1])
    first, second = turned.affine_lps @ [0, 0, 0, 1], placed.affine_lps @ [0, 0, 1, 1]
    np.testing.assert_allclose(first, second)


def test_that_colour_has_three_components(tmp_path: Path) -> None:
    rgb = np.arange(24, dtype=np.uint8).reshape(2, 2, 2, 3)
    path = tmp_path / "colour.mha"

    write_volume(path, PlacedVoxels(rgb, np.eye(4), is_colour=True))

    image = read(path)
    assert (image.GetSize(), image.GetNumberOfComponentsPerPixel()) == ((2, 2, 2), 3)
    np.testing.assert_array_equal(sitk.GetArrayFromImage(image), rgb)


def test_that_phases_make_one_file_of_four_dimensions(tmp_path: Path) -> None:
    path = tmp_path / "phases.nii.gz"

    write_volume(path, PlacedVoxels(np.stack([VOXELS, VOXELS + 100]), CORONAL))

    image = read(path)
    assert image.GetSize() == (4, 3, 2, 2)
    second = image[:, :, :, 1]
    assert value_at(second, (CORONAL @ [3, 2, 1, 1])[:3]) == VOXELS[1, 2, 3] + 100


def test_that_numpy_files_hold_the_array_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "volume.npy"

    write_volume(path, PlacedVoxels(VOXELS, mirrored(CORONAL)))

    np.testing.assert_array_equal(np.load(path), VOXELS)


def test_that_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    write_volume(tmp_path / "new" / "volume.nrrd", PlacedVoxels(VOXELS, CORONAL))

    assert [path.name for path in (tmp_path / "new").iterdir()] == ["volume.nrrd"]


def test_that_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(ExportError, match="could not be written"):
        write_volume(tmp_path / "file" / "volume.nrrd", PlacedVoxels(VOXELS, CORONAL))


def test_that_an_unknown_format_lists_those_there_are() -> None:
    with pytest.raises(ExportError, match=r"\.nii\.gz, \.nii, \.nrrd, \.mha, \.npy"):
        format_of(Path("volume.tiff"))
