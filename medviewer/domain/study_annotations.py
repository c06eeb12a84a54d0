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


@dataclass(frozen=True, slots=True)
class UserCalibration:
    """A known length that the reader drew over an image; it holds for that image only.

    `mm_per_column` is the width of a pixel; its height keeps the image's proportions.
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
        """That calibration instead of one the image may already have."""
        others = self._calibrations_but(calibration.sop_instance_uid, calibration.frame_index)
        return replace(self, calibrations=(*others, calibration))

    def without_calibration(self, sop_instance_uid: str, frame_index: int) -> "StudyAnnotations":
        return replace(self, calibrations=self._calibrations_but(sop_instance_uid, frame_index))

    def calibration_of(self, image: ReferencedImage) -> UserCalibration | None:
        """What the reader calibrated that image with."""
        return next(
            (
                c
                for c in self.calibrations
                if (c.sop_instance_uid, c.frame_index)
                == (image.sop_instance_uid, image.frame_index)
            ),
            None,
        )

    def _calibrations_but(
        self, sop_instance_uid: str, frame_index: int
    ) -> tuple[UserCalibration, ...]:
        return tuple(
            c
            for c in self.calibrations
            if (c.sop_instance_uid, c.frame_index) != (sop_instance_uid, frame_index)
        )
