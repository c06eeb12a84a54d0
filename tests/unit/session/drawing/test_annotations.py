"""Measurements are kept by study, and every change of them can be taken back."""

import dataclasses

import pytest

from medviewer.domain.calibration import AxisUnit, CalibrationKind, PixelCalibration
from medviewer.domain.measurement import Measurement, MeasurementKind, ReferencedImage
from medviewer.domain.study_annotations import KeyMark, UserCalibration
from medviewer.session.drawing.annotations import Annotations, calibration_of
from medviewer.session.keeping.history import History

pytestmark = pytest.mark.gui

IMAGE = ReferencedImage("1.2", "1.2.1:0", "1.2.1.5")


def length(measurement_id: str, image: ReferencedImage = IMAGE) -> Measurement:
    points = ((1.0, 2.0, 0.0), (4.0, 6.0, 0.0))
    return Measurement(measurement_id, MeasurementKind.LENGTH, image, points)


@pytest.fixture
def history() -> History:
    return History()


@pytest.fixture
def annotations(history: History) -> Annotations:
    return Annotations(history)


def ids(annotations: Annotations, study_key: str = "1.2") -> list[str]:
    return [m.measurement_id for m in annotations.value.of(study_key).measurements]


def test_that_what_was_drawn_is_selected(annotations: Annotations) -> None:
    annotations.add(length("a"))

    assert annotations.value.selected == length("a")


def test_that_drawing_and_deleting_can_be_undone(
    annotations: Annotations, history: History
) -> None:
    annotations.add(length("a"))
    annotations.add(length("b"))
    annotations.remove("a")

    history.undo()
    after_one = ids(annotations)
    history.undo()

    assert after_one == ["a", "b"]
    assert ids(annotations) == ["a"]


def test_that_a_deleted_measurement_is_not_selected(
    annotations: Annotations, history: History
) -> None:
    annotations.add(length("a"))
    history.undo()

    assert annotations.value.selected_id == ""


def test_that_moving_a_handle_is_one_step(annotations: Annotations, history: History) -> None:
    annotations.add(length("a"))
    for x in (5.0, 6.0, 7.0):
        moved = dataclasses.replace(length("a"), points=((1.0, 2.0, 0.0), (x, 6.0, 0.0)))
        annotations.replace_measurement(moved, drag="d")

    history.undo()

    assert annotations.value.find("a") == length("a")


def test_that_a_moved_measurement_keeps_its_place_in_the_list(annotations: Annotations) -> None:
    annotations.add(length("a"))
    annotations.add(length("b"))

    annotations.label("a", " left kidney ")

    assert ids(annotations) == ["a", "b"]
    assert annotations.value.of("1.2").measurements[0].label == "left kidney"


def test_that_copies_are_drawn_at_the_same_pixels_in_one_step(
    annotations: Annotations, history: History
) -> None:
    annotations.add(length("a"))
    others = tuple(dataclasses.replace(IMAGE, sop_instance_uid=f"1.2.1.{i}") for i in (6, 7))

    annotations.copy_to(length("a"), others)
    copies = annotations.value.of("1.2").measurements[1:]
    history.undo()

    assert [copy.image.sop_instance_uid for copy in copies] == ["1.2.1.6", "1.2.1.7"]
    assert {copy.points for copy in copies} == {length("a").points}
    assert len({"a", *(copy.measurement_id for copy in copies)}) == 3
    assert ids(annotations) == ["a"]


def test_that_closing_a_study_forgets_its_measurements_only(
    annotations: Annotations, history: History
) -> None:
    other = dataclasses.replace(IMAGE, study_key="9.9")
    annotations.add(length("a"))
    annotations.add(length("b", other))

    annotations.forget(frozenset({"1.2"}))
    history.undo()

    assert ids(annotations) == []
    assert ids(annotations, "9.9") == []
    assert not history.can_undo


def test_that_a_key_image_is_marked_and_unmarked(
    annotations: Annotations, history: History
) -> None:
    mark = KeyMark("1.2.1:0", "1.2.1.5")
    annotations.toggle_key_image("1.2", mark)
    marked = annotations.value.of("1.2").key_marks
    annotations.toggle_key_image("1.2", mark)
    unmarked = annotations.value.of("1.2").key_marks
    history.undo()

    assert (marked, unmarked) == ((mark,), ())
    assert annotations.value.of("1.2").key_marks == (mark,)


def test_that_the_readers_calibration_counts_for_its_image_until_taken_back(
    annotations: Annotations,
) -> None:
    stated = PixelCalibration(row_spacing=2.0, column_spacing=1.0)  # px, twice as high as wide
    annotations.calibrate("1.2", UserCalibration("1.2.1:0", "1.2.1.5", 0, 0.25))

    own = calibration_of(annotations.value.of("1.2"), IMAGE, stated)
    other = dataclasses.replace(IMAGE, sop_instance_uid="1.2.1.6")
    others = calibration_of(annotations.value.of("1.2"), other, stated)
    annotations.reset_calibration(IMAGE)

    assert (own.row_spacing, own.column_spacing) == (0.5, 0.25)
    assert (own.unit, own.kind) == (AxisUnit.MILLIMETRE, CalibrationKind.USER)
    assert others == stated
    assert calibration_of(annotations.value.of("1.2"), IMAGE, stated) == stated
