"""Where a panel below the images goes in a window that is too low for it: it floats."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDockWidget

ROOM_BELOW_PX = 860  # a lower window has no room for the panels above it
FLOATING_SIZE = QSize(820, 480)


def float_where_low(dock: QDockWidget) -> None:
    """Once, before it is first shown; from then on it is where the reader put it."""
    window = dock.parentWidget()
    if window is None or window.height() >= ROOM_BELOW_PX:
        return
    dock.setFloating(True)
    dock.resize(FLOATING_SIZE.boundedTo(window.size()))
    room = (window.size() - dock.size()) / 2
    dock.move(
        window.mapToGlobal(window.rect().topLeft()).x() + room.width(),
        window.y() + room.height(),
    )
