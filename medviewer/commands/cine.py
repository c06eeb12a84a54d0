"""Playing moving images."""

from medviewer.commands.command import Command, Context
from medviewer.commands.view import MENU
from medviewer.words import Message, message

SUBMENU = message("Cine", "&Cine")


def can_play(context: Context) -> bool:
    return context.session.cine.can_play and why_not(context) is None


def why_not(context: Context) -> Message | None:
    planes = context.session.planes
    if planes.mpr.value.is_open or planes.room.is_open:
        return message("Cine", "Slices are played, not planes: go back to the slices first.")
    return None


def play_at(context: Context, factor: float) -> None:
    cine = context.session.cine
    cine.play_at(cine.value.speed * factor)


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
        submenu=SUBMENU,
        yields_keys_to="solid.spin",
        why_disabled=why_not,
    ),
    Command(
        "cine.sweep",
        message("Cine", "Play to and &fro"),
        lambda context: context.session.cine.toggle_sweep(),
        MENU,
        enabled_when=can_play,
        is_checked=lambda context: context.session.cine.value.sweeps,
        help=message("Cine", "Play forwards and back again, instead of beginning anew at the end."),
        submenu=SUBMENU,
    ),
    Command(
        "cine.faster",
        message("Cine", "Play f&aster"),
        lambda context: play_at(context, 2.0),
        MENU,
        (">",),
        can_play,
        help=message("Cine", "Double the speed, up to eight times the header's rate."),
        submenu=SUBMENU,
    ),
    Command(
        "cine.slower",
        message("Cine", "Play s&lower"),
        lambda context: play_at(context, 0.5),
        MENU,
        ("<",),
        can_play,
        help=message("Cine", "Halve the speed, down to an eighth of the header's rate."),
        submenu=SUBMENU,
    ),
]
