"""The packages MedViewer is built on; a click shows a package's licence as it was shipped."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Slot
from PySide6.QtWidgets import QTextBrowser, QWidget

from medviewer.gui.desk import Desk
from medviewer.words import message

if TYPE_CHECKING:
    from medviewer.third_party import ThirdParty

PACKAGE, BACK = "package", "back"  # schemes of links within the page


class LicencesView(QTextBrowser):
    """Asks the session to read; shows what it has."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = desk.translator
        self._licences = desk.session.support.licences
        self.setOpenLinks(False)
        self.setAccessibleName(self._words(message("About", "Packages MedViewer is built on")))
        self.anchorClicked.connect(self._on_link)
        self._licences.changed.connect(self.refresh)
        self._licences.read()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show one package's texts, or all packages."""
        state = self._licences.value
        if state.shown:
            self.setHtml(self._texts(state.shown, state.texts))
        elif state.packages:
            self.setHtml(table_of(state.packages))
        else:
            self.setPlainText(self._words(message("About", "Reading the licences…")))

    def _texts(self, name: str, texts: tuple[tuple[str, str], ...]) -> str:
        back = escape(self._words(message("About", "Back to all packages")))
        body = "".join(f"<h4>{escape(f)}</h4><pre>{escape(text)}</pre>" for f, text in texts)
        none = escape(
            self._words(
                message("About", "The package brings no licence file; its name is in the list.")
            )
        )
        return f"<p><a href='{BACK}:'>{back}</a></p><h3>{escape(name)}</h3>{body or none}"

    @Slot(QUrl)
    def _on_link(self, link: QUrl) -> None:
        self._licences.show(link.path() if link.scheme() == PACKAGE else "")


def table_of(packages: "tuple[ThirdParty, ...]") -> str:
    rows = "".join(
        f"<tr><td><a href='{PACKAGE}:{escape(each.name)}'>{escape(each.name)}</a></td>"
        f"<td>{escape(each.version)}</td><td>{escape(each.licence)}</td></tr>"
        for each in packages
    )
    return f"<table cellpadding='3'>{rows}</table>"
