"""The page of the help that fits what the reader is at: panel, tool, planes, film."""

from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from medviewer.gui.desk import Desk
from medviewer.gui.help_topics import topic_of
from medviewer.session.drawing.drawing import ToolKind

# Of the panels, by the object names of their docks.
PANELS = {
    "studies": "opening",
    "findings": "ai",
    "measurements": "measuring",
    "report": "report",
    "attributes": "tags",
    "follow_up": "follow_up",
    "context": "context",
}


def topic_here(desk: Desk) -> str:
    """The panel that has the focus, else the tool in hand, else what is on screen; "" for the first page."""
    session = desk.session
    panel = panel_of(QApplication.focusWidget())
    if panel in PANELS:
        return PANELS[panel]
    tool = session.drawing.value.tool
    if tool is not ToolKind.USUAL:
        return topic_of(f"tool.{tool.value}")
    if session.planes.mpr.value.is_open:
        return "planes"
    if session.planes.room.is_open:
        return "solid"
    if session.cine.value.is_playing:
        return "cine"
    if session.viewports.value.has_several:
        return "linking"
    return "scrolling" if session.viewport.value.display_set is not None else ""


def panel_of(widget: QWidget | None) -> str:
    """The object name of the dock a widget lies in; "" outside of any."""
    while widget is not None:
        if isinstance(widget, QDockWidget):
            return widget.objectName()
        widget = widget.parentWidget()
    return ""
