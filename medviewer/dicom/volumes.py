"""Slices that form a volume, decoded into one array that is allocated once."""

import numpy as np

from medviewer.dicom import frames
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
        why = display_set.notes[0] if display_set.notes else _needs_slices()
        raise NotAVolume(why)
    kinds = {frames.modality_dtype(frame.instance) for frame in display_set.frames}
    dtype = np.dtype(np.int16) if kinds == {np.dtype(np.int16)} else np.dtype(np.float32)
    return np.empty(display_set.geometry.shape, dtype)


def read_into(array: PixelArray, index: int, source: FrameSource) -> None:
    """Decode one frame into its slice of `array`. Several threads may fill one array.

    Raises:
        UndecodablePixels: the frame cannot be read, or is not of the size its header says.
    """
    stored = frames.read_stored(source)
    if stored.shape != array.shape[1:]:
        raise UndecodablePixels(
            message(
                "Volumes",
                "{file} has pixels of another size than its header says. Export it again.",
                file=source.instance.path.name,
            )
        )
    array[index] = frames.to_modality(stored, source.instance)


def load_volume(display_set: DisplaySet, token: CancelToken, progress: ProgressSink) -> Volume:
    """Every slice, in order.

    Raises:
        NotAVolume: the frames form no volume.
        UndecodablePixels: a slice cannot be read.
        Cancelled: the token was cancelled.
    """
    array = allocate_volume(display_set)
    for index, source in enumerate(display_set.frames):
        token.check()
        read_into(array, index, source)
        progress(Progress(READING, index + 1, display_set.count))
    assert display_set.geometry is not None  # for the type checker: allocate_volume asked
    return Volume(array, display_set.geometry, display_set.frames[0].instance.rescale.unit)


def _needs_slices() -> Message:
    return message(
        "Volumes",
        "These images form no volume: their place in the patient is unknown or there is only one.",
    )
