"""Frames to one array of modality values: int16 where that loses nothing, float32 otherwise."""

from collections.abc import Callable, Sequence

import numpy as np

from medviewer.dicom.pixels.frames import as_rgb8, read_frame
from medviewer.dicom.pixels.slice_threads import thread_count
from medviewer.dicom.pixels.source_values import SourceReader, modality_values
from medviewer.domain.study import FrameSource
from medviewer.domain.volume import PixelArray
from medviewer.errors import NotAVolume
from medviewer.jobs.parallel_map import parallel_map
from medviewer.words import Message, message

INT16 = np.iinfo(np.int16)


def read_voxels(sources: Sequence[FrameSource], on_frame: Callable[[], None]) -> PixelArray:
    """Decode every frame into [frame, row, column], or [frame, row, column, 3] as uint8 in colour.

    Frames that no file holds (between two slices, or shifted onto a regular grid) are computed as the viewer
    computes them.

    Raises:
        UndecodablePixels: a frame cannot be read.
        NotAVolume: the frames are not of one size.
    """
    reader = SourceReader()
    voxels: PixelArray | None = None
    values = parallel_map(lambda source: _values(reader, source), sources, thread_count())
    for index, frame in enumerate(values):
        if voxels is None:
            voxels = np.empty((len(sources), *frame.shape), frame.dtype)
        if frame.shape != voxels.shape[1:]:
            raise NotAVolume(_other_size(sources[index], voxels.shape, frame.shape))
        if voxels.dtype == np.int16 and frame.dtype == np.float32:
            voxels = voxels.astype(np.float32)
        voxels[index] = frame
        on_frame()
    assert voxels is not None  # for the type checker: a display set has frames
    return voxels


def _values(reader: SourceReader, source: FrameSource) -> PixelArray:
    if source.is_resampled:
        return smallest(read_frame(source).array.astype(np.float64))
    stored = reader.read(source)
    if stored.ndim == 3:
        return as_rgb8(stored, source.instance)
    return smallest(modality_values(stored, source.rescale))


def smallest(values: PixelArray) -> PixelArray:
    """int16 where every value is a whole number it holds, float32 otherwise."""
    with np.errstate(invalid="ignore"):  # NaN and infinity become some number, which differs
        whole = np.clip(values, INT16.min, INT16.max).astype(np.int16)
    return whole if np.array_equal(whole, values) else values.astype(np.float32)


def _other_size(source: FrameSource, one: tuple[int, ...], other: tuple[int, ...]) -> Message:
    return message(
        "Convert",
        "{file} has images of another size ({other}) than the first one ({one}), so they make no volume.",
        file=source.instance.path.name,
        one="×".join(map(str, one[1:3])),
        other="×".join(map(str, other[:2])),
    )
