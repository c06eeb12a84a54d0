"""A small cube with a letter on each side: which way the patient lies who is seen from any direction."""

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform

from medviewer.gui.canvas.halo_text import sized
from medviewer.imaging.body_planes import View
from medviewer.imaging.orientation import direction_letters
from medviewer.session.planes.solid import Side

HALF_PX = 19.0
LETTER_PX = 22
EDGE, LETTER = QColor(20, 20, 20), QColor(25, 25, 28)
DARK, BRIGHT = 110, 235  # greys of a side seen from its edge, and from its front


def paint_cube(painter: QPainter, middle: QPointF, view: View) -> None:
    """The sides that face the reader; letters lie on them as the side would be looked at."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    usual = painter.font()
    painter.setFont(sized(usual, LETTER_PX, is_bold=True))
    for side in Side:
        outwards = -side.value.normal
        facing = float(-outwards @ view.normal)
        if facing > 0:
            _paint_side(painter, middle, view, side.value, facing)
    painter.restore()


def _paint_side(painter: QPainter, middle: QPointF, view: View, side: View, facing: float) -> None:
    screen = np.array((view.right, view.down))
    right, down = screen @ np.array(side.right), screen @ np.array(side.down)
    centre = screen @ -side.normal
    painter.setTransform(
        QTransform(
            HALF_PX * right[0],
            HALF_PX * right[1],
            HALF_PX * down[0],
            HALF_PX * down[1],
            middle.x() + HALF_PX * centre[0],
            middle.y() + HALF_PX * centre[1],
        )
    )
    grey = round(DARK + (BRIGHT - DARK) * facing)
    painter.setBrush(QColor(grey, grey, grey))
    pen = QPen(EDGE, 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.scale(1 / HALF_PX, 1 / HALF_PX)
    painter.setPen(LETTER)
    letter = direction_letters(-side.normal)
    box = painter.fontMetrics().boundingRect(letter)
    painter.drawText(QPointF(-box.center().x(), -box.center().y()), letter)
