"""The curved plane on screen: the path straightened, in the greys of the planes it was drawn in."""

from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from medviewer.domain.body_plane import BodyPlane
from medviewer.gui.canvas.corner_layer import (
    has_room_for_texts,
    paint_corners,
    paint_notice,
    paint_scale_bar,
    text_font,
)
from medviewer.gui.canvas.corner_texts import Corners, number_text
from medviewer.gui.canvas.halo_text import FAINT, Line, write_centred
from medviewer.gui.canvas.picture_view import PictureView
from medviewer.gui.canvas.slice_renderer import SliceRenderer
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator
from medviewer.imaging.orientation import direction_letters, opposite
from medviewer.session.session import Session
from medviewer.words import message

MARGIN_PX = 10


class SheetCanvas(QWidget):
    """Shows `session.planes.curve`; it is looked at, not worked on."""

    def __init__(self, session: Session, translator: Translator) -> None:
        super().__init__()
        self.picture = PictureView(self, self._paint_over)
        self._session = self.session = session
        self._translator = translator
        self._renderer = SliceRenderer()
        self.setMinimumHeight(140)
        self.setAccessibleName(translator(message("MPR", "Curved plane")))
        session.planes.curve.changed.connect(self.refresh)
        session.planes.curve.picture_changed.connect(self.refresh)
        session.presentations.changed.connect(self.refresh)

    def geometry_now(self) -> ViewGeometry | None:
        """Where the sheet lies in the widget; None while there is none."""
        sheet = self._session.planes.curve.sheet
        if sheet is None or min(self.width(), self.height()) < 1:
            return None
        size = (self.width(), self.height())
        return ViewGeometry(sheet.frame.shape, (sheet.step_mm, sheet.step_mm), True, size)

    @Slot()
    def refresh(self) -> None:
        """Bring the picture to what the session says now."""
        sheet, geometry = self._session.planes.curve.sheet, self.geometry_now()
        pane = self._session.planes.panes[BodyPlane.AXIAL]
        window, shown = self._session.window(pane), pane.value.display_set
        if sheet is None or geometry is None or window is None or shown is None:
            self.picture.clear()
            return
        is_inverted = self._session.presentations.of(shown.display_set_id).is_inverted
        image = self._renderer.render(sheet.frame, window, is_inverted)
        rows, columns = sheet.frame.shape
        mm = sheet.step_mm
        self.picture.item.show_image(image, QRectF(-mm / 2, -mm / 2, columns * mm, rows * mm))
        self.picture.item.show()
        self.picture.look_at(geometry)
        self.picture.repaint_soon()

    def _paint_over(self, painter: QPainter) -> None:
        say, size = self._translator, (self.width(), self.height())
        painter.setFont(text_font(self.font(), (size[0], size[0])))
        geometry, sheet = self.geometry_now(), self._session.planes.curve.sheet
        if geometry is None or sheet is None:
            words = message("MPR", "Click along the path, double-click to end it")
            paint_notice(painter, size, (Line(say(words), FAINT),))
            return
        name = Line(say(message("MPR", "Curved · MPR")))
        length = message("MPR", "length {length} mm", length=number_text(sheet.length_mm))
        if has_room_for_texts((size[0], size[0])):
            paint_corners(painter, size, Corners(bottom_right=(name, Line(say(length)))))
        down = direction_letters(sheet.of.down)
        write_centred(painter, size[0] / 2, MARGIN_PX + 12, Line(opposite(down)))
        write_centred(painter, size[0] / 2, size[1] - MARGIN_PX, Line(down, FAINT))
        paint_scale_bar(painter, geometry, self._translator)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        del event
        self.picture.widget.setGeometry(self.rect())
        self.refresh()
