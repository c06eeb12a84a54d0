"""When frames were taken, from each attribute that may say so."""

from typing import Any

import pytest
from pydicom.dataset import Dataset

from medviewer.dicom.facts.frame_timing import frame_timing


def data_set(**attributes: Any) -> Dataset:
    dataset = Dataset()
    for keyword, value in attributes.items():
        setattr(dataset, keyword, value)
    return dataset


@pytest.mark.parametrize(
    ("attributes", "times_ms", "rate_fps"),
    [
        ({"FrameTime": 40}, (0, 40, 80, 120), 25),
        ({"CineRate": 20}, (0, 50, 100, 150), 20),
        ({"ActualFrameDuration": 100}, (0, 100, 200, 300), 10),
        ({"FrameTime": 40, "RecommendedDisplayFrameRate": 15}, (0, 40, 80, 120), 15),
        ({"FrameTimeVector": [0, 30, 30, 40]}, (0, 30, 60, 100), 30),
        ({"FrameTimeVector": [99, 30, 30, 40]}, (0, 30, 60, 100), 30),
        ({"FrameTimeVector": [0, 30], "FrameTime": 50}, (0, 50, 100, 150), 20),
        ({"RecommendedDisplayFrameRate": 12}, (), 12),
        ({"FrameTime": 0}, (), None),
        ({"FrameTime": -5}, (), None),
        ({}, (), None),
    ],
)
def test_that_times_and_rate_are_read(
    attributes: dict[str, Any], times_ms: tuple[float, ...], rate_fps: float | None
) -> None:
    timing = frame_timing(data_set(**attributes), 4)

    assert timing.frame_times_ms == times_ms
    assert timing.rate_fps == (None if rate_fps is None else pytest.approx(rate_fps))


def test_that_uneven_steps_are_kept_and_even_ones_are_a_rate() -> None:
    uneven = frame_timing(data_set(FrameTimeVector=[0, 30, 90, 30]), 4)
    even = frame_timing(data_set(FrameTimeVector=[0, 33.3, 33.4, 33.3]), 4)

    assert uneven.has_own_steps
    assert not even.has_own_steps


def test_that_a_single_image_has_no_times() -> None:
    assert frame_timing(data_set(FrameTime=40), 1).frame_times_ms == ()
