"""Playing moving images."""

from medviewer.commands.command import Command, Context
from medviewer.commands.view import MENU
from medviewer.words import Message, message


def can_play(context: Context) -> bool:
    return context.session.cine.can_play and why_not(context) is None


def why_not(context: Context) -> Message | None:
    if context.session.planes.mpr.value.is_open:
        return message("Cine", "Slices are played, not planes: go back to the slices first.")
    return None


COMMANDS = [
    Command(
        "cine.toggle",
        message("Cine", "&Play or pause"),
        lambda context: context.session.cine.toggle(),
        MENU,
        ("C",),
        can_play,
        is_checked=lambda context: context.session.cine.value.is_playing,
        help=message("Cine", "Play the images in a loop at their own rate; scrolling pauses."),
        why_disabled=why_not,
    ),
]
