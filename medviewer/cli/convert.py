"""`medviewer convert PATH --series UID --out FILE`: a series as NIfTI, NRRD, MetaImage or NumPy file.

A series of a segmentation or a structure set becomes a label map (`label_maps`).

Voxels are modality values and lie where the source slices lie. Three cases need a grid that no scanner made,
and each is told on stderr: missing slices are filled by interpolation, as the viewer shows them; uneven steps
are written as their mean; a tilted gantry is resampled for NIfTI, whose readers know right angles only.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from medviewer.cli.label_maps import LabelMap, find_object, label_map
from medviewer.cli.progress_line import FrameCounter, ProgressLine
from medviewer.cli.series_choice import find_display_set, find_series, left_out, phases_of
from medviewer.cli.voxels import read_voxels
from medviewer.dicom.export.volume_file import PlacedVoxels, format_of, write_volume
from medviewer.dicom.scanner import scan_everything
from medviewer.domain.geometry import FloatArray, VolumeGeometry
from medviewer.domain.source_grid import source_affine_lps
from medviewer.domain.study import DisplaySet, FrameSource
from medviewer.errors import ExportError, NotAVolume
from medviewer.progress import CancelToken
from medviewer.words import Message, message

DECODING = message("Convert", "Decoding slices")
SAME_PLACE_MM = 0.1  # phases further apart are of other slices
RIGHT_ANGLE = 1e-3  # cosine between axes; NIfTI readers straighten what is further off


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser(
        "convert", help="write a series as NIfTI, NRRD, MetaImage or NumPy file"
    )
    parser.add_argument(
        "places", nargs="+", type=Path, metavar="PATH", help="folders, DICOM files, ZIP archives"
    )
    parser.add_argument(
        "--series", dest="series_uid", default="", metavar="UID", help="SeriesInstanceUID"
    )
    parser.add_argument(
        "--display-set", dest="display_set_id", default="", metavar="ID", help="as inspect names it"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=".nii.gz .nii .nrrd .mha .npy"
    )
    parser.add_argument(
        "--regular", action="store_true", help="resample a tilted gantry for every format"
    )
    parser.add_argument(
        "--no-geometry", action="store_true", help="write images without a place, 1 mm apart"
    )
    parser.add_argument("--force", action="store_true", help="replace FILE if it exists")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Convert; errors are raised for `main` to print."""
    kind = format_of(arguments.out)
    with ExitStack() as stack:
        progress = stack.enter_context(ProgressLine())
        unpacked = stack.enter_context(tempfile.TemporaryDirectory(prefix="medviewer-"))
        studies = scan_everything(
            arguments.places, Path(unpacked), CancelToken(), progress, lambda update: None
        ).studies
        found = find_object(studies, arguments.series_uid)
        if found is not None:
            return _write_labels(arguments, label_map(*found))
        series = find_series(studies, arguments.series_uid, arguments.display_set_id)
        phases = () if arguments.display_set_id else phases_of(series)
        sets = phases or (find_display_set(series, arguments.display_set_id),)
        refuse_to_overwrite(arguments.out, sets, is_forced=arguments.force)
        wants_regular = arguments.regular or not kind.holds_shear
        grids = [choose_grid(one, wants_regular, arguments.no_geometry) for one in sets]
        counter = FrameCounter(progress, DECODING, sum(len(grid.frames) for grid in grids))
        write_volume(arguments.out, placed_voxels(grids, counter))
    others = None if arguments.display_set_id else left_out(series, sets)
    warnings = (*([others] if others else []), *(one for grid in grids for one in grid.warnings))
    for warning in dict.fromkeys(map(str, warnings)):
        print(f"medviewer: {warning}", file=sys.stderr)
    return 0


def _write_labels(arguments: argparse.Namespace, labels: LabelMap) -> int:
    refuse_to_overwrite(arguments.out, (), is_forced=arguments.force)
    write_volume(arguments.out, labels.placed)
    for line in labels.told:
        print(f"medviewer: {line}", file=sys.stderr)
    return 0


@dataclass(frozen=True, slots=True)
class Grid:
    """Frames to write in this order, and where they lie; None for no known place."""

    frames: tuple[FrameSource, ...]
    affine_lps: FloatArray | None
    warnings: tuple[Message, ...] = ()


def choose_grid(display_set: DisplaySet, wants_regular: bool, may_lack_place: bool) -> Grid:
    """The source slices where they form a grid the format holds, else the grid the viewer shows.

    Raises:
        NotAVolume: there is no grid, and nobody asked for images without a place.
    """
    affine, geometry = source_affine_lps(display_set), display_set.geometry
    if affine is not None and not (wants_regular and display_set.is_resampled):
        grid = Grid(display_set.source_frames, affine)
    elif geometry is not None:
        grid = Grid(display_set.frames, column_row_slice(geometry), tuple(_warnings(display_set)))
    elif may_lack_place:
        grid = Grid(display_set.source_frames, None)
    else:
        raise NotAVolume(_no_grid(display_set))
    return straightened(grid) if wants_regular else grid


