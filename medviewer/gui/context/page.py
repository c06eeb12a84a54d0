"""What a page of the clinical context panel is."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from medviewer.gui.actions import Actions
from medviewer.gui.desk import Desk
from medviewer.words import Message


class ContextPage(QWidget):
    """A page shows a part of the session and asks for change through commands; a tab of its own names it.

    It must be usable 300 pixels wide and 250 high: whatever is longer scrolls within it.

    Attributes:
        page_id: what `session.clinical.show_page` opens it by.
        title: of its tab; short.
    """

    page_id: ClassVar[str]
    title: ClassVar[Message]

    filled = Signal()  # `is_filled` may have changed

    def __init__(self, actions: Actions, desk: Desk) -> None:
        super().__init__()
        self.actions_by_id = actions
        self.desk = desk

    def take_drops(self) -> None:
        """Called when the window has given up the drops of all that lies in it."""

    @property
    def is_filled(self) -> bool:
        """Whether there is anything on it; an empty page has no tab."""
        return True
