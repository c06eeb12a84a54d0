"""Draws what the AI says: dashed violet boxes, the badge, the attention map and its legend."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from medviewer.domain.model_card import AttentionPatch
from medviewer.gui.canvas.ai_marks import BoxMark, Look
from medviewer.gui.canvas.corner_layer import MARGIN_PX
from medviewer.gui.canvas.halo_text import FAINT, HALO, Line, Rgba, sized, write, write_centred
from medviewer.gui.canvas.measure_layer import paint_handles
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator
from medviewer.imaging.colormaps import (
    AI_COLOUR,
    READER_COLOUR,
    attention_rgba,
    attention_scale_logit,
    legend_stops,
)
from medviewer.imaging.marks import Rectangle, Segment, dashed_outline, dashed_rectangle

AI: Rgba = (*AI_COLOUR, 255)
AI_FAINT: Rgba = (*AI_COLOUR, 120)
BADGE_BACKGROUND: Rgba = (24, 12, 32, 215)
DASH_PX, GAP_PX = 7.0, 5.0
DOT_PX = 2.0
DASHES = {
    Look.PROPOSED: (DASH_PX, GAP_PX),
    Look.ACCEPTED: (DASH_PX, 0.0),
    Look.EDITED: (DASH_PX, 0.0),
    Look.OWN: (DASH_PX, 0.0),
    Look.REJECTED: (DOT_PX, GAP_PX),
    Look.GHOST: (DOT_PX, GAP_PX),
}
COLOURS = {Look.OWN: (*READER_COLOUR, 255), Look.REJECTED: AI_FAINT, Look.GHOST: AI_FAINT}
LEGEND_SIZE_PX = (180, 8)
LEGEND_BESIDE_TEXTS_PX = 620  # in a narrower viewport the legend stands above the corner texts
GRASP_PX = 4.0  # a box is clicked on a little outside its edge, too


def paint_attention(
    painter: QPainter,
    geometry: ViewGeometry,
    patches: Iterable[AttentionPatch],
    opacity: float = 1.0,
) -> None:
    """Maps cell by cell: never smoother than the network saw."""
    painter.save()
    painter.setOpacity(opacity)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    for patch in patches:
        (top, bottom), (left, right) = patch.row_range, patch.column_range
        place = geometry.rectangle_to_screen(Rectangle(left, top, right, bottom))
        cells = attention_rgba(patch.contributions, scale_of(patch))
        rgba = np.ascontiguousarray(geometry.turn.applied_to(cells))
        rows, columns = rgba.shape[:2]
        picture = QImage(rgba.data, columns, rows, rgba.strides[0], QImage.Format.Format_RGBA8888)
        painter.drawImage(_rectangle(place), picture)
    painter.restore()


def scale_of(patch: AttentionPatch) -> float:
    """Where the fixed scale of a map ends."""
    return attention_scale_logit(patch.contributions.shape, patch.method)


def paint_boxes(
    painter: QPainter, geometry: ViewGeometry, boxes: Iterable[BoxMark], translator: Translator
) -> None:
    """Frames just outside the lesion's box, each with its number and score beside it."""
    for box in sorted(boxes, key=lambda box: box.is_selected):  # the selected one on top
        width = _pen_width(box)
        # Inner edges lie on the box's edge: nothing of the lesion is covered.
        frame = geometry.rectangle_to_screen(box.edges).grown(width / 2)
        strokes = _outline_strokes(geometry, box) or _strokes(box.look, frame)
        colour = COLOURS.get(box.look, AI)
        _stroke(painter, strokes, QPen(QColor(*HALO), width + 2))
        _stroke(painter, strokes, QPen(QColor(*colour), width))
        _stroke(painter, _axis_strokes(geometry, box), QPen(QColor(*colour), 1))
        paint_handles(painter, geometry, box.handles, colour)
        if box.label is not None:
            line = Line(translator(box.label), colour)
            _label(painter, geometry.size, frame, line, box.is_selected)


def box_at(geometry: ViewGeometry, boxes: Iterable[BoxMark], screen: QPointF) -> BoxMark | None:
    """The smallest box at a screen position, so that one inside another can be reached."""
    hit = []
    for box in boxes:
        place = _rectangle(geometry.rectangle_to_screen(box.edges).grown(GRASP_PX))
        if place.contains(screen) and box.look is not Look.GHOST:
            hit.append((place.width() * place.height(), box))
    return min(hit, key=lambda pair: pair[0])[1] if hit else None


