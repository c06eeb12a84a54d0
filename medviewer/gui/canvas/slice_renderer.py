"""Frames to grey with the lookup table kept between them: while scrolling, the window rarely changes."""

from dataclasses import dataclass

import numpy as np

from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.turn import Turn
from medviewer.domain.voi import Voi
from medviewer.domain.volume import Frame, PixelArray
from medviewer.imaging.image_graphics import GraphicsShown
from medviewer.imaging.luts import GreyArray, grey_lut, has_lut, tone_curve
from medviewer.imaging.render import ImageArray, look_up, render_grey


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """What the picture was made from; the same again need not be rendered."""

    frame: Frame
    window: Voi
    is_inverted: bool
    stride: int
    graphics: GraphicsShown
    turn: Turn

    def is_same(self, other: "Rendered | None") -> bool:
        return (
            other is not None
            and self.frame is other.frame  # frames are never written to once they have arrived
            and (self.window, self.is_inverted, self.stride, self.graphics, self.turn)
            == (other.window, other.is_inverted, other.stride, other.graphics, other.turn)
        )


class SliceRenderer:
    """`render_grey`, bit for bit, minus building the same 65 536 entries for every slice."""

    def __init__(self) -> None:
        self._key: tuple[ToneCurve, np.dtype[np.generic]] | None = None
        self._lut: GreyArray | None = None
        self._thinned: tuple[Frame, int, PixelArray] | None = None

    def render(self, frame: Frame, window: Voi, is_inverted: bool, stride: int = 1) -> ImageArray:
        """Render every `stride`-th row and column of a frame."""
        if frame.is_colour or not has_lut(frame.array.dtype):
            return render_grey(frame, window, is_inverted, stride=stride)
        lut = self._table(tone_curve(frame, window, is_inverted), frame.array.dtype)
        return look_up(self._pixels(frame, stride), lut)

    def _pixels(self, frame: Frame, stride: int) -> PixelArray:
        """Every `stride`-th pixel, gathered once: while a window is dragged the frame stays the same."""
        if stride == 1:
            self._thinned = None
            return frame.array
        if self._thinned is None or self._thinned[0] is not frame or self._thinned[1] != stride:
            gathered = np.ascontiguousarray(frame.array[::stride, ::stride])
            self._thinned = (frame, stride, gathered)
        return self._thinned[2]

    def _table(self, curve: ToneCurve, kind: np.dtype[np.generic]) -> GreyArray:
        if self._lut is None or (curve, kind) != self._key:
            self._key, self._lut = (curve, kind), grey_lut(curve, kind)
        return self._lut
