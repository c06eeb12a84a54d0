"""Finding one's way."""

from medviewer.commands.command import Command
from medviewer.words import message

MENU = message("Menu", "&Help")

COMMANDS = [
    Command(
        "help.palette",
        message("Help", "&Command palette…"),
        lambda context: context.prompts.show_command_palette(),
        MENU,
        ("Ctrl+K", "Ctrl+Shift+P"),
        help=message("Help", "Search every command and run it."),
    ),
    Command(
        "help.shortcuts",
        message("Help", "&Keys and mouse"),
        lambda context: context.prompts.show_shortcuts(),
        MENU,
        ("F1",),
        help=message("Help", "Every shortcut and mouse action on one page."),
    ),
    Command(
        "help.about",
        message("Help", "&About MedViewer"),
        lambda context: context.prompts.show_about(),
        MENU,
        help=message("Help", "Version, licence and what MedViewer may not be used for."),
    ),
]
