"""The tables of a batch's list. Paths are blobs: a file's name is bytes, and need not be text.

A row of `instance` is a DICOM file, or an entry of a ZIP archive (`entry` counts them from 1; 0 is a file of
its own). `place_size` and `place_mtime_ns` are those of the file on disk: while they are as they were, it
need not be read again. Files that are no images of a study have no `study`.
"""

TABLES = (
    "CREATE TABLE IF NOT EXISTS run (number INTEGER PRIMARY KEY, begun_at REAL NOT NULL) STRICT",
    """CREATE TABLE IF NOT EXISTS study (
        number INTEGER PRIMARY KEY,
        uid TEXT NOT NULL,
        node TEXT NOT NULL,
        carried TEXT NOT NULL,
        remote_count INTEGER,
        run INTEGER NOT NULL,
        key TEXT NOT NULL DEFAULT '',
        status TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        attempts INTEGER NOT NULL DEFAULT 0,
        told_in INTEGER NOT NULL DEFAULT 0,
        told_at REAL NOT NULL DEFAULT 0,
        fetched_count INTEGER,
        fetched_for TEXT NOT NULL DEFAULT '',
        UNIQUE (uid, node)
    ) STRICT""",
    """CREATE TABLE IF NOT EXISTS instance (
        path BLOB NOT NULL,
        entry INTEGER NOT NULL,
        place_size INTEGER NOT NULL,
        place_mtime_ns INTEGER NOT NULL,
        size INTEGER NOT NULL,
        sop_instance_uid TEXT NOT NULL,
        is_source INTEGER NOT NULL,
        study INTEGER REFERENCES study,
        run INTEGER NOT NULL,
        PRIMARY KEY (path, entry)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS instance_of_study ON instance (study)",
    """CREATE TABLE IF NOT EXISTS problem (
        path BLOB NOT NULL, reason TEXT NOT NULL, run INTEGER NOT NULL
    ) STRICT""",
)
SET_UP = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA trusted_schema = OFF",
)
