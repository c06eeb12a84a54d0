"""Playing moving images."""

from medviewer.commands.command import Command, Context
from medviewer.commands.view import MENU
from medviewer.words import message


def can_play(context: Context) -> bool:
    return context.session.cine.can_play


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
    ),
]
