"""One connection for one piece of work on the index, and what to do when the file is damaged.

open → set up → (transaction) → close        damaged → set aside → a new file → what can be saved
"""

import contextlib
import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from medviewer.errors import IndexDamaged, IndexUnavailable, StoreError
from medviewer.store.schema import TABLES, bring_up_to_date
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

WAIT_S = 20.0  # for other processes that are writing; never on the GUI thread
RETRY_S = 0.05
COMPANIONS = ("", "-wal", "-shm")  # the files of one database
ASIDE = "damaged"
SET_UP = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what was removed is overwritten, not merely unlinked
    "PRAGMA temp_store = MEMORY",  # no names in temporary files
    "PRAGMA trusted_schema = OFF",
)
DAMAGED_CODES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextlib.contextmanager
def connected(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection outside of any transaction.

    Raises:
        IndexDamaged: the file should be rebuilt.
        IndexUnavailable: it cannot be used now.
        StoreError: a newer MedViewer wrote it.
    """
    try:
        with contextlib.closing(_connect(file)) as connection:
            yield connection
    except sqlite3.Error as error:
        logger.warning("The index failed: %s", getattr(error, "sqlite_errorname", type(error)))
        raise _translated(error) from error
    except OSError as error:
        logger.warning("The index cannot be opened: %s", type(error).__name__)
        raise IndexUnavailable(UNAVAILABLE) from error


@contextlib.contextmanager
def transaction(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection whose changes are made all or none; raises as `connected` does."""
    with connected(file) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # it may have been rolled back already
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def rebuild(file: Path) -> Message | None:
    """Put a damaged file aside, begin a new one and save into it what can still be read.

    Returns:
        What to tell the reader; None where the file turns out to be sound (another process was quicker).
    """
    if is_sound(file):
        return None
    stamp = time.strftime("%Y%m%d-%H%M%S")
    aside = file.with_name(f"{file.stem}.{ASIDE}-{stamp}{file.suffix}")
    try:
        for companion in reversed(COMPANIONS):
            with contextlib.suppress(FileNotFoundError):
                os.replace(f"{file}{companion}", f"{aside}{companion}")
    except OSError as error:
        raise IndexUnavailable(UNAVAILABLE) from error
    with transaction(file) as connection:
        _save_from(aside, connection)
    return message(
        "Index",
        "The list of studies opened was damaged and has been built anew; studies that are missing from it "
        "come back when they are opened. No image was touched. The damaged list was kept as {file}.",
        file=aside,
    )


def is_sound(file: Path) -> bool:
    """Whether SQLite finds nothing wrong with the whole file; takes about a second for a gigabyte."""
    try:
        with connected(file) as connection:
            for table in TABLES:
                connection.execute(f"SELECT * FROM {table} LIMIT 1")
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except IndexDamaged:
        return False


def copies_set_aside(file: Path) -> list[Path]:
    """Damaged files that were kept; they hold names, too."""
    return sorted(file.parent.glob(f"{file.stem}.{ASIDE}-*"))


def _connect(file: Path) -> sqlite3.Connection:
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    if os.name == "posix":
        os.chmod(file, 0o600)  # SQLite gives its companions the same mode
    connection = sqlite3.connect(file, timeout=WAIT_S, isolation_level=None)
    try:
        for statement in SET_UP:
            _set_up(connection, statement)
        bring_up_to_date(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection, statement: str) -> None:
    """SQLite does not wait by itself where two processes change the journal's mode at once."""
    give_up = time.monotonic() + WAIT_S
    while True:
        try:
            connection.execute(statement)
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > give_up:
                raise
            time.sleep(RETRY_S)
        else:
            return


def _translated(error: sqlite3.Error) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)
    is_gutted = code == sqlite3.SQLITE_ERROR  # our own statements are right: a table is missing
    if is_gutted or (code is not None and code & 0xFF in DAMAGED_CODES):
        return IndexDamaged(DAMAGED)
    return IndexUnavailable(UNAVAILABLE)


def _save_from(aside: Path, connection: sqlite3.Connection) -> None:
    """Copy row by row until a table cannot be read any further."""
    with contextlib.closing(sqlite3.connect(aside, timeout=WAIT_S)) as damaged:
        for table in TABLES:
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            columns, places = ", ".join(names), ", ".join("?" * len(names))
            with contextlib.suppress(sqlite3.Error):
                for row in damaged.execute(f"SELECT {columns} FROM {table}"):
                    with contextlib.suppress(sqlite3.IntegrityError):  # what it refers to is lost
                        connection.execute(f"INSERT INTO {table} VALUES ({places})", row)


DAMAGED = message("Index", "The list of studies opened is damaged.")
UNAVAILABLE = message(
    "Index",
    "The list of studies opened cannot be used: its disk is full or may not be written, or another MedViewer "
    "is busy with it. Opening studies works without it.",
)
