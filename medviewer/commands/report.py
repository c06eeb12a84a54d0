"""Writing the report."""

from pathlib import Path

from medviewer.commands.command import Command, Context
from medviewer.words import message

MENU = message("Menu", "&Report")


def can_export(context: Context) -> bool:
    """Not while a model is still at work on the study: its findings would be missing without a word."""
    study, session = context.session.viewport.value.study, context.session
    if study is None or session.reporting.is_writing or session.exporting.value.is_running:
        return False
    return not session.analysis.value.is_busy_with(study.key)


def export(context: Context, folder: Path | None = None) -> None:
    """Let the reader choose what to export; PDF, HTML and JSON alone where a folder is given."""
    if folder is not None:
        context.session.export_report(folder)
    else:
        context.prompts.show_export()


def open_exported(context: Context) -> None:
    outcome = context.session.exporting.value.outcome
    if outcome is not None:
        is_folder = outcome.place.is_dir()
        context.prompts.open_path(outcome.place if is_folder else outcome.place.parent)


def open_last(context: Context) -> None:
    files = context.session.reporting.last_files
    if files is not None:
        context.prompts.open_path(files.pdf)


COMMANDS = [
    Command(
        "report.export",
        message("Report", "&Export…"),
        export,
        MENU,
        ("Ctrl+E",),
        can_export,
        help=message(
            "Report",
            "Write the report, DICOM objects, FHIR, tables, masks and images of the study shown, all of one "
            "accord.",
        ),
        icon="report",
    ),
    Command(
        "report.stop_export",
        message("Report", "&Stop exporting"),
        lambda context: context.session.exporting.cancel(),
        MENU,
        enabled_when=lambda context: context.session.exporting.value.is_running,
        help=message("Report", "Stop the export; nothing of it is left behind."),
    ),
    Command(
        "report.open_exported",
        message("Report", "Open e&xported folder"),
        open_exported,
        MENU,
        enabled_when=lambda context: context.session.exporting.value.outcome is not None,
        help=message("Report", "Show the folder that was exported last."),
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
