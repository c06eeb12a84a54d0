"""A FHIR JSON file as a clinical document: an order, what is known of the patient, laboratory values.

Bundle or single resource, R4, R4B or R5. What was entered in error is passed over; what is refuted says so.
It needs no FHIR library: tolerant reading of a few elements is all, and writing is `report.fhir`'s.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from medviewer.domain.clinical_document import ClinicalDocument
from medviewer.domain.clinical_notes import LabValue
from medviewer.domain.study import Patient
from medviewer.errors import InputError
from medviewer.session.context.fhir_elements import (
    Json,
    Resource,
    concept,
    every_resource,
    has_code,
    loinc,
    moment,
    narrative,
    notes,
    record,
    records,
    value_of,
    words,
)
from medviewer.session.context.headings import NotesPart, part_of
from medviewer.session.context.lab_lines import joined_values
from medviewer.session.context.text_cleaning import cleaned
from medviewer.session.context.text_document import document_of, too_many
from medviewer.words import Message, message

MOST_RESOURCES = 5000
SEXES = {"male": "M", "female": "F", "other": "O"}
# Whatever happened to these, nobody stands by them.
WITHDRAWN = frozenset({"entered-in-error", "cancelled", "not-done", "revoked"})
SYMPTOM_CODES = ("10154-3", "10164-2", "10187-3", "symptom", "418799008")
ABOUT_OTHERS = frozenset(
    {"Patient", "Practitioner", "PractitionerRole", "Organization", "Location", "RelatedPerson"}
)


@dataclass(slots=True)
class Told:
    """What the resources say, gathered."""

    history: list[str] = field(default_factory=list)
    symptoms: list[str] = field(default_factory=list)
    values: list[LabValue] = field(default_factory=list)
    passed: dict[str, int] = field(default_factory=dict)


def fhir_document(data: bytes, source: str) -> ClinicalDocument:
    """What a file says; runs in any thread.

    Raises:
        InputError: it is no FHIR JSON, or speaks of several patients.
    """
    resources = list(every_resource(_parsed(data, source), MOST_RESOURCES))
    if not resources:
        raise InputError(_no_fhir(source))
    patients = [each for each in resources if each["resourceType"] == "Patient"]
    if len({_identity(each) for each in patients}) > 1:
        raise InputError(_several(source, len(patients)))
    told = Told()
    for each in resources:
        _take(each, told)
    history, symptoms = _joined(told.history), _joined(told.symptoms)
    values, left = joined_values(told.values, ())
    return ClinicalDocument(
        source,
        _patient(patients[0]) if patients else Patient(),
        history.text,
        symptoms.text,
        values,
        (*history.notes, *symptoms.notes, *too_many(left), *_passed_over(told)),
    )


def _parsed(data: bytes, source: str) -> Json:
    try:
        parsed: Json = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(_no_fhir(source)) from error
    return parsed


def _joined(lines: list[str]) -> "CleanLines":
    clean = cleaned("\n".join(dict.fromkeys(line for line in lines if line)))
    return CleanLines(clean.text, clean.notes)


@dataclass(frozen=True, slots=True)
class CleanLines:
    """Lines without repetition, and what they cost."""

    text: str
    notes: tuple[Message, ...]


def _take(resource: Resource, told: Told) -> None:
    kind = words(resource.get("resourceType"), 64)
    if words(resource.get("status"), 40) in WITHDRAWN:
        return
    reader = READERS.get(kind)
    if reader is not None:
        reader(resource, told)
    elif kind not in ABOUT_OTHERS:
        told.passed[kind] = told.passed.get(kind, 0) + 1


def _request(resource: Resource, told: Told) -> None:
    """ServiceRequest; `reasonCode` is R4's, `reason` R5's."""
    asked = concept(resource.get("code"))
    told.history += [f"Requested: {asked}" if asked else ""]
    for name in ("reasonCode", "reason"):
        told.history += [concept(each) for each in records(resource.get(name))]
    told.history += notes(resource.get("note"))


def _condition(resource: Resource, told: Told) -> None:
    name = concept(resource.get("code")) or narrative(resource.get("text"))
    if not name or has_code(resource.get("verificationStatus"), "entered-in-error"):
        return
    said = [
        *(concept(each) for each in records(resource.get("bodySite"))),
        _status(resource.get("clinicalStatus"), "active"),
        _status(resource.get("verificationStatus"), "confirmed"),
        _since(resource),
    ]
    told_of = ", ".join(part for part in said if part)
    line = f"{name} ({told_of})" if told_of else name
    is_symptom = any(has_code(each, *SYMPTOM_CODES) for each in records(resource.get("category")))
    (told.symptoms if is_symptom else told.history).extend([line, *notes(resource.get("note"))])


def _status(value: Json, usual: str) -> str:
    """What is other than usual has to be said: resolved, refuted, provisional."""
    said = "" if has_code(value, usual) else concept(value)
    return said.lower()


def _since(resource: Resource) -> str:
    onset = words(resource.get("onsetDateTime"), 10) or words(resource.get("onsetString"), 60)
    return f"since {onset}" if onset else ""


def _observation(resource: Resource, told: Told) -> None:
    code, at = resource.get("code"), moment(resource)
    name = concept(code)
    if not name:
        return
    value = value_of(name, resource, loinc(code), at)
    if value is not None and has_code(code, *SYMPTOM_CODES):
        told.symptoms.append(value.stated)
    elif value is not None:
        told.values.append(value)
    for part in records(resource.get("component")):
        within = concept(part.get("code"))
        found = value_of(f"{name}: {within}", part, loinc(part.get("code")), at) if within else None
        told.values += [found] if found is not None else []
    told.history += [f"{name}: {note}" for note in notes(resource.get("note"))]


def _diagnostic_report(resource: Resource, told: Told) -> None:
    """What an earlier examination concluded, and its plain text where it has one."""
    title, when = concept(resource.get("code")), words(resource.get("effectiveDateTime"), 10)
    conclusion = words(resource.get("conclusion"))
    if conclusion:
        head = " ".join(part for part in (title, when) if part)
        told.history.append(f"{head}: {conclusion}" if head else conclusion)
    for form in records(resource.get("presentedForm")):
        _attachment(form, told)


def _document(resource: Resource, told: Told) -> None:
    """DocumentReference: a letter as plain text."""
    for content in records(resource.get("content")):
        _attachment(record(content.get("attachment")), told)


def _attachment(form: Resource, told: Told) -> None:
    data, kind = form.get("data"), words(form.get("contentType"), 80)
    if not isinstance(data, str) or not kind.startswith("text/plain"):
        return
    try:
        text = base64.b64decode(data, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return
    letter = document_of(cleaned(text).text, "")
    told.history.append(letter.history)
    told.symptoms.append(letter.symptoms)
    told.values += letter.values


def _composition(resource: Resource, told: Told) -> None:
    """The sections of a document, each to where its heading belongs."""
    waiting = list(reversed(records(resource.get("section"))))
    while waiting:
        section = waiting.pop()
        waiting += reversed(records(section.get("section")))
        title = words(section.get("title"), 120) or concept(section.get("code"))
        text = narrative(section.get("text"))
        if not text:
            continue
        is_symptoms = part_of(title) is NotesPart.SYMPTOMS or has_code(
            section.get("code"), *SYMPTOM_CODES
        )
        (told.symptoms if is_symptoms else told.history).append(
            f"{title}: {text}" if title else text
        )


def _named(label: str, *elements: str) -> Callable[[Resource, Told], None]:
    """A resource that is one line: a label and the first element that says something."""

    def read(resource: Resource, told: Told) -> None:
        found = (concept(resource.get(element)) for element in elements)
        name = next((each for each in found if each), "")
        if name:
            told.history.append(f"{label}: {name}")

    return read


MEDICATION = ("medicationCodeableConcept", "medication", "medicationReference")
READERS: dict[str, Callable[[Resource, Told], None]] = {
    "ServiceRequest": _request,
    "ProcedureRequest": _request,
    "Condition": _condition,
    "Observation": _observation,
    "DiagnosticReport": _diagnostic_report,
    "DocumentReference": _document,
    "Composition": _composition,
    "AllergyIntolerance": _named("Allergy", "code"),
    "Procedure": _named("Earlier procedure", "code"),
    "MedicationStatement": _named("Medication", *MEDICATION),
    "MedicationRequest": _named("Medication", *MEDICATION),
    "FamilyMemberHistory": _named("Family history", "relationship"),
}


def _identity(resource: Resource) -> tuple[str, ...]:
    patient = _patient(resource)
    return patient.patient_id, patient.patient_name, patient.birth_date


def _patient(resource: Resource) -> Patient:
    """The official name and the medical record number before any other."""
    names = sorted(records(resource.get("name")), key=lambda n: n.get("use") != "official")
    numbers = records(resource.get("identifier"))
    medical = [each for each in numbers if has_code(each.get("type"), "MR", "MRN")]
    number = next((v for each in (*medical, *numbers) if (v := words(each.get("value"), 64))), "")
    return Patient(
        patient_id=number,
        patient_name=next((name for each in names if (name := _name(each))), ""),
        birth_date=words(resource.get("birthDate"), 10).replace("-", ""),
        sex=SEXES.get(words(resource.get("gender"), 10).lower(), ""),
    )


def _name(name: Resource) -> str:
    given = name.get("given")
    first = [words(each, 80) for each in given] if isinstance(given, list) else [words(given, 80)]
    parts = [*first, words(name.get("family"), 80)]
    return " ".join(part for part in parts if part) or words(name.get("text"), 160)


def _passed_over(told: Told) -> Iterator[Message]:
    if told.passed:
        kinds = ", ".join(f"{name} ({count})" for name, count in sorted(told.passed.items())[:12])
        yield message(
            "Context",
            "Resources that say nothing of history, symptoms or values were passed over: {kinds}.",
            kinds=kinds,
        )


def _no_fhir(source: str) -> Message:
    return message(
        "Context",
        "{source} is no FHIR JSON: it holds no resource with a resourceType. Ask for the order as FHIR R4 "
        "JSON, or open it as plain text.",
        source=source,
    )


def _several(source: str, count: int) -> Message:
    return message(
        "Context",
        "{source} speaks of {count} patients, and nobody can tell here which of it is whose. Ask for a file "
        "of this patient alone.",
        source=source,
        count=count,
    )
