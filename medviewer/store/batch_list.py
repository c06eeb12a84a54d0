"""Which studies a batch has found and what became of them: on disk, since there may be very many.

begin → known? / add, place by place → end of survey → studies, one after another → told, one after another
"""

import contextlib
import json
import logging
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from medviewer.errors import IndexUnavailable
from medviewer.store.batch_schema import SET_UP, TABLES
from medviewer.store.records import storable
from medviewer.words import message

logger = logging.getLogger(__name__)

PLACES_PER_COMMIT = 2000
PAGE = 500  # studies read at a time, so that writing in between is free
MOST_PROBLEMS = 10_000  # kept a run; the rest is counted only


@dataclass(frozen=True, slots=True)
class ListedInstance:
    """An image of a study: a file, or the n-th entry of an archive."""

    path: Path
    entry: int
    size: int
    sop_instance_uid: str
    is_source: bool = True


@dataclass(frozen=True, slots=True)
class ListedStudy:
    """A study the current run was given.

    Attributes:
        node: the archive it lies in; "" where its files are at hand.
        remote_count: instances, as the archive says; None where it does not.
        carried: what a list of studies had in further columns.
        key, status, reason: as last told, in this run or before; "" before anything was.
        fetched_count, fetched_for: of what the key was made when it was last fetched.
    """

    number: int
    uid: str
    node: str = ""
    carried: Mapping[str, str] = field(default_factory=dict)
    remote_count: int | None = None
    key: str = ""
    status: str = ""
    reason: str = ""
    attempts: int = 0
    is_told: bool = False
    told_at: float = 0.0
    fetched_count: int | None = None
    fetched_for: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A file on disk as it is now."""

    path: Path
    size: int
    mtime_ns: int


class BatchList:
    """One connection, for one thread; used by one batch at a time."""

    def __init__(self, file: Path) -> None:
        """Open the list, or begin one.

        Raises:
            IndexUnavailable: the disk refused, or what lies there is no list.
        """
        self._file = file
        self._unsaved = 0
        self._problems = 0
        with self._refusals():
            os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
            self._connection = sqlite3.connect(file, isolation_level=None)
            for statement in (*SET_UP, *TABLES):
                self._connection.execute(statement)
        self.run = self._one("SELECT coalesce(max(number), 0) FROM run")

    def close(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._commit()
        self._connection.close()

    def begin(self) -> None:
        """A new run: nothing is part of it yet."""
        self.run += 1
        self._do("INSERT INTO run VALUES (?, ?)", (self.run, time.time()))

    def is_known(self, place: Place) -> bool:
        """Whether the place is as it was when it was read; then it is part of this run as it stands."""
        seen = self._do(
            "UPDATE instance SET run = ? WHERE path = ? AND place_size = ? AND place_mtime_ns = ?",
            (self.run, os.fsencode(place.path), place.size, place.mtime_ns),
        ).rowcount
        self._saved_in_time()
        return seen > 0

    def add(self, place: Place, found: Sequence[tuple[str, ListedInstance]]) -> None:
        """What lies in a place, each with its study's UID; nothing where it is no image at all."""
        path = os.fsencode(place.path)
        self._do("DELETE FROM instance WHERE path = ?", (path,))
        rows = found or [("", ListedInstance(place.path, 0, 0, "", is_source=False))]
        for uid, each in rows:
            self._do(
                "INSERT OR REPLACE INTO instance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    path,
                    each.entry,
                    place.size,
                    place.mtime_ns,
                    each.size,
                    storable(each.sop_instance_uid),
                    each.is_source,
                    self._study_number(uid) if uid else None,
                    self.run,
                ),
            )
        self._saved_in_time()

    def add_remote(
        self, uid: str, node: str, count: int | None, carried: Mapping[str, str]
    ) -> None:
        """A study that lies in an archive."""
        self._do(
            "INSERT INTO study (uid, node, carried, remote_count, run) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (uid, node) DO UPDATE SET carried = excluded.carried, "
            "remote_count = excluded.remote_count, run = excluded.run",
            (storable(uid), node, json.dumps(dict(carried)), count, self.run),
        )
        self._saved_in_time()

    def carry(self, place: Path, carried: Mapping[str, str], uid: str = "") -> int:
        """Note what a list says of the studies at or below a place; how many there are."""
        end = os.fsencode(place)
        below = end.rstrip(b"/\\") + os.fsencode(os.sep)
        after = below[:-1] + bytes([below[-1] + 1])
        return self._do(
            "UPDATE study SET carried = ? WHERE (uid = ? OR ? = '') AND number IN (SELECT study "
            "FROM instance WHERE run = ? AND (path = ? OR (path >= ? AND path < ?)))",
            (json.dumps(dict(carried)), uid, uid, self.run, end, below, after),
        ).rowcount

    def add_problem(self, path: Path, reason: object) -> None:
        """Something that could not be read, and why."""
        self._problems += 1
        if self._problems <= MOST_PROBLEMS:
            self._do(
                "INSERT INTO problem VALUES (?, ?, ?)", (os.fsencode(path), str(reason), self.run)
            )

    def end_survey(self) -> int:
        """Every place has been seen; how many studies there are."""
        self._do(
            "UPDATE study SET run = ? WHERE number IN "
            "(SELECT DISTINCT study FROM instance WHERE run = ? AND is_source)",
            (self.run, self.run),
        )
        self._commit()
        return self.count()

    def count(self) -> int:
        """Studies of the current run."""
        return self._one("SELECT count(*) FROM study WHERE run = ?", self.run)

    def has_remote(self) -> bool:
        """Whether any study of the current run lies in an archive."""
        return self._one("SELECT count(*) FROM study WHERE run = ? AND node != ''", self.run) > 0

    def problems(self, limit: int) -> list[tuple[Path, str]]:
        """The first of what could not be read in the current run."""
        rows = self._do("SELECT path, reason FROM problem WHERE run = ? LIMIT ?", (self.run, limit))
        return [(Path(os.fsdecode(path)), reason) for path, reason in rows]

    def problem_count(self) -> int:
        return self._one("SELECT count(*) FROM problem WHERE run = ?", self.run)

    def studies(self) -> Iterator[ListedStudy]:
        """Those of the current run in order of UID; others may be written about meanwhile."""
        last = ("", "")
        while True:
            page = self._do(
                "SELECT uid, node, number, carried, remote_count, key, status, reason, attempts, told_in, "
                "told_at, fetched_count, fetched_for FROM study WHERE run = ? AND (uid, node) > (?, ?) "
                "ORDER BY uid, node LIMIT ?",
                (self.run, *last, PAGE),
            ).fetchall()
            for row in page:
                yield self._listed(row)
            if len(page) < PAGE:
                return
            last = (page[-1][0], page[-1][1])

    def instances(self, study: ListedStudy) -> list[ListedInstance]:
        """The files of one study that are there now, in order of path."""
        rows = self._do(
            "SELECT path, entry, size, sop_instance_uid, is_source FROM instance "
            "WHERE study = ? AND run = ? ORDER BY path, entry",
            (study.number, self.run),
        )
        return [
            ListedInstance(Path(os.fsdecode(path)), entry, size, sop, bool(is_source))
            for path, entry, size, sop, is_source in rows
        ]

    def tell(self, number: int, key: str, status: str, reason: str, attempts: int) -> None:
        """What became of a study in this run; on disk when this returns."""
        self._do(
            "UPDATE study SET key = ?, status = ?, reason = ?, attempts = ?, told_in = ?, told_at = ? "
            "WHERE number = ?",
            (key, status, reason, attempts, self.run, time.time(), number),
        )
        self._commit()

    def tell_kept(self, number: int, key: str, status: str, reason: str) -> None:
        """What was found to have become of a study before; when that was stays as it is."""
        self._do(
            "UPDATE study SET key = ?, status = ?, reason = ? WHERE number = ?",
            (key, status, reason, number),
        )
        self._saved_in_time()

    def note_fetched(self, number: int, count: int | None, fetched_for: str) -> None:
        """Of what a study's key was made that had to be fetched for it."""
        self._do(
            "UPDATE study SET fetched_count = ?, fetched_for = ? WHERE number = ?",
            (count, fetched_for, number),
        )

    def _study_number(self, uid: str) -> int:
        """Of files at hand; it becomes part of the run when the survey ends."""
        uid = storable(uid)
        self._do(
            "INSERT INTO study (uid, node, carried, run) VALUES (?, '', '{}', 0) "
            "ON CONFLICT (uid, node) DO NOTHING",
            (uid,),
        )
        return self._one("SELECT number FROM study WHERE uid = ? AND node = ''", uid)

    def _listed(self, row: Sequence[object]) -> ListedStudy:
        uid, node, number, carried, remote_count, *told, told_in, told_at, count, fetched_for = row
        key, status, reason, attempts = told
        return ListedStudy(
            number,  # type: ignore[arg-type]  # strict tables keep the types they were given
            str(uid),
            str(node),
            json.loads(str(carried)),
            remote_count,  # type: ignore[arg-type]
            str(key),
            str(status),
            str(reason),
            attempts,  # type: ignore[arg-type]
            told_in == self.run,
            told_at,  # type: ignore[arg-type]
            count,  # type: ignore[arg-type]
            str(fetched_for),
        )

    def _saved_in_time(self) -> None:
        self._unsaved += 1
        if self._unsaved >= PLACES_PER_COMMIT:
            self._commit()

    def _commit(self) -> None:
        self._unsaved = 0
        with self._refusals():
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")

    def _do(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        with self._refusals():
            is_writing = not statement.startswith("SELECT")
            if is_writing and not self._connection.in_transaction:
                self._connection.execute("BEGIN IMMEDIATE")
            return self._connection.execute(statement, values)

    def _one(self, statement: str, *values: object) -> int:
        found: int = self._do(statement, values).fetchone()[0]
        return found

    @contextlib.contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            logger.warning(
                "A batch's list failed: %s", getattr(error, "sqlite_errorname", type(error))
            )
            raise IndexUnavailable(
                message(
                    "Batch",
                    "The list of studies {file} cannot be written or read: the disk is full or read-only, "
                    "or the file is damaged. Make room and start the batch again; a damaged list may be "
                    "removed, the results stay.",
                    file=self._file,
                )
            ) from error
