"""What the headers of a study's images say of the patient, as a clinical document."""

from medviewer.domain.clinical_context import ClinicalContext
from medviewer.domain.clinical_document import ClinicalDocument
from medviewer.domain.clinical_notes import LabValue
from medviewer.domain.study import Study
from medviewer.session.context.text_cleaning import cleaned

SMOKING = {"YES": "Smoker", "NO": "Does not smoke"}  # (0010,21A0); UNKNOWN says nothing
# Pregnancy Status (0010,21C0), PS3.3 C.7.2.2: 1 is not pregnant, 4 is unknown.
PREGNANCY = {1: "Not pregnant", 2: "Possibly pregnant", 3: "Definitely pregnant"}
LONGEST_LINE = 10_240  # characters of an LT


def header_document(study: Study, source: str) -> ClinicalDocument:
    """In the headers' own words; what stands there in English by definition is put in English."""
    context = study.context
    lines = (
        context.reason,
        _labelled("Requested", context.procedure),
        _labelled("Admitting diagnosis", context.diagnoses),
        context.history,
        _labelled("Allergies", context.allergies),
        _labelled("Alerts", context.alerts),
        SMOKING.get(context.smoking.strip().upper(), ""),
        PREGNANCY.get(context.pregnancy or 0, ""),
    )
    told = cleaned("\n".join(dict.fromkeys(line.strip()[:LONGEST_LINE] for line in lines if line)))
    return ClinicalDocument(
        source,
        study.patient,
        told.text,
        values=_values(context, study.study_date),
        notes=told.notes,
    )


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text.strip()}" if text.strip() else ""


def _values(context: ClinicalContext, date: str) -> tuple[LabValue, ...]:
    """Size and weight at the examination, under their LOINC codes; zero is how nothing is said."""
    told = (
        LabValue("Body height", context.size_m, "m", code="8302-2", measured_at=date),
        LabValue("Body weight", context.weight_kg, "kg", code="29463-7", measured_at=date),
    )
    return tuple(each for each in told if each.value is not None and each.value > 0)
