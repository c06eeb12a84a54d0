"""The tables of the index, and how a file of an earlier version becomes one of today's.

Paths are blobs: a file's name is bytes, and need not be text. The file list of a series is one compressed
blob: ten thousand studies have some five million files, which would make a table of half a gigabyte.
A study's number is never given to another one: a list on screen may be older than the table.
"""

import sqlite3

from medviewer.errors import StoreError
from medviewer.words import message

TABLES = ("patient", "study", "series", "thumbnail", "journal")  # each after those it refers to

FIRST = (
    """CREATE TABLE patient (
        patient_key INTEGER PRIMARY KEY,
        patient_id TEXT NOT NULL,
        patient_name TEXT NOT NULL,
        birth_date TEXT NOT NULL,
        sex TEXT NOT NULL,
        UNIQUE (patient_id, patient_name, birth_date)
    ) STRICT""",
    """CREATE TABLE study (
        study_key INTEGER PRIMARY KEY AUTOINCREMENT,
        patient_key INTEGER NOT NULL REFERENCES patient ON DELETE CASCADE,
        study_instance_uid TEXT NOT NULL,
        study_date TEXT NOT NULL,
        study_time TEXT NOT NULL,
        study_description TEXT NOT NULL,
        accession_number TEXT NOT NULL,
        modalities TEXT NOT NULL,
        series_count INTEGER NOT NULL,
        image_count INTEGER NOT NULL,
        opened_at REAL NOT NULL,
        own_text TEXT NOT NULL,
        search_text TEXT NOT NULL,
        UNIQUE (patient_key, study_instance_uid)
    ) STRICT""",
    "CREATE INDEX study_by_uid ON study (study_instance_uid)",
    """CREATE TABLE series (
        series_key INTEGER PRIMARY KEY,
        study_key INTEGER NOT NULL REFERENCES study ON DELETE CASCADE,
        series_instance_uid TEXT NOT NULL,
        modality TEXT NOT NULL,
        series_number INTEGER,
        series_description TEXT NOT NULL,
        body_part_examined TEXT NOT NULL,
        image_count INTEGER NOT NULL,
        object_kind TEXT NOT NULL,
        folder BLOB NOT NULL,
        files BLOB NOT NULL,
        search_text TEXT NOT NULL,
        UNIQUE (study_key, series_instance_uid)
    ) STRICT""",
    "CREATE INDEX series_by_modality ON series (modality)",
    """CREATE TABLE thumbnail (
        series_key INTEGER PRIMARY KEY REFERENCES series ON DELETE CASCADE,
        rows INTEGER NOT NULL,
        columns INTEGER NOT NULL,
        samples INTEGER NOT NULL,
        pixels BLOB NOT NULL
    ) STRICT""",
)
JOURNAL = (  # refers to no study: what was measured outlives the study's place on the list
    """CREATE TABLE journal (
        study_instance_uid TEXT NOT NULL,
        patient_id TEXT NOT NULL,
        patient_name TEXT NOT NULL,
        birth_date TEXT NOT NULL,
        content BLOB NOT NULL,
        written_at REAL NOT NULL,
        UNIQUE (study_instance_uid, patient_id, patient_name, birth_date)
    ) STRICT""",
)
# Step n turns version n into version n + 1; a step that was released is never changed again.
STEPS = (FIRST, JOURNAL)


def bring_up_to_date(
    connection: sqlite3.Connection, steps: tuple[tuple[str, ...], ...] = STEPS
) -> None:
    """Take the steps that a file lacks, all or none; other processes wait meanwhile.

    Raises:
        StoreError: a newer MedViewer wrote the file.
    """
    if _version(connection) == len(steps):
        return
    connection.execute("BEGIN EXCLUSIVE")
    try:
        version = _version(connection)  # another process may have been quicker
        if version > len(steps):
            raise StoreError(TOO_NEW)
        for step in steps[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


TOO_NEW = message(
    "Index",
    "The list of studies was written by a newer MedViewer and is left as it is. Opening works without it; "
    "use the newer MedViewer to see it.",
)
