"""The audit trail as a table for other programs: CSV, one line an entry, facts as JSON in one cell."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from medviewer.domain.audit import AuditEntry
from medviewer.whole_files import exported_file

HEADINGS = (
    "number",
    "happened_at_utc",
    "kind",
    "reader",
    "os_user",
    "study_instance_uid",
    "patient_hash",
    "subject",
    "facts",
    "software_version",
    "previous_digest",
    "digest",
)
FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
)  # a spreadsheet computes what begins so (OWASP, CSV injection)


def write_table(entries: Iterable[AuditEntry], path: Path) -> None:
    """Write the entries, all or nothing.

    Raises:
        ExportError: the folder or the disk refused.
    """
    with (
        exported_file(path) as temporary,
        temporary.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as stream,
    ):
        write_lines(entries, stream)


def write_lines(entries: Iterable[AuditEntry], stream: TextIO) -> None:
    """Write headings and entries into an open stream."""
    writer = csv.writer(stream)
    writer.writerow(HEADINGS)
    for entry in entries:
        writer.writerow(map(quoted, cells(entry)))


def cells(entry: AuditEntry) -> tuple[str, ...]:
    return (
        str(entry.number),
        entry.happened_at,
        entry.kind,
        entry.reader,
        entry.os_user,
        entry.study_instance_uid,
        entry.patient_hash,
        entry.subject,
        json.dumps(dict(entry.facts), sort_keys=True, ensure_ascii=False),
        entry.software_version,
        entry.previous_digest,
        entry.digest,
    )


def quoted(cell: str) -> str:
    """As text for a spreadsheet, too."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
