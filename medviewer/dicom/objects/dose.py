"""An RT Dose from its file (PS3.3 A.18, C.8.8.3): its grid and what the doses mean."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset

from medviewer.dicom.facts.image_planes import image_plane, is_near
from medviewer.dicom.objects.layer_file import LayerFile, opened
from medviewer.dicom.objects.value_slices import Values, ValueSlices, read_values
from medviewer.dicom.reading.attributes import (
    integer,
    items,
    number,
    numbers,
    states,
    text,
    texts,
    uid,
)
from medviewer.domain.dose_grid import DoseGrid, DoseHistogram
from medviewer.domain.geometry import FloatArray, ImagePlane, as_vector
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.volume import PixelArray
from medviewer.progress import CancelToken
from medviewer.words import Message, message

KEYWORDS = (
    "DoseUnits",
    "DoseType",
    "DoseComment",
    "DoseSummationType",
    "DoseGridScaling",
    "GridFrameOffsetVector",
    "TissueHeterogeneityCorrection",
    "ReferencedRTPlanSequence",
    "DVHSequence",
    "SeriesDescription",
)
SAME_MM = 0.01
MOST_HISTOGRAMS, MOST_REGIONS = 5_000, 1_000


def read_dose(path: Path) -> DoseGrid:
    """Everything but the doses themselves. Any thread.

    Raises:
        UnreadableFile: damaged, gone, no dose, or without pixels.
    """
    with opened(path, KEYWORDS, ObjectKind.DOSE) as file:
        return _dose(file)


def read_dose_values(dose: DoseGrid, token: CancelToken) -> ValueSlices | None:
    """Doses in the file's unit; raises as `read_values` does."""

    def meaning(stored: PixelArray, frame: int) -> Values:
        del frame
        with np.errstate(over="ignore"):
            return exact_doses(dose, stored).astype(np.float32)

    return read_values(dose.frames, dose.planes, None, meaning, token)


def exact_doses(dose: DoseGrid, stored: PixelArray) -> FloatArray:
    """Stored values of one frame as doses in the file's unit, float64."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(stored, np.float64) * dose.scaling


def _dose(file: LayerFile) -> DoseGrid:
    dataset = file.dataset
    # A dose may be a histogram of regions only, without a grid (PS3.3 table A.18.3-1).
    has_grid = bool(file.parsed.pixel_keyword) or states(dataset, "Rows")
    frames = file.frames() if has_grid else ()
    scaling, notes = _scaling(dataset) if has_grid else (1.0, [])
    planes = _planes(dataset, len(frames))
    notes += _notes(dataset, len(planes), len(frames))
    return DoseGrid(
        file.sop_instance_uid,
        text(dataset, "DoseComment") or text(dataset, "SeriesDescription"),
        frames[: len(planes)] if planes else frames,
        planes,
        scaling,
        text(dataset, "DoseUnits").upper(),
        text(dataset, "DoseType").upper(),
        text(dataset, "DoseSummationType").upper(),
        tuple(one.upper() for one in texts(dataset, "TissueHeterogeneityCorrection") if one),
        uid(dataset, "FrameOfReferenceUID"),
        tuple(
            uid(one, "ReferencedSOPInstanceUID")
            for one in items(dataset, "ReferencedRTPlanSequence")
        ),
        tuple(map(_histogram, items(dataset, "DVHSequence")[:MOST_HISTOGRAMS])),
        tuple(notes),
    )


def _scaling(dataset: Dataset) -> tuple[float, list[Message]]:
    stated = number(dataset, "DoseGridScaling")
    if stated is not None and stated > 0:
        return stated, []
    return 1.0, [
        message(
            "Objects",
            "The file gives no usable scale of its doses ({stated}); stored numbers are shown as they are.",
            stated="-" if stated is None else f"{stated:g}",
        )
    ]


def _notes(dataset: Dataset, placed: int, frames: int) -> list[Message]:
    found = []
    if not frames:
        found.append(
            message("Objects", "The file holds no dose grid, only what it tells of regions.")
        )
    elif not placed:
        found.append(message("Objects", "The file does not say where its doses lie."))
    elif placed < frames:
        found.append(
            message(
                "Objects",
                "The file places {placed} of the {frames} slices of its doses; the others are left out.",
                placed=placed,
                frames=frames,
            )
        )
    if text(dataset, "DoseType").upper() == "ERROR":
        found.append(message("Objects", "These are differences between doses, not doses."))
    return found


def _planes(dataset: Dataset, count: int) -> tuple[ImagePlane, ...]:
    """One plane a frame (PS3.3 C.8.8.3.2); fewer where the offsets end early, () where nothing is known."""
    first = image_plane([dataset])
    if first is None:
        return ()
    offsets = numbers(dataset, "GridFrameOffsetVector")[:count]
    if not offsets:
        return (first,) if count == 1 else ()
    if not is_near(offsets):
        return ()
    normal = first.normal
    z = first.position[2]
    # The first offset is 0 where they are relative. Where it is the first frame's own z they are z
    # coordinates, which on a grid seen from below run against the normal.
    if offsets[0] != 0 and abs(offsets[0] - z) <= SAME_MM and abs(normal[2]) > 1 - SAME_MM:
        along = [(offset - z) * float(np.sign(normal[2])) for offset in offsets]
    else:
        along = [offset - offsets[0] for offset in offsets]
    return tuple(_moved(first, distance) for distance in along)


def _moved(plane: ImagePlane, distance_mm: float) -> ImagePlane:
    position = np.asarray(plane.position) + distance_mm * plane.normal
    return replace(plane, position=as_vector(position))


def _histogram(item: Dataset) -> DoseHistogram:
    return DoseHistogram(
        text(item, "DVHType").upper(),
        tuple(_regions(items(item, "DVHReferencedROISequence")[:MOST_REGIONS])),
        text(item, "DoseUnits").upper(),
        number(item, "DVHMinimumDose"),
        number(item, "DVHMaximumDose"),
        number(item, "DVHMeanDose"),
        integer(item, "DVHNumberOfBins") or 0,
    )


def _regions(found: Sequence[Dataset]) -> list[int]:
    numbered = (integer(one, "ReferencedROINumber") for one in found)
    return [one for one in numbered if one is not None]
