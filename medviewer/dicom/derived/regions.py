"""Places of findings and drawings as SR has them: on an image (SCOORD) or in the patient (SCOORD3D).

SCOORD counts from the upper left corner of the first pixel (PS3.3 C.18.6.1.2), our pixels from its centre:
half a pixel lies between the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from highdicom.sr import (
    ContentSequence,
    CoordinatesForMeasurement,
    CoordinatesForMeasurement3D,
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


@dataclass(frozen=True, slots=True)
class Region2D:
    """A shape on a frame of a file; `points` (n, 2) of (column, row), kept within its edges."""

    kind: str
    points: Points
    source: SourceFrame

    @classmethod
    def of(cls, kind: str, points: ArrayLike, source: SourceFrame) -> "Region2D":
        edge = (float(source.frame.columns), float(source.frame.rows))
        return cls(kind, np.clip(np.asarray(points, float), 0.0, edge), source)

    @property
    def as_image_region(self) -> ImageRegion:
        """As a group's region."""
        return ImageRegion(self.kind, self.points, image_of(self.source))

    @property
    def as_coordinates(self) -> CoordinatesForMeasurement:
        """As what a number was inferred from."""
        return CoordinatesForMeasurement(self.kind, self.points, image_of(self.source))


@dataclass(frozen=True, slots=True)
class Region3D:
    """A shape in the patient; `points` (n, 3), LPS mm."""

    kind: str
    points: Points
    frame_of_reference_uid: str

    @property
    def as_image_region(self) -> ImageRegion3D:
        """As a group's region."""
        return ImageRegion3D(self.kind, self.points, self.frame_of_reference_uid)

    @property
    def as_coordinates(self) -> CoordinatesForMeasurement3D:
        """As what a number was inferred from."""
        return CoordinatesForMeasurement3D(self.kind, self.points, self.frame_of_reference_uid)


Region = Region2D | Region3D


def image_of(source: SourceFrame) -> SourceImageForRegion:
    """The reference to a frame."""
    return SourceImageForRegion(
        source.header.SOPClassUID, source.header.SOPInstanceUID, source.frame_numbers
    )


def box_on_slice(finding: Finding, source: SourceFrame) -> Region2D | None:
    """The box's rectangle as five points, the first again at the end; viewers draw it as a rectangle."""
    if finding.box_voxel is None:
        return None
    (_, top, left), (_, bottom, right) = finding.box_voxel.first, finding.box_voxel.last
    corners = _closed(_rectangle((left, top), (right + 1, bottom + 1)))
    return Region2D.of("POLYLINE", _shifted(corners, source), source)


def center_on_slice(finding: Finding, source: SourceFrame) -> Dataset | None:
    """The middle of the finding: an item of its group beside its region."""
    if finding.center_voxel is None:
        return None
    _, row, column = finding.center_voxel
    point = Region2D.of("POINT", _shifted([(column + HALF, row + HALF)], source), source)
    item = ScoordContentItem(
        CENTER, point.kind, point.points, relationship_type=RelationshipTypeValues.CONTAINS
    )
    item.ContentSequence = ContentSequence([image_of(source)])
    return item


def outlines_on_slice(finding: Finding, index: int, source: SourceFrame) -> tuple[Region2D, ...]:
    """A finding's closed outlines on one slice."""
    return tuple(
        Region2D.of("POLYLINE", _shifted(_outline(outline.points), source), source)
        for outline in finding.outlines
        if outline.slice_index == index and len(outline.points) > 1
    )


def volume_regions(finding: Finding, sources: Sources) -> tuple[Region2D, ...]:
    """All outlines, or the box's rectangle on each slice it touches; of slices that exist in files."""
    if finding.box_voxel is None:
        return ()
    found: list[Region2D] = []
    first, last = finding.box_voxel.first[0], finding.box_voxel.last[0]
    for index in range(max(first, 0), min(last, sources.display_set.count - 1) + 1):
        if sources.display_set.frames[index].is_interpolated:
            continue
        source = sources.of_slice(index)
        if finding.outlines:
            found += outlines_on_slice(finding, index, source)
        elif (box := box_on_slice(finding, source)) is not None:
            found.append(box)
    return tuple(found)


def drawing_on_image(measurement: Measurement, source: SourceFrame) -> tuple[Region2D, ...]:
    """A drawing's shape, or the two lines of a Cobb angle and of two axes."""
    pixels = measurement.pixels(source.frame.plane if measurement.image.plane else None)
    shapes = _shapes(measurement.kind, pixels)
    return tuple(Region2D.of(kind, np.add(points, HALF), source) for kind, points in shapes)


def drawing_in_patient(
    measurement: Measurement, frame_of_reference_uid: str
) -> tuple[Region3D, ...]:
    """The same for a drawing on a reformat, which is in no file; LPS mm."""
    plane = measurement.image.plane
    if plane is None or not frame_of_reference_uid:
        return ()
    is_closed = measurement.kind in OUTLINED or measurement.kind is MeasurementKind.RECTANGLE
    return tuple(
        Region3D(
            "POLYGON" if is_closed else kind,
            np.array([plane.pixel_to_patient(row, column) for column, row in points]),
            frame_of_reference_uid,
        )
        for kind, points in _shapes(measurement.kind, measurement.pixels())
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


def _outline(points: ArrayLike) -> Points:
    """(row, column) from pixel centres → closed, (column, row) from the corner."""
    return _closed(np.asarray(points, float)[:, ::-1] + HALF)


def _shifted(points: ArrayLike, source: SourceFrame) -> Points:
    """From the display set's slice to the file's frame."""
    return np.asarray(points, float) - (source.column_shift, source.row_shift)
