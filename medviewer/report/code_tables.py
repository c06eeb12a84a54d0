"""The codes of a reading for other programs: CSV with every decision, FHIR with the accepted ones."""

from collections.abc import Iterator, Mapping, Sequence

from medviewer.domain.coding import ICD10, ICD10_CM, CodeOrigin, ReportCode, accepted_codes
from medviewer.domain.reading_record import ReadingRecord
from medviewer.report.csv_cells import Cell, csv_bytes
from medviewer.report.fhir_elements import words
from medviewer.report.findings_json import JsonObject

# HL7 terminology, http://terminology.hl7.org: the names of these code systems
CODE_SYSTEMS: Mapping[str, str] = {
    ICD10_CM: "http://hl7.org/fhir/sid/icd-10-cm",
    ICD10: "http://hl7.org/fhir/sid/icd-10",
}
COLUMNS = (
    "patient_id",
    "study_instance_uid",
    "study_date",
    "accession_number",
    "code",
    "scheme",
    "text",
    "decision",
    "origin",
    "model",
    "score",
    "is_probability",
    "is_negated",
    "reader",
    "decided_at",
    "words",
)


def codes_csv(record: ReadingRecord) -> bytes:
    """One row a code, decided or not."""
    return csv_bytes(COLUMNS, _rows(record))


def conclusion_codes(codes: Sequence[ReportCode]) -> list[JsonObject]:
    """DiagnosticReport.conclusionCode (R4B): what the reader accepted or chose."""
    return [
        {
            "coding": [
                {
                    "system": CODE_SYSTEMS.get(
                        each.code.scheme, f"urn:medviewer:{each.code.scheme}"
                    ),
                    "code": words(each.code.value),
                    "display": words(each.code.meaning),
                    "userSelected": each.suggestion.origin is CodeOrigin.READER,
                }
            ],
            "text": words(each.code.meaning),
        }
        for each in accepted_codes(codes)
    ]


def _rows(record: ReadingRecord) -> Iterator[tuple[Cell, ...]]:
    study = record.study
    for each in record.codes:
        yield (
            study.patient.patient_id,
            study.study_instance_uid,
            study.study_date,
            study.accession_number,
            each.code.value,
            each.code.scheme,
            each.code.meaning,
            each.decision.value,
            each.suggestion.origin.value,
            each.model,
            _score(each),
            each.is_probability,
            each.suggestion.is_negated,
            each.reader,
            each.decided_at,
            "; ".join(each.words),
        )


def _score(code: ReportCode) -> float | None:
    return None if code.suggestion.origin is CodeOrigin.READER else float(code.suggestion.score)
