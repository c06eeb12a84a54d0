"""What measurements tell, worked out when asked and remembered until something they hang on changes.

Shapes are measured at once. Values need the decoded frame: small regions are summed up at once, large ones
in a thread, and `changed` says when they are there. Decimated pixels are never asked.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.appearance import Appearance
from medviewer.domain.calibration import Pixel, PixelCalibration
from medviewer.domain.geometry import ImagePlane
from medviewer.domain.measurement import UNMEASURED, Measurement, MeasurementKind
from medviewer.domain.measurement_words import KIND_NAMES, in_one_line
from medviewer.domain.quantity import Measured, Quantity, QuantityKind
from medviewer.domain.report import ReportedMeasurement
from medviewer.domain.study import DisplaySet, FrameSource, Study
from medviewer.domain.study_annotations import UserCalibration
from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Frame, Volume
from medviewer.imaging.luts import automatic_window
from medviewer.imaging.plane_values import values_on_plane
from medviewer.imaging.quantify import quantify, quantify_values
from medviewer.imaging.region_values import region_mask, value_at, values_in
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.drawing.annotations import (
    Annotations,
    calibration_of,
    calibration_of_pixels,
    calibration_of_plane,
)
from medviewer.session.drawing.value_scales import ValueScales
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.library.library import Library, LibraryState
from medviewer.session.review.measured_places import image_text, place_in
from medviewer.words import Message, message

AT_ONCE_PIXELS = 1 << 19  # a region's box; 5 ms
AT_ONCE_ON_PLANE = 1 << 16  # interpolated ones take ten times as long
MOST_REMEMBERED = 4000
WORKING = message("Quantities", "Measuring …")
NOT_LOADED = message("Quantities", "The image is not loaded")
INTERPOLATED = message("Quantities", "Interpolated: nobody measured these values")
NO_PIXEL = message("Quantities", "No measured pixel lies inside")
COLOUR = message("Quantities", "A colour image has no values to measure")


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Pixels that a measurement asks: a frame, where it comes from, and how its values are told."""

    frame: Frame
    source: FrameSource
    factor: float
    unit: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer hangs on; the same again is not worked out again."""

    kind: MeasurementKind
    pixels: tuple[Pixel, ...]
    display_set_id: str
    sop_instance_uid: str
    frame_index: int
    factor: float
    unit: str
    plane: ImagePlane | None = None  # of a reformat


class Quantities(QObject):
    """Answers for every open study."""

    changed = Signal()  # a large region has its values

    def __init__(
        self,
        runner: JobRunner,
        library: Library,
        volumes: VolumeCache,
        scales: ValueScales,
        annotations: Annotations,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._library = library
        self._volumes = volumes
        self._scales = scales
        self._annotations = annotations
        self._known: dict[Asked, tuple[Quantity, ...]] = {}
        self._jobs: dict[Job, Asked] = {}
        library.changed.connect(self._on_library_changed)

    def of(self, measurement: Measurement, shown: DisplaySet | None = None) -> Measured:
        """Everything the measurement tells.

        Args:
            shown: the variant of its display set that is on screen; None for the one its study lists.
        """
        place = self.place_of(measurement, shown)
        if place is None:
            plane = measurement.image.plane
            shape = quantify(measurement.kind, measurement.pixels(), calibration_of_plane(plane))
            is_reformat = plane is not None and not measurement.image.sop_instance_uid
            return self._of_plane(measurement, shape) if is_reformat else shape
        display_set, index = place
        source = display_set.frames[index]
        pixels = measurement.pixels(source.plane)
        measured = quantify(measurement.kind, pixels, self._calibration(measurement, source))
        if not _asks_values(measurement):
            return measured
        return self._with_values(measured, measurement.kind, pixels, place)

    def place_of(
        self, measurement: Measurement, shown: DisplaySet | None = None
    ) -> tuple[DisplaySet, int] | None:
        """The display set and the index of the image it was drawn on; None for a reformat, or when gone."""
        study = self.study_of(measurement)
        return None if study is None else place_in(study, measurement, shown)

    def image_text(self, measurement: Measurement) -> str:
        """Series number and image, as counted on screen; "" for a reformat."""
        study = self.study_of(measurement)
        return "" if study is None else image_text(study, measurement)

    def reported(self, study: Study) -> tuple[ReportedMeasurement, ...]:
        """A study's measurements as a report lists them; arrows and texts without words are left out."""
        return tuple(
            ReportedMeasurement(
                KIND_NAMES[each.kind],
                each.label,
                None if each.kind in UNMEASURED else in_one_line(self.of(each)),
                self.image_text(each),
            )
            for each in self._annotations.value.of(study.key).measurements
            if each.kind not in UNMEASURED or each.label
        )

    def calibration_by(self, line: Measurement, length_mm: float) -> UserCalibration | None:
        """What the pixels measure where a line is that long; None where it has no extent."""
        place = self.place_of(line)
        if place is None:
            return None
        source = place[0].frames[place[1]]
        columns = calibration_of_pixels(source.calibration)
        found = quantify(line.kind, line.pixels(source.plane), columns).find(QuantityKind.LENGTH)
        if found is None or found.value <= 0:
            return None
        image = line.image
        return UserCalibration(
            image.display_set_id,
            image.sop_instance_uid,
            image.frame_index,
            length_mm / found.value,
        )

    def window_of(self, region: Measurement, shown: DisplaySet) -> VoiWindow | None:
        """A window for the values inside a region; None where there are none or the image is not loaded."""
        place = self.place_of(region, shown)
        frame = self._volumes.frame(shown.display_set_id, place[1]) if place else None
        if place is None or frame is None:
            return None
        source = shown.frames[place[1]]
        mask = region_mask(region.kind, region.pixels(source.plane), frame.shape)
        values = values_in(frame, source, mask)
        return automatic_window(Frame(values[np.newaxis], frame.unit)) if values.size else None

    def study_of(self, measurement: Measurement) -> Study | None:
        return self._library.value.find_study(measurement.image.study_key)

    def _with_values(
        self,
        shape: Measured,
        kind: MeasurementKind,
        pixels: tuple[Pixel, ...],
        place: tuple[DisplaySet, int],
    ) -> Measured:
        display_set, index = place
        source = display_set.frames[index]
        scale = self._scales.of(display_set)
        uid = source.instance.sop_instance_uid
        asked = Asked(
            kind,
            pixels,
            display_set.display_set_id,
            uid,
            source.frame_index,
            scale.factor,
            str(scale.unit),
        )
        if asked not in self._known:
            frame = self._volumes.frame(display_set.display_set_id, index)
            if frame is None:
                return replace(shape, note=shape.note or NOT_LOADED)
            factor, unit = (scale.factor, scale.unit) if scale.is_suv else (1.0, frame.unit)
            sample = Sample(frame, source, factor, str(unit))
            if _box_pixels(pixels) > AT_ONCE_PIXELS:
                self._start(asked, partial(sampled, asked.kind, asked.pixels, sample))
                return replace(shape, note=shape.note or WORKING)
            self._remember(asked, sampled(kind, pixels, sample))
        found = self._known[asked] = self._known.pop(asked)  # the last to be forgotten
        return Measured((*found, *shape.quantities), shape.note or _why_none(found, source))

    def _of_plane(self, measurement: Measurement, shape: Measured) -> Measured:
        """With the volume's values on the plane it was drawn on, once the volume is loaded."""
        study, image = self.study_of(measurement), measurement.image
        display_set = study.find_display_set(image.display_set_id) if study is not None else None
        if not _asks_values(measurement) or display_set is None or image.plane is None:
            return shape
        volume, scale = self._volumes.volume(display_set), self._scales.of(display_set)
        if volume is None:
            return replace(shape, note=shape.note or NOT_LOADED)
        pixels, shown_id = measurement.pixels(), display_set.display_set_id
        unit, factor = (str(scale.unit), scale.factor) if scale.is_suv else (str(volume.unit), 1.0)
        asked = Asked(measurement.kind, pixels, shown_id, "", 0, factor, unit, image.plane)
        if asked not in self._known:
            first = self._volumes.frame(shown_id, 0)
            look = first.appearance if first is not None else Appearance()
            if _box_pixels(pixels) > AT_ONCE_ON_PLANE:
                self._start(asked, partial(sampled_on_plane, asked, volume, look))
                return replace(shape, note=shape.note or WORKING)
            self._remember(asked, sampled_on_plane(asked, volume, look))
        found = self._known[asked] = self._known.pop(asked)
        return Measured((*found, *shape.quantities), shape.note or (None if found else NO_PIXEL))

    def _start(self, asked: Asked, compute: Callable[[], tuple[Quantity, ...]]) -> None:
        if asked in self._jobs.values():
            return
        for job in self._jobs:
            job.cancel()  # the reader has moved on
        job = self._runner.start(Lane.MEASURING, partial(_in_thread, compute))
        self._jobs[job] = asked
        job.finished.connect(self._on_finished)
        job.ended.connect(self._on_ended)

    @Slot(object)
    def _on_finished(self, found: tuple[Quantity, ...]) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self._jobs:
            self._remember(self._jobs[job], found)
            self.changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._jobs.pop(job, None)

    def _remember(self, asked: Asked, found: tuple[Quantity, ...]) -> None:
        if len(self._known) >= MOST_REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[asked] = found

    def _calibration(self, measurement: Measurement, source: FrameSource) -> PixelCalibration:
        study = self._annotations.value.of(measurement.image.study_key)
        return calibration_of(study, measurement.image, source.calibration)

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        """What was closed may be another file when it is opened again."""
        if len(now.studies) < len(before.studies):
            self._known.clear()


