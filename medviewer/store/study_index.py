"""The index of opened studies: kept, searched, forgotten. Off the GUI thread only."""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from medviewer.domain.folded_text import search_terms
from medviewer.domain.patient_identity import is_same_patient
from medviewer.domain.study import Patient
from medviewer.domain.study_index import (
    IndexedFile,
    IndexedPatient,
    IndexedSeries,
    IndexedStudy,
    IndexPage,
    Order,
    StudyFilter,
    Thumbnail,
)
from medviewer.store.database import connected, rebuild, transaction
from medviewer.store.keeping import (
    forget_patients_without_studies,
    keep_study,
    keep_thumbnail,
    known_more_fully,
)
from medviewer.store.records import StudyRecord, unpacked
from medviewer.words import Message

MAX_EDGE_PX = 512  # of a thumbnail that is believed when it is read back

WHO = "p.patient_key, p.patient_id, p.patient_name, p.birth_date, p.sex"
STUDY = (
    f"{WHO}, s.study_key, s.study_instance_uid, s.study_date, s.study_time, s.study_description, "
    "s.accession_number, s.modalities, s.series_count, s.image_count, s.opened_at"
)
JOINED = "FROM patient p JOIN study s USING (patient_key)"
ORDERS = {
    Order.OPENED: "max(s.opened_at) DESC, p.patient_key",
    Order.DATE: "max(s.study_date) DESC, p.patient_key",
    Order.NAME: "p.patient_name COLLATE NOCASE, p.patient_id, p.patient_key",
}


class StudyIndex:
    """One file; every method opens it, works and closes it, and raises as `database.connected` does."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def rebuild(self) -> Message | None:
        """Begin anew where the file is damaged; what to tell the reader."""
        return rebuild(self.file)

    def keep(self, records: Iterable[StudyRecord], opened_at: float) -> None:
        """Put studies in as they are now; series of theirs that are known from elsewhere stay."""
        found = tuple(records)
        with connected(self.file) as connection:
            spared = [known_more_fully(connection, record) for record in found]
        with transaction(self.file) as connection:
            for record, series_uids in zip(found, spared, strict=True):
                keep_study(connection, record, opened_at, series_uids)
            forget_patients_without_studies(connection)

    def keep_thumbnails(self, thumbnails: Mapping[tuple[str, str], Thumbnail]) -> None:
        """`thumbnails` by study and series UID; a series that is not in the index has none."""
        with transaction(self.file) as connection:
            for (study_uid, series_uid), picture in thumbnails.items():
                keep_thumbnail(connection, study_uid, series_uid, picture)

    def page(self, asked: StudyFilter, offset: int, limit: int) -> IndexPage:
        """`limit` of the patients with a study that fits, from the `offset`-th on, with those studies."""
        where, values = _condition(asked)
        with connected(self.file) as connection:
            keys = connection.execute(
                f"SELECT p.patient_key {JOINED} WHERE {where} GROUP BY p.patient_key "
                f"ORDER BY {ORDERS[asked.order]} LIMIT ? OFFSET ?",
                (*values, limit, offset),
            ).fetchall()
            places = ", ".join("?" * len(keys))
            rows = connection.execute(
                f"SELECT {STUDY} {JOINED} WHERE p.patient_key IN ({places}) AND {where} "
                "ORDER BY s.study_date DESC, s.study_time DESC, s.study_key",
                (*(key for (key,) in keys), *values),
            ).fetchall()
            patients, studies = connection.execute(
                f"SELECT count(DISTINCT p.patient_key), count(*) {JOINED} WHERE {where}", values
            ).fetchone()
            modalities = connection.execute(
                "SELECT DISTINCT modality FROM series WHERE modality != '' ORDER BY modality"
            ).fetchall()
        return IndexPage(
            _by_patient([key for (key,) in keys], rows),
            patients,
            studies,
            tuple(modality for (modality,) in modalities),
        )

    def series(self, study_key: int) -> tuple[IndexedSeries, ...]:
        """A study's series with their files and thumbnails, in the order of their numbers."""
        with connected(self.file) as connection:
            rows = connection.execute(
                "SELECT series_instance_uid, modality, series_number, series_description, "
                "body_part_examined, image_count, object_kind, folder, files, "
                "rows, columns, samples, pixels "
                "FROM series LEFT JOIN thumbnail USING (series_key) WHERE study_key = ? "
                "ORDER BY series_number IS NULL, series_number, series_instance_uid",
                (study_key,),
            ).fetchall()
        return tuple(map(_series, rows))

    def files(self, study_key: int) -> tuple[IndexedFile, ...]:
        """Every file of a study, each once."""
        found = {file.path: file for each in self.series(study_key) for file in each.files}
        return tuple(found.values())

    def studies_of(self, patient: Patient) -> tuple[IndexedStudy, ...]:
        """Every study of the same patient (`domain.patient_identity`), the newest first."""
        with connected(self.file) as connection:
            return studies_of(connection, patient)

    def studies_with_uid(self, study_uid: str) -> tuple[IndexedStudy, ...]:
        """More than one where patients have been mixed up."""
        with connected(self.file) as connection:
            rows = connection.execute(
                f"SELECT {STUDY} {JOINED} WHERE s.study_instance_uid = ? ORDER BY s.opened_at DESC",
                (study_uid,),
            ).fetchall()
        return tuple(_study(row) for row in rows)

    def remove(self, study_keys: Iterable[int]) -> None:
        """Take studies off the list. Nothing else on disk is touched."""
        with transaction(self.file) as connection:
            connection.executemany(
                "DELETE FROM study WHERE study_key = ?", [(key,) for key in study_keys]
            )
            forget_patients_without_studies(connection)


