"""What an image brings along to be shown with: its overlays, its shutter."""

from dataclasses import replace

from medviewer.commands.command import Command, Context
from medviewer.commands.view import MENU, has_image
from medviewer.words import message


def toggle_overlays(context: Context) -> None:
    overlays, graphics = context.session.overlays, context.session.overlays.value.graphics
    overlays.update(graphics=replace(graphics, overlays=not graphics.overlays))


def toggle_shutters(context: Context) -> None:
    overlays, graphics = context.session.overlays, context.session.overlays.value.graphics
    overlays.update(graphics=replace(graphics, shutters=not graphics.shutters))


COMMANDS = [
    Command(
        "view.image_overlays",
        message("View", "&Overlays of the image"),
        toggle_overlays,
        MENU,
        ("Shift+O",),
        has_image,
        is_checked=lambda context: context.session.overlays.value.graphics.overlays,
        help=message("View", "Show or hide what the image's own overlay planes draw on it."),
    ),
    Command(
        "view.shutters",
        message("View", "Shutter o&f the image"),
        toggle_shutters,
        MENU,
        ("Shift+H",),
        has_image,
        is_checked=lambda context: context.session.overlays.value.graphics.shutters,
        help=message("View", "Cover what the image says is outside its collimator, or uncover it."),
    ),
]
