"""Every command there is, in menu order."""

from medviewer.commands import ai, file, guide, report, view
from medviewer.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    *file.COMMANDS,
    *view.COMMANDS,
    *ai.COMMANDS,
    *report.COMMANDS,
    *guide.COMMANDS,
)
