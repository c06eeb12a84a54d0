"""One of the three planes on screen: its newest picture, the crosshair over it, mouse and wheel.

mpr or pane changes → marks and place at once; the picture when it has been computed
mouse → the crosshair where it is gripped, else the tools that work on every image
"""

import dataclasses

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from medviewer.commands.registry import CommandRegistry
from medviewer.domain.calibration import PixelCalibration
from medviewer.domain.measurement import ReferencedImage
from medviewer.domain.section import Section
from medviewer.domain.study import FrameSource
from medviewer.domain.voi import VoiWindow
from medviewer.gui.canvas.colour_bar import colour_window, paint_colour_bar
from medviewer.gui.canvas.context_menu import image_menu
from medviewer.gui.canvas.corner_layer import (
    fitting,
    has_room_for_letters,
    has_room_for_texts,
    paint_corners,
    paint_letters,
    paint_scale_bar,
    text_font,
)
from medviewer.gui.canvas.corner_texts import Corners, LiveValues
from medviewer.gui.canvas.crosshair import (
    NAMES,
    Crosshair,
    crosshair,
    paint_crosshair,
    paint_ring,
)
from medviewer.gui.canvas.fidelity_light import FidelityLight, coarser
from medviewer.gui.canvas.measure_layer import paint_measures
from medviewer.gui.canvas.measure_marks import MeasureMark, MeasureMarks, plane_marks
from medviewer.gui.canvas.path_layer import paint_path
from medviewer.gui.canvas.picture_view import PictureView
from medviewer.gui.canvas.plane_ai_layer import paint_plane_ai
from medviewer.gui.canvas.plane_notice import paint_plane_notice
from medviewer.gui.canvas.plane_object_layer import paint_plane_objects
from medviewer.gui.canvas.plane_segment_layer import paint_plane_segments
from medviewer.gui.canvas.plane_texts import plane_corners
from medviewer.gui.canvas.pointer import PointerReading, read_pixel
from medviewer.gui.canvas.section_place import place_on_stage
from medviewer.gui.canvas.slice_renderer import SliceRenderer
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.tools.cross_tool import CrossTool
from medviewer.gui.tools.drag_follower import DragFollower
from medviewer.gui.tools.left_hand import LeftHand
from medviewer.gui.tools.wheel_tool import NOTCH, WheelTool
from medviewer.gui.translation import Translator
from medviewer.imaging.fusion import fused
from medviewer.imaging.luts import WHITE
from medviewer.imaging.marks import Point
from medviewer.session.drawing.annotations import calibration_of_plane
from medviewer.session.drawing.drawing import DRAWING
from medviewer.session.images.pane_viewport import PaneViewport
from medviewer.session.images.viewport import CornerTexts
from medviewer.session.planes.mpr_pictures import Picture
from medviewer.session.session import Session

Button = Qt.MouseButton
THICKER_MM = 1.0  # a notch of the wheel


