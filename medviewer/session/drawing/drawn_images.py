"""What the reader drew on the images of a display set, frozen: for films, pictures and reports."""

from dataclasses import dataclass, field

from medviewer.domain.calibration import PixelCalibration
from medviewer.domain.measurement_words import lines_beside
from medviewer.domain.study import DisplaySet, Study
from medviewer.imaging.drawings import Drawing, Drawings, DrawnSegment
from medviewer.imaging.measurement_shapes import shape_of
from medviewer.session.drawing.annotations import Annotations, reference_to
from medviewer.session.drawing.quantities import Quantities
from medviewer.session.drawing.segments import Segments
from medviewer.session.images.viewport import Overlays


@dataclass(slots=True)
class Drawn:
    """What is gathered for one image."""

    items: list[Drawing] = field(default_factory=list)
    segments: list[DrawnSegment] = field(default_factory=list)


class DrawnImages:
    """Asks the parts that hold drawings; what is hidden on the screen is left out."""

    def __init__(
        self,
        annotations: Annotations,
        quantities: Quantities,
        segments: Segments,
        overlays: Overlays,
    ) -> None:
        self.annotations = annotations
        self.quantities = quantities
        self._segments = segments
        self._overlays = overlays

    def of(self, study: Study, display_set: DisplaySet) -> dict[int, Drawings]:
        """By index; images nobody drew on or calibrated are left out."""
        drawn: dict[int, Drawn] = {}
        if self._overlays.value.shows_measurements:
            self._gather_measurements(study, display_set, drawn)
        if self._segments.value.is_shown:
            self._gather_segments(display_set, drawn)
        scales = self._scaled(study, display_set)
        return {
            index: Drawings(
                tuple(drawn[index].items) if index in drawn else (),
                tuple(drawn[index].segments) if index in drawn else (),
                scales.get(index),
            )
            for index in sorted({*drawn, *scales})
        }

    def key_places(self, study: Study) -> tuple[tuple[DisplaySet, int], ...]:
        """The images the reader marked as key images, in the order they were marked."""
        places = []
        for mark in self.annotations.value.of(study.key).key_marks:
            shown = study.find_display_set(mark.display_set_id)
            wanted = (mark.sop_instance_uid, mark.frame_index)
            for index, frame in enumerate(shown.frames if shown else ()):
                is_it = (frame.instance.sop_instance_uid, frame.frame_index) == wanted
                if shown is not None and is_it and not frame.is_interpolated:
                    places.append((shown, index))
                    break
        return tuple(places)

    def _gather_measurements(
        self, study: Study, display_set: DisplaySet, drawn: dict[int, Drawn]
    ) -> None:
        for each in self.annotations.value.of(study.key).measurements:
            if each.image.display_set_id != display_set.listed_id:
                continue
            place = self.quantities.place_of(each, display_set)
            if place is None:
                continue
            plane = display_set.frames[place[1]].plane
            lines = lines_beside(each, self.quantities.of(each, display_set))
            drawing = Drawing(shape_of(each.kind, each.pixels(plane)), tuple(lines))
            drawn.setdefault(place[1], Drawn()).items.append(drawing)

    def _gather_segments(self, display_set: DisplaySet, drawn: dict[int, Drawn]) -> None:
        for segment in self._segments.value.on(display_set.display_set_id):
            for index, mask in segment.slices.items():
                part = DrawnSegment(mask, segment.shape, segment.colour)
                drawn.setdefault(index, Drawn()).segments.append(part)

    def _scaled(self, study: Study, display_set: DisplaySet) -> dict[int, PixelCalibration]:
        """The reader's own calibrations."""
        own = self.annotations.value.of(study.key)
        if not own.calibrations:
            return {}
        found = {}
        for index, frame in enumerate(display_set.frames):
            held = own.calibration_of(reference_to(study, display_set, index))
            if held is not None:
                found[index] = held.applied_to(frame.calibration)
        return found
