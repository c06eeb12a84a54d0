"""What a reader must know of pixels that are not those the scanner made; the same words everywhere."""

from collections.abc import Iterator

from medviewer.domain.study import DisplaySet, FrameSource
from medviewer.domain.volume import Frame
from medviewer.words import Message, message

SHOWN_BITS = 8  # of a channel of colour
# Storage classes whose images have 10 to 16 bits as they are made: CT, MR, CR, DX, mammography, PET.
DEEP = tuple(
    f"1.2.840.10008.5.1.4.1.1.{kind}"
    for kind in ("1", "1.1", "1.1.1", "1.2", "1.2.1", "2", "4", "128")
)


def alterations(
    display_set: DisplaySet, frame: FrameSource, pixels: Frame | None = None
) -> Iterator[Message]:
    """One line for each thing that was computed in a frame of the display set, or lost in it.

    Args:
        pixels: the frame decoded, once it is.
    """
    if pixels is not None and pixels.is_second_choice:
        yield message("Canvas", "Damaged, decoded leniently: parts may be wrong")
    if frame.is_interpolated:
        yield message("Canvas", "INTERPOLATED: this slice is missing")
    if frame.shifted is not None:
        degrees = f"{display_set.tilt_degrees or 0:.1f}"
        yield message("Canvas", "Resampled: tilted by {degrees}°", degrees=degrees)
    lossy = frame.instance.lossy_compression
    if lossy is not None:
        yield message("Canvas", "Lossy compression: {how}", how=lossy)
    yield from _lost_bits(frame)


def _lost_bits(frame: FrameSource) -> Iterator[Message]:
    """Greys or colours that are finer in the file than on the screen, or were finer before the file."""
    encoding = frame.instance.encoding
    bits = encoding.bits_stored
    if encoding.samples_per_pixel > 1 and bits > SHOWN_BITS:
        yield message("Canvas", "Colour of {bits} bits, shown with 8", bits=bits)
    elif frame.instance.sop_class_uid in DEEP and not frame.is_colour and bits <= SHOWN_BITS:
        yield message("Canvas", "Only {bits} bits stored: a window shows no finer greys", bits=bits)
