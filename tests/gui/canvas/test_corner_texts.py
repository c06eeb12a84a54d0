from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from medviewer.domain.calibration import AxisUnit, CalibrationKind, PixelCalibration
from medviewer.domain.study import Patient, Study
from medviewer.domain.technique import LossyCompression, Technique
from medviewer.domain.turn import AS_STORED
from medviewer.domain.voi import VoiWindow
from medviewer.gui.canvas.corner_texts import (
    Corners,
    LiveValues,
    corners,
    date_time_text,
    number_text,
    window_text,
)
from medviewer.gui.canvas.free_side import Side, free_side
from medviewer.gui.canvas.halo_text import WARNING
from medviewer.gui.translation import Translator
from medviewer.session.images.viewport import CornerTexts
from medviewer.session.session import Session
from tests.gui.canvas.conftest import show
from tests.gui.canvas.samples import SET_ID, Desk, ct_study

pytestmark = pytest.mark.gui


def texts(session: Session, amount: CornerTexts = CornerTexts.FULL) -> dict[str, list[str]]:
    found = corners(session, session.viewport, Translator(), LiveValues(magnification=1.5), amount)
    return {
        name: [line.text for line in getattr(found, name)]
        for name in ("top_left", "top_right", "bottom_left", "bottom_right")
    }


def test_that_each_corner_has_its_subject(desk: Desk) -> None:
    desk.session.viewport.scroll_to(4)

    assert texts(desk.session) == {
        "top_left": ["Muster, Erika", "ID: 4711", "born 1960-01-31", "female, 66 years"],
        "top_right": ["CT Thorax", "Study 77", "Acc. A-1", "2026-01-31 14:25:03"],
        # Slice 4 of 2.5 mm from -100 mm; W/L are the header's.
        "bottom_right": ["CT · series 3", "Thorax 2.5 B60f", "Thickness 2.5 mm", "axial −90 mm"],
        "bottom_left": ["W 400  L 40", "Zoom 150 %", "Image 5 / 20"],
    }


def test_that_minimal_keeps_identity_window_and_place(desk: Desk) -> None:
    found = texts(desk.session, CornerTexts.MINIMAL)

    assert found["top_left"] == ["Muster, Erika", "ID: 4711"]
    assert found["top_right"] == []
    assert found["bottom_left"] == ["W 400  L 40", "Image 11 / 20"]


def test_that_none_leaves_nothing(desk: Desk) -> None:
    assert not any(texts(desk.session, CornerTexts.NONE).values())


@pytest.mark.parametrize("amount", list(CornerTexts))
def test_that_lossy_compression_is_said_in_red_whatever_is_hidden(
    session: Session, qtbot: QtBot, amount: CornerTexts
) -> None:
    show(session, qtbot, ct_study(lossy_compression=LossyCompression((10,), ("JPEG",))))

    found = corners(session, session.viewport, Translator(), LiveValues(1.0), amount)

    first = found.bottom_left[0]
    assert first.text == "■ Lossy compression: 10:1 JPEG"
    assert first.colour == WARNING


def test_that_a_hidden_identity_stands_nowhere(desk: Desk) -> None:
    desk.session.overlays.update(shows_identity=False)

    found = texts(desk.session)

    assert found["top_left"] == ["(identity hidden)", "female, 66 years"]
    assert found["top_right"] == ["CT Thorax", "2026-01-31 14:25:03"]


def test_that_a_radiograph_has_side_view_and_exposure(session: Session, qtbot: QtBot) -> None:
    technique = Technique("MLO", "L", kilovolts=28.0)
    show(session, qtbot, of_modality("MG", technique=technique, exposure_mas=87.5))

    found = texts(session)["bottom_right"]

    assert found[:4] == ["MG · series 3", "left MLO", "Thorax 2.5 B60f", "28 kV  87.5 mAs"]


@pytest.mark.parametrize(
    ("orientation", "side"), [(("P", "FL"), "left"), (("A", "FR"), "right"), ((), "")]
)
def test_that_texts_stand_beside_the_breast_not_on_it(
    session: Session, qtbot: QtBot, orientation: tuple[str, ...], side: str
) -> None:
    study = of_modality("MG", patient_orientation=orientation)
    [stack] = study.series[0].display_sets
    frames = tuple(replace(frame, plane=None) for frame in stack.frames)
    series = replace(study.series[0], display_sets=(replace(stack, frames=frames),))
    show(session, qtbot, replace(study, series=(series,)))

    filled = {corner for corner, lines in texts(session).items() if lines}

    assert filled == {
        f"{edge}_{each}"
        for edge in ("top", "bottom")
        for each in ("left", "right")
        if side in ("", each)
    }


def test_that_texts_change_sides_with_a_mirrored_breast(session: Session, qtbot: QtBot) -> None:
    frame = ct_study(patient_orientation=("P", "FL")).series[0].display_sets[0].frames[0]
    frame = replace(frame, plane=None)

    assert free_side("MG", frame, AS_STORED) is Side.LEFT
    assert free_side("MG", frame, AS_STORED.flipped_sideways()) is Side.RIGHT
    assert free_side("CR", frame, AS_STORED) is None


def test_that_a_sequence_has_its_times(session: Session, qtbot: QtBot) -> None:
    technique = Technique(repetition_time_ms=500, echo_time_ms=15, field_strength_t=1.494)
    show(session, qtbot, of_modality("MR", technique=technique))

    found = texts(session)["bottom_right"]

    assert found[2:4] == ["TR 500  TE 15 ms", "1.49 T"]


