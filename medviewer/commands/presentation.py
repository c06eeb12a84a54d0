"""What an image brings along to be shown with: its overlays, its shutter, the unit of its values."""

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


def has_several_units(context: Context) -> bool:
    shown = context.session.viewport.value.display_set
    return shown is not None and len(context.session.value_scales.offered(shown)) > 1


def take_next_unit(context: Context) -> None:
    shown = context.session.viewport.value.display_set
    if shown is not None:
        context.session.value_scales.take_next(shown)


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
    Command(
        "view.next_unit",
        message("View", "Next &unit: SUV, Bq/ml"),
        take_next_unit,
        MENU,
        ("U",),
        has_several_units,
        help=message(
            "View",
            "Tell uptake as SUV by body weight, lean body mass or body surface, or as it is stored.",
        ),
    ),
]
