"""The crosshair of one pane: where the two other planes cut it, what of it can be gripped, how it is drawn.

Screen coordinates throughout. Colours as 3D Slicer and OHIF have them; a dash and a letter of its own tell
each plane to whoever does not see the colours.
"""

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.section import Section
from medviewer.gui.canvas.halo_text import Line, face_of, write_centred
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator
from medviewer.session.planes.mpr import MprState
from medviewer.words import Message, message

CENTRE_PX = 12.0  # around the crossing: dragged as a point, and left open to see what lies there
LINE_PX = 6.0  # beside a line that still is on it
HANDLE_PX = 9.0
HANDLE_SHARE = 0.3  # of the pane's shorter side, from the crossing to a handle
LETTER_MARGIN_PX = 10  # a letter never leaves the pane
LETTER_SHARE = 0.42
RING_PX = 2.0
BESIDE_PX = 14.0  # from a line to its letter

COLOURS = {
    BodyPlane.AXIAL: (235, 80, 80),
    BodyPlane.SAGITTAL: (240, 210, 60),
    BodyPlane.CORONAL: (90, 210, 110),
}
DASHES: dict[BodyPlane, list[float]] = {
    BodyPlane.AXIAL: [1.0],
    BodyPlane.SAGITTAL: [8.0, 4.0],
    BodyPlane.CORONAL: [2.0, 3.0],
}
LETTERS = {
    BodyPlane.AXIAL: message("MPR letter", "A"),
    BodyPlane.SAGITTAL: message("MPR letter", "S"),
    BodyPlane.CORONAL: message("MPR letter", "C"),
}
NAMES: dict[BodyPlane, Message] = {
    BodyPlane.AXIAL: message("MPR", "Axial"),
    BodyPlane.CORONAL: message("MPR", "Coronal"),
    BodyPlane.SAGITTAL: message("MPR", "Sagittal"),
}


class Part(Enum):
    CENTRE = "centre"
    LINE = "line"
    HANDLE = "handle"


@dataclass(frozen=True, slots=True)
class Grip:
    """What of the crosshair lies under the mouse; `plane` is whose line it is, None for the centre."""

    part: Part
    plane: BodyPlane | None = None


@dataclass(frozen=True, slots=True)
class CutLine:
    """Where another plane cuts the pane: through the centre, in a direction of length 1."""

    plane: BodyPlane
    direction: QPointF


@dataclass(frozen=True, slots=True)
class Crosshair:
    """One pane's."""

    centre: QPointF
    lines: tuple[CutLine, ...]
    size: tuple[int, int]

    def handles(self, line: CutLine) -> tuple[QPointF, QPointF]:
        """Where a line can be taken and turned, on both sides of the centre."""
        away = line.direction * (HANDLE_SHARE * min(self.size))
        return (self.centre + away, self.centre - away)

    def grip_at(self, at: QPointF) -> Grip | None:
        """The part under the mouse; the smallest one where several are."""
        if _length(at - self.centre) <= CENTRE_PX:
            return Grip(Part.CENTRE)
        for line in self.lines:
            if any(_length(at - handle) <= HANDLE_PX for handle in self.handles(line)):
                return Grip(Part.HANDLE, line.plane)
        off = at - self.centre
        for line in self.lines:
            across = abs(off.x() * line.direction.y() - off.y() * line.direction.x())
            if across <= LINE_PX:
                return Grip(Part.LINE, line.plane)
        return None

    def angle_of(self, at: QPointF) -> float:
        """Radians clockwise from rightwards, seen from the centre."""
        off = at - self.centre
        return math.atan2(off.y(), off.x())


def crosshair(
    state: MprState, plane: BodyPlane, stage: Section, geometry: ViewGeometry
) -> Crosshair:
    """The crosshair of a pane whose picture coordinates are those of `stage`."""
    view, place = state.view(plane), stage.plane
    right, down = np.array(view.right), np.array(view.down)
    off = np.array(state.cross) - np.array(place.position)
    centre = geometry.to_screen(
        float(off @ right) / place.column_spacing_mm, float(off @ down) / place.row_spacing_mm
    )
    lines = []
    for other in BodyPlane:
        if other is not plane:
            along = np.cross(view.normal, state.view(other).normal)
            x, y = float(along @ right), float(along @ down)
            length = math.hypot(x, y) or 1.0
            lines.append(CutLine(other, QPointF(x / length, y / length)))
    return Crosshair(QPointF(centre.x, centre.y), tuple(lines), geometry.size)


def paint_crosshair(painter: QPainter, cross: Crosshair, translator: Translator) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    far = float(sum(cross.size))
    for line in cross.lines:
        colour = QColor(*COLOURS[line.plane])
        for side in (1, -1):
            begin = cross.centre + line.direction * (CENTRE_PX * side)
            end = cross.centre + line.direction * (far * side)
            painter.setPen(QPen(QColor(0, 0, 0, 160), 3))
            painter.drawLine(begin, end)
            painter.setPen(_pen(line.plane, colour))
            painter.drawLine(begin, end)
        painter.setPen(QPen(QColor(0, 0, 0), 1))
        painter.setBrush(colour)
        for handle in cross.handles(line):
            painter.drawEllipse(handle, HANDLE_PX / 2, HANDLE_PX / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        beside = QPointF(-line.direction.y(), line.direction.x()) * BESIDE_PX
        at = cross.centre + line.direction * (LETTER_SHARE * min(cross.size)) + beside
        letter = Line(translator(LETTERS[line.plane]), (*COLOURS[line.plane], 255))
        x, y = (
            min(max(value, LETTER_MARGIN_PX), side - LETTER_MARGIN_PX)
            for value, side in zip((at.x(), at.y()), cross.size, strict=True)
        )
        write_centred(painter, x, y + face_of(painter).cap_height / 2, letter)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_ring(painter: QPainter, size: tuple[int, int], plane: BodyPlane) -> None:
    """Around the pane that the keys go to, in its plane's colour."""
    painter.setPen(QPen(QColor(*COLOURS[plane]), RING_PX))
    half = RING_PX / 2
    painter.drawRect(QRectF(half, half, size[0] - RING_PX, size[1] - RING_PX))


def _pen(plane: BodyPlane, colour: QColor) -> QPen:
    pen = QPen(colour, 1.2)
    if len(DASHES[plane]) > 1:
        pen.setDashPattern(DASHES[plane])
    return pen


def _length(of: QPointF) -> float:
    return math.hypot(of.x(), of.y())
