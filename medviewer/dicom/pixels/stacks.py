"""Grey images of one size that need not form a volume, decoded into one array: what a model is shown."""

import numpy as np

from medviewer.dicom.pixels.frames import read_frame
from medviewer.dicom.pixels.modality_values import common_dtype, modality_dtype
from medviewer.dicom.pixels.volumes import READING
from medviewer.domain.study import DisplaySet, FrameSource
from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.volume import Frame, ImageStack, PixelArray
from medviewer.errors import UndecodablePixels
from medviewer.imaging.luts import tone_curve, whole_range_window
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import message


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
        window = source.windows[0].window if source.windows else whole_range_window(frame)
        curves.append(tone_curve(frame, window))
        progress(Progress(READING, index + 1, len(frames)))
    planes = tuple(source.plane for source in frames)
    return ImageStack(array, planes, frames[0].rescale.unit, tuple(curves))


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
