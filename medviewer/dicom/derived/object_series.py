"""What every object of ours says of itself: a series of its own, who made it, and how far it may be trusted.

Each export makes new series and instances; nothing that was written before is replaced (PS3.3 C.12.1.1.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from highdicom import ContributingEquipment
from highdicom.coding_schemes import CodingSchemeIdentificationItem
from pydicom.dataset import Dataset
from pydicom.sr.coding import Code
from pydicom.uid import generate_uid

from medviewer.dicom.derived.codes import OWN_SCHEME
from medviewer.dicom.derived.letters import LONG, plain_text
from medviewer.dicom.derived.mended_headers import PATIENT_AND_STUDY
from medviewer.domain.reading_record import ReadingRecord

MANUFACTURER = "MedViewer"
MODEL_NAME = "MedViewer"
NOT_VERIFIED = "NOT VERIFIED"
PROCESSING_EQUIPMENT = Code("109102", "DCM", "Processing Equipment")  # CID 7005
CHARACTER_SET = "ISO_IR 192"


Arguments = Mapping[str, Any]  # of highdicom's constructors, by name


class SeriesKind(Enum):
    """The series an export may write: number, and what it is called."""

    REPORT = (9001, "Measurement report")
    PROPOSALS = (9002, "AI proposals")
    SEGMENTATION = (9003, "Segmentation")
    PRESENTATION = (9004, "Annotations")
    KEY_OBJECTS = (9005, "Key images")
    MAPS = (9006, "AI attention")
    CAPTURES = (9007, "Key images with annotations")
    DOCUMENT = (9008, "Report")
    PROPOSED_SEGMENTATION = (9009, "AI proposals, segmentation")
    PROPOSED_KEY_OBJECTS = (9010, "AI proposals, key images")
    PROBABILITY = (9011, "AI probability")

    @property
    def number(self) -> int:
        return self.value[0]

    @property
    def title(self) -> str:
        return self.value[1]

    @property
    def is_ai_alone(self) -> bool:
        """Whether no signature makes it more than a machine's word."""
        return self in AI_ALONE


AI_ALONE = {
    SeriesKind.PROPOSALS,
    SeriesKind.MAPS,
    SeriesKind.PROPOSED_SEGMENTATION,
    SeriesKind.PROPOSED_KEY_OBJECTS,
    SeriesKind.PROBABILITY,
}


@dataclass(slots=True)
class ObjectSeries:
    """A new series, and the instances that were numbered in it so far."""

    kind: SeriesKind
    description: str
    series_instance_uid: str = field(default_factory=generate_uid)
    count: int = 0

    @classmethod
    def of(cls, kind: SeriesKind, record: ReadingRecord) -> "ObjectSeries":
        """Its description says NOT VERIFIED until a reader has signed."""
        is_verified = record.sign_off is not None and not kind.is_ai_alone
        return cls(kind, kind.title if is_verified else f"{kind.title} - {NOT_VERIFIED}")

    def next_instance(self) -> Arguments:
        """What highdicom's constructors ask for: the series, and the next instance in it."""
        self.count += 1
        return {
            "series_instance_uid": self.series_instance_uid,
            "series_number": self.kind.number,
            "series_description": self.description,
            "sop_instance_uid": generate_uid(),
            "instance_number": self.count,
        }


def equipment(record: ReadingRecord) -> Arguments:
    """General Equipment Module (PS3.3 C.7.5.1), as highdicom names its attributes."""
    return {
        "manufacturer": MANUFACTURER,
        "manufacturer_model_name": MODEL_NAME,
        "software_versions": _version(record),
    }


def enhanced_equipment(record: ReadingRecord) -> Arguments:
    """Enhanced General Equipment Module (C.7.5.2): a program's serial number is its version."""
    return {**equipment(record), "device_serial_number": _version(record)}


def contributors(record: ReadingRecord) -> list[ContributingEquipment]:
    """Contributing Equipment Sequence (C.12.1.1.5): this program; highdicom adds the scanner and itself."""
    return [
        ContributingEquipment(
            MANUFACTURER,
            PROCESSING_EQUIPMENT,
            manufacturer_model_name=MODEL_NAME,
            software_versions=_version(record),
            contribution_datetime=datetime.now(),
            contribution_description="Reading with AI assistance",
        )
    ]


def own_scheme() -> list[CodingSchemeIdentificationItem]:
    """Coding Scheme Identification Sequence (C.12.1.1.1.2): whose the codes of our own scheme are."""
    return [
        CodingSchemeIdentificationItem(
            OWN_SCHEME, name="MedViewer codes", responsible_organization=MANUFACTURER
        )
    ]


def moment_of(stamp: str) -> datetime:
    """ISO 8601 with its offset; now, where it is none."""
    try:
        return datetime.fromisoformat(stamp.replace("Z", "+00:00"))
    except ValueError:
        return datetime.now().astimezone()


def finish(written: Dataset, source: Dataset, record: ReadingRecord) -> Dataset:
    """Add what highdicom leaves out: the character set, the series' date, the patient's age and size.

    A series has one date and time (PS3.3 C.7.3.1), however long its objects take to write: the record's.
    """
    for keyword in PATIENT_AND_STUDY:
        if keyword in source and keyword not in written:
            written.add(source[keyword])
    written.SpecificCharacterSet = CHARACTER_SET
    begun = moment_of(record.created_at)
    written.SeriesDate, written.SeriesTime = f"{begun:%Y%m%d}", f"{begun:%H%M%S}"
    return written


def finish_image(written: Dataset, source: Dataset, record: ReadingRecord) -> Dataset:
    """The same for objects with a body part: that of the source, and its side where there are two."""
    for keyword in ("BodyPartExamined", "Laterality"):
        if keyword in source:
            written.add(source[keyword])
    return finish(written, source, record)


def coded(code: Code) -> Dataset:
    """An item of a code sequence (PS3.3 section 8.8)."""
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = (
        code.value,
        code.scheme_designator,
        code.meaning,
    )
    return item


def person(name: str) -> str:
    """A reader's name as a Person Name: what was typed is all family name, and says so by its caret."""
    plain = plain_text(name.replace("^", " ").replace("=", " "), LONG - 1)
    return f"{plain}^" if plain else ""


def _version(record: ReadingRecord) -> str:
    return plain_text(record.software_version, LONG) or "0"
