"""The codes of the study, as a page of the clinical context: asked of the notes."""

from PySide6.QtWidgets import QVBoxLayout

from medviewer.gui.actions import Actions
from medviewer.gui.codes.codes_panel import CodesPanel
from medviewer.gui.context.page import ContextPage
from medviewer.gui.desk import Desk
from medviewer.session.coding.coded_text import TextSource
from medviewer.words import message


class CodesPage(ContextPage):
    """The same codes as in the report's editor."""

    page_id = "codes"
    title = message("Codes", "Codes")

    def __init__(self, actions: Actions, desk: Desk) -> None:
        super().__init__(actions, desk)
        self.panel = CodesPanel(TextSource.NOTES, desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
