"""A dose object: its grid, the highest dose, what the file itself tells of regions."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from medviewer.dicom.objects.dose import read_dose, read_dose_values
from medviewer.domain.dose_grid import DoseGrid, DoseHistogram
from medviewer.domain.geometry import Vector
from medviewer.errors import UndecodablePixels
from medviewer.imaging.slice_pile import SlicePile
from medviewer.progress import CancelToken


@dataclass(frozen=True, slots=True)
class DoseContents:
    """`spacing_mm` is row, column, slice; `origin_lps` the first voxel of the first slice."""

    label: str | None
    unit: str | None
    dose_type: str | None
    summation_type: str | None
    heterogeneity_correction: tuple[str, ...]
    frame_of_reference_uid: str | None
    referenced_plan_uids: tuple[str, ...]
    grid: tuple[int, int, int]
    spacing_mm: tuple[float, float, float] | None
    origin_lps: Vector | None
    scaling: float
    min_dose: float | None
    max_dose: float | None
    mean_dose: float | None
    max_dose_lps: tuple[float, ...] | None
    histograms: tuple[DoseHistogram, ...]
    notes: tuple[str, ...]


def dose_contents(path: Path) -> DoseContents:
    """Decodes every frame; raises UnreadableFile as the reader does."""
    dose = read_dose(path)
    values, pile = _values(dose)
    known = values[np.isfinite(values)]
    first = dose.frames[0]
    return DoseContents(
        dose.label or None,
        dose.unit or None,
        dose.dose_type or None,
        dose.summation or None,
        dose.heterogeneity,
        dose.frame_of_reference_uid or None,
        tuple(filter(None, dose.plan_uids)),
        (len(dose.frames), first.rows, first.columns),
        _spacing(pile),
        pile.planes[0].position if pile is not None else None,
        dose.scaling,
        float(known.min()) if known.size else None,
        float(known.max()) if known.size else None,
        float(known.mean(dtype=np.float64)) if known.size else None,
        _place_of_most(values, pile) if known.size else None,
        dose.histograms,
        tuple(map(str, dose.notes)),
    )


def _values(
    dose: DoseGrid,
) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.float32]], SlicePile | None]:
    try:
        slices = read_dose_values(dose, CancelToken())
    except UndecodablePixels:
        slices = None
    if slices is None:
        return np.empty((0, 0, 0), np.float32), None
    return slices.values, slices.pile


def _spacing(pile: SlicePile | None) -> tuple[float, float, float] | None:
    if pile is None:
        return None
    first = pile.planes[0]
    return (first.row_spacing_mm, first.column_spacing_mm, pile.depth_mm)


def _place_of_most(
    values: np.ndarray[tuple[int, ...], np.dtype[np.float32]], pile: SlicePile | None
) -> tuple[float, ...] | None:
    if pile is None:
        return None
    index, row, column = np.unravel_index(int(np.nanargmax(values)), values.shape)
    return tuple(pile.planes[int(index)].pixel_to_patient(float(row), float(column)).tolist())
