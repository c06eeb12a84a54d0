"""Writes what was opened into the tables, inside a transaction of the caller's."""

import sqlite3
import zlib
from dataclasses import astuple

import numpy as np

from medviewer.domain.study_index import Thumbnail
from medviewer.store.records import SeriesRecord, StudyRecord, unpacked

PATIENT = (
    "INSERT INTO patient VALUES (NULL, ?, ?, ?, ?) "
    "ON CONFLICT (patient_id, patient_name, birth_date) DO UPDATE SET sex = excluded.sex "
    "RETURNING patient_key"
)
STUDY = (
    "INSERT INTO study VALUES (NULL, ?, ?, ?, ?, ?, ?, '', 0, 0, ?, ?, '') "
    "ON CONFLICT (patient_key, study_instance_uid) DO UPDATE SET study_date = excluded.study_date, "
    "study_time = excluded.study_time, study_description = excluded.study_description, "
    "accession_number = excluded.accession_number, opened_at = excluded.opened_at, "
    "own_text = excluded.own_text RETURNING study_key"
)
SERIES = (
    "INSERT INTO series VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (study_key, series_instance_uid) DO UPDATE SET modality = excluded.modality, "
    "series_number = excluded.series_number, series_description = excluded.series_description, "
    "body_part_examined = excluded.body_part_examined, image_count = excluded.image_count, "
    "object_kind = excluded.object_kind, folder = excluded.folder, files = excluded.files, "
    "search_text = excluded.search_text"
)
OF_STUDY = "FROM series WHERE series.study_key = study.study_key"
SUMMED_UP = (
    f"UPDATE study SET series_count = (SELECT count(*) {OF_STUDY}), "
    f"image_count = (SELECT coalesce(sum(image_count), 0) {OF_STUDY}), "
    f"modalities = (SELECT coalesce(group_concat(DISTINCT modality), '') {OF_STUDY} "
    "AND modality != ''), "
    f"search_text = own_text || ' ' || (SELECT coalesce(group_concat(search_text, ' '), '') {OF_STUDY}) "
    "WHERE study_key = ?"
)
THUMBNAIL = (
    "INSERT OR REPLACE INTO thumbnail SELECT series_key, ?, ?, ?, ? FROM series "
    "JOIN study USING (study_key) WHERE study_instance_uid = ? AND series_instance_uid = ?"
)


def keep_study(
    connection: sqlite3.Connection,
    record: StudyRecord,
    opened_at: float,
    spared: frozenset[str],
) -> None:
    """Add the study or renew it; the same study under another spelling of its patient is renamed.

    Series whose UIDs are `spared` stay as they are known.

    Without a Patient ID nothing says that it is a spelling: files of two patients may share a study's UID.
    """
    (patient_key,) = connection.execute(PATIENT, record.patient).fetchall()[0]
    connection.execute(
        "UPDATE OR REPLACE study SET patient_key = ? WHERE study_instance_uid = ? AND patient_key IN "
        "(SELECT patient_key FROM patient WHERE patient_id = ? AND birth_date = ? AND patient_id != '')",
        (patient_key, record.study_instance_uid, record.patient[0], record.patient[2]),
    )
    values = (
        patient_key,
        record.study_instance_uid,
        record.study_date,
        record.study_time,
        record.study_description,
        record.accession_number,
        opened_at,
        record.own_text,
    )
    (study_key,) = connection.execute(STUDY, values).fetchall()[0]
    for series in record.series:
        if series.series_instance_uid not in spared:
            connection.execute(SERIES, (study_key, *astuple(series)))
    connection.execute(SUMMED_UP, (study_key,))


def keep_thumbnail(
    connection: sqlite3.Connection, study_uid: str, series_uid: str, picture: Thumbnail
) -> None:
    rows, columns = picture.shape[:2]
    samples = 1 if picture.ndim == 2 else picture.shape[2]
    pixels = zlib.compress(np.ascontiguousarray(picture).tobytes())
    connection.execute(THUMBNAIL, (rows, columns, samples, pixels, study_uid, series_uid))


def forget_patients_without_studies(connection: sqlite3.Connection) -> None:
    connection.execute(
        "DELETE FROM patient WHERE patient_key NOT IN (SELECT patient_key FROM study)"
    )


def known_more_fully(connection: sqlite3.Connection, record: StudyRecord) -> frozenset[str]:
    """UIDs of series of which only a part was opened now, while the whole is still where it was.

    Opening one image of a study must not make the list forget the others. Asks the disk, which may be a share
    that does not answer: nobody else may wait for it in a transaction.
    """
    return frozenset(
        series.series_instance_uid
        for series in record.series
        if _is_known_more_fully(connection, record, series)
    )


def _is_known_more_fully(
    connection: sqlite3.Connection, record: StudyRecord, series: SeriesRecord
) -> bool:
    row = connection.execute(
        "SELECT series.image_count, folder, files FROM series JOIN study USING (study_key) "
        "JOIN patient USING (patient_key) "
        "WHERE study_instance_uid = ? AND patient_id = ? AND series_instance_uid = ?",
        (record.study_instance_uid, record.patient[0], series.series_instance_uid),
    ).fetchone()
    if row is None or row[0] <= series.image_count:
        return False
    files = unpacked(row[1], row[2])
    return bool(files) and files[0].path.exists() and files[-1].path.exists()
