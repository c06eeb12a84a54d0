"""Writing the report."""

from pathlib import Path

from medviewer.commands.command import Command, Context
from medviewer.domain.report_version import ReportVersion
from medviewer.words import message

MENU = message("Menu", "&Report")


def can_export(context: Context) -> bool:
    """Not while a model is still at work on the study: its findings would be missing without a word."""
    study, session = context.session.viewport.value.study, context.session
    if study is None or session.reporting.is_writing or session.exporting.value.is_running:
        return False
    return not session.analysis.value.is_busy_with(study.key)


def export(context: Context, folder: Path | None = None) -> None:
    """Let the reader choose what to export; the report's files and JSON alone where a folder is given."""
    if folder is not None:
        context.session.export_report(folder)
    else:
        context.prompts.show_export()


def open_exported(context: Context) -> None:
    outcome = context.session.exporting.value.outcome
    if outcome is not None:
        is_folder = outcome.place.is_dir()
        context.prompts.open_path(outcome.place if is_folder else outcome.place.parent)


def has_study(context: Context) -> bool:
    return context.session.viewport.value.study is not None


def can_sign(context: Context) -> bool:
    """Also while something is open: the dialog says what."""
    return has_study(context) and not context.session.writing.report.is_locked


def can_amend(context: Context) -> bool:
    return context.session.writing.report.is_locked


def is_amending(context: Context) -> bool:
    return bool(context.session.writing.report.amendment)


def has_versions(context: Context) -> bool:
    return bool(context.session.writing.report.versions)


def edit(context: Context) -> None:
    context.prompts.show_report_editor()


def sign(context: Context) -> None:
    context.prompts.sign_report()


def amend(context: Context) -> None:
    context.prompts.ask_text(
        message("Report", "Amend the report"),
        message(
            "Report", "Why is the signed report changed? The reason stands in the new version."
        ),
        "",
        context.session.writing.amend,
    )


def withdraw_amendment(context: Context) -> None:
    context.session.writing.withdraw_amendment()


def show_versions(context: Context) -> None:
    context.prompts.show_report_versions()


def copy_text(context: Context) -> None:
    context.session.writing.copy_text()


def edit_phrases(context: Context) -> None:
    """Open the reader's own list of phrases with the desktop's program."""
    file = context.session.writing.snippet_file()
    if file is not None:
        context.prompts.open_path(file)


def export_version(context: Context, version: ReportVersion | None = None) -> None:
    """Write a signed version again, as it was signed; the latest unless another is given."""
    chosen = version or context.session.writing.report.latest
    order = context.session.writing.order_of(chosen) if chosen is not None else None
    folder = context.prompts.choose_folder() if order is not None else None
    if chosen is not None and order is not None and folder is not None:
        name = f"report-version-{chosen.sign_off.version}"
        context.session.reporting.write(order, folder / name)


def open_last(context: Context) -> None:
    files = context.session.reporting.last_files
    if files is not None:
        context.prompts.open_path(files.pdf)


COMMANDS = [
    Command(
        "report.edit",
        message("Report", "&Write report…"),
        edit,
        MENU,
        ("Ctrl+R",),
        has_study,
        help=message(
            "Report", "Open the report's editor: indication to impression, with templates."
        ),
    ),
    Command(
        "report.sign",
        message("Report", "&Sign…"),
        sign,
        MENU,
        enabled_when=can_sign,
        help=message("Report", "Sign the report once every proposal is decided."),
    ),
    Command(
        "report.amend",
        message("Report", "&Amend…"),
        amend,
        MENU,
        enabled_when=can_amend,
        help=message(
            "Report",
            "Open the signed report for changes, for a reason; signing makes a new version.",
        ),
    ),
    Command(
        "report.withdraw_amendment",
        message("Report", "With&draw amendment"),
        withdraw_amendment,
        MENU,
        enabled_when=is_amending,
        help=message("Report", "Put back the texts signed last; the last version stands again."),
    ),
    Command(
        "report.versions",
        message("Report", "Signed &versions…"),
        show_versions,
        MENU,
        enabled_when=has_versions,
        help=message("Report", "Read, compare and export the versions that were signed."),
    ),
    Command(
        "report.export_version",
        message("Report", "Export the &latest signed version…"),
        export_version,
        MENU,
        enabled_when=lambda context: has_versions(context) and can_export(context),
        help=message("Report", "Write the version signed last again, as it was signed."),
    ),
    Command(
        "report.copy_text",
        message("Report", "&Copy report text"),
        copy_text,
        MENU,
        enabled_when=has_study,
        help=message("Report", "Copy the report as plain text, to paste it into another system."),
    ),
    Command(
        "report.edit_phrases",
        message("Report", "Edit the list of &phrases…"),
        edit_phrases,
        MENU,
        enabled_when=has_study,
        help=message("Report", "Open your list of phrases: a dot, a name and Tab write one."),
    ),
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
