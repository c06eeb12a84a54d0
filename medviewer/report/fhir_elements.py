"""FHIR R4B data types as plain JSON: codes, quantities, identifiers, names, dates.

Empty is left out, never written: FHIR knows no empty strings and no empty lists (datatypes.html).
"""

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Protocol

from medviewer.domain.quantity import Quantity
from medviewer.report.findings_json import Json, JsonObject

SYSTEMS: Mapping[str, str] = {
    "SCT": "http://snomed.info/sct",
    "DCM": "http://dicom.nema.org/resources/ontology/DCM",
    "LN": "http://loinc.org",
    "UCUM": "http://unitsofmeasure.org",
    "UMLS": "http://www.nlm.nih.gov/research/umls",
    "99MEDVIEWER": "urn:medviewer:codes",
}
DICOM_UIDS = "urn:dicom:uid"
LONGEST = 100_000  # characters of a text
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
UID = re.compile(r"[0-9]+(\.[0-9]+)*")


class Coding(Protocol):
    """A coded concept as DICOM writes it; what `pydicom.sr.coding.Code` is."""

    @property
    def value(self) -> str: ...
    @property
    def scheme_designator(self) -> str: ...
    @property
    def meaning(self) -> str: ...


class CodeTable(Protocol):
    """How our words are coded in every object of an export; one table for all of them."""

    def finding(self, label: str, name: str) -> Coding: ...
    def site(self, label: str, site: str) -> Coding | None: ...
    def quantity(self, told: Quantity) -> Sequence[Coding]: ...
    def unit(self, unit: str) -> Coding: ...


def reference_url(*parts: str) -> str:
    """The same resource of the same study has the same name whenever it is written."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, '/'.join(parts))}"


def words(text: object) -> str | None:
    """A string as FHIR allows it; None where nothing is left."""
    plain = CONTROLS.sub("", str(text)).encode("utf-8", "replace").decode()[:LONGEST].strip()
    return plain or None


def coding(code: Coding) -> JsonObject:
    system = SYSTEMS.get(code.scheme_designator, f"urn:medviewer:{code.scheme_designator}")
    return {"system": system, "code": words(code.value), "display": words(code.meaning)}


def concept(code: Coding | None, text: object = "") -> JsonObject:
    return {"coding": [coding(code)] if code is not None else None, "text": words(text)}


def coded(scheme: str, value: str, display: str) -> JsonObject:
    """A concept of the standard's own."""
    return {"coding": [{"system": SYSTEMS[scheme], "code": value, "display": display}]}


def quantity(value: float, unit: Coding) -> JsonObject:
    return {
        "value": float(value),
        "unit": words(unit.meaning),
        "system": SYSTEMS["UCUM"],
        "code": words(unit.value),
    }


def uid_identifier(uid: str, kind: JsonObject | None = None) -> JsonObject:
    return {"type": kind, "system": DICOM_UIDS, "value": f"urn:oid:{words(uid)}"}


def date(dicom: str) -> str | None:
    """YYYYMMDD as FHIR writes it; None for anything else."""
    found = re.fullmatch(r"(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", dicom.strip())
    return "-".join(found.groups()) if found else None


def human_name(person_name: str, text: str) -> JsonObject:
    """family^given^middle^prefix^suffix (PS3.5 6.2.1), and the whole as it is read."""
    parts = [words(part) for part in person_name.partition("=")[0].split("^")]
    family, given, middle, prefix, suffix = (*parts, None, None, None, None, None)[:5]
    return {
        "text": words(text) or family,
        "family": family,
        "given": [name for name in (given, middle) if name],
        "prefix": [prefix] if prefix else None,
        "suffix": [suffix] if suffix else None,
    }


def is_uid(text: str) -> bool:
    return len(text) <= 64 and UID.fullmatch(text) is not None


def without_empty(value: Json) -> Json:
    """Without None, and without the objects and lists that this leaves empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        kept = {key: without_empty(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each is not None} or None
    if isinstance(value, Sequence):
        found = [each for each in map(without_empty, value) if each is not None]
        return found or None
    return value
