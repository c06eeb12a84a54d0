"""The audit trail: looking at it, and taking it along."""

from pathlib import Path

from medviewer.commands.command import Command, Context
from medviewer.domain.audit import AuditFilter
from medviewer.words import Message, message

MENU = message("Menu", "&Report")
NOT_KEPT = message("Audit", "No audit trail is kept in this run.")


def is_kept(context: Context) -> bool:
    return context.session.audit.is_kept


def why_not(context: Context) -> Message | None:
    return None if is_kept(context) else NOT_KEPT


def export(context: Context, asked: AuditFilter | None = None, path: Path | None = None) -> None:
    """Write entries as CSV; asks where unless it is told."""
    title = message("Audit", "Audit trail as CSV")
    path = path or context.prompts.choose_file_to_write(title, "audit-trail.csv")
    if path is not None:
        context.session.audit.export(asked or AuditFilter(), path)


COMMANDS = [
    Command(
        "audit.show",
        message("Audit", "&Audit trail…"),
        lambda context: context.prompts.show_audit_trail(),
        MENU,
        enabled_when=is_kept,
        why_disabled=why_not,
        help=message("Audit", "Who decided what and when, and what the models had answered."),
    ),
    Command(
        "audit.export",
        message("Audit", "Audit trail as &CSV…"),
        export,
        MENU,
        enabled_when=is_kept,
        why_disabled=why_not,
        help=message("Audit", "Write the audit trail as a table for other programs."),
    ),
]
