"""A trail in a folder, with events to put into it; and hands that get past its triggers."""

import sqlite3
from contextlib import closing
from pathlib import Path

from medviewer.domain.audit import AuditEvent, AuditKind
from medviewer.store.audit_trail import AuditTrail

TRIGGERS = ("entry_is_never_changed", "entry_is_never_removed", "entry_is_appended")


def trail_in(folder: Path) -> AuditTrail:
    return AuditTrail(folder / "audit.sqlite3", folder / "audit.anchor")


def event(
    subject: str = "", standing: str = "", study: str = "1.2", **facts: str | int | float
) -> AuditEvent:
    return AuditEvent(
        AuditKind.DECISION,
        study,
        patient_id="P-4711",
        reader="R",
        happened_at="2026-11-22T08:00:00.000+00:00",
        subject=subject,
        standing=standing,
        facts=facts,
    )


def tamper(trail: AuditTrail, *statements: str) -> None:
    """What somebody with SQLite's own tools can do."""
    with closing(sqlite3.connect(trail.file)) as connection:
        for trigger in TRIGGERS:
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
