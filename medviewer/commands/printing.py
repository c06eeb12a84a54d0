"""The image in front of the reader elsewhere: in the clipboard, on paper."""

from medviewer.commands.command import Command, Context
from medviewer.commands.file import MENU as FILE_MENU
from medviewer.commands.pictures import is_image_shown
from medviewer.commands.view import MENU as VIEW_MENU
from medviewer.words import message


def copy_as_shown(context: Context) -> None:
    context.prompts.copy_picture(in_full=False)


def copy_in_full(context: Context) -> None:
    context.prompts.copy_picture(in_full=True)


COMMANDS = [
    Command(
        "view.copy_image",
        message("View", "Cop&y the image"),
        copy_as_shown,
        VIEW_MENU,
        ("Ctrl+C",),
        is_image_shown,
        help=message(
            "View",
            "Put the image into the clipboard as it is on the screen, with texts, measurements and the AI’s "
            "marks.",
        ),
    ),
    Command(
        "view.copy_full_image",
        message("View", "Copy the image in &full resolution"),
        copy_in_full,
        VIEW_MENU,
        ("Ctrl+Shift+C",),
        is_image_shown,
        help=message(
            "View", "Put all of the image into the clipboard, no pixel lost, with what lies on it."
        ),
    ),
    Command(
        "file.print",
        message("File", "&Print images…"),
        lambda context: context.prompts.show_print(),
        FILE_MENU,
        ("Ctrl+P",),
        is_image_shown,
        help=message(
            "File",
            "The active image, all on the screen, or the key images: on paper or as PDF, with patient and "
            "date or without the name.",
        ),
    ),
]
