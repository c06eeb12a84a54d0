"""Which series and instances a study has, also from servers that lack a search the standard asks for.

series search → instance search → metadata of WADO-RS (PS3.18 sections 10.6 and 10.4.1.1.2)
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medviewer.dicom.network.arrival_folder import InstanceKey
from medviewer.dicom.network.dicomweb.connection import Connection
from medviewer.dicom.network.dicomweb.dicom_json import JsonDataset, text
from medviewer.dicom.network.dicomweb.limits import Limits
from medviewer.dicom.network.dicomweb.searching import (
    INSTANCE_UID,
    SERIES_UID,
    matches,
    page,
    uri,
)
from medviewer.dicom.network.dicomweb.troubles import NotOffered
from medviewer.domain.archive import ArchiveMatch, ArchiveQuery, QueryLevel
from medviewer.errors import ArchiveRefused
from medviewer.progress import CancelToken
from medviewer.words import Message, message

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StudyListing:
    """Asks for one study; may be used by several threads."""

    connection: Connection
    study_instance_uid: str
    limits: Limits

    def series(self, token: CancelToken) -> list[ArchiveMatch] | None:
        """Its series; None where the server does not search for them."""
        query = ArchiveQuery(QueryLevel.SERIES, study_instance_uid=self.study_instance_uid, limit=0)
        try:
            return list(matches(self.connection, query, self.limits, token))
        except NotOffered:
            logger.info("A DICOMweb server lists no series of a study")
            return None

    def instances(self, token: CancelToken, series: str = "") -> list[InstanceKey]:
        """Its instances, or those of one series, each once.

        Raises:
            ArchiveRefused: the server lists them in no way.
        """
        reason: Message | None = None
        in_study = (self._searched_in_study,) if series else ()
        for ask in (self._searched, *in_study, self._by_metadata):
            try:
                found = dict.fromkeys(ask(series, token))
            except NotOffered as error:
                reason = reason or error.message
            else:
                named = (key for key in found if key.series_instance_uid)
                return [key for key in named if series in ("", key.series_instance_uid)]
        raise ArchiveRefused(
            message(
                "Archive",
                "{reason} It lists the images of this study in no other way either (QIDO-RS, metadata of "
                "WADO-RS). Search the study again, or enter the archive's DIMSE address.",
                reason=reason or "",
            )
        )

    def _searched(self, series: str, token: CancelToken) -> Iterator[InstanceKey]:
        study = self.study_instance_uid
        query = ArchiveQuery(
            QueryLevel.IMAGE, study_instance_uid=study, series_instance_uid=series, limit=0
        )
        for match in matches(self.connection, query, self.limits, token):
            yield InstanceKey(study, match.series_instance_uid, match.sop_instance_uid)

    def _searched_in_study(self, series: str, token: CancelToken) -> Iterable[InstanceKey]:
        """All of the study, where those of a series were asked for: some servers know this only."""
        return self._searched("", token)

    def _by_metadata(self, series: str, token: CancelToken) -> Iterator[InstanceKey]:
        address = f"{uri(self.connection, self.study_instance_uid, series)}/metadata"
        for found in page(self.connection, address, self.limits, token):
            if all(uids := _uids(found)):
                yield InstanceKey(self.study_instance_uid, *uids)


def _uids(found: JsonDataset) -> tuple[str, str]:
    return text(found, SERIES_UID), text(found, INSTANCE_UID)
