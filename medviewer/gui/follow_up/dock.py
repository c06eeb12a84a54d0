"""The follow-up panel's place in the window: below the images, floating where that would be too low."""

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QDockWidget, QWidget

from medviewer.gui.actions import Actions
from medviewer.gui.desk import Desk
from medviewer.gui.follow_up.panel import FollowUpPanel
from medviewer.gui.low_window import float_where_low
from medviewer.session.lesions.longitudinal import LongitudinalState
from medviewer.words import message


class FollowUpDock(QDockWidget):
    """Shown and hidden with `session.longitudinal`."""

    def __init__(self, actions: Actions, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk.translator(message("FollowUp", "Follow-up")), parent)
        self._longitudinal = desk.session.longitudinal
        self._has_been_placed = False
        self.setObjectName("follow_up")  # what saveState knows it by
        self.panel = FollowUpPanel(actions, desk)
        self.setWidget(self.panel)
        self.hide()
        self._longitudinal.changed.connect(self._on_changed)

    @Slot(object, object)
    def _on_changed(self, before: LongitudinalState, now: LongitudinalState) -> None:
        if before.is_open == now.is_open:
            return
        if now.is_open and not self._has_been_placed:
            self._has_been_placed = True
            float_where_low(self)
        self.setVisible(now.is_open)
        self.raise_()

    # Qt's own

    def event(self, event: QEvent) -> bool:
        """Shown by a saved layout, or closed by its cross: the session is told."""
        if event.type() == QEvent.Type.ShowToParent:
            self._longitudinal.update(is_open=True)
        elif event.type() == QEvent.Type.Close:
            self._longitudinal.update(is_open=False)
        return super().event(event)
