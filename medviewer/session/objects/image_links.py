"""From an object to the images it speaks of: where they are, and bringing them on screen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from medviewer.domain.geometry import Vector
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.spatial_coordinates import SpatialCoordinates
from medviewer.domain.study import DisplaySet, FrameSource, Study
from medviewer.session.images.viewport import Viewport
from medviewer.session.library.library import Library
from medviewer.session.messages import Messages
from medviewer.words import message

NEAR_MM = 25.0  # a slice farther from a point than this does not show its place


@dataclass(frozen=True, slots=True)
class ImagePlaceFound:
    """An image among those that are open."""

    study: Study
    display_set: DisplaySet
    index: int


class ImageLinks:
    """Follows references into the active viewport; one that leads nowhere is told."""

    def __init__(self, library: Library, viewport: Viewport, messages: Messages) -> None:
        self._library = library
        self._viewport = viewport
        self._messages = messages

    def find(self, reference: ObjectReference, study_key: str = "") -> ImagePlaceFound | None:
        """The first image a reference names, in its own study first; None where it is not open."""
        return self.find_all((reference,), study_key)[0]

    def find_all(
        self, references: Sequence[ObjectReference], study_key: str = ""
    ) -> list[ImagePlaceFound | None]:
        """As `find` for each of many: what is open is looked through once."""
        studies = sorted(self._library.value.studies, key=lambda study: study.key != study_key)
        uids = {each.sop_instance_uid for each in references}
        places: dict[tuple[str, int | None], ImagePlaceFound] = {}
        for found in _everything(studies):
            source = found.display_set.frames[found.index].as_acquired
            uid = source.instance.sop_instance_uid
            if uid in uids:
                places.setdefault((uid, source.frame_index), found)
                places.setdefault((uid, None), found)
        return [places.get((r.sop_instance_uid, _frame_index(r))) for r in references]

    def find_place(self, place: SpatialCoordinates, study_key: str = "") -> ImagePlaceFound | None:
        """The image a shape lies on; of one in the patient, the nearest in its frame of reference."""
        if place.image is not None:
            return self.find(place.image, study_key)
        if not place.is_in_patient or not place.points:
            return None
        centre = np.mean(np.array(place.points), axis=0)
        studies = sorted(self._library.value.studies, key=lambda study: study.key != study_key)
        near = [
            (distance, found)
            for found in _everything(studies)
            if (distance := _distance(found, place.frame_of_reference_uid, centre)) is not None
        ]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def show(self, reference: ObjectReference, study_key: str = "") -> bool:
        """Bring the image on screen; whether it is open."""
        return self._go_to(self.find(reference, study_key))

    def show_place(self, place: SpatialCoordinates, study_key: str = "") -> bool:
        """Bring the image a shape lies on on screen; whether it is open."""
        return self._go_to(self.find_place(place, study_key))

    def _go_to(self, found: ImagePlaceFound | None) -> bool:
        if found is None:
            self._messages.note(
                message(
                    "Objects",
                    "The image this refers to is not open. Open the study it belongs to, and follow the "
                    "link again.",
                )
            )
            return False
        if found.display_set != self._viewport.value.display_set:
            self._viewport.show(found.study, found.display_set)
        self._viewport.scroll_to(found.index)
        return True


def _frame_index(reference: ObjectReference) -> int | None:
    """Of the first frame named, 0 first; None where any will do."""
    return reference.frames[0] - 1 if reference.frames else None


def _everything(studies: Iterable[Study]) -> Iterator[ImagePlaceFound]:
    for study in studies:
        for series in study.series:
            for display_set in series.display_sets:
                for index, frame in enumerate(display_set.frames):
                    if not frame.is_interpolated:
                        yield ImagePlaceFound(study, display_set, index)


def _distance(
    found: ImagePlaceFound, space: str, centre: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]"
) -> float | None:
    """How far an image is from a point of its space, mm; None where it does not reach that far."""
    frame: FrameSource = found.display_set.frames[found.index]
    plane = frame.plane
    if plane is None or (space and frame.instance.frame_of_reference_uid != space):
        return None
    point: Vector = (float(centre[0]), float(centre[1]), float(centre[2]))
    column, row = plane.patient_to_pixel(point)
    is_inside = -1 <= column <= frame.columns and -1 <= row <= frame.rows
    away = abs(float(np.dot(plane.normal, np.subtract(point, plane.position))))
    return away if is_inside and away <= NEAR_MM else None
