"""One cell: an image with its slider, or a word on how to get one there. Series can be dropped on it.

The canvas and pyqtgraph behind it are built after the first paint, so that the window is there at once.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGridLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from medviewer.commands.registry import CommandRegistry
from medviewer.gui.dragged_series import dragged_series
from medviewer.gui.first_paint import FirstPaint
from medviewer.gui.translation import Translator
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.session import Session
from medviewer.words import message

if TYPE_CHECKING:
    from medviewer.gui.canvas.image_canvas import ImageCanvas

GROUND_STYLE = "background: #000000; color: #9a9a9e; font-size: 15px;"  # black in every theme
RING_PX = 1  # around everything, lit while the keys go to the image
DIVIDED_RING_PX = 2  # around each of several cells, lit around the active one
BETWEEN = "#2e2e33"  # the ring of a cell that is not active
OTHER_PATIENT = "#e5484d"  # the ring of a cell that shows somebody else than the active one

INVITATION = message("Viewport", "Open a folder, or drop one here")
EMPTY_CELL = message("Viewport", "Drag a series here")


class ViewportPanel(QWidget):
    """Shows one viewport. `canvas` is None until the first paint is over."""

    canvas_built = Signal()

    def __init__(
        self,
        session: Session,
        registry: CommandRegistry,
        translator: Translator,
        viewport: Viewport | None = None,
    ) -> None:
        """`viewport`: one of the layout's cells; None for the first."""
        super().__init__()
        self.viewport = viewport or session.viewports.cell(0)
        self._session = session
        self._registry = registry
        self._translator = translator
        self.canvas: ImageCanvas | None = None
        self._empty = self._build_empty_state()
        self._image = QWidget()
        self._stack = QStackedLayout()
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._stack, 1)  # first: a stack of its own shows a window
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._image)
        self.setAcceptDrops(True)
        self._follow_layout()
        self.viewport.changed.connect(self._on_viewport_changed)
        session.viewports.changed.connect(self._on_layout_changed)
        session.library.changed.connect(self._say_how_to_fill)
        session.patients.changed.connect(self._on_focus_changed)
        self._say_how_to_fill()
        FirstPaint(self, self._build_after_paint)

    def build_canvas(self) -> "ImageCanvas":
        """Load pyqtgraph and build the canvas, once."""
        if self.canvas is None:
            from medviewer.gui.canvas.contribution_strip import ContributionStrip
            from medviewer.gui.canvas.image_canvas import ImageCanvas
            from medviewer.gui.canvas.slice_slider import SliceSlider

            session, words = self._session, self._translator
            self.canvas = ImageCanvas(session, self.viewport, self._registry, words)
            grid = QGridLayout(self._image)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setSpacing(0)
            grid.addWidget(self.canvas, 0, 0)
            grid.addWidget(SliceSlider(session, self.viewport, words), 0, 1)
            grid.addWidget(ContributionStrip(session, self.viewport, words), 0, 2)
            grid.setRowStretch(0, 1)
            grid.setColumnStretch(0, 1)
            self.setFocusProxy(self.canvas)
            self.canvas.focus_changed.connect(self._on_focus_changed)
            self.canvas_built.emit()
            self._on_viewport_changed(ViewportState(), self.viewport.value)
        return self.canvas

    @Slot()
    def _build_after_paint(self) -> None:
        self.build_canvas()

    def _build_empty_state(self) -> QLabel:
        label = QLabel()
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        label.setStyleSheet(GROUND_STYLE)
        return label

    @property
    def _is_active(self) -> bool:
        return self._session.viewports.is_active(self.viewport)

    def _follow_layout(self) -> None:
        """The ring is wider where there are several cells to tell apart."""
        is_divided = self._session.viewports.value.has_several
        self._column.setContentsMargins(*[DIVIDED_RING_PX if is_divided else RING_PX] * 4)
        self.update()

    def _ring(self) -> QColor:
        has_keys = self.canvas is not None and self.canvas.hasFocus()
        is_divided = self._session.viewports.value.is_divided
        if self.viewport.viewport_id in self._session.patients.value.strays:
            return QColor(OTHER_PATIENT)
        if has_keys or (is_divided and self._is_active):
            return self.palette().highlight().color()
        return QColor(BETWEEN) if is_divided else QColor(Qt.GlobalColor.black)

    @Slot()
    def _say_how_to_fill(self) -> None:
        has_studies = bool(self._session.library.value.studies)
        self._empty.setText(self._translator(EMPTY_CELL if has_studies else INVITATION))

    @Slot()
    def _on_focus_changed(self) -> None:
        self.update()

    @Slot()
    def _on_layout_changed(self) -> None:
        self._follow_layout()

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        if before.display_set == now.display_set:
            return
        if now.display_set is None:
            self._stack.setCurrentWidget(self._empty)
            return
        canvas = self.build_canvas()
        self._stack.setCurrentWidget(self._image)
        if before.display_set is None and self._is_active:
            canvas.setFocus()

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._ring())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On an empty cell: the next series chosen is shown there."""
        self._session.viewports.activate(self.viewport.viewport_id)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        self._session.viewports.activate(self.viewport.viewport_id)
        self._registry.run("layout.maximise")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel above the slider scrolls, too."""
        if self.canvas is not None:
            self.canvas.wheelEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are the window's business."""
        if dragged_series(event.mimeData()) is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        series = dragged_series(event.mimeData())
        if series is None:
            return
        event.acceptProposedAction()
        self._session.viewports.activate(self.viewport.viewport_id)
        self._registry.run(
            "view.show_display_set",
            study_uid=series.study_key,
            display_set_id=series.display_set_id,
        )
