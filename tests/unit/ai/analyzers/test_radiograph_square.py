"""A radiograph becomes what the networks were trained on, however it is stored."""

import numpy as np
import pytest

from medviewer.ai.analyzers.radiograph_square import RadiographSquare, prepared
from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.voi import VoiFunction, VoiWindow

EIGHT_BITS = ToneCurve(VoiWindow(127.5, 255, VoiFunction.LINEAR_EXACT))


@pytest.mark.parametrize(
    ("shape", "square", "rows", "columns"),
    [
        ((100, 140), RadiographSquare(0, 20, 100), (-0.5, 99.5), (19.5, 119.5)),
        ((143, 100), RadiographSquare(21, 0, 100), (20.5, 120.5), (-0.5, 99.5)),
        ((28, 28), RadiographSquare(0, 0, 28), (-0.5, 27.5), (-0.5, 27.5)),
    ],
)
def test_that_the_square_lies_in_the_middle_and_spans_the_short_side(
    shape: tuple[int, int],
    square: RadiographSquare,
    rows: tuple[float, float],
    columns: tuple[float, float],
) -> None:
    found = RadiographSquare.of(*shape)

    assert found == square
    assert (found.row_range, found.column_range) == (rows, columns)


def test_that_an_image_of_the_networks_size_is_passed_through() -> None:
    image = np.arange(16, dtype=np.uint8).reshape(4, 4) * 17

    np.testing.assert_allclose(prepared(image, EIGHT_BITS, (4, 4)), image / 255, atol=1e-6)


def test_that_a_fine_pattern_is_averaged_and_not_sampled() -> None:
    stripes = np.tile(np.array([0, 255], np.uint8), (64, 32))

    small = prepared(stripes, EIGHT_BITS, (8, 8))

    np.testing.assert_allclose(small[:, 1:-1], 0.5, atol=0.02)


def test_that_what_lies_beside_the_square_is_not_seen() -> None:
    image = np.full((40, 60), 100, np.uint8)
    image[:, :10] = 255

    assert np.ptp(prepared(image, EIGHT_BITS, (8, 8))) == pytest.approx(0)


def test_that_the_result_stays_between_black_and_white() -> None:
    edge = np.zeros((64, 64), np.uint8)
    edge[:, 32:] = 255

    small = prepared(edge, EIGHT_BITS, (8, 8))

    assert (small.min(), small.max()) == (0, 1)
