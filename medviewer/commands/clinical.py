"""The clinical context: what is known of the patient besides the images."""

from medviewer.commands.command import Command, Context
from medviewer.words import message

MENU = message("Menu", "&View")


def is_open(context: Context) -> bool:
    return context.session.clinical.panel.value.is_open


def can_toggle(context: Context) -> bool:
    """An empty panel may still be closed."""
    return context.session.viewport.value.study is not None or is_open(context)


def toggle(context: Context) -> None:
    context.session.clinical.panel.update(is_open=not is_open(context))


COMMANDS = [
    Command(
        "view.context",
        message("Context", "Clinical conte&xt panel"),
        toggle,
        MENU,
        ("Ctrl+T",),
        can_toggle,
        is_open,
        help=message(
            "Context",
            "History, symptoms and laboratory values: typed, pasted, or taken from the order.",
        ),
    ),
]
