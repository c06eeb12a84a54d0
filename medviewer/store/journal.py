"""The journal: what a reader did in each study, one row a study, as compressed JSON. Off the GUI thread only.

It stands apart from the list of studies: a study taken off the list still has its measurements when it is
opened again. Erasing a patient's traces takes both.
"""

import json
import logging
import sqlite3
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from medviewer.domain.patient_identity import is_same_patient
from medviewer.domain.segmentation import recounted
from medviewer.domain.study import Patient
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.domain.study_index import IndexedStudy
from medviewer.domain.study_journal import KeptStudy, StudyJournal
from medviewer.domain.study_ledger import StudyLedger
from medviewer.errors import StoreError
from medviewer.store.database import connected, transaction
from medviewer.store.plain_json import salvaged, to_plain
from medviewer.store.records import storable
from medviewer.words import message

logger = logging.getLogger(__name__)

VERSION = 1  # of the JSON; one that is newer is neither read nor written over
LARGEST_BYTES = 64 << 20  # of a study's JSON; a reader who draws all day makes one of it
OF_STUDY = (
    "study_instance_uid = ? AND trim(patient_id) = trim(?) "
    "AND (trim(patient_id) != '' OR (patient_name = ? AND birth_date = ?))"
)
MOST_LISTED = 20
KEPT_OF = """
    SELECT study_instance_uid, patient_id, patient_name, birth_date, content
    FROM journal WHERE trim(patient_id) = trim(?) ORDER BY written_at
"""
KEPT_SINCE = """
    SELECT study_key, study.study_instance_uid, study_date, study_description,
        patient.patient_id, patient.patient_name, patient.birth_date
    FROM journal JOIN patient USING (patient_id, patient_name, birth_date)
    JOIN study USING (patient_key, study_instance_uid)
    WHERE written_at >= ? ORDER BY written_at DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What could be read of a study's journal, and how many things in it could not."""

    journal: StudyJournal | None = None
    lost: int = 0


class JournalFile:
    """The table in the file of the index; methods raise as `database.connected` does."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def read(self, patient: Patient, study_instance_uid: str) -> StudyJournal | None:
        """A study's journal; None where none was kept or it cannot be understood. Raises as `salvage`."""
        return self.salvage(patient, study_instance_uid).journal

    def salvage(self, patient: Patient, study_instance_uid: str) -> Salvage:
        """A study's journal as far as it can be understood.

        Raises:
            StoreError: a newer MedViewer wrote it.
        """
        with connected(self.file) as connection:
            row = connection.execute(
                f"SELECT content FROM journal WHERE {OF_STUDY} ORDER BY written_at DESC LIMIT 1",
                _identity(patient, study_instance_uid),
            ).fetchone()
        return _understood(row[0]) if row else Salvage()

    def of_patient(self, patient: Patient) -> tuple[KeptStudy, ...]:
        """What was kept of every study that can be said to be of this patient."""
        with connected(self.file) as connection:
            rows = connection.execute(KEPT_OF, (storable(patient.patient_id),)).fetchall()
        found = []
        for uid, patient_id, name, birth_date, content in rows:
            whose = Patient(patient_id, name, birth_date)
            if whose == patient or is_same_patient(whose, patient):
                kept = _readable(content)
                found += [KeptStudy(whose, uid, kept.journal, kept.lost)] if kept.journal else []
        return tuple(found)

    def kept_since(self, moment: float) -> tuple[IndexedStudy, ...]:
        """The studies on the list whose journal was written since then, the latest first."""
        with connected(self.file) as connection:
            rows = connection.execute(KEPT_SINCE, (moment, MOST_LISTED)).fetchall()
        return tuple(
            IndexedStudy(key, uid, Patient(*patient), date, study_description=description)
            for key, uid, date, description, *patient in rows
        )

    def in_work(self, study_instance_uids: Iterable[str]) -> frozenset[str]:
        """Those of the studies in which something was begun and not signed, whoever's they are."""
        found = set()
        with connected(self.file) as connection:
            for uid in study_instance_uids:
                rows = connection.execute(
                    "SELECT content FROM journal WHERE study_instance_uid = ?", (storable(uid),)
                ).fetchall()
                journals = [_readable(content).journal for (content,) in rows]
                if any(journal is None or journal.is_in_work for journal in journals):
                    found.add(uid)
        return frozenset(found)

    def write(self, studies: Iterable[KeptStudy]) -> None:
        """Keep these in place of what was kept of the same studies; an empty one leaves no row."""
        packed = [(study, _packed(study.journal)) for study in studies]
        with transaction(self.file) as connection:
            for study, content in packed:
                identity = _identity(study.patient, study.study_instance_uid)
                connection.execute(f"DELETE FROM journal WHERE {OF_STUDY}", identity)
                if not study.journal.is_empty:
                    connection.execute(
                        "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)",
                        (*identity, content, time.time()),
                    )


def forget(connection: sqlite3.Connection, rows: Iterable[int]) -> None:
    connection.executemany("DELETE FROM journal WHERE rowid = ?", [(row,) for row in rows])


def everyone(connection: sqlite3.Connection) -> list[tuple[int, Patient, str]]:
    """Row, patient and study UID of every journal."""
    rows = connection.execute(
        "SELECT rowid, study_instance_uid, patient_id, patient_name, birth_date FROM journal"
    )
    return [(row, Patient(*patient), uid) for row, uid, *patient in rows]


def _identity(patient: Patient, study_instance_uid: str) -> tuple[str, str, str, str]:
    return (
        storable(study_instance_uid),
        storable(patient.patient_id),
        storable(patient.patient_name),
        storable(patient.birth_date),
    )


def _packed(journal: StudyJournal) -> bytes:
    try:
        return _deflated(journal)
    except (
        ValueError
    ):  # a model that answered with what is no number must not cost the reader's own work
        logger.exception("The answers of models could not be kept")
        return _deflated(replace(journal, answers=()))


def _deflated(journal: StudyJournal) -> bytes:
    plain = {"version": VERSION, "journal": to_plain(journal)}
    return zlib.compress(json.dumps(plain, allow_nan=False).encode("utf-8"), 1)


def _understood(content: bytes) -> Salvage:
    try:
        found = json.loads(zlib.decompressobj().decompress(content, LARGEST_BYTES))
        if found["version"] > VERSION:
            raise StoreError(TOO_NEW)
        return sound(found["journal"])
    except (zlib.error, ValueError, KeyError, TypeError, RecursionError):
        logger.warning("What was kept of a study could not be understood and is left aside")
        return Salvage(None, 1)


def _readable(content: bytes) -> Salvage:
    """The same; what a newer MedViewer wrote is passed over."""
    try:
        return _understood(content)
    except StoreError:
        return Salvage()


def sound(plain: object) -> Salvage:
    """A journal from plain JSON, without what is damaged in it.

    Raises:
        NotPlainError: nothing of it can be read.
    """
    forgiving = (StudyJournal, StudyAnnotations, StudyLedger)
    journal, lost = salvaged(StudyJournal, plain, forgiving)
    segments = []
    for segment in journal.segments:
        try:
            segments.append(recounted(segment))
        except ValueError:
            lost += 1
    return Salvage(replace(journal, segments=tuple(segments)), lost)


TOO_NEW = message(
    "Journal",
    "What you did in this study was kept by a newer MedViewer. It is left as it is; use the newer "
    "MedViewer to see it. Nothing you do here will be kept.",
)
