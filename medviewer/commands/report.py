"""Writing the report."""

from pathlib import Path

from medviewer.commands.command import Command, Context
from medviewer.words import message

MENU = message("Menu", "&Report")


def can_export(context: Context) -> bool:
    """Not while a model is still at work on the study: its findings would be missing without a word."""
    study, session = context.session.viewport.value.study, context.session
    if study is None or session.reporting.is_writing:
        return False
    return not session.analysis.value.is_busy_with(study.key)


def export(context: Context, folder: Path | None = None) -> None:
    """Write PDF, HTML and JSON into a folder; asks for one unless it is given."""
    folder = folder or context.prompts.choose_report_folder(
        context.session.reporting.suggest_folder()
    )
    if folder is not None:
        context.session.export_report(folder)


def open_last(context: Context) -> None:
    files = context.session.reporting.last_files
    if files is not None:
        context.prompts.open_path(files.pdf)


COMMANDS = [
    Command(
        "report.export",
        message("Report", "&Export report…"),
        export,
        MENU,
        ("Ctrl+E",),
        can_export,
        help=message("Report", "Write the report as PDF and HTML, and the findings as JSON."),
        icon="report",
    ),
    Command(
        "report.open_last",
        message("Report", "&Open last report"),
        open_last,
        MENU,
        enabled_when=lambda context: context.session.reporting.last_files is not None,
        help=message("Report", "Show the report written last."),
    ),
]
