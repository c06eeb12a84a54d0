"""Calls back once a widget has been painted for the first time: what can wait until then should."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

PATIENCE_MS = 1000  # a minimised window is never painted; what waits must not wait for ever


class FirstPaint(QObject):
    """Watches `widget`; `then` runs in the event loop after its paint, once, whatever happens.

    A timer of no time would not do: on a real screen the first paint waits for the window system, and
    whatever the event loop is given meanwhile comes before it.
    """

    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._then: Callable[[], object] | None = then
        self._widget = widget
        widget.installEventFilter(self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._run)

    def expect(self) -> None:
        """The widget was shown: its paint should come soon."""
        self._patience.start(PATIENCE_MS)

    @Slot()
    def _run(self) -> None:
        if self._then is not None:
            then, self._then = self._then, None
            self._widget.removeEventFilter(self)
            self._patience.stop()
            then()

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._run)  # the paint itself comes first
        elif event.type() == QEvent.Type.Show:
            self.expect()
        return super().eventFilter(watched, event)
