"""Lays findings and drawings of our own reports on the images that are open: from files' pixels to voxels."""

import dataclasses
from collections.abc import Iterable

from medviewer.domain.calibration import Pixel
from medviewer.domain.finding import (
    Finding,
    Provenance,
    SliceOutline,
    VoxelBox,
)
from medviewer.domain.geometry import as_vector
from medviewer.domain.label_words import label_words
from medviewer.domain.measurement import (
    CORNERED,
    OUTLINED,
    Measurement,
    ReferencedImage,
    to_points,
)
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.own_reading import OwnDrawing, OwnFinding
from medviewer.domain.spatial_coordinates import GraphicType, SpatialCoordinates
from medviewer.domain.study import DisplaySet, Study
from medviewer.imaging.finding_shape import reshaped
from medviewer.words import Message, message

RECTANGLE_POINTS = 5  # the first again at the end
SAME_PX = 1e-3


@dataclasses.dataclass(frozen=True, slots=True)
class Slice:
    """An image of a display set; pixels of its file plus the shift are those of the display set."""

    display_set: DisplaySet
    index: int
    row_shift: float = 0.0
    column_shift: float = 0.0


def slice_of(study: Study, image: ObjectReference | None) -> Slice | None:
    """Where an image of a file stands, in the longest display set that holds it."""
    if image is None:
        return None
    number = image.frames[0] - 1 if image.frames else 0
    sets = (d for series in study.series for d in series.display_sets)
    found = (_in(display_set, image.sop_instance_uid, number) for display_set in sets)
    placed = [each for each in found if each is not None]
    return max(placed, key=lambda each: each.display_set.count, default=None)


def _in(display_set: DisplaySet, sop_instance_uid: str, frame_index: int) -> Slice | None:
    for index, frame in enumerate(display_set.frames):
        source = frame.as_acquired
        is_it = source.instance.sop_instance_uid == sop_instance_uid
        if is_it and source.frame_index == frame_index and not frame.is_interpolated:
            shifted = frame.shifted
            if shifted is None:
                return Slice(display_set, index)
            return Slice(display_set, index, shifted.row_shift, shifted.column_shift)
    return None


def laid_finding(own: OwnFinding, study: Study) -> tuple[Finding, DisplaySet] | None:
    """The finding in voxels; None where its images are not open."""
    key = slice_of(study, own.box.image if own.box is not None else own.image)
    if key is None:
        return None
    bare = _bare(own, key)
    if own.box is None:
        return bare, key.display_set
    shape = _shape(own, key, study)
    frames = key.display_set.frames
    finding = reshaped(bare, (shape, ()), key.display_set, lambda at: frames[at].calibration)
    finding = dataclasses.replace(
        finding,
        outlines=_outlines(own, study, key.display_set),
        diameter_mm=own.diameter_mm,
        short_axis_mm=own.short_axis_mm,
    )
    return _centred(finding, own, key), key.display_set


def _bare(own: OwnFinding, key: Slice) -> Finding:
    instance = key.display_set.frames[key.index].instance
    return Finding(
        finding_id=own.finding_id,
        label=own.label,
        name=_words(label_words(own.label), own.name),
        site=message("Findings", "{site}", site=own.site),
        center_lps_mm=None,
        center_voxel=None,
        box_lps_mm=None,
        box_voxel=None,
        diameter_mm=own.diameter_mm,
        confidence=min(max(own.confidence or 0.0, 0.0), 1.0),
        is_calibrated=own.is_calibrated,
        sop_instance_uids=(instance.sop_instance_uid,),
        provenance=Provenance(
            own.model_id,
            own.model_version,
            own.weights_sha256,
            key.display_set.series_instance_uid,
            own.device,
            own.analysed_at,
            own.added_by,
        ),
        short_axis_mm=own.short_axis_mm,
        image_index=key.index,
    )


def _words(known: Message, stated: str) -> Message:
    """The label's own words, which can be translated, where they are what the file says."""
    return (
        known if not stated or str(known) == stated else message("Findings", "{name}", name=stated)
    )


