"""Whether a clinical document is about the patient on screen: nobody's history may become another's."""

from medviewer.domain.clinical_document import ClinicalDocument
from medviewer.domain.folded_text import folded
from medviewer.domain.patient_identity import has_one_name
from medviewer.domain.study import Patient, Study
from medviewer.words import Message, message


def contradictions(document: ClinicalDocument, study: Study) -> tuple[Message, ...]:
    """What says that it is somebody else's, both named; it is then taken over only when confirmed."""
    theirs, ours = document.patient, study.patient
    pairs = (
        (DIFFERS_IN_NAME, theirs.patient_name, ours.patient_name, not has_one_name(theirs, ours)),
        (DIFFERS_IN_ID, theirs.patient_id, ours.patient_id, _differ(theirs, ours, "patient_id")),
        (DIFFERS_IN_BIRTH, theirs.birth_date, ours.birth_date, _differ(theirs, ours, "birth_date")),
    )
    return tuple(
        message(told.context, told.text, theirs=stated, ours=own)
        for told, stated, own, differs in pairs
        if stated and own and differs
    )


def doubts(document: ClinicalDocument, study: Study) -> tuple[Message, ...]:
    """What should make the reader look twice."""
    theirs, ours = document.patient, study.patient
    found = []
    if not (theirs.patient_name or theirs.patient_id):
        found.append(NAMELESS)
    if theirs.sex and ours.sex and theirs.sex != ours.sex.strip().upper()[:1]:
        found.append(message(SEX.context, SEX.text, theirs=theirs.sex, ours=ours.sex))
    return tuple(found)


def _differ(one: Patient, other: Patient, field: str) -> bool:
    """IDs without regard to case, blanks and leading zeros, which systems add and drop."""
    first, second = (folded(getattr(each, field)).replace(" ", "") for each in (one, other))
    return first.lstrip("0") != second.lstrip("0")


DIFFERS_IN_NAME = message(
    "Context", "The document is of {theirs}, the images are of {ours}.", theirs="", ours=""
)
DIFFERS_IN_ID = message(
    "Context",
    "The document states patient ID {theirs}, the images state {ours}.",
    theirs="",
    ours="",
)
DIFFERS_IN_BIRTH = message(
    "Context",
    "The document states birth date {theirs}, the images state {ours}.",
    theirs="",
    ours="",
)
SEX = message(
    "Context", "The document states sex {theirs}, the images state {ours}.", theirs="", ours=""
)
NAMELESS = message(
    "Context", "The document does not say whose it is. Make sure it is this patient's."
)
