"""The reader's settings on pages; what is changed holds at once, so there is nothing to confirm."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialogButtonBox, QTabWidget, QWidget

from medviewer.gui.desk import Desk
from medviewer.gui.settings.general_page import GeneralPage
from medviewer.gui.settings.keys_page import KeysPage
from medviewer.gui.settings.machines_page import MachinesPage
from medviewer.gui.settings.mouse_page import MousePage
from medviewer.gui.settings.presets_page import PresetsPage
from medviewer.gui.sheet import Sheet
from medviewer.words import Message, message

PageMaker = Callable[[Desk], QWidget]
PAGES: dict[str, tuple[Message, PageMaker]] = {
    "general": (message("Settings", "General"), GeneralPage),
    "mouse": (message("Settings", "Mouse"), MousePage),
    "keys": (message("Settings", "Keys"), KeysPage),
    "presets": (message("Settings", "Window presets"), PresetsPage),
    "machines": (message("Settings", "Remote machines"), MachinesPage),
}


class SettingsDialog(Sheet):
    """One tab a page; `pages` by name."""

    help_topic = "settings"

    def __init__(self, desk: Desk, parent: QWidget | None, page: str = "") -> None:
        """Open at `page`; an unknown one is the first."""
        super().__init__(message("Settings", "Settings"), desk, parent)
        self.tabs = QTabWidget()
        self.pages: dict[str, QWidget] = {}
        for name, (title, make) in PAGES.items():
            self.pages[name] = make(desk)
            self.tabs.addTab(self.pages[name], desk.translator(title))
        self.tabs.setCurrentWidget(self.pages.get(page, self.pages["general"]))
        buttons = QDialogButtonBox()
        close = buttons.addButton(
            desk.translator(message("Dialog", "Close")), QDialogButtonBox.ButtonRole.RejectRole
        )
        close.setAutoDefault(False)  # Enter in a field must not throw away what was typed
        buttons.rejected.connect(self.reject)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(buttons)
        self.resize(640, 560)
