"""The clinical context panel's place in the window: beside findings and report, one tab a page."""

from PySide6.QtCore import QEvent, QSignalBlocker, Slot
from PySide6.QtWidgets import QDockWidget, QTabWidget, QWidget

from medviewer.gui.actions import Actions
from medviewer.gui.context.page import ContextPage
from medviewer.gui.context.pages import PAGES
from medviewer.gui.context.take_over_sheet import TakeOverSheet
from medviewer.gui.desk import Desk
from medviewer.session.context.intake import Offer
from medviewer.words import message

TITLE = message("Window", "Clinical context")


class ContextDock(QDockWidget):
    """Shown and hidden with `session.clinical.panel`; its pages are made when it is first shown."""

    def __init__(self, actions: Actions, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk.translator(TITLE), parent)
        self._actions, self._desk = actions, desk
        self._panel = desk.session.clinical.panel
        self.setObjectName("context")  # what saveState knows it by
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setTabBarAutoHide(True)
        self.tabs.tabBar().setAccessibleName(desk.translator(TITLE))
        self.setWidget(self.tabs)
        self.hide()
        self._panel.changed.connect(self._on_changed)
        desk.session.clinical.intake.offered.connect(self._on_offered)
        self.tabs.currentChanged.connect(self._on_page_chosen)

    def page(self, page_id: str) -> ContextPage:
        """The page of that id; KeyError for one that does not exist."""
        self._make_pages()
        return self._pages()[page_id]

    def take_drops(self) -> None:
        """Pages that read files take them; none is made for it."""
        for page in self._pages().values():
            page.take_drops()

    def _pages(self) -> dict[str, ContextPage]:
        found = (self.tabs.widget(index) for index in range(self.tabs.count()))
        return {each.page_id: each for each in found if isinstance(each, ContextPage)}

    def _make_pages(self) -> None:
        if self.tabs.count():
            return
        with QSignalBlocker(self.tabs):
            for kind in PAGES:
                page = kind(self._actions, self._desk)
                self.tabs.addTab(page, self._desk.translator(kind.title))
                page.filled.connect(self._show_filled)
        self._show_filled()

    @Slot()
    def _show_filled(self) -> None:
        """Only pages with something on them have a tab; the one that was asked for is on top."""
        pages = self._pages()
        with QSignalBlocker(self.tabs):
            for index, page in enumerate(pages.values()):
                self.tabs.setTabVisible(index, page.is_filled)
            wanted = pages.get(self._panel.value.page)
            if wanted is not None and wanted.is_filled:
                self.tabs.setCurrentWidget(wanted)

    @Slot(object, object)
    def _on_changed(self) -> None:
        is_open = self._panel.value.is_open
        if is_open:
            self._make_pages()
            self._show_filled()
        if is_open == self.isHidden():
            self.setVisible(is_open)
            if is_open:
                self.raise_()

    @Slot(object)
    def _on_offered(self, offer: Offer) -> None:
        """The study may have left the screen meanwhile: what it says belongs to it all the same."""
        TakeOverSheet(offer, self._desk, self.window()).open()

    @Slot(int)
    def _on_page_chosen(self, index: int) -> None:
        page = self.tabs.widget(index)
        if isinstance(page, ContextPage):
            self._panel.update(page=page.page_id)

    # Qt's own

    def event(self, event: QEvent) -> bool:
        """Shown by a saved layout, or closed by its cross: the session is told."""
        if event.type() == QEvent.Type.ShowToParent:
            self._make_pages()
            self._panel.update(is_open=True)
        elif event.type() == QEvent.Type.Close:
            self._panel.update(is_open=False)
        return super().event(event)
