"""Parametric Map objects (PS3.3 A.75): where a model looked, in its own resolution. No lesion's extent.

One object a finding and method: its patches are of one size, each at its own place. Where an image has no
place in the patient its map is spread over all its pixels, in a frame of reference of its own: the object
must have a place (A.75.3), and nothing else would say which pixel a cell belongs to.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
from highdicom import VOILUTFunctionValues, VOILUTTransformation
from highdicom.content import (
    PixelMeasuresSequence,
    PlaneOrientationSequence,
    PlanePositionSequence,
)
from highdicom.pm import ParametricMap, RealWorldValueMapping
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sr.coding import Code
from pydicom.uid import generate_uid

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.letters import LONG, plain_text
from medviewer.dicom.derived.object_series import (
    Arguments,
    SeriesKind,
    contributors,
    enhanced_equipment,
    finish_image,
)
from medviewer.dicom.derived.source_references import (
    as_single_frame,
    derivation,
    reference_all,
    thickness_mm,
)
from medviewer.dicom.derived.sources import Sources, decimal, place
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.finding import ReviewState
from medviewer.domain.geometry import ImagePlane
from medviewer.domain.model_card import AttentionPatch
from medviewer.domain.model_trust import CLASS_MAP, GRAD_CAM

METHODS: Mapping[str, Code] = {
    CLASS_MAP: codes.CLASS_ACTIVATION,
    GRAD_CAM: codes.GRADIENT_CLASS_ACTIVATION,
}  # the others show which pixels an answer hangs on: Saliency
DERIVED_FROM = Code(
    "113085", "DCM", "Spatial resampling"
)  # CID 7203 has no code for an explanation
SMALLEST_CELL = 1e-6  # mm; patches of cells that differ by less share an object
Key = tuple[str, str, str, tuple[int, int], tuple[float, float]]


def parametric_maps(bench: Workbench) -> Iterator[Dataset]:
    """Of every finding that was not rejected, and of the answers about whole series."""
    rejected = {
        f.finding.finding_id
        for f in bench.record.findings
        if f.review.state is ReviewState.REJECTED
    }
    for result in bench.record.results:
        patches = [p for p in result.attention if p.finding_id not in rejected]
        for _, group in groupby(sorted(patches, key=_key), key=_key):
            bench.token.check()
            sources = bench.sources(result.request.display_set_id)
            patches_of_one = _on_slices(group, sources)
            if patches_of_one:
                yield _map(bench, sources, patches_of_one)


def _key(patch: AttentionPatch) -> Key:
    cell = tuple(round(side / SMALLEST_CELL) * SMALLEST_CELL for side in _cell(patch))
    shape = (int(patch.contributions.shape[0]), int(patch.contributions.shape[1]))
    return (patch.finding_id, patch.method, patch.label, shape, (cell[0], cell[1]))


def _on_slices(patches: Iterator[AttentionPatch], sources: Sources) -> list[AttentionPatch]:
    """Those on slices there are, one a slice, in order."""
    count = sources.display_set.count
    by_slice = {p.slice_index: p for p in patches if 0 <= p.slice_index < count}
    return [by_slice[index] for index in sorted(by_slice)]


def _cell(patch: AttentionPatch) -> tuple[float, float]:
    """(rows, columns) of the image that one cell covers."""
    height, width = patch.contributions.shape
    rows = (patch.row_range[1] - patch.row_range[0]) / height
    return (rows, (patch.column_range[1] - patch.column_range[0]) / width)


def _map(bench: Workbench, sources: Sources, patches: Sequence[AttentionPatch]) -> Dataset:
    first = sources.of_slice(patches[0].slice_index)
    if sources.has_places:
        values = np.stack([patch.contributions for patch in patches])
        planes = [_plane(sources, patch) for patch in patches]
    else:
        shape = (first.frame.rows, first.frame.columns)
        values = np.stack([_spread(patch, shape) for patch in patches])
        planes = [_nowhere(index) for index in range(len(patches))]
    values = np.ascontiguousarray(values, np.float32)
    written = ParametricMap(
        source_images=[_placed(as_single_frame(sources, first), planes[0])],
        pixel_array=values,
        contains_recognizable_visual_features=False,
        real_world_value_mappings=[_mapping(patches[0], values)],
        voi_lut_transformations=[_whole_range(values)],
        content_label="AI_ATTENTION",
        content_description=_explanation(patches[0]),
        contributing_equipment=contributors(bench.record),
        **_geometry(planes, thickness_mm(sources)),
        **bench.series(SeriesKind.MAPS).next_instance(),
        **enhanced_equipment(bench.record),
    )
    _refer_frames(written, sources, patches)
    return finish_image(written, sources.headers[0], bench.record)


def _nowhere(index: int) -> ImagePlane:
    """For images without a place in the patient: pixels of 1 mm, in a frame of reference of the map's own."""
    return ImagePlane((0.0, 0.0, float(index)), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), 1.0, 1.0)