def placed_voxels(grids: Sequence[Grid], on_frame: Callable[[], None]) -> PlacedVoxels:
    """One grid's voxels, or those of several phases on one grid.

    Raises:
        NotAVolume: the phases differ in size or place.
    """
    parts = [read_voxels(grid.frames, on_frame) for grid in grids]
    is_colour = parts[0].shape[-1] == 3 and parts[0].ndim == 4
    if len(parts) == 1:
        return PlacedVoxels(parts[0], grids[0].affine_lps, is_colour)
    if any(part.shape != parts[0].shape for part in parts):
        raise NotAVolume(UNEQUAL_PHASES)
    if not _lie_together(grids):
        raise NotAVolume(PHASES_APART)
    return PlacedVoxels(np.stack(parts), grids[0].affine_lps, is_colour)


def _lie_together(grids: Sequence[Grid]) -> bool:
    affines = [grid.affine_lps for grid in grids if grid.affine_lps is not None]
    return all(np.abs(one - affines[0]).max() <= SAME_PLACE_MM for one in affines)


def straightened(grid: Grid) -> Grid:
    """The grid with its slices stacked at right angles, the middle one where it was.

    For what is left of a tilt too slight to be resampled.
    """
    if grid.affine_lps is None or not is_sheared(grid.affine_lps):
        return grid
    affine = grid.affine_lps.copy()
    normal = np.cross(affine[:3, 0], affine[:3, 1])
    normal /= np.linalg.norm(normal)
    upright = normal * float(affine[:3, 2] @ normal)
    drift = (affine[:3, 2] - upright) * (len(grid.frames) - 1) / 2
    affine[:3, 2] = upright
    affine[:3, 3] += drift
    return Grid(grid.frames, affine, (*grid.warnings, _straightened(float(np.linalg.norm(drift)))))


def is_sheared(affine: FloatArray) -> bool:
    axes = affine[:3, :3] / np.linalg.norm(affine[:3, :3], axis=0)
    return bool(np.abs(axes.T @ axes - np.eye(3)).max() > RIGHT_ANGLE)


def column_row_slice(geometry: VolumeGeometry) -> FloatArray:
    """A geometry's affine with its axes in the order files have them."""
    affine: FloatArray = geometry.affine_lps[:, [2, 1, 0, 3]]
    return affine


def refuse_to_overwrite(out: Path, sets: Sequence[DisplaySet], *, is_forced: bool) -> None:
    """Let an output file through that does not exist yet, or may be replaced.

    Raises:
        ExportError: nobody said it may go, or it is one of the images themselves.
    """
    if not out.exists():
        return
    sources = {frame.instance.path for one in sets for frame in one.source_frames}
    if any(out.samefile(source) for source in sources if source.exists()):
        raise ExportError(
            message(
                "Convert", "{path} is one of the images to convert. Name another file.", path=out
            )
        )
    if not is_forced:
        raise ExportError(
            message(
                "Convert", "{path} exists. Name another file, or replace it with --force.", path=out
            )
        )


def _warnings(display_set: DisplaySet) -> list[Message]:
    """Why what is written is not just the source slices."""
    interpolated = sum(frame.is_interpolated for frame in display_set.frames)
    found = []
    if interpolated:
        found.append(
            message(
                "Convert",
                "{count} missing slices were filled by interpolation between their neighbours.",
                count=interpolated,
            )
        )
    if display_set.is_resampled:
        found.append(
            message(
                "Convert",
                "The gantry was tilted by {degrees}°: slices were resampled onto a regular grid. NRRD and "
                "MetaImage files can hold the slices as they were acquired.",
                degrees=f"{display_set.tilt_degrees or 0:.1f}",
            )
        )
    return found or [
        message("Convert", "Slices are not evenly spaced; the file says their mean distance.")
    ]


def _straightened(drift_mm: float) -> Message:
    return message(
        "Convert",
        "This format knows right angles only: the outermost slices lie {drift} mm beside their true place.",
        drift=f"{drift_mm:.2f}",
    )


def _no_grid(display_set: DisplaySet) -> Message:
    if display_set.notes:
        return message(
            "Convert",
            "These images form no volume. {reason} With --no-geometry they are written all the same, as if "
            "they lay 1 mm apart.",
            reason=display_set.notes[0],
        )
    return message(
        "Convert",
        "These images form no volume: their place in the patient is unknown. With --no-geometry they are "
        "written all the same, as if they lay 1 mm apart.",
    )


UNEQUAL_PHASES = message(
    "Convert",
    "The phases of this series differ in size, so they make no one file. Convert them one by one with "
    "--display-set.",
)
PHASES_APART = message(
    "Convert",
    "The phases of this series lie at different places, so they make no one file. Convert them one by one "
    "with --display-set.",
)
