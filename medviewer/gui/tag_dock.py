"""The tag browser's place in the window: below everything, or floating where that would be too low."""

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QDockWidget, QWidget

from medviewer.gui.desk import Desk
from medviewer.gui.low_window import float_where_low
from medviewer.gui.tag_browser import TagBrowser
from medviewer.session.library.tags import TagsState
from medviewer.words import message


class TagDock(QDockWidget):
    """Shown and hidden with `session.tags`."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk.translator(message("Tags", "DICOM attributes")), parent)
        self._tags = desk.session.tags
        self._has_been_placed = False
        self.setObjectName("attributes")  # what saveState knows it by
        self.browser = TagBrowser(desk)
        self.setWidget(self.browser)
        self.hide()
        self._tags.changed.connect(self._on_changed)

    def _find_a_place(self) -> None:
        """Once; from then on it is where the reader put it."""
        if self._has_been_placed:
            return
        self._has_been_placed = True
        float_where_low(self)

    @Slot(object, object)
    def _on_changed(self, before: TagsState, now: TagsState) -> None:
        if before.is_open == now.is_open:
            return
        if now.is_open and self.isHidden():
            self._find_a_place()
        self.setVisible(now.is_open)

    # Qt's own

    def event(self, event: QEvent) -> bool:
        """Shown by its own button, by a saved layout, or closed by its cross: the session is told."""
        if event.type() == QEvent.Type.ShowToParent and not self._tags.value.is_open:
            self._tags.open()
        elif event.type() == QEvent.Type.Close:
            self._tags.close()
        return super().event(event)
