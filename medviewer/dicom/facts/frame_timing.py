"""Reads when the frames of a moving image were taken (PS3.3 C.7.6.5 Cine, C.7.6.6 Multi-frame)."""

from itertools import accumulate

from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset

from medviewer.dicom.reading.attributes import number, numbers
from medviewer.dicom.reading.recall import recalled
from medviewer.domain.frame_timing import NO_TIMING, FrameTiming

TIMING_TAGS = frozenset(
    tag
    for name in (
        "FrameTime",
        "FrameTimeVector",
        "CineRate",
        "RecommendedDisplayFrameRate",
        "ActualFrameDuration",
    )
    if (tag := tag_for_keyword(name)) is not None
)
LONGEST_FRAME_MS = 3_600_000.0  # an hour; more is damage
EQUAL_STEPS = 0.05  # relative; steps that differ less are one frame rate, written with few digits


@recalled
def frame_timing(dataset: Dataset, count: int) -> FrameTiming:
    """The times of `count` frames; of several attributes the most particular one counts."""
    if count < 2:
        return NO_TIMING
    steps = _steps_ms(dataset, count)
    times = tuple(accumulate(steps)) if steps else ()
    rates = (_above_zero(dataset, "RecommendedDisplayFrameRate"), _above_zero(dataset, "CineRate"))
    recommended = next((rate for rate in rates if rate is not None), None)
    duration = times[-1] if times else 0.0
    measured = 1000 * (count - 1) / duration if duration else None
    is_uneven = bool(steps) and max(steps[1:]) > min(steps[1:]) * (1 + EQUAL_STEPS)
    return FrameTiming(times, recommended or measured, is_uneven and rates[0] is None)


def _steps_ms(dataset: Dataset, count: int) -> tuple[float, ...]:
    """The time from each frame to the next, 0 for the first; () where the header has none."""
    vector = numbers(dataset, "FrameTimeVector")
    if len(vector) == count and all(0 <= step <= LONGEST_FRAME_MS for step in vector):
        return (0.0, *vector[1:])
    for keyword in ("FrameTime", "ActualFrameDuration"):
        step = _above_zero(dataset, keyword)
        if step is not None and step <= LONGEST_FRAME_MS:
            return (0.0,) + (step,) * (count - 1)
    rate = _above_zero(dataset, "CineRate")
    return (0.0,) + (1000 / rate,) * (count - 1) if rate else ()


def _above_zero(dataset: Dataset, keyword: str) -> float | None:
    value = number(dataset, keyword)
    return value if value is not None and value > 0 else None
