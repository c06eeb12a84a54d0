"""Places of findings and drawings as SR has them: on an image (SCOORD) or in the patient (SCOORD3D).

SCOORD counts from the upper left corner of the first pixel (PS3.3 C.18.6.1.2), our pixels from its centre:
half a pixel lies between the two.
"""

from collections.abc import Sequence

import numpy as np
from highdicom.sr import (
    ContentSequence,
    ImageRegion,
    ImageRegion3D,
    RelationshipTypeValues,
    ScoordContentItem,
    SourceImageForRegion,
)
from numpy.typing import ArrayLike, NDArray
from pydicom.dataset import Dataset

from medviewer.dicom.derived.codes import CENTER
from medviewer.dicom.derived.sources import SourceFrame, Sources
from medviewer.domain.calibration import Pixel
from medviewer.domain.finding import Finding
from medviewer.domain.measurement import CORNERED, OUTLINED, Measurement, MeasurementKind

HALF = 0.5  # of a pixel, from its centre to its corner
Points = NDArray[np.float64]  # (n, 2) as (column, row) from the corner


def image_of(source: SourceFrame) -> SourceImageForRegion:
    """The reference to a frame."""
    return SourceImageForRegion(
        source.header.SOPClassUID, source.header.SOPInstanceUID, source.frame_numbers
    )


def region(kind: str, points: Points, source: SourceFrame) -> ImageRegion:
    """A shape on an image, kept within its edges."""
    edge = (float(source.frame.columns), float(source.frame.rows))
    inside = np.clip(np.asarray(points, float), 0.0, edge)
    return ImageRegion(kind, inside, image_of(source))


def box_on_slice(finding: Finding, source: SourceFrame) -> ImageRegion | None:
    """The box's rectangle as five points, the first again at the end; viewers draw it as a rectangle."""
    if finding.box_voxel is None:
        return None
    (_, top, left), (_, bottom, right) = finding.box_voxel.first, finding.box_voxel.last
    corners = _closed(_rectangle((left, top), (right + 1, bottom + 1)))
    return region("POLYLINE", _shifted(corners, source), source)


def center_on_slice(finding: Finding, source: SourceFrame) -> Dataset | None:
    """The middle of the finding: an item of its group beside its region."""
    if finding.center_voxel is None:
        return None
    _, row, column = finding.center_voxel
    point = _shifted([(column + HALF, row + HALF)], source)
    edge = (float(source.frame.columns), float(source.frame.rows))
    item = ScoordContentItem(
        CENTER,
        "POINT",
        np.clip(point, 0.0, edge),
        relationship_type=RelationshipTypeValues.CONTAINS,
    )
    item.ContentSequence = ContentSequence([image_of(source)])
    return item


def volume_regions(finding: Finding, sources: Sources) -> tuple[ImageRegion, ...]:
    """All outlines, or the box's rectangle on each slice it touches; of slices that exist in files."""
    count = sources.display_set.count
    frames = sources.display_set.frames
    if finding.outlines:
        return tuple(
            _outline(outline.points, sources.of_slice(outline.slice_index))
            for outline in finding.outlines
            if 0 <= outline.slice_index < count and not frames[outline.slice_index].is_interpolated
        )
    if finding.box_voxel is None:
        return ()
    first, last = max(finding.box_voxel.first[0], 0), min(finding.box_voxel.last[0], count - 1)
    boxes = (
        box_on_slice(finding, sources.of_slice(index))
        for index in range(first, last + 1)
        if not frames[index].is_interpolated
    )
    return tuple(box for box in boxes if box is not None)


def drawing_on_image(measurement: Measurement, source: SourceFrame) -> tuple[ImageRegion, ...]:
    """A drawing's shape, or the two lines of a Cobb angle and of two axes."""
    pixels = measurement.pixels(source.frame.plane if measurement.image.plane else None)
    shapes = _shapes(measurement.kind, pixels)
    return tuple(region(kind, np.add(points, HALF), source) for kind, points in shapes)


def drawing_in_patient(
    measurement: Measurement, frame_of_reference_uid: str
) -> tuple[ImageRegion3D, ...]:
    """The same for a drawing on a reformat, which is in no file; LPS mm."""
    plane = measurement.image.plane
    if plane is None or not frame_of_reference_uid:
        return ()
    shapes = _shapes(measurement.kind, measurement.pixels())
    return tuple(
        ImageRegion3D(
            "POLYGON" if measurement.is_region and kind == "POLYLINE" else kind,
            np.array([plane.pixel_to_patient(row, column) for column, row in points]),
            frame_of_reference_uid,
        )
        for kind, points in shapes
    )


def _shapes(kind: MeasurementKind, pixels: Sequence[Pixel]) -> list[tuple[str, Points]]:
    points = np.asarray(pixels, float).reshape(-1, 2)
    if kind in (MeasurementKind.COBB, MeasurementKind.BIDIRECTIONAL):
        return [("POLYLINE", points[:2]), ("POLYLINE", points[2:4])]
    if kind in CORNERED:
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        if kind is MeasurementKind.RECTANGLE:
            return [("POLYLINE", _closed(_rectangle((left, top), (right, bottom))))]
        return [("ELLIPSE", _axes(left, top, right, bottom))]
    if kind in OUTLINED:
        return [("POLYLINE", _closed(points))]
    return [("POINT" if len(points) == 1 else "POLYLINE", points)]


def _axes(left: float, top: float, right: float, bottom: float) -> Points:
    """Ends of the major, then of the minor axis (PS3.3 C.18.6.1.2)."""
    x, y = (left + right) / 2, (top + bottom) / 2
    across, down = [(left, y), (right, y)], [(x, top), (x, bottom)]
    return np.array(across + down if right - left >= bottom - top else down + across)


def _rectangle(first: Pixel, last: Pixel) -> Points:
    (left, top), (right, bottom) = first, last
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], float)


def _closed(points: Points) -> Points:
    is_closed = len(points) > 1 and np.array_equal(points[0], points[-1])
    return points if is_closed else np.vstack([points, points[:1]])


def _outline(points: ArrayLike, source: SourceFrame) -> ImageRegion:
    """`points` are (row, column) from pixel centres."""
    columns_first = np.asarray(points, float)[:, ::-1] + HALF
    return region("POLYLINE", _shifted(_closed(columns_first), source), source)


def _shifted(points: ArrayLike, source: SourceFrame) -> Points:
    """From the display set's slice to the file's frame."""
    return np.asarray(points, float) - (source.column_shift, source.row_shift)
