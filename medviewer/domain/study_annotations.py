"""All a reader has drawn, marked and calibrated in one study: one immutable value, easy to put back."""

from dataclasses import dataclass, replace

from medviewer.domain.calibration import AxisUnit, CalibrationKind, PixelCalibration
from medviewer.domain.measurement import Measurement, ReferencedImage


@dataclass(frozen=True, slots=True)
class KeyMark:
    """An image the reader marked as a key image."""

    display_set_id: str
    sop_instance_uid: str
    frame_index: int = 0


WHOLE_SERIES = ""  # stands for the UID of any image of a display set


@dataclass(frozen=True, slots=True)
class UserCalibration:
    """A known length that the reader drew over an image.

    It holds for that image, or, with `WHOLE_SERIES` in place of the image's UID, for all images of the
    display set that have none of their own. `mm_per_column` is the width of a pixel; its height keeps the
    image's proportions.
    """

    display_set_id: str
    sop_instance_uid: str
    frame_index: int
    mm_per_column: float

    def applied_to(self, stated: PixelCalibration) -> PixelCalibration:
        """The image's calibration with the reader's size in place of the header's."""
        return PixelCalibration(
            self.mm_per_column * stated.aspect,
            self.mm_per_column,
            AxisUnit.MILLIMETRE,
            CalibrationKind.USER,
        )


@dataclass(frozen=True, slots=True)
class StudyAnnotations:
    """One study's; measurements in the order they were drawn."""

    study_key: str
    measurements: tuple[Measurement, ...] = ()
    key_marks: tuple[KeyMark, ...] = ()
    calibrations: tuple[UserCalibration, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.measurements or self.key_marks or self.calibrations)

    def find(self, measurement_id: str) -> Measurement | None:
        return next((m for m in self.measurements if m.measurement_id == measurement_id), None)

    def with_measurement(self, measurement: Measurement) -> "StudyAnnotations":
        """That measurement in its place, or at the end."""
        ids = [m.measurement_id for m in self.measurements]
        if measurement.measurement_id not in ids:
            return replace(self, measurements=(*self.measurements, measurement))
        at = ids.index(measurement.measurement_id)
        kept = self.measurements
        return replace(self, measurements=(*kept[:at], measurement, *kept[at + 1 :]))

    def without_measurement(self, measurement_id: str) -> "StudyAnnotations":
        kept = tuple(m for m in self.measurements if m.measurement_id != measurement_id)
        return replace(self, measurements=kept)

    def with_key_mark_toggled(self, mark: KeyMark) -> "StudyAnnotations":
        if mark in self.key_marks:
            return replace(self, key_marks=tuple(m for m in self.key_marks if m != mark))
        return replace(self, key_marks=(*self.key_marks, mark))

    def with_calibration(self, calibration: UserCalibration) -> "StudyAnnotations":
        """That calibration instead of one the image, or its series, may already have."""
        others = tuple(c for c in self.calibrations if _holds_for(c) != _holds_for(calibration))
        return replace(self, calibrations=(*others, calibration))

    def with_series_calibration(self, calibration: UserCalibration) -> "StudyAnnotations":
        """That calibration for all images of its display set, instead of all they have."""
        key = calibration.display_set_id
        others = tuple(c for c in self.calibrations if c.display_set_id != key)
        whole = replace(calibration, sop_instance_uid=WHOLE_SERIES, frame_index=0)
        return replace(self, calibrations=(*others, whole))

    def without_calibration(self, image: ReferencedImage) -> "StudyAnnotations":
        """Without the one that holds for the image: its own, or else its series'."""
        held = self.calibration_of(image)
        return replace(self, calibrations=tuple(c for c in self.calibrations if c != held))

    def calibration_of(self, image: ReferencedImage) -> UserCalibration | None:
        """What the reader calibrated that image with, or all of its series."""
        own = (image.sop_instance_uid, image.frame_index)
        series = (image.display_set_id, WHOLE_SERIES, 0)
        of_image = (c for c in self.calibrations if (c.sop_instance_uid, c.frame_index) == own)
        of_series = (c for c in self.calibrations if _holds_for(c) == series)
        # A computed plane has no UID of its own: no calibration of a series is meant by that.
        return next(of_image, None) or next(of_series, None) if image.sop_instance_uid else None


def _holds_for(calibration: UserCalibration) -> tuple[str, str, int]:
    """The images it holds for; one image may lie in several display sets."""
    uid = calibration.sop_instance_uid
    of = calibration.display_set_id if uid == WHOLE_SERIES else ""
    return of, uid, calibration.frame_index
