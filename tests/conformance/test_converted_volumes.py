"""`medviewer convert` against the NIfTI volumes that real series ship with: every voxel, and its place."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import SimpleITK

from medviewer.__main__ import main
from medviewer.dicom.scanner import scan
from medviewer.progress import CancelToken, ignore_progress
from tests.conformance.test_reference_niftis import BASE, CASES, SHARED, reference
from tests.shared_folder import WHY_MISSING

STS = "multimodality_rt/STS_008"
MODALITIES = {
    kind: (
        f"{STS}/dicom/STS_008/{kind}/image",
        f"../../../../nifti/STS_008/{kind}_image.nii.gz",
        "",
    )
    for kind in ("CT", "MR_T1", "PET")
}

pytestmark = pytest.mark.skipif(SHARED is None, reason=WHY_MISSING)


def series_uid(folder: Path, series_number: str) -> str:
    summary = scan([folder], folder / "unused", CancelToken(), ignore_progress, lambda update: None)
    [uid] = [
        series.series_instance_uid
        for study in summary.studies
        for series in study.series
        if series_number in ("", str(series.series_number))
    ]
    return uid


@pytest.mark.parametrize("suffix", [".nii.gz", ".nrrd"])
@pytest.mark.parametrize("case", [*CASES, *MODALITIES])
def test_that_what_is_written_is_the_reference(case: str, suffix: str, tmp_path: Path) -> None:
    folder, name, number = {**CASES, **MODALITIES}[case]
    expected, affine = reference(folder, name)
    out = tmp_path / f"out{suffix}"

    uid = series_uid(BASE / folder, number)
    assert main(["convert", str(BASE / folder), "--series", uid, "--out", str(out)]) == 0

    image: Any = SimpleITK.ReadImage(str(out))
    phases = [image] if image.GetDimension() == 3 else [image[..., i] for i in range(len(expected))]
    assert len(phases) == len(expected)
    for phase, theirs in zip(phases, expected, strict=True):
        found = SimpleITK.GetArrayFromImage(phase)
        index = np.argwhere(np.ones(found.shape[:3], bool))  # slice, row, column
        step = np.array(phase.GetDirection()).reshape(3, 3) * np.array(phase.GetSpacing())
        places = index[:, ::-1] @ step.T + np.array(phase.GetOrigin())
        there = (places - affine[:3, 3]) @ np.linalg.inv(affine[:3, :3]).T
        assert np.abs(there - np.rint(there)).max() < 0.02
        x, y, z = np.rint(there).astype(int).T
        ours = found[index[:, 0], index[:, 1], index[:, 2]]
        np.testing.assert_allclose(ours, theirs[z, y, x], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("suffix", [".mha", ".nrrd"])
@pytest.mark.parametrize("name", ["gantry_tilt_ct", "missing_slice_ct"])
def test_that_odd_geometry_keeps_every_voxel_at_its_place(
    name: str, suffix: str, tmp_path: Path
) -> None:
    """The forty probes that others computed from the DICOM files, asked of what was written."""
    facts = json.loads((BASE / f"expected/geometry__{name}.json").read_text(encoding="utf-8"))
    out = tmp_path / f"out{suffix}"

    assert main(["convert", str(BASE / facts["series_folder"]), "--out", str(out)]) == 0

    image: Any = SimpleITK.ReadImage(str(out))
    for probe in facts["probes_lps_mm_value"]:
        index = image.TransformPhysicalPointToIndex(probe["lps"])
        assert image[index] == probe["value"]