def sampled(
    kind: MeasurementKind, pixels: tuple[Pixel, ...], sample: Sample
) -> tuple[Quantity, ...]:
    """What the pixels say; any thread."""
    if kind is MeasurementKind.PROBE:
        values = value_at(sample.frame, sample.source, pixels[0], sample.factor)
    else:
        region = region_mask(kind, pixels, sample.frame.shape)
        values = values_in(sample.frame, sample.source, region, sample.factor)
    return quantify_values(kind, values, sample.unit)


def sampled_on_plane(asked: Asked, volume: Volume, look: Appearance) -> tuple[Quantity, ...]:
    """What a volume says on a plane; any thread."""
    assert asked.plane is not None  # for the type checker: who asks has one
    values = values_on_plane(asked.kind, asked.pixels, asked.plane, volume, look)
    return quantify_values(asked.kind, values * asked.factor, asked.unit)


def _in_thread(
    compute: Callable[[], tuple[Quantity, ...]], context: JobContext
) -> tuple[Quantity, ...]:
    context.token.check()
    return compute()


def _asks_values(measurement: Measurement) -> bool:
    return measurement.is_region or measurement.kind is MeasurementKind.PROBE


def _box_pixels(pixels: tuple[Pixel, ...]) -> float:
    columns, rows = np.ptp(np.asarray(pixels), axis=0)
    return float(columns * rows)


def _why_none(found: tuple[Quantity, ...], source: FrameSource) -> Message | None:
    """Why a region of a decoded image tells no values."""
    if found:
        return None
    if source.is_colour:
        return COLOUR
    return INTERPOLATED if source.is_interpolated else NO_PIXEL
