"""`medviewer convert` beside the NIfTI volumes that come with the files: every voxel, at its place.

They were made by dcm2niix, dicom2nifti and the IBSI; `nifti` reads both sides. The phantom of
geometry/ibsi2_orientation_phantom is left out: its positions run down where its reference's run up.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.errors import MedViewerError
from tests.conformance.command_line import convert, inspect
from tests.conformance.nifti import Nifti, read_nifti
from tests.conformance.outcomes import Outcome, Row, Verdict, judged

PLACE_TOLERANCE = 0.02  # of a voxel; NIfTI keeps seven digits
VALUE_TOLERANCE = 1e-4  # relative; references hold float32


@dataclass(frozen=True, slots=True)
class Reference:
    """A series, told by its description where a folder has several, and the volume it should become."""

    feature: str
    folder: str
    volume: str
    description: str = ""


SMALL, BRAIN = "reference_nifti_small", "mr_brain/multiseries_mosaic_ax_cor_sag"
STS = "multimodality_rt/STS_008"
REFERENCES = (
    Reference("JPEG 2000", f"{SMALL}/compressed_j2k", "001_ground_truth.nii.gz"),
    Reference("JPEG lossless", f"{SMALL}/compressed_jpeg", "001_ground_truth.nii.gz"),
    Reference("JPEG-LS", f"{SMALL}/compressed_jpegls", "001_ground_truth.nii.gz"),
    Reference("RLE", f"{SMALL}/compressed_rle", "001_ground_truth.nii.gz"),
    Reference("4D, one file a slice", f"{SMALL}/ge_fmri_4d", "001_ground_truth.nii.gz"),
    Reference("enhanced multi-frame", f"{SMALL}/philips_enhanced_mr", "001_ground_truth.nii.gz"),
    Reference("colour", f"{SMALL}/rgb_slices", "001_ground_truth.nii.gz"),
    Reference("4D mosaic, axial", BRAIN, "Ref/ax_asc_36sl_9.nii", "ax_asc_36sl"),
    Reference("4D mosaic, coronal", BRAIN, "Ref/cor_asc_36sl_13.nii", "cor_asc_36sl"),
    Reference("4D mosaic, sagittal", BRAIN, "Ref/sag_asc_36sl_19.nii", "sag_asc_36sl"),
    Reference("mosaic, EPI AP", f"{SMALL}/nih_siemens_epi", "Ref/EPI_PE=AP_3.nii", "EPI PE=AP"),
    Reference("mosaic, EPI RL", f"{SMALL}/nih_siemens_epi", "Ref/EPI_PE=RL_5.nii", "EPI PE=RL"),
    Reference("CT of three modalities", f"{STS}/dicom/STS_008/CT/image", "CT_image.nii.gz"),
    Reference("MR of three modalities", f"{STS}/dicom/STS_008/MR_T1/image", "MR_T1_image.nii.gz"),
    Reference("PET of three modalities", f"{STS}/dicom/STS_008/PET/image", "PET_image.nii.gz"),
)


def reference_rows(folder: Path) -> Iterator[Row]:
    for reference in REFERENCES:
        yield Row("volumes beside a NIfTI", reference.feature, (_held_against(reference, folder),))


def _held_against(reference: Reference, folder: Path) -> Outcome:
    name = f"{reference.folder}/{reference.volume}"
    beside = folder / reference.folder / reference.volume
    told = beside if beside.exists() else folder / STS / "nifti/STS_008" / reference.volume
    with tempfile.TemporaryDirectory() as out:
        written = Path(out) / "volume.nii.gz"
        try:
            convert(folder / reference.folder, written, _series_uid(reference, folder))
        except MedViewerError as refusal:
            return Outcome(name, Verdict.FAILED, str(refusal))
        return judged(name, _differences(read_nifti(written), read_nifti(told)))


def _series_uid(reference: Reference, folder: Path) -> str:
    document = inspect(folder / reference.folder)
    [uid] = [
        series["series_instance_uid"]
        for study in document["studies"]
        for series in study["series"]
        if reference.description in (series["description"] or "")
    ]
    return str(uid)


def _differences(found: Nifti, told: Nifti) -> Iterator[str]:
    if sorted(found.voxels.shape[:3]) != sorted(told.voxels.shape[:3]):
        yield f"{found.voxels.shape} voxels instead of {told.voxels.shape}"
        return
    if found.voxels.shape[3] != told.voxels.shape[3]:
        yield f"{found.voxels.shape[3]} points in time instead of {told.voxels.shape[3]}"
        return
    index = _indices_in(found, told)
    off_grid = float(np.abs(index - np.rint(index)).max())
    if off_grid > PLACE_TOLERANCE:
        yield f"voxels lie {off_grid:.3f} of a voxel beside the reference's"
        return
    x, y, z = np.rint(index).astype(int)
    inside = (x >= 0) & (y >= 0) & (z >= 0)
    inside &= (
        (x < found.voxels.shape[0]) & (y < found.voxels.shape[1]) & (z < found.voxels.shape[2])
    )
    if not inside.all():
        yield f"{int((~inside).sum())} voxels of the reference lie outside"
        return
    ours, theirs = found.voxels[x, y, z], told.voxels
    if theirs.ndim == 5:
        theirs = theirs[..., : ours.shape[4]]  # without the reference's fourth channel, alpha
    atol = VALUE_TOLERANCE * float(np.ptp(theirs))
    wrong = ~np.isclose(ours, theirs, rtol=VALUE_TOLERANCE, atol=atol)
    if wrong.any():
        yield f"{int(wrong.sum())} of {wrong.size} voxels differ"


def _indices_in(found: Nifti, told: Nifti) -> NDArray[np.float64]:
    """For each voxel of the reference, where it lies among ours: [3, column, row, slice]."""
    between = np.linalg.inv(found.affine) @ told.affine
    grid = np.indices(told.voxels.shape[:3]).astype(np.float64)
    indices: NDArray[np.float64] = np.einsum("ij,jxyz->ixyz", between[:3, :3], grid)
    return indices + between[:3, 3][:, None, None, None]
