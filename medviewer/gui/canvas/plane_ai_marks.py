"""What of the AI lies in a computed plane: each finding's box as the plane or the slab cuts it.

A plane along the slices shows the outline of the slice it is nearest to, where the lesion was segmented.
"""

import numpy as np

from medviewer.domain.finding import Finding
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.gui.canvas.ai_marks import (
    AiMarks,
    BoxMark,
    Look,
    findings_of_display_set,
    look_of,
    mark_label,
)
from medviewer.imaging.box_cut import cut_of_box
from medviewer.imaging.marks import Point, Rectangle
from medviewer.session.images.pane_viewport import PaneViewport
from medviewer.session.review.reading import ReadingState
from medviewer.session.session import Session

ALONG_SLICES = np.cos(np.deg2rad(1.0))


def plane_ai_marks(session: Session, pane: PaneViewport) -> AiMarks:
    """The boxes to draw on a pane, after what the reader wants to see; in pixels of its stage."""
    state = session.planes.mpr.value
    if not state.is_open or not session.overlays.value.draws_findings:
        return AiMarks()
    plane, reading = state.stage(pane.plane).plane, session.reading_of(pane)
    marks = []
    for finding in map(reading.as_read, findings_of_display_set(session, pane)):
        cut = _cut(finding, state.geometry, plane, state.slab.thickness_mm)
        if cut:
            marks.append(_mark(reading, finding, cut))
    return AiMarks(tuple(m for m in marks if m.look is not Look.REJECTED or m.is_selected))


def _mark(reading: ReadingState, finding: Finding, cut: tuple[tuple[Point, ...], ...]) -> BoxMark:
    look = look_of(reading, finding)
    across, down = zip(*((p.x, p.y) for outline in cut for p in outline), strict=True)
    return BoxMark(
        finding.finding_id,
        Rectangle(min(across), min(down), max(across), max(down)),
        mark_label(reading.number_of(finding.finding_id), finding, look),
        look,
        finding.finding_id == reading.selected_id,
        cut,
    )


def _cut(
    finding: Finding, geometry: VolumeGeometry, plane: ImagePlane, thickness_mm: float
) -> tuple[tuple[Point, ...], ...]:
    """The lesion's outlines in the plane, else its box's; none where the plane misses it."""
    if finding.box_voxel is None:
        return ()
    box = cut_of_box(finding.box_voxel, geometry, plane, thickness_mm)
    if not box:
        return ()
    return _outlines(finding, geometry, plane, thickness_mm) or (box,)


def _outlines(
    finding: Finding, geometry: VolumeGeometry, plane: ImagePlane, thickness_mm: float
) -> tuple[tuple[Point, ...], ...]:
    """Of the slice that a thin plane lies in."""
    if thickness_mm > 0 or abs(plane.normal @ geometry.plane.normal) < ALONG_SLICES:
        return ()
    index = round(float(geometry.patient_to_voxel(plane.position)[0]))
    return tuple(
        _in_plane([(index, row, column) for row, column in outline.points], geometry, plane)
        for outline in finding.outlines
        if outline.slice_index == index and len(outline.points) > 2
    )


def _in_plane(
    voxels: list[tuple[float, float, float]], geometry: VolumeGeometry, plane: ImagePlane
) -> tuple[Point, ...]:
    places = geometry.voxel_to_patient(voxels)
    return tuple(Point(*plane.patient_to_pixel((p[0], p[1], p[2]))) for p in places)
