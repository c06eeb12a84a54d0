"""VOI windows against values computed by hand from PS3.3 C.11.2.1."""

import numpy as np
import pytest

from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.voi import VoiFunction, VoiWindow, WindowPreset
from medviewer.domain.volume import Frame, Unit
from medviewer.imaging.luts import (
    apply_voi_window,
    automatic_window,
    default_window,
    grey_lut,
)
from medviewer.words import message


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # c = 2048, w = 4096, the standard's own note: y = (x - 2047.5) / 4095 + 0.5
        (-1.0, 0.0),
        (0.0, 0.0),
        (4095.0, 1.0),
        (4096.0, 1.0),
        (2047.5, 0.5),
        (1023.75, 0.25),
    ],
)
def test_that_linear_follows_the_standards_note_for_center_2048_width_4096(
    value: float, expected: float
) -> None:
    window = VoiWindow(2048, 4096, VoiFunction.LINEAR)

    shown = apply_voi_window(np.array([value]), window)

    assert shown[0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("center", "value", "expected"),
    [
        # The standard: c=0, w=1 is 0 for x <= -0.5 and 1 above; c=1, w=1 is 0 for x <= 0.5.
        (0.0, -0.5, 0.0),
        (0.0, -0.4, 1.0),
        (1.0, 0.5, 0.0),
        (1.0, 1.0, 1.0),
    ],
)
def test_that_linear_of_width_one_is_a_threshold(
    center: float, value: float, expected: float
) -> None:
    shown = apply_voi_window(np.array([value]), VoiWindow(center, 1, VoiFunction.LINEAR))

    assert shown[0] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(-160.0, 0.0), (-161.0, 0.0), (240.0, 1.0), (40.0, 0.5), (-60.0, 0.25), (140.0, 0.75)],
)
def test_that_linear_exact_reaches_its_ends_half_a_width_from_the_center(
    value: float, expected: float
) -> None:
    shown = apply_voi_window(np.array([value]), VoiWindow(40, 400, VoiFunction.LINEAR_EXACT))

    assert shown[0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # 1 / (1 + exp(-4 (x - c) / w)) with c = 40, w = 400
        (40.0, 0.5),
        (140.0, 0.7310585786300049),  # 1 / (1 + 1/e)
        (-60.0, 0.2689414213699951),
        (240.0, 0.8807970779778823),  # 1 / (1 + 1/e^2)
        (-1e9, 0.0),
        (1e9, 1.0),
    ],
)
def test_that_sigmoid_is_the_logistic_curve_of_the_standard(value: float, expected: float) -> None:
    shown = apply_voi_window(np.array([value]), VoiWindow(40, 400, VoiFunction.SIGMOID))

    assert shown[0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("width", [1.0, 80.0])
@pytest.mark.parametrize("function", list(VoiFunction))
def test_that_a_missing_value_stays_missing(function: VoiFunction, width: float) -> None:
    shown = apply_voi_window(np.array([np.nan]), VoiWindow(40, width, function))

    assert np.isnan(shown[0])


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int16, np.uint16])
@pytest.mark.parametrize("function", list(VoiFunction))
@pytest.mark.parametrize("is_inverted", [False, True])
def test_that_the_table_agrees_with_the_window_for_every_value_of_the_type(
    dtype: type[np.integer], function: VoiFunction, is_inverted: bool
) -> None:
    limits = np.iinfo(dtype)
    values = np.arange(limits.min, limits.max + 1).astype(dtype)
    window = VoiWindow(40.5, 133, function)
    display = apply_voi_window(values, window)
    expected = np.floor((1 - display if is_inverted else display) * 255 + 0.5)

    lut = grey_lut(ToneCurve(window, is_inverted), dtype)

    unsigned = values.view(np.dtype(f"u{values.dtype.itemsize}"))
    np.testing.assert_array_equal(expected, lut[unsigned])


def test_that_no_table_is_made_for_wide_integers_or_floats() -> None:
    with pytest.raises(ValueError, match="float32"):
        grey_lut(ToneCurve(VoiWindow(0, 1)), np.float32)


def test_that_the_headers_first_window_is_the_default() -> None:
    lung = WindowPreset(message("Test", "lung"), VoiWindow(-600, 1500))
    bone = WindowPreset(message("Test", "bone"), VoiWindow(300, 2000))
    frame = Frame(np.zeros((2, 2), np.int16), Unit.HU)

    assert lung.window == default_window(frame, (lung, bone))


def test_that_without_a_header_window_the_default_spans_the_1st_to_99th_percentile() -> None:
    values = np.arange(101, dtype=np.int16).reshape(1, 101)  # percentile p is p
    frame = Frame(values, Unit.NONE)

    window = automatic_window(frame)

    assert VoiWindow(50, 98, VoiFunction.LINEAR_EXACT) == window


def test_that_one_bright_pixel_does_not_set_the_default_window() -> None:
    values = np.tile(np.arange(100, dtype=np.int16), 100).reshape(100, 100)
    values[0, 0] = 30000
    frame = Frame(values, Unit.NONE)

    window = automatic_window(frame)

    assert window.center + window.width / 2 < 101


def test_that_a_nearly_empty_image_is_windowed_to_the_pixels_that_differ() -> None:
    values = np.zeros((100, 100), np.int16)
    values[0, :10] = 500
    frame = Frame(values, Unit.NONE)

    window = automatic_window(frame)

    assert VoiWindow(250, 500, VoiFunction.LINEAR_EXACT) == window


@pytest.mark.parametrize(
    "array",
    [np.full((4, 4), 7, np.int16), np.full((4, 4), np.nan, np.float32), np.zeros((0, 4), np.int16)],
)
def test_that_an_image_of_one_value_or_none_still_gets_a_window(array: np.ndarray) -> None:
    window = automatic_window(Frame(array, Unit.NONE))

    assert np.isfinite(window.center)
    assert window.width == 1.0
