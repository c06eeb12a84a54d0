"""Masks of a reading as NIfTI and NRRD files, with a list of what each label stands for."""

from pathlib import Path

import numpy as np

from medviewer.dicom.export.volume_file import PlacedVoxels, write_volume
from medviewer.domain.geometry import FloatArray
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.study import DisplaySet
from medviewer.progress import CancelToken
from medviewer.report.files import json_bytes
from medviewer.report.findings_json import Json
from medviewer.session.bundle.label_maps import LabelMap, label_maps
from medviewer.words import Message, message

SUFFIXES = (".nii.gz", ".nrrd")
NOTHING_MARKED = message("Bundle", "Masks: nothing was painted and no finding has an outline.")
NO_NIFTI = message(
    "Bundle",
    "Masks: the slices are tilted, which NIfTI files cannot say; they were written as NRRD alone.",
)


def write_masks(record: ReadingRecord, folder: Path, token: CancelToken) -> tuple[Message, ...]:
    """Write `masks/labels-….nii.gz` and `.nrrd` and `masks/labels.json`.

    Raises:
        ExportError: the disk refused.
    """
    listed: list[Json] = []
    is_whole = True
    for each in label_maps(record, token):
        affine = affine_of(each.display_set)
        name = f"labels-{len(listed) + 1:02d}"
        small = each.voxels.max(initial=0) <= np.iinfo(np.uint8).max
        voxels = each.voxels.astype(np.uint8) if small else each.voxels
        suffixes = SUFFIXES if is_rectangular(affine) else SUFFIXES[1:]
        is_whole = is_whole and suffixes == SUFFIXES
        for suffix in suffixes:
            token.check()
            write_volume(folder / "masks" / f"{name}{suffix}", PlacedVoxels(voxels, affine))
        listed.append(_told(record, each, [name + suffix for suffix in suffixes], affine))
    if not listed:
        return (NOTHING_MARKED,)
    (folder / "masks" / "labels.json").write_bytes(json_bytes({"version": 1, "files": listed}))
    return () if is_whole else (NO_NIFTI,)


def affine_of(shown: DisplaySet) -> FloatArray | None:
    """From (column, row, slice, 1) to patient mm; None where the images form no volume."""
    return None if shown.geometry is None else shown.geometry.affine_lps[:, [2, 1, 0, 3]]


def is_rectangular(affine: FloatArray | None) -> bool:
    """Whether the axes are at right angles, as NIfTI's readers expect."""
    if affine is None:
        return True
    axes = affine[:3, :3] / np.linalg.norm(affine[:3, :3], axis=0)
    return bool(np.allclose(axes.T @ axes, np.eye(3), atol=1e-4))


def _told(
    record: ReadingRecord, each: LabelMap, files: list[str], affine: FloatArray | None
) -> Json:
    shown = each.display_set
    return {
        "files": list(files),
        "study_instance_uid": record.study.study_instance_uid,
        "series_instance_uid": shown.series_instance_uid,
        "has_place": affine is not None,
        "labels": [
            {
                "label": item.label,
                "tracking_uid": item.tracking_uid,
                "name": item.name,
                "kind": item.kind,
                "voxels": item.voxels,
            }
            for item in each.items
        ],
    }
