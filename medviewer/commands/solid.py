"""A volume as a solid: shown and turned back, from which side, in which look, spinning."""

from medviewer.commands.command import Command, Context
from medviewer.commands.mpr import MENU
from medviewer.session.planes.solid import Side
from medviewer.session.planes.solid_pictures import MIP
from medviewer.words import Message, message

SUBMENU = message("Menu", "&3-D")


def is_open(context: Context) -> bool:
    return context.session.planes.room.is_open


def toggle(context: Context) -> None:
    context.session.cine.pause()  # which plays slices
    context.session.planes.toggle_solid()


def why_not(context: Context) -> Message | None:
    return None if is_open(context) else context.session.planes.why_not()


def can_toggle(context: Context) -> bool:
    return why_not(context) is None


def show_rotating_mip(context: Context) -> None:
    """From the slices or from any other look."""
    if not is_open(context):
        toggle(context)
    solid = context.session.planes.room.solid
    solid.show_as(MIP)
    if not solid.value.is_spinning:
        solid.toggle_spinning()


def spin(context: Context) -> None:
    context.session.planes.room.solid.toggle_spinning()


def stand_at(context: Context, side: Side = Side.A) -> None:
    """A side chosen in the bar above the solid."""
    context.session.planes.room.solid.stand_at(side)


def show_as(context: Context, look: str = MIP) -> None:
    """A look chosen in the bar above the solid."""
    context.session.planes.room.solid.show_as(look)


COMMANDS = [
    Command(
        "solid.toggle",
        message("3-D", "&Volume in 3-D"),
        toggle,
        MENU,
        ("Shift+V",),
        can_toggle,
        is_checked=is_open,
        help=message(
            "3-D", "Show the volume as a solid or a MIP that is turned by dragging (Shift+V)."
        ),
        submenu=SUBMENU,
        why_disabled=why_not,
    ),
    Command(
        "solid.rotating_mip",
        message("3-D", "&Rotating MIP"),
        show_rotating_mip,
        MENU,
        (),
        can_toggle,
        help=message("3-D", "The brightest value along every ray, turning about the long axis."),
        submenu=SUBMENU,
        why_disabled=why_not,
    ),
    Command(
        "solid.spin",
        message("3-D", "&Spin or stop"),
        spin,
        MENU,
        ("C",),
        is_open,
        is_checked=lambda context: context.session.planes.room.solid.value.is_spinning,
        help=message("3-D", "Let the solid turn about the patient's long axis, or stop it."),
        submenu=SUBMENU,
    ),
    Command(
        "solid.reset",
        message("3-D", "&From the front, all of it"),
        lambda context: context.session.planes.room.reset(),
        MENU,
        (),
        is_open,
        help=message("3-D", "Stand in front of the patient again and show everything."),
        submenu=SUBMENU,
    ),
    Command("solid.stand_at", message("3-D", "Look from a side"), stand_at, enabled_when=is_open),
    Command("solid.show_as", message("3-D", "Look of the solid"), show_as, enabled_when=is_open),
]