@pytest.mark.parametrize(
    ("calibration", "expected"),
    [
        (
            PixelCalibration(0.1, 0.1, AxisUnit.MILLIMETRE, CalibrationKind.DETECTOR),
            "Lengths in mm: At detector",
        ),
        (
            PixelCalibration(kind=CalibrationKind.CONFLICTING),
            "Pixel size contradictory: lengths in pixels",
        ),
    ],
)
def test_that_lengths_say_how_they_are_known(
    session: Session, qtbot: QtBot, calibration: PixelCalibration, expected: str
) -> None:
    show(session, qtbot, ct_study(calibration=calibration))

    assert expected in texts(session)["bottom_left"]


def test_that_playing_is_said_with_its_rate(desk: Desk) -> None:
    desk.session.viewport.scroll_to(4)

    desk.session.cine.toggle()

    assert texts(desk.session)["bottom_left"][-2:] == ["▶ 10 images/s", "Image 5 / 20"]


def of_modality(modality: str, **instance: Any) -> Study:
    study = ct_study(**instance)
    return replace(study, series=(replace(study.series[0], modality=modality),))


def test_that_zeros_for_a_birth_date_say_nothing(session: Session, qtbot: QtBot) -> None:
    patient = Patient("4711", "Muster", "00000000", "O")
    show(session, qtbot, ct_study(patient=patient))

    assert texts(session)["top_left"] == ["Muster", "ID: 4711", "other"]


def test_that_missing_attributes_leave_no_empty_lines(session: Session, qtbot: QtBot) -> None:
    show(session, qtbot, ct_study(patient=Patient()))

    assert texts(session)["top_left"] == ["(no name)"]


def test_that_a_long_line_leaves_the_other_half_free(session: Session, qtbot: QtBot) -> None:
    desk = show(session, qtbot, ct_study(patient=Patient(patient_name="N" * 200)))
    session.overlays.update(corner_texts=CornerTexts.MINIMAL)

    first_line = _greys_on_black(desk)[10:24]

    assert (first_line[:, 200:264] > 225).any()
    assert not (first_line[:, 320:] > 225).any()  # the canvas is 600 px wide


def test_that_a_small_viewport_gets_the_least(session: Session, qtbot: QtBot) -> None:
    desk = show(session, qtbot, ct_study(), size=(342, 320))

    found = desk.panel.build_canvas().sheet.marks.corners
    assert [line.text for line in found.top_left] == ["Muster, Erika", "ID: 4711"]
    assert found.top_right == ()


def test_that_nothing_open_has_no_texts(session: Session) -> None:
    assert (
        corners(session, session.viewport, Translator(), LiveValues(1.0), CornerTexts.FULL)
        == Corners()
    )


def test_that_texts_are_drawn_in_every_corner(desk: Desk) -> None:
    with_texts = _bright_in_corners(desk)
    desk.session.overlays.update(corner_texts=CornerTexts.NONE)

    assert all(with_texts)
    assert not any(_bright_in_corners(desk))


def _bright_in_corners(desk: Desk) -> list[bool]:
    rows = _greys_on_black(desk)
    boxes = (rows[:80, :120], rows[:80, -120:], rows[-60:, :120], rows[-60:, -120:])
    return [bool((box > 225).any()) for box in boxes]


def _greys_on_black(desk: Desk) -> NDArray[np.uint8]:
    """The canvas with a window so high that the image itself is black."""
    desk.session.presentations.set_window(SET_ID, VoiWindow(5000, 10))
    shown = desk.panel.build_canvas().grab().toImage()
    grey = shown.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].copy()


@pytest.mark.parametrize(
    ("age", "words"),
    [
        ("066Y", "66 years"),
        ("001Y", "1 year"),
        ("0Y", "0 years"),
        ("001D", "1 day"),
        ("6 y", "6 y"),
    ],
)
def test_that_an_age_is_told_in_words(session: Session, qtbot: QtBot, age: str, words: str) -> None:
    study = ct_study()
    patient = replace(study.patient, age=age)
    show(session, qtbot, replace(study, patient=patient))

    assert texts(session)["top_left"][-1] == f"female, {words}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("20260131142503.123456", "2026-01-31 14:25:03"),
        ("20260131", "2026-01-31"),
        ("1994.01.30 11:25:01", "1994-01-30 11:25:01"),
        ("", ""),
    ],
)
def test_that_times_lose_their_fractions(value: str, text: str) -> None:
    assert date_time_text(value) == text


@pytest.mark.parametrize(
    ("width", "center", "text"),
    [
        (2292.5, -450.4, "W 2292  L −450"),
        (1_500_000.0, 7.0, "W 1500000  L 7"),
        (1.5, 0.75, "W 1.5  L 0.8"),
    ],
)
def test_that_a_wide_window_is_told_in_whole_numbers(
    width: float, center: float, text: str
) -> None:
    assert str(window_text(VoiWindow(center, width))) == text


@pytest.mark.parametrize(
    ("value", "text"), [(-600.0, "−600"), (2.54, "2.5"), (-0.01, "0"), (1500.0, "1500")]
)
def test_that_numbers_are_short_and_have_a_real_minus(value: float, text: str) -> None:
    assert number_text(value) == text
