"""Takes every trace of a patient out of the index: rows, thumbnails, journals, free pages, log, copies."""

import sqlite3
from pathlib import Path

from medviewer.domain.patient_identity import is_same_patient
from medviewer.domain.study import Patient
from medviewer.errors import StoreError
from medviewer.store import journal
from medviewer.store.database import connected, copies_set_aside
from medviewer.store.keeping import forget_patients_without_studies
from medviewer.store.study_index import studies_matching
from medviewer.words import message


def erase_patient(file: Path, patient: Patient, study_uids: frozenset[str]) -> int:
    """Erase a patient's studies, and the studies of those UIDs, so that no name is left in the file.

    Deleting leaves the old text in free pages and in the write-ahead log. So pages are overwritten
    (`secure_delete`), the file is written anew (VACUUM) and the log is cut off. Damaged copies that were set
    aside cannot be searched and go as a whole.

    Returns:
        How many studies were erased.

    Raises:
        StoreError: another MedViewer is using the list, so traces may be left.
    """
    with connected(file) as connection:
        erased = _delete(connection, patient, study_uids)
        connection.execute("VACUUM")
        is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    for copy in copies_set_aside(file):
        copy.unlink(missing_ok=True)
    if is_busy:
        raise StoreError(IN_USE)
    return erased


def _delete(connection: sqlite3.Connection, patient: Patient, study_uids: frozenset[str]) -> int:
    connection.execute("BEGIN IMMEDIATE")
    keys = [
        (study.study_key,)
        for study in studies_matching(connection, patient.patient_id, study_uids)
        if is_traced(study.patient, study.study_instance_uid, patient, study_uids)
    ]
    connection.executemany("DELETE FROM study WHERE study_key = ?", keys)
    forget_patients_without_studies(connection)
    kept = journal.everyone(connection)
    traced = [row for row, who, uid in kept if is_traced(who, uid, patient, study_uids)]
    journal.forget(connection, traced)
    connection.execute("COMMIT")
    return len(keys)


def is_traced(found: Patient, uid: str, patient: Patient, study_uids: frozenset[str]) -> bool:
    """Whether the study of that UID, of the patient `found`, is a trace of `patient`.

    It is if it is of the same one, of one with the same words, or has one of the `study_uids` under the same
    ID. A UID alone is not enough: mixed-up studies share it.
    """
    words = (patient.patient_id, patient.patient_name, patient.birth_date)
    is_alike = words == (found.patient_id, found.patient_name, found.birth_date)
    is_meant = uid in study_uids and found.patient_id == patient.patient_id
    return is_same_patient(found, patient) or (is_alike and any(words)) or is_meant


IN_USE = message(
    "Index",
    "The studies were erased, but another MedViewer is using the list and may still hold a copy. Close it "
    "and erase once more.",
)
