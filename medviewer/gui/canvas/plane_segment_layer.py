"""Draws the reader's segments where a plane cuts them, in the colours they have on their images."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from medviewer.gui.canvas.segment_layer import OPACITY, PALETTE
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.imaging.marks import Rectangle
from medviewer.imaging.mask_cut import MaskCut
from medviewer.session.images.pane_viewport import PaneViewport
from medviewer.session.session import Session


def paint_plane_segments(
    painter: QPainter, geometry: ViewGeometry, session: Session, pane: PaneViewport
) -> None:
    """Translucent, pixel by pixel; a slab shows what its middle cuts."""
    state, segments = session.planes.mpr.value, session.segments.value
    if not state.is_open or state.display_set is None or not segments.is_shown:
        return
    stage = state.stage(pane.plane)
    for segment in segments.on(state.display_set.display_set_id):
        cut = session.planes.cuts.cut(segment, state.geometry, pane.plane, stage)
        if cut is not None:
            painter.drawImage(_place(cut, geometry), _picture(cut, segment.colour))


def _place(cut: MaskCut, geometry: ViewGeometry) -> QRectF:
    rows, columns = cut.mask.shape
    left, top = cut.left - 0.5, cut.top - 0.5
    place = geometry.rectangle_to_screen(Rectangle(left, top, left + columns, top + rows))
    return QRectF(QPointF(place.left, place.top), QPointF(place.right, place.bottom))


def _picture(cut: MaskCut, colour: int) -> QImage:
    rows, columns = cut.mask.shape
    rgba = np.zeros((rows, columns, 4), np.uint8)
    rgba[cut.mask] = (*PALETTE[colour % len(PALETTE)], OPACITY)
    image = QImage(rgba.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
