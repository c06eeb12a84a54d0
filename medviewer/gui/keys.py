"""Who gets a key: the widget that has the focus, or the window's shortcut.

Qt asks the focused widget first (ShortcutOverride). A text field keeps everything that types or edits, a
list keeps what moves in it; every other key stays a shortcut. So A types an "a" into the impression and
accepts a finding everywhere else.
"""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from medviewer.commands.registry import CommandRegistry

TYPING_MODIFIERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
FUNCTION_KEYS = range(Qt.Key.Key_F1.value, Qt.Key.Key_F35.value + 1)
MOVING_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
COPYING = QKeySequence.StandardKey.Copy
SLIDING_KEYS = (*MOVING_KEYS, Qt.Key.Key_Left, Qt.Key.Key_Right)


class TypingKeys(QObject):
    """Keeps every key without Ctrl, Alt or Meta, but F1 to F35, for the text field it is given."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_typing = not event.modifiers() & ~TYPING_MODIFIERS
            if is_typing and event.key() not in FUNCTION_KEYS:
                event.accept()
                return True
        return super().eventFilter(watched, event)


class SearchKeys(QObject):
    """Keeps what types a visible character for the list it is given, which is searched by typing."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and types(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)


def types(event: QKeyEvent) -> bool:
    """Whether a key writes something that can be seen; a space is none."""
    is_plain = not event.modifiers() & ~TYPING_MODIFIERS
    return is_plain and event.text().isprintable() and bool(event.text().strip())


class MovingKeys(QObject):
    """Keeps the keys that move within a list, tree or slider for it."""

    def __init__(self, field: QWidget, keys: Iterable[Qt.Key] = MOVING_KEYS) -> None:
        super().__init__(field)
        self._keys = frozenset(keys)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if is_plain and event.key() in self._keys:
                event.accept()
                return True
        return super().eventFilter(watched, event)


class CopyKey(QObject):
    """Keeps Ctrl+C for what has text to copy; elsewhere it copies the image."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.matches(COPYING):
            event.accept()
            return True
        return super().eventFilter(watched, event)


class PeekKey(QObject):
    """Space held in the watched widget hides everything of the AI; letting go, or leaving, shows it."""

    def __init__(self, field: QWidget, registry: CommandRegistry) -> None:
        super().__init__(field)
        self._registry = registry
        self._is_held = False
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._hold(is_held=False)
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            if kind == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                if not event.isAutoRepeat():
                    self._hold(is_held=kind == QEvent.Type.KeyPress)
                return True
        return super().eventFilter(watched, event)

    def _hold(self, *, is_held: bool) -> None:
        if is_held != self._is_held:
            self._is_held = is_held
            self._registry.run("view.peek", is_held=is_held)
