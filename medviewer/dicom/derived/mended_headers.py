"""What our objects say of patient, study and equipment: read from a source file anew, its errors mended.

Reads tolerantly, so that a broken header still gives a report; writes strictly, so that the report is valid:
letters in UTF-8, illegal values empty, too long ones cut (PS3.5 table 6.2-1).
"""

import logging
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset

from medviewer.dicom.derived.letters import LONG, SHORT, free_text, plain_text
from medviewer.dicom.derived.uids import as_uid
from medviewer.dicom.reading.attributes import states, text
from medviewer.dicom.reading.parsing import parse
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.study import Series, Study
from medviewer.errors import UnreadableFile

logger = logging.getLogger(__name__)

DATE = re.compile(r"\d{8}")
TIME = re.compile(r"([01]\d|2[0-3])([0-5]\d([0-5]\d(\.\d{1,6})?)?)?")
AGE = re.compile(r"\d{3}[DWMY]")
CODE_STRING = re.compile(r"[A-Z0-9_ ]{1,16}")
SEXES = ("M", "F", "O")
MOST_COMMENT = 1024  # a Long Text holds ten times as much
SIDES = ("R", "L")
# Body parts of which there is one, so that no side is asked for (PS3.16 annex L).
UNPAIRED = frozenset(
    (
        "ABDOMEN", "ABDOMENPELVIS", "AORTA", "BLADDER", "BRAIN", "CHEST", "CHESTABDOMEN",
        "CHESTABDPELVIS", "COCCYX", "COLON", "CSPINE", "CTSPINE", "ESOPHAGUS", "FACE", "HEAD",
        "HEADNECK", "HEART", "LIVER", "LSPINE", "LSSPINE", "MEDIASTINUM", "NECK", "NECKCHEST",
        "NECKCHESTABDOMEN", "NECKCHESTABDPELV", "NOSE", "PANCREAS", "PELVIS", "PROSTATE", "SKULL",
        "SPINE", "SPLEEN", "SSPINE", "STERNUM", "STOMACH", "THYMUS", "TLSPINE", "TONGUE", "TRACHEA",
        "TSPINE", "UTERUS", "WHOLEBODY",
    )
)  # fmt: skip


def _short(value: str) -> str:
    return plain_text(value, SHORT)


def _long(value: str) -> str:
    return plain_text(value, LONG)


def _comment(value: str) -> str:
    return free_text(value)[:MOST_COMMENT]


def person_name(value: str) -> str:
    """Up to three groups of at most 64 letters each (PS3.5 6.2.1)."""
    groups = [plain_text(group, LONG) for group in value.split("=")[:3]]
    return "=".join(groups).rstrip("=")


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    return lambda value: value.strip() if pattern.fullmatch(value.strip()) else ""


def _day(value: str) -> str:
    """A date of the calendar: some systems state 00000000 for none."""
    stated = value.strip() if DATE.fullmatch(value.strip()) else ""
    try:
        return f"{date.fromisoformat(stated):%Y%m%d}" if stated else ""
    except ValueError:
        return ""


def _sex(value: str) -> str:
    return value.strip().upper() if value.strip().upper() in SEXES else ""


REQUIRED = {  # type 2: there, if need be empty
    "PatientName": person_name,
    "PatientID": _long,
    "PatientBirthDate": _day,
    "PatientSex": _sex,
    "StudyDate": _day,
    "StudyTime": _matching(TIME),
    "StudyID": _short,
    "AccessionNumber": _short,
    "ReferringPhysicianName": person_name,
}
OPTIONAL = {
    "IssuerOfPatientID": _long,
    "OtherPatientIDs": _long,
    "EthnicGroup": _short,
    "PatientComments": _comment,
    "PatientIdentityRemoved": _matching(re.compile("YES|NO")),
    "DeidentificationMethod": _long,
    "StudyDescription": _long,
    "PatientAge": _matching(AGE),
}
NUMBERS = ("PatientSize", "PatientWeight")
PATIENT_AND_STUDY = ("StudyInstanceUID", *REQUIRED, *OPTIONAL, *NUMBERS)
MACHINE = {  # of the series
    "Manufacturer": _long,
    "ManufacturerModelName": _long,
    "InstitutionName": _long,
    "StationName": _short,
    "DeviceSerialNumber": _long,
}
SERIES = ("BodyPartExamined", "Laterality", "ImageLaterality", "PositionReferenceIndicator")
WANTED = frozenset(
    tag
    for keyword in ("SpecificCharacterSet", *REQUIRED, *OPTIONAL, *NUMBERS, *MACHINE, *SERIES)
    if (tag := tag_for_keyword(keyword)) is not None
)


def mended_header(study: Study, series: Series, path: Path | None) -> Dataset:
    """Patient, study and equipment as all objects of the study state them.

    Args:
        path: a file of the series; None, or gone: what was known of it when it was opened has to do.
    """
    read = _read(path)
    mended = Dataset()
    mended.SpecificCharacterSet = "ISO_IR 192"
    mended.StudyInstanceUID = as_uid(study.study_instance_uid)
    mended.SeriesInstanceUID = as_uid(series.series_instance_uid)
    mended.Modality = _code_string(series.modality) or "OT"
    known = _known(study)
    with without_warnings():
        for keyword, mend in REQUIRED.items():
            setattr(mended, keyword, mend(text(read, keyword) or known.get(keyword, "")))
        for keyword, mend in (*OPTIONAL.items(), *MACHINE.items()):
            if states(read, keyword):
                setattr(mended, keyword, mend(text(read, keyword)))
        for keyword in NUMBERS:
            if states(read, keyword):
                setattr(mended, keyword, _decimal(text(read, keyword)))
        _describe_body_part(mended, series, read)
        indicator = _long(text(read, "PositionReferenceIndicator"))
    mended.PositionReferenceIndicator = indicator
    return mended


def _read(path: Path | None) -> Dataset:
    if path is None:
        return Dataset()
    try:
        return parse(path, WANTED).dataset
    except UnreadableFile:
        logger.warning(
            "A source file is gone or damaged; its object says what was known of it before"
        )
        return Dataset()


def _known(study: Study) -> dict[str, str]:
    patient = study.patient
    return {
        "PatientName": patient.person_name or patient.patient_name,
        "PatientID": patient.patient_id,
        "PatientBirthDate": patient.birth_date,
        "PatientSex": patient.sex,
        "StudyDate": study.study_date,
        "StudyTime": study.study_time,
        "StudyID": study.study_id,
        "AccessionNumber": study.accession_number,
    }


def _decimal(value: str) -> str:
    """Literally as in the source; what is no number, or none of anybody's size, is empty."""
    try:
        return value.strip() if float(value) > 0 and len(value.strip()) <= SHORT else ""
    except ValueError:
        return ""


def _describe_body_part(mended: Dataset, series: Series, read: Dataset) -> None:
    """A part of which there is one has no side; else it is named, or empty where nobody says (type 2C)."""
    part = _code_string(series.body_part_examined)
    side = _code_string(text(read, "ImageLaterality") or text(read, "Laterality"))
    side = side or _code_string(series.laterality)
    if part:
        mended.BodyPartExamined = part
    if part not in UNPAIRED:
        mended.Laterality = side if side in SIDES else ""


def _code_string(value: str) -> str:
    upper = value.strip().upper()
    return upper if CODE_STRING.fullmatch(upper) else ""
