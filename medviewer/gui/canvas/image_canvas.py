"""One viewport's picture and marks, following the session; mouse and keys go to the tools.

session.changed → what differs: slice or window → render, zoom or size → place, anything → marks
mouse → tool → session; click on a box, Space → command
"""

import textwrap

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from medviewer.commands.registry import CommandRegistry
from medviewer.domain.calibration import PixelCalibration
from medviewer.domain.measurement import ReferencedImage
from medviewer.domain.turn import AS_STORED
from medviewer.gui.canvas.ai_layer import box_at
from medviewer.gui.canvas.ai_marks import AiMarks, BoxMark, ai_marks
from medviewer.gui.canvas.context_menu import image_menu
from medviewer.gui.canvas.corner_layer import fitting
from medviewer.gui.canvas.corner_texts import LiveValues, corners
from medviewer.gui.canvas.fidelity_light import FidelityLight, decimated
from medviewer.gui.canvas.halo_text import FAINT, WARNING, Line
from medviewer.gui.canvas.magnifier import Lens
from medviewer.gui.canvas.marks_sheet import Marks, MarksSheet
from medviewer.gui.canvas.measure_marks import (
    MeasureMark,
    calibration_shown,
    image_of,
    measure_marks,
)
from medviewer.gui.canvas.object_marks import object_marks
from medviewer.gui.canvas.picture_view import PictureView
from medviewer.gui.canvas.place_marks import place_marks
from medviewer.gui.canvas.pointer import PointerReading, read_pixel
from medviewer.gui.canvas.segment_layer import segment_marks
from medviewer.gui.canvas.slice_renderer import Rendered, SliceRenderer
from medviewer.gui.canvas.view_geometry import ViewGeometry, view_geometry
from medviewer.gui.tools.drag_follower import DragFollower
from medviewer.gui.tools.left_hand import LeftHand
from medviewer.gui.tools.wheel_tool import WheelTool
from medviewer.gui.translation import Translator
from medviewer.imaging.image_graphics import with_graphics
from medviewer.imaging.luts import WHITE
from medviewer.session.images.viewport import CornerTexts, Viewport, ViewportState
from medviewer.session.session import Session
from medviewer.words import message

REASON_LETTERS = 60  # a line of the text that says why an image cannot be shown


