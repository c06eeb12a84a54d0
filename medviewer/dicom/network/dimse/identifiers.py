"""What is asked as a C-FIND identifier, and what a C-FIND response says (PS3.4 annex C)."""

import logging
from collections.abc import Mapping
from io import BytesIO

from pydicom import config
from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.filereader import read_dataset
from pydicom.uid import UID

from medviewer.dicom.reading.attributes import MALFORMED, integer, text, texts, uid
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.archive import ArchiveMatch, ArchiveQuery, QueryLevel

logger = logging.getLogger(__name__)

PATIENT_KEYS = ("PatientName", "PatientID", "PatientBirthDate", "PatientSex")
STUDY_KEYS = (
    "StudyInstanceUID",
    "StudyDate",
    "StudyTime",
    "StudyDescription",
    "AccessionNumber",
    "ModalitiesInStudy",
    "NumberOfStudyRelatedSeries",
    "NumberOfStudyRelatedInstances",
)
SERIES_KEYS = (
    "SeriesInstanceUID",
    "Modality",
    "SeriesNumber",
    "SeriesDescription",
    "BodyPartExamined",
    "NumberOfSeriesRelatedInstances",
)
# What is asked back at each level; below study level the answers need not repeat the patient.
RETURN_KEYS: Mapping[QueryLevel, tuple[str, ...]] = {
    QueryLevel.PATIENT: PATIENT_KEYS,
    QueryLevel.STUDY: (*PATIENT_KEYS, *STUDY_KEYS),
    QueryLevel.SERIES: (*PATIENT_KEYS, "StudyInstanceUID", "StudyDate", *SERIES_KEYS),
    QueryLevel.IMAGE: ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "SOPClassUID"),
}
OWN_UID: Mapping[QueryLevel, str] = {
    QueryLevel.PATIENT: "PatientID",
    QueryLevel.STUDY: "StudyInstanceUID",
    QueryLevel.SERIES: "SeriesInstanceUID",
    QueryLevel.IMAGE: "SOPInstanceUID",
}
ISSUER = "IssuerOfPatientID"
TOLD_OF_PATIENT = (QueryLevel.PATIENT, QueryLevel.STUDY)
LEVEL_KEYS: Mapping[QueryLevel, frozenset[str]] = {QueryLevel.STUDY: frozenset(STUDY_KEYS)}
LARGEST_COUNT = 2**31 - 1  # of images; more cannot be meant, and no progress can be told of it
LATIN_1, UTF_8 = "ISO_IR 100", "ISO_IR 192"


def data_set(values: Mapping[str, str | list[str]]) -> Dataset:
    """A data set of these attributes; wildcards and ranges may stand where values do."""
    made = Dataset()
    needed = character_set("".join(one for one in values.values() if isinstance(one, str)))
    for keyword, value in {
        **({"SpecificCharacterSet": needed} if needed else {}),
        **values,
    }.items():
        tag = tag_for_keyword(keyword)
        if tag is not None:
            vr = dictionary_VR(tag)
            made.add(DataElement(tag, vr, value, validation_mode=config.IGNORE))
    return made


def character_set(letters: str) -> str:
    """Specific Character Set that holds these letters; "" where ASCII does."""
    if letters.isascii():
        return ""
    try:
        letters.encode("iso8859_1")
    except UnicodeEncodeError:
        return UTF_8
    return LATIN_1


def find_identifier(query: ArchiveQuery, *, by_patient: bool = False) -> Dataset:
    """What is looked for and what is wanted back, as one identifier (PS3.4 C.4.1.1.3).

    Args:
        by_patient: for the Patient Root model below its patients: of them nothing but the ID.
    """
    issuer = (ISSUER,) if query.names_one_patient and query.level in TOLD_OF_PATIENT else ()
    wanted = dict.fromkeys((*RETURN_KEYS[query.level], *issuer), "")
    if by_patient:
        above = {*PATIENT_KEYS, ISSUER, "StudyDate"} - LEVEL_KEYS.get(query.level, frozenset())
        wanted = {keyword: "" for keyword in wanted if keyword not in above}
    modality = "ModalitiesInStudy" if query.level is QueryLevel.STUDY else "Modality"
    of_study = {
        "PatientName": query.patient_name,
        "PatientID": query.patient_id,
        "AccessionNumber": query.accession_number,
        "StudyDate": query.study_date,
        "StudyDescription": query.study_description,
    }
    if query.level not in TOLD_OF_PATIENT and query.study_instance_uid:  # which says it all
        of_study = {"PatientID": query.patient_id} if by_patient else {}
    asked = {
        **of_study,
        modality: query.modality,
        "StudyInstanceUID": query.study_instance_uid,
        "SeriesInstanceUID": query.series_instance_uid,
    }
    stated = {keyword: value for keyword, value in asked.items() if value}
    return data_set({"QueryRetrieveLevel": query.level.value, **wanted, **stated})


def read_identifier(content: bytes, transfer_syntax: UID) -> Dataset | None:
    """A response's data set; None where it cannot be read at all."""
    try:
        with without_warnings():
            return read_dataset(
                BytesIO(content), transfer_syntax.is_implicit_VR, transfer_syntax.is_little_endian
            )
    except (*MALFORMED, OSError) as error:
        logger.warning("An archive's answer could not be read (%s)", type(error).__name__)
        return None


def match(found: Dataset, level: QueryLevel) -> ArchiveMatch | None:
    """One answer; None where it does not say what it is an answer about."""
    if not uid(found, OWN_UID[level]) and level is not QueryLevel.PATIENT:
        logger.warning("An archive's answer names no %s", OWN_UID[level])
        return None
    is_study = level is QueryLevel.STUDY
    return ArchiveMatch(
        level,
        patient_name=text(found, "PatientName"),
        patient_id=text(found, "PatientID"),
        issuer_of_patient_id=text(found, ISSUER),
        patient_birth_date=text(found, "PatientBirthDate"),
        patient_sex=text(found, "PatientSex"),
        study_instance_uid=uid(found, "StudyInstanceUID"),
        study_date=text(found, "StudyDate"),
        study_time=text(found, "StudyTime"),
        study_description=text(found, "StudyDescription"),
        accession_number=text(found, "AccessionNumber"),
        modality="\\".join(texts(found, "ModalitiesInStudy" if is_study else "Modality")),
        series_instance_uid=uid(found, "SeriesInstanceUID"),
        series_number=text(found, "SeriesNumber"),
        series_description=text(found, "SeriesDescription"),
        body_part_examined=text(found, "BodyPartExamined"),
        sop_instance_uid=uid(found, "SOPInstanceUID"),
        series_count=_count(found, "NumberOfStudyRelatedSeries"),
        instance_count=_count(
            found, "NumberOfStudyRelatedInstances" if is_study else "NumberOfSeriesRelatedInstances"
        ),
    )


def _count(found: Dataset, keyword: str) -> int | None:
    """How many there are, None where what is said can be no number of images."""
    count = integer(found, keyword)
    return count if count is not None and 0 <= count <= LARGEST_COUNT else None