def _placed(single: Dataset, plane: ImagePlane) -> Dataset:
    if "FrameOfReferenceUID" not in single:
        single.FrameOfReferenceUID = generate_uid()
        place(single, plane)
        single.SliceThickness = decimal(1.0)
    return single


def _geometry(planes: Sequence[ImagePlane], thickness: float) -> Arguments:
    first = planes[0]
    cosines = [float(decimal(v)) for v in (*first.row_direction, *first.column_direction)]
    spacing = (float(decimal(first.row_spacing_mm)), float(decimal(first.column_spacing_mm)))
    return {
        "pixel_measures": PixelMeasuresSequence(spacing, thickness),
        "plane_orientation": PlaneOrientationSequence("PATIENT", cosines),
        "plane_positions": [
            PlanePositionSequence("PATIENT", [float(decimal(v)) for v in plane.position])
            for plane in planes
        ],
    }


def _plane(sources: Sources, patch: AttentionPatch) -> ImagePlane:
    """The plane of the patch's cells: the centre of the first lies half a cell within its edges."""
    shown = sources.display_set.frames[patch.slice_index].plane
    assert shown is not None  # for the type checker: `has_places` was asked
    rows, columns = _cell(patch)
    x, y, z = shown.pixel_to_patient(
        patch.row_range[0] + rows / 2, patch.column_range[0] + columns / 2
    )
    return ImagePlane(
        (float(x), float(y), float(z)),
        shown.row_direction,
        shown.column_direction,
        shown.row_spacing_mm * rows,
        shown.column_spacing_mm * columns,
    )


def _spread(patch: AttentionPatch, shape: tuple[int, int]) -> NDArray[np.float32]:
    """Each pixel of the image gets its cell's value, 0 beside the patch."""
    rows, columns = _cell(patch)
    down = np.floor((np.arange(shape[0]) - patch.row_range[0]) / rows).astype(int)
    across = np.floor((np.arange(shape[1]) - patch.column_range[0]) / columns).astype(int)
    height, width = patch.contributions.shape
    has_rows, has_columns = (down >= 0) & (down < height), (across >= 0) & (across < width)
    whole = np.zeros(shape, np.float32)
    whole[np.ix_(has_rows, has_columns)] = patch.contributions[
        np.ix_(down[has_rows], across[has_columns])
    ]
    return whole


def _mapping(patch: AttentionPatch, values: NDArray[np.float32]) -> RealWorldValueMapping:
    low, high = float(values.min()), float(values.max())
    return RealWorldValueMapping(
        lut_label="AI_ATTENTION",
        lut_explanation=_explanation(patch),
        unit=codes.NO_UNITS,
        value_range=(low, max(high, float(np.nextafter(np.float32(low), np.float32(np.inf))))),
        slope=1.0,
        intercept=0.0,
        quantity_definition=METHODS.get(patch.method, codes.SALIENCY),
    )


def _whole_range(values: NDArray[np.float32]) -> VOILUTTransformation:
    """Zero in the middle: what speaks against a finding is as dark as what speaks for it is bright."""
    reach = max(float(np.abs(values).max()), float(np.finfo(np.float32).tiny))
    return VOILUTTransformation(
        window_center=0.0,
        window_width=float(decimal(2 * reach)),
        voi_lut_function=VOILUTFunctionValues.LINEAR_EXACT,
    )


def _explanation(patch: AttentionPatch) -> str:
    told = f"{patch.method}, {patch.label}" if patch.label else patch.method
    return plain_text(f"{told}: influence on the score, not a segmentation", LONG)


def _refer_frames(written: Dataset, sources: Sources, patches: Sequence[AttentionPatch]) -> None:
    reference_all(written, sources.headers)
    items = written.PerFrameFunctionalGroupsSequence
    for item, patch in zip(items, patches, strict=True):
        item.DerivationImageSequence = [derivation(sources, patch.slice_index, DERIVED_FROM)]
