"""Laboratory and clinical values as a CSV table: those the reader wants in the report."""

from medviewer.domain.reading_record import ReadingRecord
from medviewer.report.csv_cells import csv_bytes
from medviewer.report.reading_tables import STUDY

VALUES = (*STUDY, "name", "value", "text", "unit", "loinc", "measured_at")


def values_csv(record: ReadingRecord) -> bytes:
    """One row a value; `text` is what was stated where that is no number."""
    study = record.study
    whose = (
        study.patient.patient_id,
        study.study_instance_uid,
        study.study_date,
        study.accession_number,
    )
    rows = (
        (*whose, each.name, each.value, each.text, each.unit, each.code, each.measured_at)
        for each in record.notes.printed.values
    )
    return csv_bytes(VALUES, rows)
