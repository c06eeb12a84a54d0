"""The middle of the window: the image with its slider, or an invitation while nothing is open.

The canvas and pyqtgraph behind it are built after the window's first paint, so that the window is there at
once.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from medviewer.commands.registry import CommandRegistry
from medviewer.gui.first_paint import FirstPaint
from medviewer.gui.notes_bar import NotesBar
from medviewer.gui.translation import Translator
from medviewer.session.session import Session
from medviewer.session.viewport import ViewportState
from medviewer.words import message

if TYPE_CHECKING:
    from medviewer.gui.canvas.image_canvas import ImageCanvas

GROUND_STYLE = "background: #000000; color: #9a9a9e; font-size: 15px;"  # black in every theme
RING_PX = 1  # around everything, lit while the keys go to the image


class ViewportPanel(QWidget):
    """Shows the viewport. `canvas` is None until the first paint is over."""

    canvas_built = Signal()

    def __init__(self, session: Session, registry: CommandRegistry, translator: Translator) -> None:
        super().__init__()
        self._session = session
        self._registry = registry
        self._translator = translator
        self.canvas: ImageCanvas | None = None
        self._empty = self._build_empty_state()
        self.notes = NotesBar(session, registry, translator)
        self._image = QWidget()
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._image)
        self._lay_out()
        session.viewport.changed.connect(self._on_viewport_changed)
        FirstPaint(self, self.build_canvas)

    def build_canvas(self) -> "ImageCanvas":
        """Load pyqtgraph and build the canvas, once."""
        if self.canvas is None:
            from medviewer.gui.canvas.contribution_strip import ContributionStrip
            from medviewer.gui.canvas.image_canvas import ImageCanvas
            from medviewer.gui.canvas.phase_slider import PhaseSlider
            from medviewer.gui.canvas.slice_slider import SliceSlider

            self.canvas = ImageCanvas(self._session, self._registry, self._translator)
            grid = QGridLayout(self._image)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setSpacing(0)
            grid.addWidget(self.canvas, 0, 0)
            grid.addWidget(SliceSlider(self._session, self._translator), 0, 1)
            grid.addWidget(ContributionStrip(self._session, self._translator), 0, 2)
            grid.addWidget(PhaseSlider(self._session, self._registry, self._translator), 1, 0, 1, 3)
            grid.setRowStretch(0, 1)
            grid.setColumnStretch(0, 1)
            self.setFocusProxy(self.canvas)
            self.canvas.focus_changed.connect(self._on_focus_changed)
            self.canvas_built.emit()
        return self.canvas

    def _build_empty_state(self) -> QLabel:
        label = QLabel(self._translator(message("Viewport", "Open a folder, or drop one here")))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setStyleSheet(GROUND_STYLE)
        return label

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[RING_PX] * 4)
        column.setSpacing(0)
        column.addLayout(self._stack, 1)
        column.addWidget(self.notes)

    @Slot()
    def _on_focus_changed(self) -> None:
        self.update()

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        if before.display_set == now.display_set:
            return
        if now.display_set is None:
            self._stack.setCurrentWidget(self._empty)
            return
        canvas = self.build_canvas()
        self._stack.setCurrentWidget(self._image)
        if before.display_set is None:
            canvas.setFocus()

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        has_keys = self.canvas is not None and self.canvas.hasFocus()
        painter = QPainter(self)
        painter.fillRect(
            self.rect(), self.palette().highlight() if has_keys else Qt.GlobalColor.black
        )
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel above the slider scrolls, too."""
        if self.canvas is not None:
            self.canvas.wheelEvent(event)
