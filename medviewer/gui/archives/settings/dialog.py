"""Archives and network: archives entered, who may send here, priors and what is kept."""

from PySide6.QtWidgets import QDialogButtonBox, QTabWidget, QWidget

from medviewer.gui.archives.settings.keeping_page import KeepingPage
from medviewer.gui.archives.settings.listener_page import ListenerPage
from medviewer.gui.archives.settings.nodes_page import NodesPage
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.words import message

SIZE_PX = (760, 600)


class NetworkDialog(Sheet):
    """Three pages; `nodes`, `listener` and `keeping`."""

    help_topic = "network"

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        words = desk.translator
        super().__init__(message("Nodes", "Archives and network"), desk, parent)
        self.nodes, self.listener = NodesPage(desk), ListenerPage(desk)
        self.keeping = KeepingPage(desk)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.nodes, words(message("Nodes", "Archives")))
        self.tabs.addTab(self.listener, words(message("Nodes", "Listening")))
        self.tabs.addTab(self.keeping, words(message("Nodes", "Priors and storage")))
        buttons = QDialogButtonBox()
        close = buttons.addButton(
            words(message("Dialog", "Close")), QDialogButtonBox.ButtonRole.RejectRole
        )
        close.setAutoDefault(False)  # Enter in a field must not throw away what was typed
        buttons.rejected.connect(self.reject)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(buttons)
        self.resize(*SIZE_PX)

    # Qt's own

    def reject(self) -> None:
        """Close and Esc: an entry that was typed and not saved is only left when told twice."""
        if self.nodes.lets_go():
            super().reject()
        else:
            self.tabs.setCurrentWidget(self.nodes)
