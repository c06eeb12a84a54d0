"""Segmentations and structure sets as label maps, against masks other programs made of them."""

from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread

from medviewer.__main__ import main
from tests.phantoms.segments import write_segmentation


def series_of(path: Path) -> str:
    return str(dcmread(path, stop_before_pixels=True).SeriesInstanceUID)


def test_that_a_segmentation_becomes_a_label_map_on_its_own_grid(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = write_segmentation(tmp_path / "seg", "BINARY")
    out = tmp_path / "labels.npy"

    code = main(
        ["convert", str(written.path), "--series", series_of(written.path), "--out", str(out)]
    )

    assert code == 0
    np.testing.assert_array_equal(np.load(out), written.frames)
    assert "1 = Band" in capsys.readouterr().err


def test_that_an_existing_file_is_kept_unless_it_may_go(tmp_path: Path) -> None:
    written = write_segmentation(tmp_path / "seg", "BINARY")
    out = tmp_path / "labels.npy"
    out.write_bytes(b"mine")

    code = main(
        ["convert", str(written.path), "--series", series_of(written.path), "--out", str(out)]
    )

    assert code != 0
    assert out.read_bytes() == b"mine"


def test_that_a_map_is_voxel_by_voxel_the_reference(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "dicom" / "sr_seg" / "dcmqi_bitpacking"
    sitk = pytest.importorskip("SimpleITK")
    out = tmp_path / "labels.nii.gz"

    code = main(
        ["convert", str(folder), "--series", series_of(folder / "label.seg"), "--out", str(out)]
    )

    found, wanted = (sitk.ReadImage(str(path)) for path in (out, folder / "label.nrrd"))
    assert code == 0
    np.testing.assert_array_equal(
        sitk.GetArrayFromImage(found) > 0, sitk.GetArrayFromImage(wanted) > 0
    )
    np.testing.assert_allclose(found.GetOrigin(), wanted.GetOrigin(), atol=1e-3)


def test_that_regions_are_filled_on_the_grid_of_their_images(
    shared_data: Path, tmp_path: Path
) -> None:
    root = shared_data / "dicom" / "multimodality_rt" / "STS_008"
    sitk = pytest.importorskip("SimpleITK")
    folder, out = root / "dicom" / "STS_008" / "CT", tmp_path / "labels.nii.gz"
    uid = series_of(folder / "mask" / "RS.dcm")

    code = main(["convert", str(folder), "--series", uid, "--out", str(out)])

    wanted = sitk.ReadImage(str(root / "nifti" / "STS_008" / "CT_mask.nii.gz"))
    found = sitk.ReadImage(str(out))
    assert code == 0
    assert found.GetOrigin() == pytest.approx(wanted.GetOrigin(), abs=1e-3)
    np.testing.assert_array_equal(
        sitk.GetArrayFromImage(found) > 0, sitk.GetArrayFromImage(wanted) > 0
    )


def test_that_regions_without_their_images_are_refused(
    shared_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mask = (
        shared_data / "dicom" / "multimodality_rt" / "STS_008" / "dicom" / "STS_008" / "CT" / "mask"
    )
    uid = series_of(mask / "RS.dcm")

    code = main(["convert", str(mask), "--series", uid, "--out", str(tmp_path / "labels.nii.gz")])

    assert code == 2
    assert "not here" in capsys.readouterr().err
