"""The solid on screen: its newest picture stretched into place, letters around it, a hand to turn it.

left drag turns · wheel zooms · middle or right drag moves · arrow keys turn
"""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from medviewer.domain.volume import Frame
from medviewer.gui.canvas.corner_layer import (
    fitting,
    has_room_for_texts,
    paint_corners,
    paint_edge_letters,
    paint_notice,
    text_font,
)
from medviewer.gui.canvas.fidelity_light import FidelityLight
from medviewer.gui.canvas.halo_text import FAINT, Line
from medviewer.gui.canvas.orientation_cube import paint_cube
from medviewer.gui.canvas.slice_renderer import SliceRenderer
from medviewer.gui.canvas.solid_texts import solid_corners
from medviewer.gui.tools.wheel_tool import NOTCH
from medviewer.gui.translation import Translator
from medviewer.imaging.orientation import EdgeLetters, direction_letters, opposite
from medviewer.session.images.viewport import CornerTexts
from medviewer.session.planes.solid import STEP_RAD
from medviewer.session.planes.solid_pictures import SolidPicture
from medviewer.session.session import Session
from medviewer.words import message

RAD_PER_PX = np.deg2rad(0.5)
ZOOM_A_NOTCH = 1.15
FILLED = 1.1  # of the widget's shorter side, by a ball around the whole volume: corners are air
CUBE_PX = 64  # from the right edge to the middle of the cube
CUBE_SHARE = 0.72  # of the height, to it
COARSE = message("Fidelity", "Voxels twice as long while it moves")
KEYS = {
    Qt.Key.Key_Left: (-STEP_RAD, 0.0),
    Qt.Key.Key_Right: (STEP_RAD, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP_RAD),
    Qt.Key.Key_Down: (0.0, STEP_RAD),
}


class SolidCanvas(QWidget):
    """Shows `session.planes.room`."""

    def __init__(
        self, session: Session, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = self.session = session
        self._room = session.planes.room
        self._translator = translator
        self._renderer = SliceRenderer()
        self._fidelity = FidelityLight(self)
        self._image: QImage | None = None
        self._rendered: tuple[object, ...] = ()
        self._held_at: QPointF | None = None
        self._turns = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(translator(message("3-D", "Volume in 3-D")))
        self._fidelity.changed.connect(self._repaint)
        self._room.pictures.picture_changed.connect(self._repaint)
        self._room.solid.changed.connect(self._repaint)
        self._room.viewport.changed.connect(self._repaint)
        session.presentations.changed.connect(self._repaint)
        session.overlays.changed.connect(self._repaint)

    def screen_of(self, picture: SolidPicture) -> QTransform:
        """From the picture's pixels, corners at whole numbers, to the widget."""
        state, scale = self._room.viewport.value, self._px_per_mm(picture)
        to_view = picture.sight.way.to_view * scale
        across, down, start = to_view.T
        pan = np.array(state.pan_mm) * scale
        x, y = start + pan + (self.width() / 2, self.height() / 2)
        transform = QTransform(across[0], across[1], down[0], down[1], x, y)
        return QTransform.fromTranslate(-0.5, -0.5) * transform  # to_view means pixels' centres

    def _image_of(self, picture: SolidPicture) -> QImage:
        """In its own colours, or in the greys of the window."""
        wanted = (picture, self._room.window(), self._is_inverted())
        if self._image is None or wanted != self._rendered:
            self._image = _as_image(self._pixels(picture))
            self._rendered = wanted
        return self._image

    def _pixels(self, picture: SolidPicture) -> NDArray[np.uint8]:
        colours, window = picture.sight.colours, self._room.window()
        if colours is not None or picture.sight.values is None or window is None:
            return colours if colours is not None else np.zeros((1, 1), np.uint8)
        frame = Frame(picture.sight.values, picture.unit, picture.appearance)
        return self._renderer.render(frame, window, self._is_inverted())

    def _is_inverted(self) -> bool:
        shown = self._room.solid.value.display_set
        presentations = self._session.presentations
        return bool(shown and presentations.of(shown.display_set_id).is_inverted)

    def _letters(self) -> EdgeLetters:
        view = self._room.solid.value.view
        right, down = direction_letters(view.right), direction_letters(view.down)
        return EdgeLetters(opposite(right), right, opposite(down), down)

    @Slot()
    def _repaint(self) -> None:
        picture, shown = self._room.pictures.picture, self._room.solid.value.display_set
        is_coarse = picture is not None and picture.wish.is_coarse
        self._fidelity.follow(shown and shown.display_set_id, COARSE if is_coarse else None)
        self.update()

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.black))
        size, picture = (self.width(), self.height()), self._room.pictures.picture
        if picture is not None and self._room.is_open:
            image = self._image_of(picture)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setTransform(self.screen_of(picture))
            painter.drawImage(QRectF(image.rect()), image)
            painter.resetTransform()
        painter.setFont(text_font(self.font(), size))
        if picture is None and self._room.is_open:
            obstacle = self._room.pictures.obstacle()
            words = self._translator(obstacle or message("3-D", "Preparing the volume …"))
            paint_notice(painter, size, [Line(words, FAINT)])
        self._paint_texts(painter, size)
        painter.end()

    def _paint_texts(self, painter: QPainter, size: tuple[int, int]) -> None:
        amount = fitting(self._session.overlays.value.corner_texts, size)
        if has_room_for_texts(size):
            light = self._fidelity.lines(self._translator)
            texts = solid_corners(self._session, self._translator, amount, light)
            paint_corners(painter, size, texts)
        if amount is not CornerTexts.NONE and self._room.is_open:
            paint_edge_letters(painter, size, self._letters())
            middle = QPointF(size[0] - CUBE_PX, size[1] * CUBE_SHARE)
            paint_cube(painter, middle, self._room.solid.value.view)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held_at = event.position()
        self._turns = event.button() is Qt.MouseButton.LeftButton
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._room.solid.hold(is_moving=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held_at is None:
            return
        by = event.position() - self._held_at
        self._held_at = event.position()
        if self._turns:
            self._room.solid.turn(by.x() * RAD_PER_PX, by.y() * RAD_PER_PX)
        elif self._room.pictures.picture is not None:
            scale = self._px_per_mm(self._room.pictures.picture)
            right_mm, down_mm = self._room.viewport.value.pan_mm
            self._room.viewport.pan_to(right_mm + by.x() / scale, down_mm + by.y() / scale)

    def _px_per_mm(self, picture: SolidPicture) -> float:
        size = min(self.width(), self.height())
        return self._room.viewport.value.zoom * FILLED * size / (2 * picture.sight.radius_mm)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._held_at = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._room.solid.hold(is_moving=False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() / NOTCH
        self._room.viewport.zoom_to(self._room.viewport.value.zoom * ZOOM_A_NOTCH**turned)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """The arrow keys are the solid's while it has them, whatever commands they belong to elsewhere."""
        if event.type() is QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = KEYS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self._room.solid.turn(*by)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._held_at is not None:
            self._held_at = None
            self._room.solid.hold(is_moving=False)


def _is_ours(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() in KEYS and not event.modifiers()


def _as_image(pixels: NDArray[np.uint8]) -> QImage:
    """A copy, so that it outlives the array."""
    whole = np.ascontiguousarray(pixels)
    rows, columns = whole.shape[:2]
    is_colour = whole.ndim == 3
    kind = QImage.Format.Format_RGB888 if is_colour else QImage.Format.Format_Grayscale8
    return QImage(whole.data, columns, rows, whole.strides[0], kind).copy()
