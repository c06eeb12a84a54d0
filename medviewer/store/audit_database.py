"""The file of the audit trail: one table nothing can be changed in, and a connection for one piece of work.

A file of its own: rebuilding or erasing the list of studies never touches it. SQLite's rollback journal keeps
it whole however the program ends; triggers refuse UPDATE and DELETE. Somebody who takes SQLite's own tools to
it gets past them; then the chain tells.
"""

import contextlib
import logging
import os
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from medviewer.errors import AuditUnavailable, StoreError
from medviewer.words import message

logger = logging.getLogger(__name__)

WAIT_S = 20.0  # for other processes that are writing; never on the GUI thread
KEY_BYTES = 32
VERSION = 1


def value_of(name: str) -> str:
    """SQL for a value of an entry's content; NULL where that is no JSON any more."""
    return f"CASE WHEN json_valid(content) THEN json_extract(content, '$.{name}') END"


# `content` is canonical JSON and says the study, too; the column is for searching (no index on an expression:
# older SQLite holds JSON's functions for unsafe in a schema).
# With the key, hashes of PatientIDs cannot be looked up in a list of all IDs.
TABLES = (
    """CREATE TABLE entry (
        number INTEGER PRIMARY KEY,
        study_instance_uid TEXT NOT NULL,
        content TEXT NOT NULL,
        digest TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX entry_by_study ON entry (study_instance_uid)",
    "CREATE TABLE patient_key (key BLOB NOT NULL) STRICT",
    """CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    """CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    """CREATE TRIGGER entry_is_appended BEFORE INSERT ON entry
        WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM entry)
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
)


@contextlib.contextmanager
def connected(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection outside of any transaction.

    Raises:
        AuditUnavailable: the file cannot be used now, or is no database any more.
        StoreError: a newer MedViewer wrote it.
    """
    try:
        with contextlib.closing(_connect(file)) as connection:
            yield connection
    except sqlite3.Error as error:
        logger.warning("The audit trail failed: %s", getattr(error, "sqlite_errorname", ""))
        raise AuditUnavailable(UNAVAILABLE) from error
    except OSError as error:
        logger.warning("The audit trail cannot be opened: %s", type(error).__name__)
        raise AuditUnavailable(UNAVAILABLE) from error


@contextlib.contextmanager
def written_alone(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction in which no other process writes; all or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # it may have been rolled back already
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _connect(file: Path) -> sqlite3.Connection:
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(file, timeout=WAIT_S, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = FULL")  # a power cut takes nothing back
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        _set_up(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection) -> None:
    if _version(connection) == VERSION:
        return
    with written_alone(connection):
        version = _version(connection)  # another process may have been quicker
        if version > VERSION:
            raise StoreError(TOO_NEW)
        if version == 0:
            for statement in TABLES:
                connection.execute(statement)
            key = secrets.token_bytes(KEY_BYTES)
            connection.execute("INSERT INTO patient_key VALUES (?)", (key,))
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


UNAVAILABLE = message(
    "Audit",
    "The audit trail cannot be used: its disk is full or may not be written, its file is damaged, or another "
    "MedViewer is busy with it. Reading works without it; what happens is written down later, as soon as it "
    "can be.",
)
TOO_NEW = message(
    "Audit",
    "The audit trail was written by a newer MedViewer and is left as it is. Use the newer MedViewer to go on "
    "with it.",
)
