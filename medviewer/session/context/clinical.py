"""The clinical side of a session: the notes, whatever is worked out from them, and the panel that shows it.

Each part is a room of its own in this folder; what another part needs, it is given here.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from medviewer.jobs.runner import JobRunner
from medviewer.session.coding.codes import StudyCodes
from medviewer.session.context.intake import Intake
from medviewer.session.context.notes import StudyNotes
from medviewer.session.keeping.history import History
from medviewer.session.library.library import Library
from medviewer.session.messages import Messages
from medviewer.session.state import State


@dataclass(frozen=True, slots=True)
class PanelState:
    """The panel. `page` is the id of the page on top; see `gui.context.pages`."""

    is_open: bool = False
    page: str = "notes"


class Clinical(QObject):
    """`notes` are what is known, `intake` takes over what others wrote, `codes` are what it comes to.

    `panel` is where it is seen.
    """

    def __init__(
        self,
        history: History,
        library: Library,
        messages: Messages,
        parent: QObject | None = None,
        runner: JobRunner | None = None,
    ) -> None:
        """`runner` reads files; None for one of its own."""
        super().__init__(parent)
        self.messages = messages
        self.notes = StudyNotes(history, library, self)
        self.intake = Intake(runner or JobRunner(), library, self.notes, messages)
        self.codes = StudyCodes(history, library, self)
        self.panel = State(PanelState(), self)

    def show_page(self, page: str) -> None:
        """Open the panel at a page."""
        self.panel.update(is_open=True, page=page)
