"""What the audit trail is told of a de-identification: options and counts, no path and no pseudonym."""

from medviewer.domain.audit import Fact
from medviewer.domain.deidentification import DeidentificationReport


def facts_of(report: DeidentificationReport) -> dict[str, Fact]:
    return {
        "options": " ".join(report.options.names),
        "boxes": len(report.options.boxes),
        "files": report.written,
        "patients": report.patients,
        "studies": report.studies,
        "left_out": len(report.left_out),
        "possible_text_in_pixels": len(report.warnings),
    }
