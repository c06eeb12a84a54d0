import numpy as np
import pytest
from PySide6.QtCore import QPointF

from medviewer.domain.appearance import Appearance, ValueRange
from medviewer.domain.unit import Unit
from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.domain.volume import Frame
from medviewer.gui.tools.window_tool import dragged, dragged_from_zero, value_span


def test_that_an_uptake_window_keeps_its_lower_end_at_zero() -> None:
    window = dragged_from_zero(VoiWindow(50, 100), QPointF(10, 0), gain=2.0)

    assert window == VoiWindow(60, 120, VoiFunction.LINEAR_EXACT)


def test_that_an_uptake_window_dragged_up_gets_brighter_and_never_empty() -> None:
    window = VoiWindow(50, 100)

    assert dragged_from_zero(window, QPointF(0, -10), 2.0).width == 80
    assert dragged_from_zero(window, QPointF(0, -1000), 2.0).width == 2.0


def test_that_a_window_narrower_than_one_value_counts_exactly() -> None:
    window = dragged(VoiWindow(0.001, 1), QPointF(-1, 0), gain=0.998)

    assert window.function is VoiFunction.LINEAR_EXACT
    assert window.width == pytest.approx(0.002)


def test_that_padding_does_not_make_dragging_coarse() -> None:
    values = np.array([[32767, 0, 100]], np.int16)
    look = Appearance(padding=ValueRange(32767, 32767))

    assert value_span(Frame(values, Unit.NONE, look)) == 100