def studies_of(connection: sqlite3.Connection, patient: Patient) -> tuple[IndexedStudy, ...]:
    candidates = studies_matching(connection, patient.patient_id)
    return tuple(study for study in candidates if is_same_patient(study.patient, patient))


def studies_matching(
    connection: sqlite3.Connection, patient_id: str, study_uids: Iterable[str] = ()
) -> list[IndexedStudy]:
    """Studies of that Patient ID, whoever they are of, or of those UIDs; the newest first."""
    uids = tuple(study_uids)
    rows = connection.execute(
        f"SELECT {STUDY} {JOINED} WHERE trim(p.patient_id) = ? "
        f"OR s.study_instance_uid IN ({', '.join('?' * len(uids))}) "
        "ORDER BY s.study_date DESC, s.study_time DESC, s.study_key",
        (patient_id.strip(), *uids),
    )
    return [_study(row) for row in rows]


def _condition(asked: StudyFilter) -> tuple[str, tuple[str, ...]]:
    """The filter as a WHERE clause and its values; no word of the reader's is ever part of the SQL."""
    clauses, values = ["1"], []
    for term in search_terms(asked.words):
        clauses.append("instr(s.search_text, ?)")
        values.append(term)
    if asked.modality:
        clauses.append("instr(',' || s.modalities || ',', ?)")
        values.append(f",{asked.modality},")
    if asked.from_date:
        clauses.append("s.study_date >= ?")
        values.append(asked.from_date)
    if asked.to_date:
        clauses.append("s.study_date != '' AND s.study_date <= ?")
        values.append(asked.to_date)
    return " AND ".join(clauses), tuple(values)


def _by_patient(keys: list[int], rows: list[tuple[Any, ...]]) -> tuple[IndexedPatient, ...]:
    studies: dict[int, list[IndexedStudy]] = {key: [] for key in keys}
    for row in rows:
        studies[row[0]].append(_study(row))
    return tuple(
        IndexedPatient(key, studies[key][0].patient, tuple(studies[key]))
        for key in keys
        if studies[key]
    )


def _study(row: tuple[Any, ...]) -> IndexedStudy:
    _, patient_id, name, birth_date, sex, key, uid, *facts = row
    date, time, description, accession, modalities, series_count, image_count, opened_at = facts
    return IndexedStudy(
        study_key=key,
        study_instance_uid=uid,
        patient=Patient(patient_id, name, birth_date, sex),
        study_date=date,
        study_time=time,
        study_description=description,
        accession_number=accession,
        modalities=tuple(filter(None, modalities.split(","))),
        series_count=series_count,
        image_count=image_count,
        opened_at=opened_at,
    )


def _series(row: tuple[Any, ...]) -> IndexedSeries:
    uid, modality, number, description, body_part, images, kind, folder, files, *thumbnail = row
    return IndexedSeries(
        uid,
        modality,
        number,
        description,
        body_part,
        images,
        kind,
        files=unpacked(folder, files),
        thumbnail=_thumbnail(*thumbnail),
    )


def _thumbnail(
    rows: int | None, columns: int | None, samples: int | None, pixels: bytes | None
) -> Thumbnail | None:
    """The picture, None where there is none or the row does not hold what it says."""
    if not (rows and columns and samples and pixels) or max(rows, columns) > MAX_EDGE_PX:
        return None
    size = rows * columns * samples
    try:
        values = zlib.decompressobj().decompress(pixels, size + 1)
    except zlib.error:
        return None
    if samples not in (1, 3) or len(values) != size:
        return None
    shape = (rows, columns) if samples == 1 else (rows, columns, samples)
    return np.frombuffer(values, np.uint8).reshape(shape)
