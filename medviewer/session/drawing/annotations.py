"""What the reader has drawn and marked, in every study that is open; each change can be undone.

Widgets draw `value` and ask for changes through commands; nothing else holds a measurement.
"""

import dataclasses
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from medviewer.domain.calibration import UNCALIBRATED, PixelCalibration, in_patient
from medviewer.domain.geometry import ImagePlane
from medviewer.domain.measurement import Measurement, ReferencedImage
from medviewer.domain.measurement_words import KIND_NAMES
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.study_annotations import KeyMark, StudyAnnotations, UserCalibration
from medviewer.session.keeping.history import Change, History
from medviewer.session.state import State
from medviewer.words import Message, message

PART = "annotations"


@dataclass(frozen=True, slots=True)
class AnnotationsState:
    """Of every open study; `selected_id` is the measurement that keys act on, "" for none."""

    studies: tuple[StudyAnnotations, ...] = ()
    selected_id: str = ""

    def of(self, study_key: str) -> StudyAnnotations:
        none = StudyAnnotations(study_key)
        return next((each for each in self.studies if each.study_key == study_key), none)

    def find(self, measurement_id: str) -> Measurement | None:
        found = (each.find(measurement_id) for each in self.studies)
        return next((m for m in found if m is not None), None)

    @property
    def selected(self) -> Measurement | None:
        return self.find(self.selected_id) if self.selected_id else None


