"""The wheel: turns are added up and carried out once Qt has nothing older to do, so scrolling never lags."""

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QWheelEvent

from medviewer.gui.tools.bindings import Wheel, WheelEffect, wheel_for
from medviewer.gui.tools.tool import Stage
from medviewer.gui.tools.zoom_tool import WHEEL_STEP, zoom_about

STRETCHING = wheel_for(Qt.KeyboardModifier.ShiftModifier)
NOTCH = 120  # angleDelta of one notch, in eighths of a degree; finer wheels send parts of it


class WheelTool(QObject):
    """Collects turns of one canvas' wheel."""

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._turned = 0
        self._at = QPointF()
        self._wheel: Wheel | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._carry_out)

    def turn(self, event: QWheelEvent) -> None:
        """Take one event in; turning away from the reader goes to the previous image."""
        wheel = wheel_for(event.modifiers())
        if wheel is not self._wheel:
            self._carry_out()
            self._turned, self._wheel = 0, wheel
        # Alt turns the wheel sideways on some desktops.
        self._turned += event.angleDelta().y() or event.angleDelta().x()
        self._at = event.position()
        self._timer.start()

    @Slot()
    def _carry_out(self) -> None:
        notches = int(self._turned / NOTCH)  # towards zero: what is left waits for the next turn
        if not notches or self._wheel is None:
            return
        self._turned -= notches * NOTCH
        if self._wheel.effect is WheelEffect.ZOOM:
            zoom_about(self._stage, self._at, WHEEL_STEP**notches)
        elif self._wheel.effect is WheelEffect.PHASE:
            self._stage.activate()
            self._stage.session.phases.step(-notches * self._wheel.times)
        elif self._is_stretching:
            self._stretch(-notches)
        else:
            self._stage.viewport.scroll_by(-notches * self._wheel.times)

    @property
    def _is_stretching(self) -> bool:
        """Whether Shift + wheel takes an end of the finding that is being changed along."""
        edits, shown = self._stage.session.finding_edits, self._stage.viewport.value.display_set
        return self._wheel is STRETCHING and edits.value.draft_on(shown) is not None

    def _stretch(self, by: int) -> None:
        before = self._stage.viewport.value.index
        self._stage.viewport.scroll_by(by)
        self._stage.session.finding_edits.stretch(before, self._stage.viewport.value.index)
