"""Grey images of one size that need not form a volume, decoded into one array: what a model is shown."""

import numpy as np

from medviewer.dicom.pixels.frames import read_frame
from medviewer.dicom.pixels.modality_values import common_dtype, modality_dtype
from medviewer.dicom.pixels.volumes import READING
from medviewer.domain.study import DisplaySet, FrameSource
from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.voi import Voi, VoiFunction, VoiWindow
from medviewer.domain.volume import Frame, ImageStack, PixelArray
from medviewer.errors import UndecodablePixels
from medviewer.imaging.luts import tone_curve, whole_range_window
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import message

FEWEST_BITS = (
    8  # an image darker than half of its eight bits is a dark image, not one of seven bits
)


def load_stack(display_set: DisplaySet, token: CancelToken, progress: ProgressSink) -> ImageStack:
    """Every image in modality values, each with the curve that shows it. Not for the GUI thread.

    Raises:
        UndecodablePixels: an image cannot be read, is in colour, or is of another size than the first.
        Cancelled: the token was cancelled.
    """
    frames = display_set.frames
    array: PixelArray = np.empty(
        (len(frames), frames[0].rows, frames[0].columns),
        common_dtype(set(map(modality_dtype, frames))),
    )
    curves: list[ToneCurve] = []
    for index, source in enumerate(frames):
        token.check()
        frame = read_frame(source)
        _refuse_what_does_not_fit(frame, array, source)
        array[index] = frame.array
        curves.append(tone_curve(frame, _window(frame, source)))
        progress(Progress(READING, index + 1, len(frames)))
    planes = tuple(source.plane for source in frames)
    return ImageStack(array, planes, frames[0].rescale.unit, tuple(curves))


def _window(frame: Frame, source: FrameSource) -> Voi:
    """The header's first VOI; without one every value the bits in use can hold is shown (PS3.3 C.11.2).

    In use: many headers state twelve or sixteen bits over images of eight. The brightness of an image then
    says as much as it did before it became DICOM, which the range of its own values would not.
    """
    if source.windows:
        return source.windows[0].window
    rescale, encoding = source.rescale, source.instance.encoding
    if encoding.is_float or encoding.pixel_representation or rescale.lut or rescale.slope <= 0:
        return whole_range_window(frame)
    largest = (frame.value_range()[1] - rescale.intercept) / rescale.slope
    bits = min(max(int(largest).bit_length(), FEWEST_BITS), max(encoding.bits_stored, 1))
    middle = (2**bits - 1) / 2
    return VoiWindow(
        middle * rescale.slope + rescale.intercept,
        (2**bits - 1) * rescale.slope,
        VoiFunction.LINEAR_EXACT,
    )


def _refuse_what_does_not_fit(frame: Frame, array: PixelArray, source: FrameSource) -> None:
    file = source.instance.path.name
    if frame.is_colour:
        raise UndecodablePixels(
            message(
                "Stacks",
                "{file} is in colour, and the AI reads grey images only. Choose a grey series.",
                file=file,
            )
        )
    rows, columns = array.shape[1:]
    if frame.shape != (rows, columns):
        raise UndecodablePixels(
            message(
                "Stacks",
                "{file} has {found_rows} × {found_columns} pixels where its series has {rows} × {columns}, "
                "so the AI cannot read them together. Open the image on its own.",
                file=file,
                found_rows=frame.shape[0],
                found_columns=frame.shape[1],
                rows=rows,
                columns=columns,
            )
        )
