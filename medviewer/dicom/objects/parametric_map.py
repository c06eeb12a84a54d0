"""A Parametric Map from its file (PS3.3 A.75): frames, and what their numbers mean in the real world."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from pydicom.dataset import Dataset

from medviewer.dicom.objects.layer_file import LayerFile, opened, referenced_images
from medviewer.dicom.objects.object_file import code
from medviewer.dicom.objects.value_slices import Values, ValueSlices, read_values
from medviewer.dicom.reading.attributes import integer, items, number, text, uid, value_of, words
from medviewer.domain.code import NO_CODE, Code
from medviewer.domain.geometry import FloatArray
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.parametric_map import ParametricMap, RealWorldMapping
from medviewer.domain.study import Rescale
from medviewer.domain.volume import PixelArray
from medviewer.progress import CancelToken
from medviewer.words import Message, message

MAPPING, TRANSFORMATION = "RealWorldValueMappingSequence", "PixelValueTransformationSequence"
KEYWORDS = (
    MAPPING,
    "ReferencedSeriesSequence",
    "SourceImageSequence",
    "ContentLabel",
    "SeriesDescription",
)
QUANTITY = "246205007"  # SCT “Quantity”; G-C1C6 is what it was called in SRT
QUANTITY_CODES = (QUANTITY, "G-C1C6")
MOST_ENTRIES = 1 << 20
MOST_RANGES = 64  # of the mappings of one frame


def read_parametric_map(path: Path) -> ParametricMap:
    """Everything but the values. Any thread.

    Raises:
        UnreadableFile: damaged, gone, no parametric map, or without pixels.
    """
    with opened(path, KEYWORDS, ObjectKind.PARAMETRIC_MAP) as file:
        return _map(file)


def read_map_values(found: ParametricMap, token: CancelToken) -> ValueSlices | None:
    """Real-world values of every frame; raises as `read_values` does."""

    def meaning(stored: PixelArray, frame: int) -> Values:
        with np.errstate(over="ignore"):
            return real_world(stored, found.mappings[frame]).astype(np.float32)

    planes = [frame.plane for frame in found.frames]
    return read_values(found.frames, planes, found.slice_step_mm, meaning, token)


def real_world(stored: PixelArray, mapping: RealWorldMapping) -> FloatArray:
    """Stored values as the mapping means them, float64; NaN for those it does not hold for.

    A table has no value beyond its entries, and of several ranges none counts for another's values
    (PS3.3 C.7.6.16.2.11). The range of a lone line is not asked: writers round its ends.
    """
    with np.errstate(invalid="ignore"):  # what is no number stays none
        values = np.asarray(stored, np.float64)
    if not mapping.further:
        return _meant(values, mapping)
    meant = np.full(values.shape, np.nan)
    for each in reversed((mapping, *mapping.further)):
        is_held = (values >= _or(each.first, -np.inf)) & (values <= _or(each.last, np.inf))
        meant = np.where(is_held, _meant(values, each), meant)
    return meant


def _meant(values: FloatArray, mapping: RealWorldMapping) -> FloatArray:
    if mapping.table is not None and mapping.first is not None:
        places = np.rint(np.nan_to_num(values - mapping.first, nan=-1.0))
        is_known = (places >= 0) & (places < len(mapping.table))
        looked_up = mapping.table[np.where(is_known, places, 0).astype(np.intp)]
        return np.where(is_known, looked_up, np.nan)
    with np.errstate(over="ignore", invalid="ignore"):
        return values * mapping.slope + mapping.intercept


def _or(bound: float | None, default: float) -> float:
    return default if bound is None else bound


def _map(file: LayerFile) -> ParametricMap:
    dataset, frames = file.dataset, file.frames()
    # Whatever a rescale says: the real-world mapping is of the stored values.
    frames = tuple(
        replace(f, instance=replace(f.instance, rescale=Rescale()), frame_rescale=None)
        for f in frames
    )
    shared = items(dataset, "SharedFunctionalGroupsSequence")[:1]
    groups = items(dataset, "PerFrameFunctionalGroupsSequence")
    mappings = _mappings(dataset, shared, groups, len(frames))
    images = referenced_images(
        items(dataset, "ReferencedSeriesSequence"), "ReferencedInstanceSequence"
    )
    instance = frames[0].instance
    return ParametricMap(
        file.sop_instance_uid,
        text(dataset, "ContentLabel") or text(dataset, "SeriesDescription"),
        frames,
        mappings,
        uid(dataset, "FrameOfReferenceUID"),
        images | referenced_images([dataset], "SourceImageSequence"),
        instance.spacing_between_slices_mm or instance.slice_thickness_mm,
        tuple(_notes(mappings)),
    )


def _mappings(
    dataset: Dataset, shared: Sequence[Dataset], groups: Sequence[Dataset], count: int
) -> tuple[RealWorldMapping, ...]:
    """One a frame; frames whose groups say nothing share one."""
    is_signed = integer(dataset, "PixelRepresentation") == 1
    common = _first_mapping([*shared, dataset], is_signed)
    found = []
    for index in range(count):
        own = _first_mapping(groups[index : index + 1], is_signed)
        found.append(own or common or RealWorldMapping())
    return tuple(found)


def _first_mapping(places: Sequence[Dataset], is_signed: bool) -> RealWorldMapping | None:
    """Where a place has several, those of other ranges go with the first; other meanings are left out."""
    for place in places:
        stated = items(place, MAPPING)[:MOST_RANGES]
        found = [real_world_mapping(item, is_signed=is_signed) for item in stated]
        if found:
            first, *others = found
            return replace(first, further=tuple(o for o in others if _continues(o, first)))
    return None


def _continues(other: RealWorldMapping, first: RealWorldMapping) -> bool:
    """Whether it says of other stored values what the first says of its own."""
    ends = (other.first, other.last, first.first, first.last)
    if None in ends or (other.unit.value, other.quantity.value) != (
        first.unit.value,
        first.quantity.value,
    ):
        return False
    return (other.first, other.last) != (first.first, first.last)


def real_world_mapping(item: Dataset, *, is_signed: bool = False) -> RealWorldMapping:
    """One item of the Real World Value Mapping Sequence, of pixels with or without a sign."""
    first = _bound(item, "First", is_signed=is_signed)
    last = _bound(item, "Last", is_signed=is_signed)
    table = _table(item)
    slope, intercept = number(item, "RealWorldValueSlope"), number(item, "RealWorldValueIntercept")
    return RealWorldMapping(
        text(item, "LUTLabel"),
        text(item, "LUTExplanation"),
        1.0 if slope is None else slope,
        0.0 if intercept is None else intercept,
        first,
        last,
        table if first is not None else None,
        code(item, "MeasurementUnitsCodeSequence"),
        _quantity(item),
    )


def _bound(item: Dataset, end: str, *, is_signed: bool) -> float | None:
    """For integers, and the one for floats in its stead.

    Implicit VR leaves open whether the word has a sign: it has that of the pixels (PS3.5 annex A.1).
    """
    keyword = f"RealWorldValue{end}ValueMapped"
    whole = number(item, keyword)
    if whole is None:
        stored = words(item, keyword)
        if stored is not None and stored.size:
            whole = float(stored.view(np.int16)[0] if is_signed else stored[0])
    return number(item, f"DoubleFloatRealWorldValue{end}ValueMapped") if whole is None else whole


def _table(item: Dataset) -> FloatArray | None:
    stated = value_of(item, "RealWorldValueLUTData")
    if stated is None:
        return None
    try:
        entries = np.atleast_1d(np.asarray(stated, np.float64))
    except (TypeError, ValueError):
        return None
    return entries if entries.ndim == 1 and 0 < entries.size <= MOST_ENTRIES else None


def _quantity(item: Dataset) -> Code:
    """The item that defines the quantity (PS3.3 C.7.6.16.2.11.1.1), else whatever defines something."""
    for definition in items(item, "QuantityDefinitionSequence"):
        name = code(definition, "ConceptNameCodeSequence")
        if name.value in QUANTITY_CODES:
            return code(definition, "ConceptCodeSequence")
    return NO_CODE


def _notes(mappings: Sequence[RealWorldMapping]) -> list[Message]:
    if any(mapping.unit.is_known or mapping.label for mapping in mappings):
        return []
    return [message("Objects", "The file does not say what its values mean, nor in which unit.")]
