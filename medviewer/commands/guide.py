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
        ("Shift+F1",),
        help=message("Help", "Every shortcut and mouse action on one page."),
    ),
    Command(
        "help.topics",
        message("Help", "&Help"),
        lambda context, topic="": context.prompts.show_help(topic),
        MENU,
        ("F1",),
        help=message("Help", "The page of the help for what you are at."),
    ),
    Command(
        "help.tour",
        message("Help", "&Tour of the window"),
        lambda context: context.prompts.show_tour(),
        MENU,
        help=message("Help", "Five steps around the window."),
    ),
    Command(
        "help.test_pattern",
        message("Help", "&Monitor test pattern"),
        lambda context: context.prompts.show_test_pattern(),
        MENU,
        help=message("Help", "Shows what this monitor loses in dark, in bright and in fine lines."),
    ),
    Command(
        "help.news",
        message("Help", "What is &new…"),
        lambda context: context.prompts.show_update_notes(),
        MENU,
        help=message("Help", "What changed in this version and in those before."),
    ),
    Command(
        "help.known_issues",
        message("Help", "&Known issues"),
        lambda context: context.prompts.show_help("known_issues"),
        MENU,
        help=message("Help", "What does not work yet, and what to do instead."),
    ),
    Command(
        "help.fault",
        message("Help", "&Report a fault…"),
        lambda context: context.prompts.show_fault_report(),
        MENU,
        help=message("Help", "Collects what helps to mend a fault into one file; sends nothing."),
    ),
    Command(
        "help.about",
        message("Help", "&About MedViewer"),
        lambda context: context.prompts.show_about(),
        MENU,
        help=message("Help", "Version, licence and what MedViewer may not be used for."),
    ),
]
