"""Turning and mirroring radiographs: letters, marks and measurements turn along.

IHE BIR has it for projection images only. A cross-section lies as convention has it, and one that was
mirrored is the classic way to the wrong side; so there the commands say why they are off.
"""

from collections.abc import Callable

from medviewer.commands.command import Command, Context
from medviewer.commands.view import MENU
from medviewer.domain.turn import Turn
from medviewer.words import Message, message

TURN = message("View", "&Rotate and flip")
# Computed and digital radiography, film that was scanned, dental: these lie as the cassette lay.
TURNABLE = frozenset({"CR", "DX", "RG", "IO", "PX"})


def may_turn(context: Context) -> bool:
    session = context.session
    series = session.series()
    is_slice = not session.planes.mpr.value.is_open
    return series is not None and series.modality in TURNABLE and is_slice


def why_not(context: Context) -> Message | None:
    if context.session.viewport.value.display_set is None:
        return None
    return message(
        "View",
        "Only radiographs are turned and mirrored: in a cross-section left and right must stay where readers "
        "expect them.",
    )


def turned(how: Callable[[Turn], Turn]) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        viewport = context.session.viewport
        viewport.turn_to(how(viewport.value.turn))

    return run


def command(
    verb: str, title: Message, key: str, how: Callable[[Turn], Turn], told: Message
) -> Command:
    return Command(
        f"view.{verb}",
        title,
        turned(how),
        MENU,
        (key,),
        may_turn,
        help=told,
        submenu=TURN,
        why_disabled=why_not,
    )


COMMANDS = [
    command(
        "turn_right",
        message("View", "&Right by 90°"),
        "Alt+Right",
        Turn.clockwise,
        message("View", "Turn the radiograph clockwise; letters and marks turn along."),
    ),
    command(
        "turn_left",
        message("View", "&Left by 90°"),
        "Alt+Left",
        lambda turn: turn.clockwise(-1),
        message("View", "Turn the radiograph counterclockwise; letters and marks turn along."),
    ),
    command(
        "flip_sideways",
        message("View", "&Mirror left to right"),
        "Alt+Shift+Right",
        Turn.flipped_sideways,
        message("View", "Exchange left and right on the screen; the letters say so."),
    ),
    command(
        "flip_upside_down",
        message("View", "Mirror &top to bottom"),
        "Alt+Shift+Down",
        Turn.flipped_upside_down,
        message("View", "Exchange top and bottom on the screen; the letters say so."),
    ),
]
