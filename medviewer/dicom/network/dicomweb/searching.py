"""QIDO-RS (PS3.18 section 10.6): what is asked at which level, page by page, and what was found."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, urlencode

from dicomweb_client.uri import URI

from medviewer.dicom.network.dicomweb import dicom_json
from medviewer.dicom.network.dicomweb.connection import Connection
from medviewer.dicom.network.dicomweb.dicom_json import JsonDataset, NotDicomJson, number, text
from medviewer.dicom.network.dicomweb.limits import Limits
from medviewer.dicom.network.dicomweb.troubles import unusable
from medviewer.domain.archive import ArchiveMatch, ArchiveQuery, QueryLevel
from medviewer.progress import CancelToken
from medviewer.words import message

logger = logging.getLogger(__name__)

JSON = "application/dicom+json, application/json;q=0.9"
WILDCARDS = "*?"
UNDECODED = str.maketrans("^ ", "??")
PAGE = 500  # answers asked for at once
MOST_ANSWERS = 200_000  # of one search, however long a server goes on

STUDY_UID, SERIES_UID, INSTANCE_UID = "0020000D", "0020000E", "00080018"
PATIENT_NAME, PATIENT_ID, ISSUER = "00100010", "00100020", "00100021"
UID_OF = {
    QueryLevel.STUDY: STUDY_UID,
    QueryLevel.SERIES: SERIES_UID,
    QueryLevel.IMAGE: INSTANCE_UID,
}
# What a server need not tell unless asked (PS3.18 tables 10.6.3-3 to 10.6.3-5).
OF_A_STUDY = ("00081030", "00080061", "00201206", "00201208", "00100030", "00100040")
OF_A_SERIES = ("0008103E", "00180015", "00201209", STUDY_UID)
OF_AN_INSTANCE = (STUDY_UID, SERIES_UID)
ALSO_ASKED = {
    QueryLevel.STUDY: OF_A_STUDY,
    QueryLevel.SERIES: OF_A_SERIES,
    QueryLevel.IMAGE: OF_AN_INSTANCE,
}


def matches(
    connection: Connection, query: ArchiveQuery, limits: Limits, token: CancelToken
) -> Iterator[ArchiveMatch]:
    """What matches, as pages come; patients are gathered from their studies (QIDO knows no such level)."""
    found = _of_query(connection, query, limits, token)
    first = next(found, None)
    if first is not None:
        yield first
        yield from found
        return
    undecoded = replace(query, patient_name=query.patient_name.translate(UNDECODED))
    if undecoded != query:  # WORKAROUND: Orthanc 1.10 takes %5E for three letters of the name
        yield from _of_query(connection, undecoded, limits, token)


def _of_query(
    connection: Connection, query: ArchiveQuery, limits: Limits, token: CancelToken
) -> Iterator[ArchiveMatch]:
    level = QueryLevel.STUDY if query.level is QueryLevel.PATIENT else query.level
    given = 0
    patients: set[tuple[str, str]] = set()
    for data_set in _all_found(connection, query, level, limits, token):
        match = _match(query, data_set)
        patient = (match.patient_id, match.patient_name)
        if query.level is QueryLevel.PATIENT and patient in patients:
            continue
        patients.add(patient)
        yield match
        given += 1
        if given == query.limit:
            return


def _all_found(
    connection: Connection,
    query: ArchiveQuery,
    level: QueryLevel,
    limits: Limits,
    token: CancelToken,
) -> Iterator[JsonDataset]:
    """Pages until one brings nothing new: servers send less than asked for, or know no pages at all."""
    seen: set[str] = set()
    offset = 0
    while len(seen) < MOST_ANSWERS:
        wanted = min(PAGE, query.limit - offset) if query.limit else PAGE
        if query.level is QueryLevel.PATIENT:
            wanted = PAGE  # one patient has many studies
        if wanted <= 0:
            return
        answered = page(
            connection, _address(connection, query, level, wanted, offset), limits, token
        )
        new = {uid: found for found in answered if (uid := text(found, UID_OF[level])) not in seen}
        if new.pop("", None) is not None:
            logger.info("An answer to a search had no UID and was left out")
        yield from new.values()
        seen.update(new)
        if not new or len(answered) > wanted:  # more than a page: all of them
            return
        offset += len(answered)


def page(
    connection: Connection, address: str, limits: Limits, token: CancelToken
) -> list[JsonDataset]:
    """The data sets at an address.

    Raises:
        ArchiveError: the server does not answer so.
        Cancelled
    """
    with connection.get(address, JSON, token) as answer:
        body = answer.body(limits.search_bytes)
        try:
            return dicom_json.data_sets(body)
        except NotDicomJson:
            kind = answer.content_type[:60] or "?"
            reason = message("Archive", "it is no DICOM JSON but {kind}", kind=kind)
            raise unusable(connection.node, reason) from None


def _address(
    connection: Connection, query: ArchiveQuery, level: QueryLevel, limit: int, offset: int
) -> str:
    parameters: dict[str, object] = {
        **_filters(query, level),
        "includefield": (*ALSO_ASKED[level], *((ISSUER,) if query.names_one_patient else ())),
        "fuzzymatching": "false",
        "limit": limit,
        "offset": offset,
    }
    # Wildcards stay as they are (RFC 3986 allows it): Orthanc 1.10 decodes nothing of a search
    asked = urlencode(parameters, doseq=True, safe=WILDCARDS, quote_via=quote)
    return f"{_resource(connection, query, level)}?{asked}"


def _resource(connection: Connection, query: ArchiveQuery, level: QueryLevel) -> str:
    study, series = query.study_instance_uid, query.series_instance_uid
    if level is QueryLevel.STUDY or not study:
        name = {QueryLevel.STUDY: "studies", QueryLevel.SERIES: "series"}.get(level, "instances")
        return f"{connection.root}/{name}"
    if level is QueryLevel.IMAGE and series:
        return f"{uri(connection, study, series)}/instances"
    name = "series" if level is QueryLevel.SERIES else "instances"
    return f"{uri(connection, study)}/{name}"


def uri(connection: Connection, study: str, series: str = "", instance: str = "") -> str:
    """The address of a study, of a series in it, or of an instance in that.

    Raises:
        ArchiveAnswerUnusable: what an archive called a UID is none; it would be part of an address.
    """
    try:
        study, series, instance = (uid.strip() for uid in (study, series, instance))
        return str(URI(connection.root, study, series or None, instance or None))
    except ValueError:
        reason = message("Archive", "it names an image by something that is no UID")
        raise unusable(connection.node, reason) from None


def _filters(query: ArchiveQuery, level: QueryLevel) -> dict[str, object]:
    """Inside one study its own attributes are not asked for again: not every server allows it."""
    is_inside = level is not QueryLevel.STUDY and bool(query.study_instance_uid)
    modality = "ModalitiesInStudy" if level is QueryLevel.STUDY else "Modality"
    of_study = {
        "PatientName": query.patient_name,
        "PatientID": query.patient_id,
        "AccessionNumber": query.accession_number,
        "StudyDate": query.study_date,
        "StudyDescription": query.study_description,
        "StudyInstanceUID": query.study_instance_uid,
    }
    of_series = {modality: query.modality}
    if level is not QueryLevel.STUDY:
        of_series["SeriesInstanceUID"] = query.series_instance_uid
    asked = of_series if is_inside else {**of_study, **of_series}
    return {name: value for name, value in asked.items() if value}


def _match(query: ArchiveQuery, found: JsonDataset) -> ArchiveMatch:
    """What the server left out of a level above is what was asked for."""
    is_study = query.level in (QueryLevel.STUDY, QueryLevel.PATIENT)
    return ArchiveMatch(
        query.level,
        patient_name=text(found, PATIENT_NAME),
        patient_id=text(found, PATIENT_ID),
        issuer_of_patient_id=text(found, ISSUER),
        patient_birth_date=text(found, "00100030"),
        patient_sex=text(found, "00100040"),
        study_instance_uid=text(found, STUDY_UID) or query.study_instance_uid,
        study_date=text(found, "00080020"),
        study_time=text(found, "00080030"),
        study_description=text(found, "00081030"),
        accession_number=text(found, "00080050"),
        modality=text(found, "00080061" if is_study else "00080060"),
        series_instance_uid=text(found, SERIES_UID) or query.series_instance_uid,
        series_number=text(found, "00200011"),
        series_description=text(found, "0008103E"),
        body_part_examined=text(found, "00180015"),
        sop_instance_uid=text(found, INSTANCE_UID),
        series_count=number(found, "00201206") if is_study else None,
        instance_count=number(found, "00201208" if is_study else "00201209"),
    )