class ImageCanvas(QWidget):
    """Shows what its viewport says. The stage that mouse tools work on."""

    focus_changed = Signal()

    def __init__(
        self,
        session: Session,
        viewport: Viewport,
        registry: CommandRegistry,
        translator: Translator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.viewport = viewport
        self.registry = registry
        self.sheet = MarksSheet(translator, self)
        self.picture = PictureView(self, self.sheet.paint)
        self._translator = translator
        self._renderer = SliceRenderer()
        self._fidelity = FidelityLight(self)
        self._rendered: Rendered | None = None
        self._misses_the_data = False
        self._pointer_at: QPointF | None = None
        self._lens_at: QPointF | None = None
        self._left = LeftHand(self)
        self._drag = DragFollower(self, self._left)
        self._wheel = WheelTool(self, self)
        self._is_peeking = False
        self._set_up_widget()
        self._connect()
        self.refresh()

    def geometry_now(self) -> ViewGeometry | None:
        """Where the image lies in the widget; None while nothing is shown."""
        return view_geometry(self.viewport.value, (self.width(), self.height()))

    def activate(self) -> None:
        """Keys and commands mean this image from now on."""
        self.session.viewports.activate(self.viewport.viewport_id)

    def image_now(self) -> ReferencedImage | None:
        return image_of(self.viewport.value)

    def calibration_now(self) -> PixelCalibration:
        return calibration_shown(self.session, self.viewport.value)

    def measure_marks(self) -> tuple[MeasureMark, ...]:
        """The drawings on the image shown."""
        return self.sheet.marks.measures.items

    def magnify(self, at: QPointF | None) -> None:
        """Hold a lens over a place of the canvas; None puts it away."""
        if at != self._lens_at:
            self._lens_at = at
            self._refresh_marks(self.geometry_now())

    @Slot()
    def refresh(self) -> None:
        """Bring picture and marks to what the session says now."""
        geometry = self.geometry_now()
        self._refresh_picture(geometry)
        self._refresh_marks(geometry)

    def _set_up_widget(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 160)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self._translator(message("Canvas", "Image")))
        self.setAccessibleDescription(
            self._translator(
                message(
                    "Canvas",
                    "Wheel or arrow keys scroll, dragging windows, digits are window presets, "
                    "holding Space hides what the AI says.",
                )
            )
        )

    def _connect(self) -> None:
        session = self.session
        self.viewport.changed.connect(self.refresh)
        session.overlays.changed.connect(self.refresh)
        session.reading.changed.connect(self.refresh)
        session.explaining.changed.connect(self.refresh)
        drawn = (session.annotations, session.drawing, session.quantities, session.segments)
        for part in (*drawn, session.finding_edits, session.objects.marks):
            part.changed.connect(self._on_drawings_changed)
        for layers in (session.layers, session.layers.cuts):
            layers.changed.connect(self._on_drawings_changed)
        session.presentations.changed.connect(self._on_presentation_changed)
        session.cine.changed.connect(self.refresh)
        session.viewport.changed.connect(self._on_active_changed)
        session.linking.changed.connect(self.refresh)
        session.cursor.changed.connect(self.refresh)
        session.patients.changed.connect(self.refresh)
        self.sheet.changed.connect(self._on_marks_changed)
        self.sheet.painted.connect(self._on_painted)
        self._fidelity.changed.connect(self._on_drawings_changed)
        session.volumes.frame_ready.connect(self._on_frame_arrived)
        session.volumes.frame_failed.connect(self._on_frame_arrived)

    def _refresh_picture(self, geometry: ViewGeometry | None) -> None:
        frame, window = self.session.frame(self.viewport), self.session.window(self.viewport)
        shown = self.viewport.value.display_set
        if geometry is None or shown is None or frame is None or window is None:
            self._rendered = None
            self.picture.clear()
            return
        is_inverted = self.session.presentations.of(shown.display_set_id).is_inverted
        graphics = self.session.overlays.value.graphics
        stride, turn = self._stride(geometry), geometry.turn
        wanted = Rendered(frame, window, is_inverted, stride, graphics, turn)
        if not wanted.is_same(self._rendered):
            image = self._renderer.render(frame, window, is_inverted, wanted.stride)
            drawn = with_graphics(image, frame, graphics, wanted.stride)
            self.picture.show_image(geometry.turn.applied_to(drawn), geometry, wanted.stride)
            self._rendered = wanted
            low, high = int(image.min()), int(image.max())
            self._misses_the_data = low == high and low in (0, WHITE)
        self._fidelity.follow(shown.display_set_id, decimated(wanted.stride))
        self.picture.look_at(geometry)

    def _stride(self, geometry: ViewGeometry) -> int:
        """Every pixel at rest; while dragging, no more of a large image than the screen has pixels."""
        if not self._drag.is_dragging or geometry.turn != AS_STORED:
            return 1
        return max(1, int(1 / (geometry.magnification * self.devicePixelRatioF())))

    def _refresh_marks(self, geometry: ViewGeometry | None) -> None:
        if geometry is None:
            self.sheet.show_marks(Marks())
            return
        state = self.viewport.value
        amount = fitting(self.session.overlays.value.corner_texts, geometry.size)
        assert state.display_set is not None  # for the type checker: there is a geometry
        live = LiveValues(
            geometry.magnification,
            self._pointer_reading(geometry),
            self._misses_the_data,
            fidelity=self._fidelity.lines(self._translator),
        )
        self.sheet.show_marks(
            Marks(
                geometry,
                corners(self.session, self.viewport, self._translator, live, amount),
                None if amount is CornerTexts.NONE else state.display_set.frames[state.index],
                ai_marks(self.session, self.viewport) if self._rendered is not None else AiMarks(),
                place_marks(self.session, self.viewport),
                self._notice(),
                measure_marks(self.session, state),
                self._lens(),
                segment_marks(self.session, state, self._pointer_at),
                object_marks(self.session, state, id(self), (geometry, self._pointer_at)),
                self.session.objects.marks.on(state),
            )
        )

    def _lens(self) -> Lens | None:
        if self._lens_at is None or self._rendered is None:
            return None
        picture = self.picture.on_screen()
        return Lens(picture, self._lens_at, self._rendered.stride) if picture is not None else None

    def _notice(self) -> tuple[Line, ...]:
        """What stands in the middle while there is no picture."""
        state = self.viewport.value
        if state.display_set is None or self._rendered is not None:
            return ()
        problem = self.session.volumes.problem(state.display_set.display_set_id, state.index)
        if problem is None:
            waiting = message("Canvas", "Loading image {number} …", number=state.index + 1)
            return (Line(self._translator(waiting), FAINT),)
        title = message("Canvas", "Image {number} cannot be shown", number=state.index + 1)
        reason = textwrap.wrap(self._translator(problem), REASON_LETTERS)
        return (Line(self._translator(title), WARNING), *(Line(line) for line in reason))

    def _pointer_reading(self, geometry: ViewGeometry) -> PointerReading | None:
        state, frame = self.viewport.value, self.session.frame(self.viewport)
        if self._pointer_at is None or frame is None or state.display_set is None:
            return None
        at = geometry.to_image(self._pointer_at.x(), self._pointer_at.y())
        scale = self.session.value_scales.of(state.display_set)
        return read_pixel(frame, state.display_set.frames[state.index], at, scale)

    def _resting_cursor(self, at: QPointF) -> Qt.CursorShape:
        """A hand over what can be grasped."""
        is_free = self.session.drawing.value.draft is None
        is_held = is_free and (self._left.is_over_handle(at) or self._left.grip(at) is not None)
        return Qt.CursorShape.PointingHandCursor if is_held else Qt.CursorShape.CrossCursor

    def _box_at(self, at: QPointF) -> BoxMark | None:
        geometry = self.geometry_now()
        return box_at(geometry, self.sheet.marks.ai.boxes, at) if geometry is not None else None

    def _select_box_at(self, at: QPointF) -> None:
        box = self._box_at(at)
        if box is not None:
            self.registry.run("findings.select", finding_id=box.finding_id)

    def _put_cursor(self, at: QPointF) -> None:
        geometry = self.geometry_now()
        if geometry is not None and self.session.cursor.value.is_on:
            pixel = geometry.to_image(at.x(), at.y())
            self.session.cursor.put(self.viewport, pixel.y, pixel.x)

    def _pop_up_menu(self, at: QPoint) -> None:
        here = QPointF(self.mapFromGlobal(at))
        box = self._box_at(here)
        finding_id = box.finding_id if box is not None else ""
        grip = self._left.grip(here)
        image_menu(self.registry, self._translator, self, grip, finding_id).popup(at)

    def _peek(self, is_held: bool) -> None:
        if is_held != self._is_peeking:
            self._is_peeking = is_held
            self.registry.run("view.peek", is_held=is_held)

    @Slot()
    def _on_drawings_changed(self) -> None:
        self._refresh_marks(self.geometry_now())

    @Slot()
    def _on_marks_changed(self) -> None:
        self.picture.repaint_soon()

    @Slot()
    def _on_painted(self) -> None:
        state = self.viewport.value
        if state.display_set is None:
            return
        problem = self.session.volumes.problem(state.display_set.display_set_id, state.index)
        is_active = self.session.viewports.is_active(self.viewport)
        # What cannot be shown is passed over.
        if is_active and (self._rendered is not None or problem is not None):
            self.session.cine.frame_painted()

    @Slot(object, object)
    def _on_active_changed(self, before: ViewportState, now: ViewportState) -> None:
        """Another image cuts this one, or goes beyond its stack; the active cell is refreshed for itself."""
        is_other = (before.display_set, before.index) != (now.display_set, now.index)
        is_told = self.session.overlays.value.shows_reference_lines
        if is_other and (is_told or self.session.linking.value.scroll):
            self._refresh_marks(self.geometry_now())

    @Slot(str)
    def _on_presentation_changed(self, display_set_id: str) -> None:
        if self._shows(display_set_id):
            self.refresh()

    @Slot(str, int)
    def _on_frame_arrived(self, display_set_id: str, index: int) -> None:
        if self._shows(display_set_id) and index == self.viewport.value.index:
            self.refresh()

    def _shows(self, display_set_id: str) -> bool:
        shown = self.viewport.value.display_set
        return shown is not None and shown.display_set_id == display_set_id

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        del event
        self.picture.widget.setGeometry(self.rect())
        self.viewport.room_px = (self.width(), self.height())
        self.refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.activate()
        self._drag.press(event.button(), event.modifiers(), event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.activate()
        if self._left.finish():
            return
        is_on_finding = self._box_at(event.position()) is not None
        self.registry.run("findings.edit" if is_on_finding else "layout.maximise")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer_at = event.position()
        self._drag.move(event.position())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not event.buttons():
            self._put_cursor(event.position())
        self.setCursor(self._drag.cursor or self._resting_cursor(event.position()))
        self._refresh_marks(self.geometry_now())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_click = self._drag.release(event.button())
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.refresh()  # in full again
        if was_click and event.button() is Qt.MouseButton.LeftButton:
            self._put_cursor(event.position())
            self._select_box_at(event.position())
        elif was_click and event.button() is Qt.MouseButton.RightButton:
            if self.session.drawing.value.draft is not None:
                self.session.drawing.step_back()
            else:
                self._pop_up_menu(event.globalPosition().toPoint())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel.turn(event)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        del event
        self._pointer_at = None
        self._refresh_marks(self.geometry_now())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self._left.enter():
                event.ignore()
        elif event.key() != Qt.Key.Key_Space:
            event.ignore()
        elif not event.isAutoRepeat():
            self._peek(True)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            event.ignore()
        elif not event.isAutoRepeat():
            self._peek(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._peek(False)  # the release will go to somebody else
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.activate()
        self.focus_changed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key; a right press may still become a drag, so the mouse has its own way."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._pop_up_menu(self.mapToGlobal(self.rect().center()))
