"""One QAction a command: its words, keys and icon, and whether it can be asked for right now.

The session says that something changed → all actions are refreshed once, at the end of that turn of the
event loop, however many changes there were.
"""

import re
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence

from medviewer.commands.command import Command
from medviewer.commands.key_bindings import read_keys
from medviewer.gui.desk import Desk
from medviewer.session.images.viewport import ViewportState

PROMINENT = "ai.analyze"  # the one button on the accent's ground
# Commands that stand in no toolbar but have a button in a panel.
PANEL_ICONS = {
    "file.stop_scanning": "stop",
    "findings.accept": "accept",
    "findings.reject": "reject",
    "edit.undo": "undo",
    "ai.cancel": "stop",
    "ai.choose_series": "series",
}


class CommandAction(QAction):
    """Runs one command."""

    def __init__(self, command: Command, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.command = command
        self._desk = desk
        self.setObjectName(command.id)
        title = desk.translator(command.title)
        self.setText(title)
        self.setIconText(plain(title))
        self.setShortcuts(key_sequences(command))
        self.setToolTip(tooltip(command, desk))
        self.setCheckable(command.is_checked is not None)
        self.triggered.connect(self._run)
        self.refresh()

    @property
    def icon_name(self) -> str:
        return self.command.icon or PANEL_ICONS.get(self.command.id, "")

    def take_keys(self, command: Command) -> None:
        """The same command with other keys."""
        self.command = command
        self.setShortcuts(key_sequences(command))
        self.setToolTip(tooltip(command, self._desk))
        self.refresh()

    def refresh(self) -> None:
        """Ask the registry again."""
        self.setEnabled(self._desk.registry.is_enabled(self.command.id))
        if self.command.why_disabled is not None:
            self.setToolTip(tooltip(self.command, self._desk))
        if self.command.yields_keys_to:
            is_own = self._desk.registry.has_its_keys(self.command.id)
            self.setShortcuts(key_sequences(self.command) if is_own else [])
        if self.isCheckable():
            self.setChecked(self._desk.registry.is_checked(self.command.id))

    @Slot()
    def _run(self) -> None:
        self._desk.registry.run(self.command.id)
        self.refresh()  # a click has toggled the action, whether the command agreed or not


class Actions(QObject):
    """Every command's action, by id, in menu order."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keys = desk.preferences.value.keys
        desk.registry.use_keys(read_keys(self._keys))
        self._actions = {
            command.id: CommandAction(command, desk, self) for command in desk.registry
        }
        self._refresh_soon = QTimer(self, singleShot=True, interval=0)
        self._refresh_soon.timeout.connect(self.refresh)
        session = desk.session
        for changed in (
            session.library.changed,
            session.presentations.changed,
            session.viewports.changed,
            session.linking.changed,
            session.cursor.changed,
            session.registering.changed,
            session.overlays.changed,
            session.tags.changed,
            session.clinical.notes.changed,
            session.clinical.panel.changed,
            session.clinical.codes.changed,
            session.coding.changed,
            session.questions.fused.changed,
            session.notes.changed,
            session.cine.changed,
            session.planes.toggled,
            session.reading.changed,
            session.finding_edits.changed,
            session.annotations.changed,
            session.drawing.changed,
            session.segments.changed,
            session.longitudinal.changed,
            session.history.changed,
            session.analysis.changed,
            session.reporting.changed,
            session.exporting.changed,
            session.signing.changed,
            session.network.nodes.changed,
            session.network.arrivals.changed,
        ):
            changed.connect(self._on_changed)
        session.viewport.changed.connect(self._on_viewport_changed)
        desk.preferences.changed.connect(self._on_preferences_changed)
        desk.look.changed.connect(self._draw_icons)
        self._draw_icons()

    def __getitem__(self, command_id: str) -> CommandAction:
        return self._actions[command_id]

    def __iter__(self) -> Iterator[CommandAction]:
        return iter(self._actions.values())

    @Slot()
    def refresh(self) -> None:
        for action in self:
            action.refresh()

    @Slot()
    def _on_changed(self) -> None:
        self._refresh_soon.start()

    @Slot()
    def _on_preferences_changed(self) -> None:
        self._refresh_soon.start()  # what is ticked in the settings menu
        if self._desk.preferences.value.keys == self._keys:
            return
        self._keys = self._desk.preferences.value.keys
        self._desk.registry.use_keys(read_keys(self._keys))
        for action in self:
            action.take_keys(self._desk.registry[action.command.id])

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        """What can be asked for hangs on what is shown, not on the slice, zoom or place."""
        if before.display_set is not now.display_set or before.study is not now.study:
            self._refresh_soon.start()

    @Slot()
    def _draw_icons(self) -> None:
        look = self._desk.look
        for action in self:
            if action.icon_name:
                is_prominent = action.command.id == PROMINENT
                colour = look.colours.on_accent if is_prominent else look.colours.text
                action.setIcon(look.icon(action.icon_name, colour))
                action.setIconVisibleInMenu(False)  # a menu is read, not looked at


def key_sequences(command: Command) -> list[QKeySequence]:
    portable = QKeySequence.SequenceFormat.PortableText
    return [QKeySequence.fromString(keys, portable) for keys in command.shortcuts]


def plain(title: str) -> str:
    """A menu's words without mnemonic ("&Open…", or "打开(&O)…" where letters do not fit in) and dots."""
    return re.sub(r"\(&.\)|&", "", title).rstrip("…")


def keys_text(command: Command) -> str:
    """The command's keys as this desktop writes them: "Ctrl+Y, Ctrl+Shift+Z"."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(sequence.toString(native) for sequence in key_sequences(command))


def tooltip(command: Command, desk: Desk) -> str:
    """What it does, and the key that does it."""
    words = plain(desk.translator(command.help or command.title))
    keys = keys_text(command)
    why = desk.registry.why_disabled(command.id)
    reason = f"\n{desk.translator(why)}" if why is not None else ""
    return (f"{words}  ({keys})" if keys else words) + reason
