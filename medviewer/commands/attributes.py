"""Showing what stands in the file of the image on screen."""

from pathlib import Path

from medviewer.commands.command import Command, Context
from medviewer.words import message

MENU = message("Menu", "&View")


def toggle_browser(context: Context) -> None:
    tags = context.session.tags
    if tags.value.is_open:
        tags.close()
    else:
        tags.open()


def is_open(context: Context) -> bool:
    return context.session.tags.value.is_open


def can_toggle(context: Context) -> bool:
    """An empty browser may still be closed."""
    return context.session.viewport.value.display_set is not None or is_open(context)


def toggle_following(context: Context) -> None:
    tags = context.session.tags
    tags.set_following(follows=not tags.value.follows)


def show_file(context: Context, path: Path | None = None) -> None:
    """List the attributes of an object that is no image: a report, a plan, a segmentation."""
    if path is not None:
        context.session.tags.show_file(path)


COMMANDS = [
    Command(
        "view.attributes",
        message("View", "DICOM attri&butes"),
        toggle_browser,
        MENU,
        ("Ctrl+I",),
        can_toggle,
        is_open,
        help=message("View", "Show what stands in the file of this image; search and copy it."),
    ),
    Command(
        "attributes.follow",
        message("View", "Attributes follow the ima&ge"),
        toggle_following,
        MENU,
        enabled_when=is_open,
        is_checked=lambda context: context.session.tags.value.follows,
        help=message("View", "Show the attributes of each image you scroll to, or stay with one."),
    ),
    Command("attributes.show_file", message("View", "Attributes of a file"), show_file),
]
