"""Frames no file holds as they are: tiles of a mosaic, slices of a tilt, stand-ins for missing slices."""

import dataclasses
from collections.abc import Callable

import numpy as np

from medviewer.domain.study import FrameSource
from medviewer.domain.volume import Frame, PixelArray, Unit
from medviewer.imaging.regrid import between, shifted

AIR_HU = -1024.0  # what stands beside a tilted CT: the lowest value its scanners write


def computed_frame(source: FrameSource, read: Callable[[FrameSource], Frame]) -> Frame:
    """A frame for which `source.is_resampled`, from the acquired ones that `read` gives.

    Raises:
        UndecodablePixels: one of those cannot be read.
    """
    if source.shifted is not None:
        moved = source.shifted
        frame = read(moved.source)
        array = shifted(
            frame.array,
            (moved.row_shift, moved.column_shift),
            (moved.rows, moved.columns),
            _outside(frame),
        )
        return _without_what_lies_on_it(frame, array)
    assert source.between is not None  # for the type checker: the frame is resampled
    before, after = read(source.between.before), read(source.between.after)
    mixed = between(before.array, after.array, source.between.weight)
    return _without_what_lies_on_it(before, mixed)


def whole_sheet(source: FrameSource) -> FrameSource:
    """The stored image of which a mosaic's frame is one tile."""
    instance, sheet = source.instance, source.instance.sheet
    assert sheet is not None  # for the type checker: the caller asked
    stored = dataclasses.replace(
        instance, rows=sheet.rows, columns=sheet.columns, number_of_frames=1, sheet=None
    )
    return dataclasses.replace(source, instance=stored, frame_index=0)


def tile(pixels: PixelArray, source: FrameSource) -> PixelArray:
    """The tile of `source` out of the stored sheet's pixels; a copy, the sheet's memory can go."""
    instance, sheet = source.instance, source.instance.sheet
    assert sheet is not None  # for the type checker: the caller asked
    down, right = divmod(source.frame_index, sheet.across)
    top, left = down * instance.rows, right * instance.columns
    return pixels[top : top + instance.rows, left : left + instance.columns].copy()


def _without_what_lies_on_it(frame: Frame, array: PixelArray) -> Frame:
    """`array` shown like `frame`, but for overlays and shutters: those are of the acquired pixels."""
    appearance = dataclasses.replace(frame.appearance, overlays=(), shutter=None)
    return Frame(array, frame.unit, appearance, frame.is_second_choice)


def _outside(frame: Frame) -> float:
    if frame.unit is Unit.HU and np.issubdtype(frame.array.dtype, np.signedinteger):
        return AIR_HU
    return frame.value_range()[0]