def paint_badge(painter: QPainter, size: tuple[int, int], text: str, lines_above: int) -> None:
    """Who vouches for the AI's marks: top right, below the study's texts."""
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(text) + 16, metrics.height() + 4
    top = MARGIN_PX + lines_above * metrics.lineSpacing() + (6 if lines_above else 0)
    frame = QRectF(round(size[0] - MARGIN_PX - width), round(top), round(width), round(height))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(QColor(*AI), 1))
    painter.setBrush(QColor(*BADGE_BACKGROUND))
    painter.drawRoundedRect(frame.translated(0.5, 0.5), 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)


@dataclass(frozen=True, slots=True)
class Legend:
    """A map's fixed scale -end..end, its method and what it is about, its unit and what it is not."""

    title: str
    caveat: str
    end: float


def paint_legend(
    painter: QPainter, size: tuple[int, int], legend: Legend, lines_below: int
) -> None:
    """Bottom middle, beside the study's texts or above them."""
    metrics = QFontMetricsF(painter.font())
    width, height = LEGEND_SIZE_PX
    step = metrics.lineSpacing()
    left = round((size[0] - width) / 2)
    above = lines_below if size[0] < LEGEND_BESIDE_TEXTS_PX else 0  # else it stands between them
    top = round(size[1] - MARGIN_PX - (3 + above) * step - height)
    # On black, or the scale's colours would depend on the anatomy behind them.
    painter.fillRect(QRectF(left - 1, top - 1, width + 2, height + 2), QColor(*HALO))
    for x, stop in enumerate(legend_stops(legend.end, width)):
        painter.setPen(QPen(QColor(*stop.rgba), 1))
        painter.drawLine(QLineF(left + x, top, left + x, top + height - 1))
    middle = size[0] / 2
    write_centred(painter, middle, top - 6, Line(legend.title))
    below = round(top + height + metrics.ascent() + 1)
    for share, text in ((0.0, "−{0:g}"), (0.5, "0"), (1.0, "+{0:g}")):
        end = Line(text.format(legend.end))
        write_centred(painter, left + share * width, below, end)
    write_centred(painter, middle, round(below + step), Line(legend.caveat, FAINT))


def _pen_width(box: BoxMark) -> int:
    if box.look in (Look.REJECTED, Look.GHOST):
        return 1
    return 3 if box.is_selected else 2


def _strokes(look: Look, frame: Rectangle) -> tuple[Segment, ...]:
    dash, gap = DASHES[look]
    if not gap:
        return dashed_rectangle(frame, frame.right + frame.bottom, 0)  # one dash a side
    return dashed_rectangle(frame, dash, gap)


def _outline_strokes(geometry: ViewGeometry, box: BoxMark) -> tuple[Segment, ...]:
    """The lesion's outlines in the dashes of its look."""
    dash, gap = DASHES[box.look]
    return tuple(
        stroke
        for outline in box.outlines
        for stroke in dashed_outline([geometry.point_to_screen(p) for p in outline], dash, gap)
    )


def _axis_strokes(geometry: ViewGeometry, box: BoxMark) -> tuple[Segment, ...]:
    return tuple(
        Segment(geometry.point_to_screen(axis.start), geometry.point_to_screen(axis.end))
        for axis in box.axes
    )


def _stroke(painter: QPainter, strokes: Iterable[Segment], pen: QPen) -> None:
    pen.setCapStyle(Qt.PenCapStyle.SquareCap if pen.width() < 2 else Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLines(
        [
            QLineF(round(s.start.x), round(s.start.y), round(s.end.x), round(s.end.y))
            for s in strokes
        ]
    )


def _label(
    painter: QPainter, size: tuple[int, int], frame: Rectangle, label: Line, is_selected: bool
) -> None:
    """Above the box where there is room, else below; never beyond the viewport's sides."""
    usual = painter.font()
    painter.setFont(sized(usual, usual.pixelSize(), is_bold=True))
    metrics = QFontMetricsF(painter.font())
    width = metrics.horizontalAdvance(label.text)
    above, below = frame.top - 7, frame.bottom + metrics.ascent() + 6
    baseline = round(above if above > metrics.ascent() + MARGIN_PX else below)
    left = round(max(min(frame.left, size[0] - MARGIN_PX - width), MARGIN_PX))
    if is_selected:  # light on dark becomes dark on light: one glance finds it
        plate = QRectF(left - 4, baseline - metrics.ascent() - 1, width + 8, metrics.height() + 2)
        painter.fillRect(plate, QColor(*label.colour))
        painter.setPen(QColor(*HALO))
        painter.drawText(QPointF(left, baseline), label.text)
    else:
        write(painter, left, baseline, label)
    painter.setFont(usual)


def _rectangle(place: Rectangle) -> QRectF:
    return QRectF(QPointF(place.left, place.top), QPointF(place.right, place.bottom))
