"""A head looks alike whatever the field of view, the pixel's shape and the gain."""

import numpy as np
from numpy.typing import NDArray

from medviewer.imaging.head_frame import HeadFrame, find_head, head_grey, head_image, otsu_threshold


def head(
    shape: tuple[int, int],
    centre: tuple[float, float],
    radii: tuple[float, float],
    gain: float = 80,
) -> NDArray[np.float32]:
    """An ellipse with a bright rim and a bright spot up and to the left of its middle."""
    y, x = np.mgrid[: shape[0], : shape[1]].astype(float)
    distance = np.hypot((y - centre[0]) / radii[0], (x - centre[1]) / radii[1])
    spot = np.hypot((y - centre[0]) / radii[0] + 0.4, (x - centre[1]) / radii[1] + 0.4)
    picture = np.where(distance < 1, gain, 2) + np.where(abs(distance - 0.95) < 0.05, gain, 0)
    return (picture + np.where(spot < 0.15, gain, 0)).astype(np.float32)


def alike(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


def test_that_the_frame_stands_about_the_head_with_a_margin() -> None:
    frame = find_head(head((256, 256), (120, 140), (90, 70)))

    # 180 high, 140 wide: longer than 1.25 widths, so 175 of it, and 3 % on each side.
    assert abs(frame.height - 175 * 1.06) < 6
    assert abs(frame.left + frame.width / 2 - 140) < 3
    assert abs(frame.top - (30 - 0.03 * frame.height)) < 5


def test_that_field_of_view_and_gain_do_not_change_what_is_seen() -> None:
    near, _ = head_image(head((256, 256), (128, 128), (100, 90), gain=60), 64)
    far, _ = head_image(head((400, 400), (180, 230), (120, 108), gain=900), 64)

    assert alike(near, far) > 0.9


def test_that_oblong_pixels_are_squared() -> None:
    square, _ = head_image(head((256, 256), (128, 128), (100, 90)), 64)
    oblong, frame = head_image(head((128, 256), (64, 128), (50, 90)), 64, row_to_column=2.0)

    assert abs(frame.width / frame.height - 2) < 1e-9
    assert alike(square, oblong) > 0.95


def test_that_the_heads_median_has_its_grey() -> None:
    grey = head_grey(head((100, 100), (50, 50), (40, 40), gain=55))

    assert abs(float(grey[60, 60]) - 0.35) < 1e-3


def test_that_an_empty_slice_is_taken_whole() -> None:
    frame = find_head(np.zeros((40, 80), np.int16))

    assert (frame.height, frame.width, frame.left) == (80.0, 80.0, 0.0)


def test_that_points_go_to_the_frame_and_back() -> None:
    frame = HeadFrame(top=-5.0, left=10.0, height=50.0, width=100.0)
    points = np.array([[-5.0, 10.0], [45.0, 110.0]])

    inside = frame.to_frame(points, 200)

    assert inside.tolist() == [[0, 0], [200, 200]]
    assert np.allclose(frame.from_frame(inside, 200), points)


def test_that_otsu_parts_two_levels() -> None:
    image = np.repeat(np.array([10, 90], np.float32), 50).reshape(10, 10)

    assert 10 <= otsu_threshold(image) < 90
