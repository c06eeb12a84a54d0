"""Marks that came with opened objects, and which of them lie on the image a viewport shows."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject

from medviewer.domain.calibration import Pixel
from medviewer.domain.geometry import ImagePlane, Vector
from medviewer.domain.image_mark import ImageMark, MarkSet, MarkText, PatientMark
from medviewer.domain.study import DisplaySet
from medviewer.session.images.viewport import ViewportState
from medviewer.session.state import State

MOST_KNOWN = 64  # images whose marks are kept
ALONE_MM = 2.5  # half the thickness of a slice whose neighbours are unknown


@dataclass(frozen=True, slots=True)
class ObjectMarksState:
    """Of every opened object; `is_shown` False hides them all."""

    sets: tuple[MarkSet, ...] = ()
    is_shown: bool = True


class ObjectMarks(State[ObjectMarksState]):
    """Read-only: what came in a file is looked at, never moved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(ObjectMarksState(), parent)
        # Asked for at every move of the mouse, in every cell.
        self._known: dict[tuple[str, int, str], tuple[ImageMark, ...]] = {}
        self._known_of = self.value

    def put(self, marks: MarkSet) -> None:
        """Show an object's marks, in place of any it had."""
        self.update(sets=(*self._without({marks.object_uid}), marks), is_shown=True)

    def remove(self, object_uid: str) -> None:
        self.update(sets=self._without({object_uid}))

    def toggle(self) -> None:
        """Hide them all, or show them again."""
        self.update(is_shown=not self.value.is_shown)

    def close(self, keys: frozenset[str]) -> None:
        """Drop the marks of these studies."""
        self.update(sets=tuple(s for s in self.value.sets if s.study_key not in keys))

    def _without(self, object_uids: set[str]) -> tuple[MarkSet, ...]:
        return tuple(s for s in self.value.sets if s.object_uid not in object_uids)

    def on(self, state: ViewportState) -> tuple[ImageMark, ...]:
        """The marks on the image a viewport shows."""
        if state.display_set is None or not self.value.is_shown:
            return ()
        if self._known_of is not self.value or len(self._known) > MOST_KNOWN:
            self._known, self._known_of = {}, self.value
        shown = state.display_set  # a series that grows has other images under the same number
        uid = shown.frames[state.index].instance.sop_instance_uid
        key = (shown.display_set_id, state.index, uid)
        if key not in self._known:
            self._known[key] = self._on(shown, state.index)
        return self._known[key]

    def _on(self, shown: DisplaySet, index: int) -> tuple[ImageMark, ...]:
        return tuple(
            mark
            for each in self.value.sets
            if not each.display_set_ids or shown.display_set_id in each.display_set_ids
            for mark in _marks_on(each, shown, index)
        )


def _marks_on(marks: MarkSet, shown: DisplaySet, index: int) -> Iterable[ImageMark]:
    frame = shown.frames[index]
    if frame.is_interpolated:
        return
    uid, number = frame.instance.sop_instance_uid, frame.frame_index
    yield from (each.mark for each in marks.placed if each.is_on(uid, number))
    if frame.plane is None:
        return
    reach_mm = _half_step_mm(shown)
    for each in marks.in_patient:
        space = frame.instance.frame_of_reference_uid
        if each.frame_of_reference_uid in ("", space):
            mark = projected(each, frame.plane, reach_mm)
            if mark is not None:
                yield mark


def projected(mark: PatientMark, plane: ImagePlane, reach_mm: float) -> ImageMark | None:
    """What of a mark lies within reach of a plane, as it is seen along the plane's normal."""
    lines = tuple(
        tuple(map(plane.patient_to_pixel, run))
        for run in mark.lines
        if _nearest_mm(run, plane) <= reach_mm
    )
    near = [point for point in mark.dots if _nearest_mm((point,), plane) <= reach_mm]
    dots: tuple[Pixel, ...] = tuple(map(plane.patient_to_pixel, near))
    if not lines and not dots:
        return None
    anchor = max([point for run in lines for point in run] + list(dots))
    texts = (MarkText(anchor, mark.words),) if mark.words else ()
    return ImageMark(lines, dots, texts, origin=mark.origin)


def _nearest_mm(points: tuple[Vector, ...], plane: ImagePlane) -> float:
    away = (np.array(points) - np.array(plane.position)) @ np.array(plane.normal)
    return float(np.abs(away).min())


def _half_step_mm(shown: DisplaySet) -> float:
    """Half the way to the next slice."""
    planes = [frame.plane for frame in shown.frames[:2] if frame.plane is not None]
    if len(planes) < 2:
        return ALONE_MM
    step = np.dot(planes[0].normal, np.subtract(planes[1].position, planes[0].position))
    return max(abs(float(step)) / 2, 0.05)
