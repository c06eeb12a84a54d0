"""What measurements tell, worked out from the files alone: for documents, whatever is decoded on screen.

Blocks; not for the GUI thread. Numbers are those of `session.quantities`, which asks the images in memory.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from medviewer.domain.measurement import UNMEASURED, Measurement, MeasurementKind
from medviewer.domain.quantity import Measured, Quantity
from medviewer.domain.study import DisplaySet, FrameSource, Study
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.domain.suv import ValueScale
from medviewer.domain.volume import Frame, Volume
from medviewer.errors import InputError
from medviewer.imaging.quantify import quantify
from medviewer.progress import CancelToken
from medviewer.session.drawing.annotations import calibration_of, calibration_of_plane
from medviewer.session.drawing.quantities import Asked, Sample, sampled, sampled_on_plane
from medviewer.session.drawing.value_scales import scales_on_offer
from medviewer.session.review.measured_places import place_in


@dataclass(slots=True)
class FileQuantities:
    """Reads each image once while measurements follow one another on it.

    Attributes:
        units: by display set id, the unit the reader has values told in; the first on offer elsewhere.
    """

    study: Study
    annotations: StudyAnnotations
    units: Mapping[str, str]
    token: CancelToken
    _scales: dict[str, ValueScale] = field(default_factory=dict)
    _frame: tuple[FrameSource, Frame | None] | None = None
    _volume: tuple[str, Volume | None] | None = None

    def of(self, measurement: Measurement) -> Measured:
        """Everything it tells; without values where the image cannot be read."""
        self.token.check()
        if measurement.kind in UNMEASURED:
            return Measured()
        place = place_in(self.study, measurement)
        if place is None:
            return self._on_plane(measurement)
        source = place[0].frames[place[1]]
        stated = calibration_of(self.annotations, measurement.image, source.calibration)
        shape = quantify(measurement.kind, measurement.pixels(source.plane), stated)
        if not _asks_values(measurement):
            return shape
        return Measured((*self._values(measurement, place[0], source), *shape.quantities))

    def _values(
        self, measurement: Measurement, display_set: DisplaySet, source: FrameSource
    ) -> tuple[Quantity, ...]:
        frame = self._read(source)
        if frame is None:
            return ()
        scale = self._scale(display_set)
        factor, unit = (scale.factor, scale.unit) if scale.is_suv else (1.0, frame.unit)
        pixels = measurement.pixels(source.plane)
        return sampled(measurement.kind, pixels, Sample(frame, source, factor, str(unit)))

    def _on_plane(self, measurement: Measurement) -> Measured:
        """Of a reformat: the volume's values on it; the shape alone where an image is gone."""
        image = measurement.image
        shape = quantify(measurement.kind, measurement.pixels(), calibration_of_plane(image.plane))
        display_set = self.study.find_display_set(image.display_set_id)
        is_reformat = image.plane is not None and not image.sop_instance_uid
        if display_set is None or not is_reformat or not _asks_values(measurement):
            return shape
        volume = self._load(display_set)
        if volume is None:
            return shape
        scale, first = self._scale(display_set), self._read(display_set.frames[0])
        factor, unit = (scale.factor, scale.unit) if scale.is_suv else (1.0, volume.unit)
        asked = Asked(
            measurement.kind,
            measurement.pixels(),
            display_set.display_set_id,
            "",
            0,
            factor,
            str(unit),
            image.plane,
        )
        if first is None:
            return shape
        values = sampled_on_plane(asked, volume, first.appearance)
        return Measured((*values, *shape.quantities))

    def _scale(self, display_set: DisplaySet) -> ValueScale:
        key = display_set.display_set_id
        if key not in self._scales:
            offered = scales_on_offer(display_set)
            chosen = (s for s in offered if str(s.unit) == self.units.get(key))
            self._scales[key] = next(chosen, offered[0])
        return self._scales[key]

    def _read(self, source: FrameSource) -> Frame | None:
        from medviewer.dicom.pixels.frames import read_frame

        if self._frame is None or self._frame[0] != source:
            try:
                self._frame = (source, read_frame(source))
            except InputError:
                self._frame = (source, None)
        return self._frame[1]

    def _load(self, display_set: DisplaySet) -> Volume | None:
        from medviewer.dicom.pixels.volumes import load_volume

        key = display_set.display_set_id
        if self._volume is None or self._volume[0] != key:
            try:
                volume = load_volume(display_set, self.token, lambda progress: None)
            except InputError:
                self._volume = (key, None)
            else:
                self._volume = (key, volume)
        return self._volume[1]


def _asks_values(measurement: Measurement) -> bool:
    return measurement.is_region or measurement.kind is MeasurementKind.PROBE
