"""Windowing by dragging: to the right wider, up brighter (IHE BIR), in steps that suit the data."""

import uuid

import numpy as np
from PySide6.QtCore import QPointF, Qt

from medviewer.domain.voi import VoiFunction, VoiWindow, as_window
from medviewer.domain.volume import Frame
from medviewer.gui.tools.tool import Stage

SCREEN_PX_FOR_ALL = (
    1024  # a drag this long spans all the values there are: 4 HU a pixel for a 12-bit CT
)
SAMPLE_PX = 100_000  # pixels looked at for the range of values


class WindowTool:
    cursor = Qt.CursorShape.SizeAllCursor

    def __init__(self) -> None:
        self._gain = 1.0  # modality units a screen pixel
        self._drag = ""  # all of it is one step back

    def press(self, stage: Stage, at: QPointF) -> None:
        del at
        self._drag = str(uuid.uuid4())
        frame = stage.session.frame(stage.viewport)
        if frame is not None:
            self._gain = value_span(frame) / SCREEN_PX_FOR_ALL

    def drag(self, stage: Stage, by: QPointF) -> None:
        shown, window = stage.viewport.value.display_set, stage.session.window(stage.viewport)
        if shown is None or window is None:
            return
        series = stage.session.series(stage.viewport)
        if stage.session.preferences.value.window_drag == "darker":
            by = QPointF(by.x(), -by.y())
        is_uptake = series is not None and series.modality == "PT"
        drag = dragged_from_zero if is_uptake else dragged
        now = drag(as_window(window), by, self._gain)
        with stage.session.steps.watching(self._drag):
            stage.session.presentations.set_window(shown.display_set_id, now)


def dragged(window: VoiWindow, by: QPointF, gain: float) -> VoiWindow:
    """The window after a drag; downwards raises the center, which darkens."""
    return VoiWindow(window.center + by.y() * gain, window.width + by.x() * gain, window.function)


def dragged_from_zero(window: VoiWindow, by: QPointF, gain: float) -> VoiWindow:
    """The window of an uptake image after a drag: from 0 to where right and down carry its upper end."""
    top = max(window.center + window.width / 2 + (by.x() + by.y()) * gain, gain)
    return VoiWindow(top / 2, top, VoiFunction.LINEAR_EXACT)


def value_span(frame: Frame) -> float:
    """How far apart the frame's values lie, from a sample without padding; never 0."""
    stride = max(1, int(np.sqrt(frame.array.size / SAMPLE_PX)))
    sample = frame.array[::stride, ::stride]
    if frame.appearance.padding is not None:
        sample = sample[~frame.appearance.padding.holds(sample)]
    low, high = Frame(sample, frame.unit).value_range()
    return high - low or 1.0
