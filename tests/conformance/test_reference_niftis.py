"""Series against the NIfTI volumes that their sources ship: every voxel, and where it lies.

Those come from dcm2niix and dicom2nifti; SimpleITK turns their RAS millimetres into LPS. The reference of
geometry/ibsi2_orientation_phantom is left out: its slices run up where its DICOM files' positions run down.
"""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import SimpleITK
from numpy.typing import NDArray

from medviewer.dicom.pixels.frames import read_frame
from medviewer.dicom.scanner import scan
from medviewer.domain.source_grid import source_affine_lps
from medviewer.domain.study import DisplaySet
from medviewer.progress import CancelToken, ignore_progress
from tests.shared_folder import WHY_MISSING, find_shared

SHARED = find_shared()
BASE = (SHARED or Path()) / "data/dicom"
SMALL, BRAIN = "reference_nifti_small", "mr_brain/multiseries_mosaic_ax_cor_sag"
CASES = {
    "jpeg2000": (f"{SMALL}/compressed_j2k", "001_ground_truth.nii.gz", ""),
    "jpeg": (f"{SMALL}/compressed_jpeg", "001_ground_truth.nii.gz", ""),
    "jpegls": (f"{SMALL}/compressed_jpegls", "001_ground_truth.nii.gz", ""),
    "rle": (f"{SMALL}/compressed_rle", "001_ground_truth.nii.gz", ""),
    "fmri": (f"{SMALL}/ge_fmri_4d", "001_ground_truth.nii.gz", ""),
    "enhanced": (f"{SMALL}/philips_enhanced_mr", "001_ground_truth.nii.gz", ""),
    "colour": (f"{SMALL}/rgb_slices", "001_ground_truth.nii.gz", ""),
    "epi AP": (f"{SMALL}/nih_siemens_epi", "Ref/EPI_PE=AP_3.nii", "3"),
    "epi RL": (f"{SMALL}/nih_siemens_epi", "Ref/EPI_PE=RL_5.nii", "5"),
    "mosaic axial": (BRAIN, "Ref/ax_asc_36sl_9.nii", "9"),
    "mosaic coronal": (BRAIN, "Ref/cor_asc_36sl_13.nii", "13"),
    "mosaic sagittal": (BRAIN, "Ref/sag_asc_36sl_19.nii", "19"),
}

pytestmark = pytest.mark.skipif(SHARED is None, reason=WHY_MISSING)


@cache
def opened(folder: str, series_number: str) -> tuple[DisplaySet, ...]:
    """The display sets of the one series, in the order of time."""
    summary = scan(
        [BASE / folder], BASE / "unused", CancelToken(), ignore_progress, lambda update: None
    )
    [series] = [
        series
        for study in summary.studies
        for series in study.series
        if series_number in ("", str(series.series_number))
    ]
    return series.display_sets


@cache
def reference(folder: str, name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Voxels [time, slice, row, column(, channel)] and the LPS affine from (column, row, slice)."""
    image: Any = SimpleITK.ReadImage(str(BASE / folder / name))
    voxels = SimpleITK.GetArrayFromImage(image).astype(np.float64)
    is_colour = image.GetNumberOfComponentsPerPixel() > 1
    voxels = voxels[..., :3] if is_colour else voxels  # without the fourth, the alpha channel
    if voxels.ndim - is_colour == 3:
        voxels = voxels[None]
    dimension = image.GetDimension()
    direction = np.array(image.GetDirection()).reshape(dimension, dimension)[:3, :3]
    affine = np.eye(4)
    affine[:3, :3] = direction * np.array(image.GetSpacing())[:3]
    affine[:3, 3] = image.GetOrigin()[:3]
    return voxels, affine


@pytest.mark.parametrize("case", CASES)
def test_that_every_voxel_and_its_place_agree(case: str) -> None:
    folder, name, number = CASES[case]
    voxels, affine = reference(folder, name)
    display_sets = opened(folder, number)

    assert len(display_sets) == len(voxels)
    for display_set, expected in zip(display_sets, voxels, strict=True):
        ours = source_affine_lps(display_set)
        assert ours is not None
        found = np.stack([read_frame(frame).array for frame in display_set.source_frames])
        slices, rows, columns = found.shape[:3]
        assert found.size == expected.size

        index = np.stack(np.meshgrid(*map(np.arange, (columns, rows, slices)), indexing="ij"), -1)
        places = index @ ours[:3, :3].T + ours[:3, 3]
        theirs = (places - affine[:3, 3]) @ np.linalg.inv(affine[:3, :3]).T

        assert np.abs(theirs - np.rint(theirs)).max() < 0.02
        x, y, z = np.rint(theirs).astype(int).transpose(3, 2, 1, 0)
        np.testing.assert_allclose(found, expected[z, y, x], rtol=1e-5)
