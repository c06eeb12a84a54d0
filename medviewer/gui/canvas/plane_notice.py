"""Why a plane shows nothing yet, in the middle of its pane."""

import textwrap

from PySide6.QtGui import QPainter

from medviewer.gui.canvas.corner_layer import paint_notice
from medviewer.gui.canvas.halo_text import FAINT, Line
from medviewer.gui.translation import Translator
from medviewer.words import Message, message

LINE_LETTERS = 40


def paint_plane_notice(
    painter: QPainter, size: tuple[int, int], obstacle: Message | None, translator: Translator
) -> None:
    """`obstacle`: why there will be no picture; None while there will be one."""
    words = translator(obstacle or message("MPR", "Loading the volume …"))
    lines = textwrap.wrap(words, LINE_LETTERS)
    paint_notice(painter, size, [Line(line, FAINT) for line in lines])