class PlaneCanvas(QWidget):
    """Shows one pane. A stage for the same mouse tools as every other image."""

    def __init__(
        self,
        session: Session,
        pane: PaneViewport,
        registry: CommandRegistry,
        translator: Translator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.pane = pane
        self.picture = PictureView(self, self._paint_over)
        self.registry = registry
        self._translator = translator
        self._renderer = SliceRenderer()
        self._fidelity = FidelityLight(self)
        self._rendered: tuple[object, ...] = ()
        self._misses_the_data = False
        self._corners = Corners()
        self._pointer_at: QPointF | None = None
        self._left = LeftHand(self)
        self._drag = DragFollower(self, self._left)
        self._wheel = WheelTool(self, self)
        self._cross_tool: CrossTool | None = None
        self._pressed_at = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 120)
        self.setAccessibleName(translator(NAMES[pane.plane]))
        session.planes.mpr.changed.connect(self.refresh)
        session.planes.pictures.picture_changed.connect(self._on_picture_changed)
        pane.changed.connect(self.refresh)
        self._fidelity.changed.connect(self.refresh)
        session.overlays.changed.connect(self.refresh)
        session.presentations.changed.connect(self.refresh)
        session.planes.fusion.changed.connect(self.refresh)
        session.planes.curve.changed.connect(self.refresh)
        session.planes.activated.connect(self._repaint_soon)
        drawn = (session.annotations, session.reading, session.segments, session.drawing)
        for each in (*drawn, session.layers, session.layers.cuts):
            each.changed.connect(self._repaint_soon)

    # The stage

    @property
    def viewport(self) -> PaneViewport:
        return self.pane

    def activate(self) -> None:
        """Keys and commands mean this pane from now on."""
        self.session.planes.activate(self.pane.plane)

    def geometry_now(self) -> ViewGeometry | None:
        """Where the pane's rectangle lies in the widget; None while the planes are not shown."""
        state = self.session.planes.mpr.value
        if not state.is_open or min(self.width(), self.height()) < 1:
            return None
        stage = state.stage(self.pane.plane)
        return ViewGeometry(
            stage.shape,
            (stage.plane.row_spacing_mm, stage.plane.column_spacing_mm),
            is_calibrated=True,
            size=(self.width(), self.height()),
            zoom=self.pane.value.zoom,
            pan_mm=self.pane.value.pan_mm,
        )

    def image_now(self) -> ReferencedImage | None:
        """The plane, as measurements refer to it: no file holds it."""
        state = self.session.planes.mpr.value
        if state.study is None or state.display_set is None:
            return None
        plane = state.stage(self.pane.plane).plane
        return ReferencedImage(state.study.key, state.display_set.listed_id, "", 0, plane)

    def calibration_now(self) -> PixelCalibration:
        image = self.image_now()
        return calibration_of_plane(image.plane if image is not None else None)

    def measure_marks(self) -> tuple[MeasureMark, ...]:
        """The drawings that lie in the plane."""
        image = self.image_now()
        return plane_marks(self.session, image).items if image is not None else ()

    def magnify(self, at: QPointF | None) -> None:
        """No lens is held over a computed plane."""

    def crosshair_now(self) -> Crosshair | None:
        """Where the crosshair lies; None while it is not shown."""
        state, geometry = self.session.planes.mpr.value, self.geometry_now()
        if geometry is None or not state.shows_cross:
            return None
        return crosshair(state, self.pane.plane, state.stage(self.pane.plane), geometry)

    @Slot()
    def refresh(self) -> None:
        """Bring picture and marks to what the session says now."""
        geometry = self.geometry_now()
        if geometry is None or not self.isVisible():
            return
        self._refresh_picture(geometry)
        self._refresh_texts(geometry)

    def _refresh_picture(self, geometry: ViewGeometry) -> None:
        picture = self.session.planes.pictures.of(self.pane.plane)
        window, shown = self.session.window(self.pane), self.pane.value.display_set
        self.picture.look_at(geometry)
        if picture is None or window is None or shown is None:
            self._rendered = ()
            self.picture.clear()
            return
        is_inverted = self.session.presentations.of(shown.display_set_id).is_inverted
        colours = self._colours(picture)
        exact = self.session.planes.mpr.value.section(self.pane.plane)
        self._fidelity.follow(shown.display_set_id, coarser(picture.wish.section, exact))
        wanted = (picture, window, is_inverted, colours, self._place(picture.wish.section))
        if wanted != self._rendered:
            grey = image = self._renderer.render(picture.frame, window, is_inverted)
            if picture.over is not None and colours is not None:
                image = fused(grey, picture.over, *colours)
            self.picture.item.show_image(image, self._place(picture.wish.section))
            self.picture.item.show()
            self._rendered = wanted
            low, high = int(grey.min()), int(grey.max())
            self._misses_the_data = low == high and low in (0, WHITE)

    def _colours(self, picture: Picture) -> tuple[VoiWindow, float] | None:
        """The window and opacity of what lies over the picture; None where nothing does."""
        state = self.session.planes.fusion.value
        if state.display_set is None or picture.over is None:
            return None
        return colour_window(self.session, state.display_set), state.opacity

    def _place(self, section: Section) -> QRectF:
        """Where a section's pixels lie in the pane's picture coordinates, mm."""
        return place_on_stage(section, self.session.planes.mpr.value.stage(self.pane.plane))

    def _refresh_texts(self, geometry: ViewGeometry) -> None:
        amount = fitting(self.session.overlays.value.corner_texts, geometry.size)
        picture = self.session.planes.pictures.of(self.pane.plane)
        live = LiveValues(
            geometry.screen_px_per_mm * self._pixel_mm(picture),
            self._pointer_reading(geometry, picture),
            self._misses_the_data and picture is not None,
            fidelity=self._fidelity.lines(self._translator),
        )
        self._corners = plane_corners(self.session, self.pane, self._translator, live, amount)
        self.picture.repaint_soon()

    @Slot()
    def _repaint_soon(self) -> None:
        self.picture.repaint_soon()

    def _pixel_mm(self, picture: Picture | None) -> float:
        return picture.wish.section.plane.column_spacing_mm if picture is not None else 1.0

    def _source(self, section: Section) -> FrameSource | None:
        """The nearest slice of the file, as if it lay where the section does."""
        state = self.pane.value
        if state.display_set is None:
            return None
        nearest = state.display_set.frames[state.index].as_acquired
        return dataclasses.replace(nearest, plane=section.plane, between=None)

    def _pointer_reading(
        self, geometry: ViewGeometry, picture: Picture | None
    ) -> PointerReading | None:
        """The value under the mouse; none beside the volume, nor from a picture in half resolution."""
        state, shown = self.session.planes.mpr.value, self.pane.value.display_set
        is_exact = self.session.planes.pictures.is_exact(self.pane.plane)
        if self._pointer_at is None or picture is None or shown is None or not is_exact:
            return None
        pixel = geometry.to_image(self._pointer_at.x(), self._pointer_at.y())
        at = state.stage(self.pane.plane).plane.pixel_to_patient(pixel.y, pixel.x)
        voxel = state.geometry.patient_to_voxel(at)
        if (voxel < -0.5).any() or (voxel > np.array(state.geometry.shape) - 0.5).any():
            return None
        plane = picture.wish.section.plane
        off, source = at - np.array(plane.position), self._source(picture.wish.section)
        column = float(off @ plane.row_direction) / plane.column_spacing_mm
        row = float(off @ plane.column_direction) / plane.row_spacing_mm
        scale = self.session.value_scales.of(shown)
        return read_pixel(picture.frame, source, Point(column, row), scale) if source else None

    def _paint_over(self, painter: QPainter) -> None:
        geometry, state = self.geometry_now(), self.session.planes.mpr.value
        if geometry is None:
            return
        painter.setFont(text_font(self.font(), geometry.size))
        if (cross := self.crosshair_now()) is not None:
            paint_crosshair(painter, cross, self._translator)
        curve = self.session.planes.curve.value
        if curve.plane is self.pane.plane:
            paint_path(painter, curve.points, state.stage(self.pane.plane).plane, geometry)
        say, session = self._translator, self.session
        paint_plane_objects(painter, geometry, session, self.pane, self._pointer_at, say)
        paint_plane_segments(painter, geometry, session, self.pane)
        paint_plane_ai(painter, geometry, session, self.pane, say, self._corners)
        paint_measures(painter, geometry, MeasureMarks(self.measure_marks()), say)
        self._paint_texts(painter, geometry)
        if self.session.planes.pictures.of(self.pane.plane) is None:
            paint_plane_notice(painter, geometry.size, session.planes.pictures.obstacle(), say)
        if self.session.planes.is_active(self.pane.plane):
            paint_ring(painter, geometry.size, self.pane.plane)
        over = self.session.planes.fusion.value.display_set
        if over is not None and self._shows_letters:
            paint_colour_bar(painter, geometry.size, self.session, over)

    def _paint_texts(self, painter: QPainter, geometry: ViewGeometry) -> None:
        has_room = has_room_for_texts(geometry.size)
        if has_room:
            paint_corners(painter, geometry.size, self._corners)
        source = self._source(self.session.planes.mpr.value.stage(self.pane.plane))
        if source is None or not self._shows_letters:
            return
        if has_room_for_letters(geometry.size):
            paint_letters(painter, geometry.size, source)
        if has_room:
            paint_scale_bar(painter, geometry, self._translator)

    @property
    def _shows_letters(self) -> bool:
        return self.session.overlays.value.corner_texts is not CornerTexts.NONE

    @Slot(object)
    def _on_picture_changed(self, plane: object) -> None:
        if plane is self.pane.plane:
            self.refresh()

    # Qt's own

    def showEvent(self, event: QEvent) -> None:
        del event
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        del event
        self.picture.widget.setGeometry(self.rect())
        self.refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.activate()
        cross, at = self.crosshair_now(), event.position()
        if self.session.planes.curve.value.is_drawing and event.button() is Button.LeftButton:
            self._draw_to(at)
            return
        is_drawing = self.session.drawing.value.tool in DRAWING
        grip = cross.grip_at(at) if cross is not None and not is_drawing else None
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if cross and grip and is_plain and event.button() is Button.LeftButton:
            self._pressed_at = at
            self._cross_tool = CrossTool(self.session.planes.mpr, self.pane.plane, grip, cross)
        else:
            self._drag.press(event.button(), event.modifiers(), at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer_at = event.position()
        geometry = self.geometry_now()
        if self._cross_tool is not None and geometry is not None:
            mm_per_px = 1 / geometry.screen_px_per_mm
            self._cross_tool.drag(event.position(), self._pressed_at, mm_per_px)
            return
        self._drag.move(event.position())
        self._show_cursor(event.position())
        if geometry is not None:
            self._refresh_texts(geometry)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._cross_tool is not None and event.button() is Button.LeftButton:
            self._cross_tool.end()
            self._cross_tool = None
        elif self._drag.release(event.button()) and event.button() is Button.RightButton:
            self._answer_right_click(event)
        self._show_cursor(event.position())

    def _answer_right_click(self, event: QMouseEvent) -> None:
        if self.session.drawing.value.draft is not None:
            self.session.drawing.step_back()
            return
        grip = self._left.grip(event.position())
        menu = image_menu(self.registry, self._translator, self, grip)
        menu.popup(event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.session.planes.curve.value.is_drawing:
            self.session.planes.curve.finish()
        elif event.button() is Button.LeftButton:
            self.registry.run("mpr.maximise", plane=self.pane.plane)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.activate()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            # Alt turns the wheel sideways on some desktops.
            turned = event.angleDelta().y() or event.angleDelta().x()
            slab = self.session.planes.mpr.value.slab
            thickness_mm = slab.thickness_mm + turned / NOTCH * THICKER_MM
            self.session.planes.mpr.set_thickness(thickness_mm)
            event.accept()
            return
        self._wheel.turn(event)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        del event
        self._pointer_at = None
        self.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.activate()

    def _draw_to(self, at: QPointF) -> None:
        """One more point of the path."""
        geometry = self.geometry_now()
        if geometry is not None:
            pixel = geometry.to_image(at.x(), at.y())
            stage = self.session.planes.mpr.value.stage(self.pane.plane)
            place = stage.plane.pixel_to_patient(pixel.y, pixel.x)
            self.session.planes.curve.add(self.pane.plane, place)

    def _show_cursor(self, at: QPointF) -> None:
        """What a press would do here."""
        cross = self.crosshair_now()
        is_grip = cross is not None and cross.grip_at(at) is not None
        usual = Qt.CursorShape.PointingHandCursor if is_grip else Qt.CursorShape.CrossCursor
        self.setCursor(self._drag.cursor or usual)
