"""Draws segments: translucent colours on the pixels they hold, never smoothed, and what they measure."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from medviewer.domain.segmentation import PackedMask, Segment
from medviewer.domain.turn import Turn
from medviewer.gui.canvas.corner_layer import MARGIN_PX, has_room_for_texts
from medviewer.gui.canvas.halo_text import Line, Rgba, face_of, write
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator
from medviewer.imaging.colormaps import SEGMENT_COLOURS, SEGMENT_OPACITY
from medviewer.imaging.marks import Rectangle
from medviewer.session.drawing.drawing import ToolKind
from medviewer.session.images.viewport import ViewportState
from medviewer.session.session import Session
from medviewer.words import Message, message

PALETTE, OPACITY = SEGMENT_COLOURS, SEGMENT_OPACITY  # pictures in files have the same
MOST_PICTURES = 32


@dataclass(frozen=True, slots=True)
class SegmentMark:
    """One segment's pixels on this image, and the line that tells how large all of it is."""

    packed: PackedMask | None
    shape: tuple[int, int]
    colour: int
    words: Message
    is_active: bool


@dataclass(frozen=True, slots=True)
class SegmentMarks:
    """The segments of the images shown, and where the brush is, in pixels of the screen."""

    items: tuple[SegmentMark, ...] = ()
    brush_at: tuple[float, float] | None = None
    radius_mm: float = 0.0


def segment_marks(session: Session, state: ViewportState, pointer: QPointF | None) -> SegmentMarks:
    segments, shown = session.segments.value, state.display_set
    if shown is None:
        return SegmentMarks()
    items = tuple(
        SegmentMark(
            each.slices.get(state.index),
            each.shape,
            each.colour,
            size_words(each),
            each.segment_id == segments.active_id,
        )
        for each in segments.on(shown.display_set_id)
        if segments.is_shown
    )
    is_brush = session.drawing.value.tool in {ToolKind.BRUSH, ToolKind.BRUSH_ERASER}
    at = (pointer.x(), pointer.y()) if is_brush and pointer is not None else None
    return SegmentMarks(items, at, segments.radius_mm if at is not None else 0.0)


def size_words(segment: Segment) -> Message:
    """`Segment 1: 12.34 mL`; in voxels where their size is unknown."""
    volume = segment.volume_ml
    if volume is None:
        return message(
            "Segments", "Segment {name}: {count} px", name=segment.name, count=segment.voxel_count
        )
    told = f"{volume:.2f}" if volume < 100 else f"{volume:.1f}"
    return message("Segments", "Segment {name}: {volume} mL", name=segment.name, volume=told)


def paint_segments(
    painter: QPainter, geometry: ViewGeometry, marks: SegmentMarks, translator: Translator
) -> None:
    (rows, columns), turn = geometry.shape, geometry.turn
    place = geometry.rectangle_to_screen(Rectangle(-0.5, -0.5, columns - 0.5, rows - 0.5))
    target = QRectF(QPointF(place.left, place.top), QPointF(place.right, place.bottom))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    for mark in marks.items:
        if mark.packed is not None:
            painter.drawImage(target, _picture(mark.packed, mark.shape, mark.colour, turn))
    if marks.brush_at is not None:
        _paint_brush(painter, geometry, marks)
    painter.restore()
    if has_room_for_texts(geometry.size):
        _paint_legend(painter, geometry, marks, translator)


def _paint_brush(painter: QPainter, geometry: ViewGeometry, marks: SegmentMarks) -> None:
    assert marks.brush_at is not None  # for the type checker
    radius = marks.radius_mm * geometry.screen_px_per_mm
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in (((0, 0, 0), 3.0), ((255, 255, 255), 1.0)):
        painter.setPen(QPen(QColor(*colour), width))
        painter.drawEllipse(QPointF(*marks.brush_at), radius, radius)


def _paint_legend(
    painter: QPainter, geometry: ViewGeometry, marks: SegmentMarks, translator: Translator
) -> None:
    """At the left edge below the letter; the active one is marked."""
    face = face_of(painter)
    top = geometry.size[1] / 2 + 3 * face.line_spacing
    for number, mark in enumerate(marks.items):
        pointer = "▸ " if mark.is_active else "■ "
        colour: Rgba = (*PALETTE[mark.colour % len(PALETTE)], 255)
        line = Line(pointer + translator(mark.words), colour)
        write(painter, MARGIN_PX, round(top + number * face.line_spacing), line, face)


@lru_cache(maxsize=MOST_PICTURES)
def _picture(packed: PackedMask, shape: tuple[int, int], colour: int, turn: Turn) -> QImage:
    rgba = np.zeros((*shape, 4), np.uint8)
    rgba[packed.unpacked(shape)] = (*PALETTE[colour % len(PALETTE)], OPACITY)
    rgba = np.ascontiguousarray(turn.applied_to(rgba))
    rows, columns = rgba.shape[:2]
    image = QImage(rgba.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
