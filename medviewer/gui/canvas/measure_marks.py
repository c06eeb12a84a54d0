"""What of the reader's own lies on an image: measurements, the draft, and whether it is a key image."""

from dataclasses import dataclass

from medviewer.domain.calibration import PixelCalibration
from medviewer.domain.measurement import (
    ON_PLANE_MM,
    POINT_COUNTS,
    Measurement,
    ReferencedImage,
)
from medviewer.domain.measurement_words import lines_beside
from medviewer.domain.study import DisplaySet
from medviewer.imaging.body_planes import View, step_mm
from medviewer.imaging.measurement_shapes import Shape, shape_of
from medviewer.session.drawing.annotations import (
    calibration_of,
    calibration_of_plane,
    key_mark_of,
    reference_to,
)
from medviewer.session.drawing.drawing import OUTLINING, Draft
from medviewer.session.images.viewport import ViewportState
from medviewer.session.session import Session
from medviewer.words import Message

LEAST_OUTLINE = 3  # points that enclose anything


@dataclass(frozen=True, slots=True)
class MeasureMark:
    """One drawing in pixel coordinates, and the lines beside it."""

    measurement: Measurement
    shape: Shape
    lines: tuple[Message | str, ...]
    is_selected: bool = False
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class MeasureMarks:
    """Everything of the reader's on one image; `scale` is set where the reader has calibrated it."""

    items: tuple[MeasureMark, ...] = ()
    is_key_image: bool = False
    scale: PixelCalibration | None = None


def image_of(state: ViewportState) -> ReferencedImage | None:
    """The image a viewport shows, as measurements refer to it."""
    if state.study is None or state.display_set is None:
        return None
    return reference_to(state.study, state.display_set, state.index)


def calibration_shown(session: Session, state: ViewportState) -> PixelCalibration:
    """What the pixels of the image shown measure: the reader's calibration, else the stated one."""
    image = image_of(state)
    if image is None or state.display_set is None:
        return PixelCalibration()
    stated = state.display_set.frames[state.index].calibration
    return calibration_of(session.annotations.value.of(image.study_key), image, stated)


def measure_marks(session: Session, state: ViewportState) -> MeasureMarks:
    """The marks on the image that `state` shows."""
    image = image_of(state)
    if image is None or state.display_set is None:
        return MeasureMarks()
    study = session.annotations.value.of(image.study_key)
    own = study.calibration_of(image)
    scale = own.applied_to(state.display_set.frames[state.index].calibration) if own else None
    if not session.overlays.value.shows_measurements:
        return MeasureMarks(scale=scale)
    items = _marks_on(session, image, calibration_shown(session, state), state.display_set)
    return MeasureMarks(items, key_mark_of(image) in study.key_marks, scale)


def plane_marks(session: Session, image: ReferencedImage) -> MeasureMarks:
    """The marks on a computed plane: those drawn on it or within half a slice of it, or in its slab."""
    if not session.overlays.value.shows_measurements:
        return MeasureMarks()
    calibration = calibration_of_plane(image.plane)
    return MeasureMarks(_marks_on(session, image, calibration, None, _reach_mm(session, image)))


def _reach_mm(session: Session, image: ReferencedImage) -> float:
    """Beside the plane, what is as near as half of a step to the next one, or lies in the slab."""
    state, plane = session.planes.mpr.value, image.plane
    if plane is None or not state.is_open:
        return ON_PLANE_MM
    step = step_mm(state.geometry, View(plane.row_direction, plane.column_direction))
    return max(ON_PLANE_MM, step / 2, state.slab.thickness_mm / 2)


def _marks_on(
    session: Session,
    image: ReferencedImage,
    calibration: PixelCalibration,
    shown: DisplaySet | None,
    reach_mm: float = ON_PLANE_MM,
) -> tuple[MeasureMark, ...]:
    annotations = session.annotations.value
    items = [
        MeasureMark(
            each,
            shape_of(each.kind, each.pixels(image.plane)),
            lines_beside(each, session.quantities.of(each, shown)),
            each.measurement_id == annotations.selected_id,
        )
        for each in annotations.of(image.study_key).measurements
        if each.lies_on(image, reach_mm)
    ]
    draft = session.drawing.value.draft
    if draft is not None and draft.image == image:
        items.append(_draft_mark(session, draft, calibration, shown))
    return tuple(items)


def _draft_mark(
    session: Session, draft: Draft, calibration: PixelCalibration, shown: DisplaySet | None
) -> MeasureMark:
    """The drawing so far; it tells numbers as soon as it has all its points."""
    drawn = draft.as_measurement(calibration, "draft")
    shape = shape_of(drawn.kind, drawn.pixels(), is_open=draft.tool in OUTLINING)
    lines: tuple[Message | str, ...] = ()
    if len(drawn.points) >= POINT_COUNTS.get(drawn.kind, LEAST_OUTLINE):
        lines = lines_beside(drawn, session.quantities.of(drawn, shown))
    return MeasureMark(drawn, shape, lines, is_selected=True, is_draft=True)
