"""Opening and closing what lies on disk."""

from collections.abc import Sequence
from pathlib import Path

from medviewer.commands.command import Command, Context
from medviewer.words import message

MENU = message("Menu", "&File")


def open_folder(context: Context) -> None:
    folder = context.prompts.choose_folder()
    if folder is not None:
        open_places(context, [folder])


def open_files(context: Context) -> None:
    files = context.prompts.choose_files()
    if files:
        open_places(context, files)


def open_places(context: Context, places: Sequence[Path] = ()) -> None:
    """Open what was dropped on the window or named on the command line."""
    if places:
        context.session.open(places)


def has_studies(context: Context) -> bool:
    return bool(context.session.library.value.studies)


def is_scanning(context: Context) -> bool:
    return context.session.library.value.is_scanning


COMMANDS = [
    Command(
        "file.open_folder",
        message("File", "Open &folder…"),
        open_folder,
        MENU,
        ("Ctrl+O",),
        help=message("File", "Open every study in a folder and the folders below it."),
        icon="open",
    ),
    Command(
        "file.open_files",
        message("File", "Open f&iles…"),
        open_files,
        MENU,
        ("Ctrl+Shift+O",),
        help=message("File", "Open single DICOM files or ZIP archives."),
    ),
    Command("file.open_places", message("File", "Open what was dropped"), open_places),
    Command(
        "file.stop_scanning",
        message("File", "&Stop scanning"),
        lambda context: context.session.library.stop_scanning(),
        MENU,
        enabled_when=is_scanning,
        help=message("File", "Keep what was found so far and leave the rest."),
    ),
    Command(
        "file.close_all",
        message("File", "&Close all studies"),
        lambda context: context.session.close_all(),
        MENU,
        ("Ctrl+W",),
        enabled_when=has_studies,
        help=message("File", "Close every open study. Nothing on disk is touched."),
    ),
    Command(
        "file.quit",
        message("File", "&Quit"),
        lambda context: context.prompts.quit(),
        MENU,
        ("Ctrl+Q",),
        help=message("File", "Leave MedViewer."),
    ),
]