class Annotations(State[AnnotationsState]):
    """Adds, moves, labels and removes; every change goes into the history."""

    def __init__(self, history: History, parent: QObject | None = None) -> None:
        super().__init__(AnnotationsState(), parent)
        self._history = history

    def add(self, measurement: Measurement) -> None:
        """Keep a new measurement and select it."""
        study = self.value.of(measurement.image.study_key).with_measurement(measurement)
        title = message("Undo", "{kind} drawn", kind=KIND_NAMES[measurement.kind])
        self._change(title, study, selected_id=measurement.measurement_id)

    def replace_measurement(self, measurement: Measurement, drag: str = "") -> None:
        """Put another version in a measurement's place; changes of one `drag` are undone together."""
        if self.value.find(measurement.measurement_id) is None:
            return
        study = self.value.of(measurement.image.study_key).with_measurement(measurement)
        title = message("Undo", "{kind} changed", kind=KIND_NAMES[measurement.kind])
        self._change(title, study, drag, selected_id=measurement.measurement_id)

    def label(self, measurement_id: str, text: str) -> None:
        found = self.value.find(measurement_id)
        if found is not None:
            self.replace_measurement(dataclasses.replace(found, label=text.strip()))

    def remove(self, measurement_id: str) -> None:
        """Take a measurement away; nobody is asked, it can be undone."""
        found = self.value.find(measurement_id)
        if found is None:
            return
        study = self.value.of(found.image.study_key).without_measurement(measurement_id)
        title = message("Undo", "{kind} deleted", kind=KIND_NAMES[found.kind])
        self._change(title, study, selected_id="")

    def remove_all(self, study_key: str) -> None:
        """Take every measurement of a study away, in one step."""
        study = self.value.of(study_key)
        if study.measurements:
            title = message("Undo", "All measurements deleted")
            self._change(title, dataclasses.replace(study, measurements=()), selected_id="")

    def copy_to(self, measurement: Measurement, images: tuple[ReferencedImage, ...]) -> int:
        """Draw the same at the same pixels of other images, in one step; how many that were."""
        study = self.value.of(measurement.image.study_key)
        pixels = measurement.pixels()
        for image in images:
            twin = dataclasses.replace(measurement, measurement_id=new_id(), image=image)
            study = study.with_measurement(twin.moved_to(pixels))
        if images:
            title = message("Undo", "{kind} copied", kind=KIND_NAMES[measurement.kind])
            self._change(title, study)
        return len(images)

    def toggle_key_image(self, study_key: str, mark: KeyMark) -> None:
        study = self.value.of(study_key).with_key_mark_toggled(mark)
        is_marked = mark in study.key_marks
        marked, unmarked = (
            message("Undo", "Key image marked"),
            message("Undo", "Key image unmarked"),
        )
        self._change(marked if is_marked else unmarked, study)

    def mark_key_images(self, study_key: str, marks: tuple[KeyMark, ...]) -> None:
        """Mark images that are not marked yet, in one step."""
        study = self.value.of(study_key)
        for mark in marks:
            if mark not in study.key_marks:
                study = study.with_key_mark_toggled(mark)
        self._change(message("Undo", "Key images marked"), study)

    def calibrate(self, study_key: str, calibration: UserCalibration) -> None:
        study = self.value.of(study_key).with_calibration(calibration)
        self._change(message("Undo", "Image calibrated"), study)

    def calibrate_series(self, study_key: str, calibration: UserCalibration) -> None:
        """Let an image's calibration hold for all images of its display set."""
        study = self.value.of(study_key).with_series_calibration(calibration)
        self._change(message("Undo", "Series calibrated"), study)

    def reset_calibration(self, image: ReferencedImage) -> None:
        study = self.value.of(image.study_key)
        study = study.without_calibration(image)
        self._change(message("Undo", "Calibration taken back"), study)

    def select(self, measurement_id: str) -> None:
        if measurement_id == "" or self.value.find(measurement_id) is not None:
            self.update(selected_id=measurement_id)

    def put(self, study: StudyAnnotations) -> None:
        """Make a study's annotations these, recording nothing: undo, and what a journal kept."""
        others = tuple(e for e in self.value.studies if e.study_key != study.study_key)
        studies = others if study.is_empty else (*others, study)
        now = AnnotationsState(studies, self.value.selected_id)
        self.replace(now if now.selected is not None else AnnotationsState(studies))

    def forget(self, keys: frozenset[str]) -> None:
        """Drop what was drawn in these studies."""
        self._history.forget(keys, PART)
        kept = tuple(each for each in self.value.studies if each.study_key not in keys)
        self.replace(AnnotationsState(kept))

    def forget_all(self) -> None:
        self.forget(frozenset(each.study_key for each in self.value.studies))

    def _change(
        self,
        title: Message,
        study: StudyAnnotations,
        drag: str = "",
        selected_id: str | None = None,
    ) -> None:
        before = self.value.of(study.study_key)
        put: Callable[[StudyAnnotations], None] = self.put
        if study != before:
            self.put(study)
            self._history.record(Change(title, put, before, study, study.study_key, drag, PART))
        if selected_id is not None:
            self.update(selected_id=selected_id)


def new_id() -> str:
    return str(uuid.uuid4())


def reference_to(study: Study, display_set: DisplaySet, index: int) -> ReferencedImage:
    """The image at `index`, as measurements refer to it."""
    frame = display_set.frames[index]
    return ReferencedImage(
        study.key,
        display_set.listed_id,
        frame.instance.sop_instance_uid,
        frame.frame_index,
        frame.plane,
    )


def key_mark_of(image: ReferencedImage) -> KeyMark:
    return KeyMark(image.display_set_id, image.sop_instance_uid, image.frame_index)


def calibration_of(
    annotations: StudyAnnotations, image: ReferencedImage, stated: PixelCalibration
) -> PixelCalibration:
    """The reader's calibration of an image, else the stated one."""
    own = annotations.calibration_of(image)
    return stated if own is None else own.applied_to(stated)


def calibration_of_plane(plane: ImagePlane | None) -> PixelCalibration:
    """Of a reformat: its plane's spacing."""
    return in_patient(plane.row_spacing_mm, plane.column_spacing_mm) if plane else UNCALIBRATED


def calibration_of_pixels(stated: PixelCalibration) -> PixelCalibration:
    """The same pixels without a size: lengths count columns, in true proportions."""
    return PixelCalibration(row_spacing=stated.aspect, column_spacing=1.0)
