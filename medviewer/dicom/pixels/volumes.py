"""Slices that form a volume, decoded into one array that is allocated once."""

import threading
from collections.abc import Iterator

import numpy as np

from medviewer.dicom.pixels.encapsulation import LocatedFrames
from medviewer.dicom.pixels.frames import read_frame, read_stored
from medviewer.dicom.pixels.modality_values import common_dtype, modality_dtype, to_modality
from medviewer.dicom.pixels.native import is_native_grey, read_native, stored_dtype
from medviewer.dicom.pixels.slice_threads import for_each
from medviewer.domain.study import DisplaySet, FrameSource
from medviewer.domain.volume import PixelArray, Volume
from medviewer.errors import NotAVolume, UndecodablePixels
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import Message, message

READING = message("Volumes", "Reading slices")


def allocate_volume(display_set: DisplaySet) -> PixelArray:
    """An array for every slice, in the type the headers call for; its memory is touched as slices arrive.

    Raises:
        NotAVolume: the frames form no volume; the notes of the display set say why.
    """
    if display_set.geometry is None:
        raise NotAVolume(display_set.notes[0] if display_set.notes else _needs_slices())
    dtype = common_dtype({modality_dtype(source) for source in display_set.frames})
    return np.empty(display_set.geometry.shape, dtype)


class _Tally:
    """Counts finished slices for several threads."""

    def __init__(self, progress: ProgressSink, token: CancelToken, total: int) -> None:
        self._progress, self._token, self._total = progress, token, total
        self._done = 0
        self._lock = threading.Lock()

    def count(self) -> None:
        with self._lock:
            self._token.check()  # who cancelled wants to hear no more
            self._done += 1
            self._progress(Progress(READING, self._done, self._total))


def read_into(
    array: PixelArray, index: int, source: FrameSource, located: LocatedFrames | None = None
) -> bool:
    """Decode one frame into slice `index` of `array`. Several threads may fill one array.

    Slices of the array's own width are read or decoded in place: no other memory is touched.

    Args:
        located: keeps where a file's frames lie, for the next of them.

    Returns:
        Whether a more lenient decoder read it (`Frame.is_second_choice`).

    Raises:
        UndecodablePixels: the frame cannot be read, or is not of the size its header says.
    """
    plane, instance = array[index], source.instance
    if source.is_resampled:
        frame = read_frame(source)
        plane[...] = frame.array
        return frame.is_second_choice
    if (instance.rows, instance.columns) != plane.shape:
        raise UndecodablePixels(_does_not_fit(source))
    is_as_wide = instance.encoding.bits_allocated == plane.dtype.itemsize * 8
    lenient: list[FrameSource] = []
    room = plane.view(stored_dtype(instance)) if is_as_wide and plane.dtype.kind in "iu" else None
    if room is not None and is_native_grey(instance):
        read_native(instance, source.frame_index, room)
        stored: PixelArray = room
    else:
        fragments = located.of(instance) if located else None
        stored = read_stored(source, fragments, room, lenient)
    if stored.shape != plane.shape:
        raise UndecodablePixels(_does_not_fit(source))
    to_modality(stored, source, plane)
    return bool(lenient)


def load_volume(
    display_set: DisplaySet,
    token: CancelToken,
    progress: ProgressSink,
    order: Iterator[int] | None = None,
) -> Volume:
    """Every slice, begun in the `order` given or from the first to the last, several at a time.

    `progress` is called by one thread after another, never by two at once.

    Raises:
        NotAVolume: the frames form no volume.
        UndecodablePixels: a slice cannot be read.
        Cancelled: the token was cancelled.
    """
    array = allocate_volume(display_set)
    located, tally = LocatedFrames(), _Tally(progress, token, display_set.count)

    def read(index: int) -> None:
        token.check()
        read_into(array, index, display_set.frames[index], located)
        tally.count()

    for_each(order or range(display_set.count), read)
    assert display_set.geometry is not None  # for the type checker: allocate_volume asked
    return Volume(array, display_set.geometry, display_set.frames[0].rescale.unit)


def _needs_slices() -> Message:
    return message(
        "Volumes",
        "These images form no volume: their place in the patient is unknown or there is only one.",
    )


def _does_not_fit(source: FrameSource) -> Message:
    return message(
        "Volumes",
        "{file} does not fit its series: its pixels have another size or are in colour. Export it again.",
        file=source.instance.path.name,
    )
