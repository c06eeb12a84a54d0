"""Frames to grey with the lookup table kept between them: while scrolling, the window rarely changes."""

import numpy as np

from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Frame
from medviewer.imaging.luts import GreyArray, grey_lut, has_lut
from medviewer.imaging.render import ImageArray, look_up, render_grey


class SliceRenderer:
    """`render_grey`, bit for bit, minus building the same 65 536 entries for every slice."""

    def __init__(self) -> None:
        self._key: tuple[VoiWindow, np.dtype[np.generic], bool] | None = None
        self._lut: GreyArray | None = None

    def render(
        self, frame: Frame, window: VoiWindow, is_inverted: bool, stride: int = 1
    ) -> ImageArray:
        """Render every `stride`-th row and column of a frame."""
        if frame.is_colour or not has_lut(frame.array.dtype):
            return render_grey(frame, window, is_inverted, stride=stride)
        lut = self._table(window, frame.array.dtype, frame.is_monochrome1 != is_inverted)
        return look_up(frame.array[::stride, ::stride], lut)

    def _table(
        self, window: VoiWindow, kind: np.dtype[np.generic], is_white_low: bool
    ) -> GreyArray:
        key = (window, kind, is_white_low)
        if self._lut is None or key != self._key:
            self._key, self._lut = key, grey_lut(window, kind, is_white_low)
        return self._lut
