"""Every shared series of single-frame images: what `medviewer inspect` says of it, beside pydicom.

Positions, orientations and spacings are taken from each file as written; values come from pydicom's own
native reading and apply_modality_lut, so compressed series are checked for their places only.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import FileDataset
from pydicom.pixels.processing import apply_modality_lut

from tests.conformance.command_line import display_sets, inspect
from tests.conformance.outcomes import Outcome, Row, judged

Facts = dict[str, Any]

# These hold one image many times over, under one UID: there is no telling which of them is shown.
ONE_IMAGE_MANY_TIMES = ("transfer_syntaxes", "malformed", "expected")
PLACE_TOLERANCE_MM = 0.01
VALUE_TOLERANCE = 2e-6  # relative: float32 holds seven digits


def every_series_rows(folder: Path) -> Iterator[Row]:
    """One row for each folder of the shared data."""
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        if place.name in ONE_IMAGE_MANY_TIMES:
            continue
        files = _by_uid(place)
        outcomes = [
            outcome
            for found in display_sets(inspect(place))
            if (outcome := _outcome(place.name, found, files)) is not None
        ]
        if outcomes:
            yield Row("display sets beside their files", place.name, tuple(outcomes))


def _outcome(place: str, found: Facts, files: dict[str, list[Path]]) -> Outcome | None:
    """None where an image has several frames or lies there more than once: nothing to compare with."""
    uids = found["sop_instance_uids"]
    paths = [files.get(uid, []) for uid in uids]
    if found["kind"] == "object" or any(len(one) != 1 for one in paths):
        return None
    images = [pydicom.dcmread(one[0]) for one in paths]
    if any("PerFrameFunctionalGroupsSequence" in image for image in images):
        return None
    if found["frames"] != len(images):
        return None
    return judged(f"{place}: {found['id']}", _complaints(found, images))


def _complaints(found: Facts, images: list[FileDataset]) -> Iterator[str]:
    if found["affine_lps"] is not None:
        yield from _misplaced(np.array(found["affine_lps"]), images)
    elif found["regular"]:
        yield "regular without an affine"
    if found["spacing_mm"] is not None and "PixelSpacing" in images[0]:
        stated = [float(one) for one in images[0].PixelSpacing]
        if not np.allclose(found["spacing_mm"][:2], stated, rtol=1e-6):
            yield f"spacing {found['spacing_mm']} instead of {stated}"
    values = _values(images)
    if values is not None and found["photometric"].startswith("MONOCHROME"):
        told = [values.min(), values.max(), values.mean()]
        ours = [found["min"], found["max"], found["mean"]]
        if not np.allclose(ours, told, rtol=VALUE_TOLERANCE, atol=1e-3):
            yield f"min, max, mean {ours} instead of {told}"


def _misplaced(affine: NDArray[np.float64], images: list[FileDataset]) -> Iterator[str]:
    for index, image in enumerate(images):
        if "ImagePositionPatient" not in image:
            yield "an affine where a file has no position"
            return
        orientation = np.array(image.ImageOrientationPatient, float)
        row_mm, column_mm = (float(one) for one in image.PixelSpacing)
        corner = np.array(image.ImagePositionPatient, float)
        across, down = orientation[:3] * column_mm, orientation[3:] * row_mm
        last_row, last_column = int(image.Rows) - 1, int(image.Columns) - 1
        for column, row in ((0, 0), (last_column, last_row)):
            told = corner + across * column + down * row
            ours = (affine @ [column, row, index, 1])[:3]
            if np.abs(ours - told).max() > PLACE_TOLERANCE_MM:
                yield f"slice {index}: pixel ({column}, {row}) lies at {ours}, not at {told}"
                return


def _values(images: list[FileDataset]) -> NDArray[np.float64] | None:
    """Modality values of uncompressed integers; None for anything else."""
    if any(image.file_meta.TransferSyntaxUID.is_compressed for image in images):
        return None
    if any("PixelData" not in image or image.SamplesPerPixel != 1 for image in images):
        return None
    shown = [apply_modality_lut(image.pixel_array, image) for image in images]
    return np.stack([np.asarray(one, np.float64) for one in shown])


def _by_uid(folder: Path) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        try:
            image = pydicom.dcmread(path, specific_tags=["SOPInstanceUID"])
        except (pydicom.errors.InvalidDicomError, OSError):
            continue
        found.setdefault(str(image.get("SOPInstanceUID", "")), []).append(path)
    return found
