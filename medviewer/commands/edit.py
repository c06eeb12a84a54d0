"""Undo and redo, over everything a reader does."""

from medviewer.commands.command import Command, Context
from medviewer.words import message

MENU = message("Menu", "&Edit")


def undo(context: Context) -> None:
    """Take the last step back and say which it was: it may have happened on another image."""
    change = context.session.history.undo()
    if change is not None:
        context.session.messages.note(message("Edit", "Undone: {what}", what=change.title))


def redo(context: Context) -> None:
    change = context.session.history.redo()
    if change is not None:
        context.session.messages.note(message("Edit", "Done again: {what}", what=change.title))


COMMANDS = [
    Command(
        "edit.undo",
        message("Edit", "&Undo"),
        undo,
        MENU,
        ("Ctrl+Z",),
        lambda context: context.session.history.can_undo,
        help=message(
            "Edit",
            "Take the last step back: a measurement, a decision, a deletion, a window, the layout.",
        ),
    ),
    Command(
        "edit.redo",
        message("Edit", "&Redo"),
        redo,
        MENU,
        ("Ctrl+Y", "Ctrl+Shift+Z"),
        lambda context: context.session.history.can_redo,
        help=message("Edit", "Do the step again that was undone last."),
    ),
]
