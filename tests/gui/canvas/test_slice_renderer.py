import numpy as np
import pytest

from medviewer.domain.appearance import Appearance
from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.domain.volume import Frame, Unit
from medviewer.gui.canvas import slice_renderer
from medviewer.gui.canvas.slice_renderer import SliceRenderer
from medviewer.imaging.luts import GreyArray, grey_lut
from medviewer.imaging.render import render_grey

WINDOW = VoiWindow(40, 400)


@pytest.mark.parametrize("dtype", ["int16", "uint16", "uint8", ">i2", "float32", "int32"])
@pytest.mark.parametrize("is_inverse", [False, True])
@pytest.mark.parametrize("is_inverted", [False, True])
@pytest.mark.parametrize("stride", [1, 3])
def test_that_the_picture_is_render_greys_bit_for_bit(
    dtype: str, is_inverse: bool, is_inverted: bool, stride: int
) -> None:
    values = np.arange(7 * 9).reshape(7, 9) * 4
    frame = Frame(values.astype(dtype), Unit.HU, Appearance(is_inverse))

    image = SliceRenderer().render(frame, WINDOW, is_inverted, stride)

    expected = render_grey(frame, WINDOW, is_inverted, stride=stride)
    np.testing.assert_array_equal(image, expected)
    assert image.dtype == np.uint8


def test_that_colour_passes_through() -> None:
    rgb = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)

    image = SliceRenderer().render(Frame(rgb, Unit.NONE), WINDOW, is_inverted=False)

    np.testing.assert_array_equal(image, rgb)


def test_that_scrolling_builds_the_table_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built = []

    def counted(curve: ToneCurve, dtype: np.dtype[np.int16]) -> GreyArray:
        built.append(curve)
        return grey_lut(curve, dtype)

    monkeypatch.setattr(slice_renderer, "grey_lut", counted)
    renderer = SliceRenderer()
    frames = [Frame(np.full((4, 4), value, np.int16), Unit.HU) for value in (0, 40, 100)]

    for frame in frames:
        renderer.render(frame, WINDOW, is_inverted=False)

    assert len(built) == 1


@pytest.mark.parametrize(
    ("window", "is_inverted", "dtype"),
    [
        (VoiWindow(40, 401), False, "int16"),
        (VoiWindow(40, 400, VoiFunction.SIGMOID), False, "int16"),
        (WINDOW, True, "int16"),
        (WINDOW, False, "uint16"),
    ],
)
def test_that_a_table_is_never_used_for_something_else(
    window: VoiWindow, is_inverted: bool, dtype: str
) -> None:
    renderer = SliceRenderer()
    values = np.arange(-200, 300, dtype=np.int16).reshape(20, 25)
    renderer.render(Frame(values, Unit.HU), WINDOW, is_inverted=False)
    frame = Frame(values.astype(dtype), Unit.HU)

    image = renderer.render(frame, window, is_inverted)

    np.testing.assert_array_equal(image, render_grey(frame, window, is_inverted))
