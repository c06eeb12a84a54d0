"""What a reader must know of pixels that are not those the scanner made; the same words everywhere."""

from collections.abc import Iterator

from medviewer.domain.study import DisplaySet, FrameSource
from medviewer.words import Message, message


def alterations(display_set: DisplaySet, frame: FrameSource) -> Iterator[Message]:
    """One line for each thing that was computed in a frame of the display set, or lost in it."""
    if frame.is_interpolated:
        yield message("Canvas", "INTERPOLATED: this slice is missing")
    if frame.shifted is not None:
        degrees = f"{display_set.tilt_degrees or 0:.1f}"
        yield message("Canvas", "Resampled: tilted by {degrees}°", degrees=degrees)
    lossy = frame.instance.lossy_compression
    if lossy is not None:
        yield message("Canvas", "Lossy compression: {how}", how=lossy)
