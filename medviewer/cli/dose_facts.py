"""A dose object: its grid, the highest dose, what the file itself tells of regions."""

from dataclasses import dataclass
from pathlib import Path

from medviewer.cli.exact_values import ExactValues, exact_values
from medviewer.dicom.objects.dose import exact_doses, read_dose
from medviewer.domain.dose_grid import DoseGrid, DoseHistogram
from medviewer.domain.geometry import Vector
from medviewer.imaging.slice_pile import SlicePile, pile_of


@dataclass(frozen=True, slots=True)
class DoseContents:
    """`spacing_mm` is row, column, slice; `origin_lps` the first voxel of the first slice.

    `grid` is None where the file holds histograms only. The slices' spacing is None where it changes, and of
    one slice that says nothing of its thickness.
    """

    label: str | None
    unit: str | None
    dose_type: str | None
    summation_type: str | None
    heterogeneity_correction: tuple[str, ...]
    frame_of_reference_uid: str | None
    referenced_plan_uids: tuple[str, ...]
    grid: tuple[int, int, int] | None
    spacing_mm: tuple[float, float, float | None] | None
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
    values = exact_values(dose.frames, lambda stored, _: exact_doses(dose, stored))
    pile = _pile(dose)
    return DoseContents(
        dose.label or None,
        dose.unit or None,
        dose.dose_type or None,
        dose.summation or None,
        dose.heterogeneity,
        dose.frame_of_reference_uid or None,
        tuple(filter(None, dose.plan_uids)),
        (len(dose.frames), dose.frames[0].rows, dose.frames[0].columns) if dose.frames else None,
        _spacing(pile),
        pile.planes[0].position if pile is not None else None,
        dose.scaling,
        values.low if values else None,
        values.high if values else None,
        values.mean if values else None,
        _place_of_most(values, dose) if values else None,
        dose.histograms,
        tuple(map(str, dose.notes)),
    )


def _pile(dose: DoseGrid) -> SlicePile | None:
    if not dose.frames:
        return None
    first = dose.frames[0]
    found = pile_of(dose.planes, (first.rows, first.columns), None)
    return None if found is None else found[0]


def _spacing(pile: SlicePile | None) -> tuple[float, float, float | None] | None:
    if pile is None:
        return None
    first = pile.planes[0]
    depth = pile.depth_mm if pile.is_depth_known and pile.is_even else None
    return (first.row_spacing_mm, first.column_spacing_mm, depth)


def _place_of_most(values: ExactValues, dose: DoseGrid) -> tuple[float, ...] | None:
    frame, row, column = values.most_at
    if frame >= len(dose.planes):
        return None
    return tuple(dose.planes[frame].pixel_to_patient(float(row), float(column)).tolist())
