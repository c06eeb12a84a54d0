"""Every key and mouse action on one page, read from the commands."""

from html import escape

from PySide6.QtWidgets import QDialogButtonBox, QTextBrowser, QWidget

from medviewer.gui.actions import keys_text, plain
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.gui.tools.bindings import mouse_actions
from medviewer.words import message


class ShortcutPage(Sheet):
    """Read only."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Shortcuts", "Keys and mouse"), desk, parent)
        self.page = QTextBrowser()
        self.page.setHtml(page_html(desk))
        self.page.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox()
        buttons.addButton(
            desk.translator(message("Dialog", "Close")), QDialogButtonBox.ButtonRole.RejectRole
        )
        buttons.rejected.connect(self.reject)
        self.body.addWidget(self.page)
        self.body.addWidget(buttons)
        self.resize(620, 640)


def page_html(desk: Desk) -> str:
    """One table a menu, the presets' digits, then the mouse."""
    words = desk.translator
    groups: dict[str, list[tuple[str, str]]] = {}
    for command in desk.registry:
        if command.shortcuts and command.menu is not None:
            rows = groups.setdefault(plain(words(command.menu)), [])
            rows.append((keys_text(command), plain(words(command.title))))
    groups[words(message("Shortcuts", "Window presets"))] = preset_rows(desk)
    groups[words(message("Shortcuts", "Mouse"))] = [
        (words(action.gesture), words(action.effect))
        for action in mouse_actions(desk.preferences.value)
    ]
    return "".join(table_html(title, rows) for title, rows in groups.items())


def preset_rows(desk: Desk) -> list[tuple[str, str]]:
    """Commands that stand in no menu; those that say the same of themselves share a row."""
    keys: dict[str, list[str]] = {}
    for command in desk.registry:
        if command.shortcuts and command.menu is None:
            what = plain(desk.translator(command.help or command.title))
            keys.setdefault(what, []).append(keys_text(command))
    return [(", ".join(of_row), what) for what, of_row in keys.items()]


def table_html(title: str, rows: list[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td width='200'><b>{escape(keys)}</b></td><td>{escape(what)}</td></tr>"
        for keys, what in rows
    )
    return f"<h3>{escape(title)}</h3><table cellpadding='3'>{cells}</table>"
