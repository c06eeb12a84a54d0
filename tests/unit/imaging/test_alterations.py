"""What is said of pixels that the scanner did not make."""

from pathlib import Path

from medviewer.domain.study import (
    Between,
    DisplaySet,
    FrameSource,
    Instance,
    PixelEncoding,
    Shifted,
)
from medviewer.imaging.alterations import alterations

ENCODING = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 16, 16, 1)
ACQUIRED = FrameSource(Instance(Path("/none"), "1", "1", 2, 3, 1, ENCODING), 0, None)


def said_of(frame: FrameSource) -> list[str]:
    display_set = DisplaySet("1:2", "1", (frame,), None, tilt_degrees=13.52)
    return [str(line) for line in alterations(display_set, frame)]


def test_that_nothing_is_said_of_what_was_acquired() -> None:
    assert said_of(ACQUIRED) == []


def test_that_a_missing_and_a_shifted_slice_are_told() -> None:
    between = Between(ACQUIRED, ACQUIRED, 0.5)
    moved = Shifted(ACQUIRED, 1.0, 0.0, 4, 3)

    said = said_of(FrameSource(ACQUIRED.instance, 0, None, between=between, shifted=moved))

    assert said == ["INTERPOLATED: this slice is missing", "Resampled: tilted by 13.5°"]