def _shape(own: OwnFinding, key: Slice, study: Study) -> VoxelBox:
    """Rows and columns of the rectangle, from the first to the last slice of the regions."""
    assert own.box is not None  # asked by `laid_finding`
    top, left, bottom, right = _edges(own.box, key)
    places = [slice_of(study, region.image) for region in own.regions]
    slices = [
        place.index
        for place in places
        if place is not None and place.display_set.display_set_id == key.display_set.display_set_id
    ] or [key.index]
    frame = key.display_set.frames[key.index]
    last = (max(slices), min(bottom, frame.rows - 1), min(right, frame.columns - 1))
    return VoxelBox((min(slices), max(top, 0), max(left, 0)), last)


def _edges(box: SpatialCoordinates, place: Slice) -> tuple[int, int, int, int]:
    """First row and column, last row and column: the rectangle runs along the pixels' outer edges."""
    columns = [x + place.column_shift for x, _, _ in box.points]
    rows = [y + place.row_shift for _, y, _ in box.points]
    first = (round(min(rows) + 0.5), round(min(columns) + 0.5))
    return (*first, round(max(rows) - 0.5), round(max(columns) - 0.5))


def _outlines(own: OwnFinding, study: Study, shown: DisplaySet) -> tuple[SliceOutline, ...]:
    """None where the regions are the box's rectangles."""
    if all(map(is_rectangle, own.regions)):
        return ()
    found = []
    for region in own.regions:
        place = slice_of(study, region.image)
        if place is not None and place.display_set.display_set_id == shown.display_set_id:
            ring = region.points[:-1] if region.points[0] == region.points[-1] else region.points
            points = tuple((y + place.row_shift, x + place.column_shift) for x, y, _ in ring)
            found.append(SliceOutline(place.index, points))
    return tuple(sorted(found, key=lambda outline: outline.slice_index))


def is_rectangle(region: SpatialCoordinates) -> bool:
    """Whether it is a closed polyline of four corners along rows and columns."""
    if region.graphic_type is not GraphicType.POLYLINE or len(region.points) != RECTANGLE_POINTS:
        return False
    columns = {round(x / SAME_PX) for x, _, _ in region.points}
    rows = {round(y / SAME_PX) for _, y, _ in region.points}
    return len(columns) == 2 and len(rows) == 2


def _centred(finding: Finding, own: OwnFinding, key: Slice) -> Finding:
    """About the voxel the document names."""
    if own.center is None or not own.center.points:
        return finding
    x, y, _ = own.center.points[0]
    row, column = round(y + key.row_shift), round(x + key.column_shift)
    plane = key.display_set.frames[key.index].plane
    centre = finding.center_lps_mm
    if plane is not None:
        centre = as_vector(plane.pixel_to_patient(row, column))
    return dataclasses.replace(finding, center_voxel=(key.index, row, column), center_lps_mm=centre)


def laid_drawing(own: OwnDrawing, study: Study) -> Measurement | None:
    """The drawing on its image; None where that is not open, or where it was drawn on a reformat."""
    image = next((line.image for line in own.lines if line.image is not None), None)
    place = slice_of(study, image)
    if place is None:
        return None
    source = place.display_set.frames[place.index].as_acquired
    frame = place.display_set.frames[place.index]
    reference = ReferencedImage(
        study.key,
        place.display_set.listed_id,
        source.instance.sop_instance_uid,
        source.frame_index,
        frame.plane,
    )
    pixels = list(_pixels(own))
    if not pixels:
        return None
    points = to_points(pixels, source.plane)
    return Measurement(own.measurement_id, own.kind, reference, points, own.label)


def _pixels(own: OwnDrawing) -> Iterable[Pixel]:
    """The drawing's own points, from the lines they were written as."""
    points = [(x, y) for line in own.lines for x, y, _ in line.points]
    if own.kind in CORNERED and points:
        columns, rows = zip(*points, strict=True)
        return [(min(columns), min(rows)), (max(columns), max(rows))]
    if own.kind in OUTLINED and len(points) > 1 and points[0] == points[-1]:
        return points[:-1]
    return points
