"""What to ask an archive for: the instances it lists, less those that have arrived (PS3.4 C.4.2, C.4.3)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from pydicom.dataset import Dataset
from pynetdicom.presentation import PresentationContext

from medviewer.dicom.network.arrival_folder import ArrivalFolder, InstanceKey
from medviewer.dicom.network.dimse.conversation import Conversation
from medviewer.dicom.network.dimse.finding import FIND_MODELS, QUERYING, answers
from medviewer.dicom.network.dimse.identifiers import data_set
from medviewer.dicom.network.dimse.patient_root import is_by_patient
from medviewer.dicom.network.dimse.receiving import is_uid
from medviewer.dicom.network.whole_instance import holds_whole
from medviewer.dicom.reading.attributes import uid
from medviewer.domain.archive import QueryLevel, RetrieveOrder

UIDS_AT_ONCE = 200  # of one request; some archives take no identifier beyond 16 KB
PLAIN_UID = re.compile(r"[0-9.]+")
MOST_INSTANCES = 500_000  # of one study; no archive has more


@dataclass(frozen=True, slots=True)
class Listed:
    """One instance the archive says it has; `sop_class_uid` is "" where it did not tell."""

    key: InstanceKey
    sop_class_uid: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One C-GET or C-MOVE, and what it should bring; () where nobody knows."""

    level: QueryLevel
    study_instance_uid: str
    series_instance_uids: tuple[str, ...] = ()
    sop_instance_uids: tuple[str, ...] = ()
    expected: tuple[InstanceKey, ...] = ()
    patient_id: str = field(default="", repr=False)

    def identifier(self, context: PresentationContext) -> Dataset:
        """The unique keys down to the level, no others (PS3.4 C.4.2.1.4)."""
        keys: dict[str, str | list[str]] = {
            "QueryRetrieveLevel": self.level.value,
            **_patient_key(context, self.patient_id),
            "StudyInstanceUID": self.study_instance_uid,
        }
        if self.series_instance_uids:
            keys["SeriesInstanceUID"] = list(self.series_instance_uids)
        if self.sop_instance_uids:
            keys["SOPInstanceUID"] = list(self.sop_instance_uids)
        return data_set(keys)


def list_instances(talk: Conversation, order: RetrieveOrder) -> list[Listed]:
    """What the archive has of what was ordered.

    Raises:
        ArchiveError, Cancelled
    """
    series = order.series_instance_uids or tuple(_series_of(talk, order))
    wanted = frozenset(order.sop_instance_uids)
    found = [one for each in series for one in _instances_of(talk, order, each)]
    return [one for one in found if not wanted or one.key.sop_instance_uid in wanted]


def lacks_patient(talk: Conversation, order: RetrieveOrder) -> bool:
    """Whether the archive wants to be told whose study it is, and nobody said.

    Raises:
        ArchiveRefused: it answers no queries.
    """
    return is_by_patient(talk.first_context(FIND_MODELS, QUERYING)) and not order.patient_id


def _patient_key(context: PresentationContext, patient_id: str) -> dict[str, str]:
    return {"PatientID": patient_id} if is_by_patient(context) and patient_id else {}


def _series_of(talk: Conversation, order: RetrieveOrder) -> Iterator[str]:
    keys = {
        "QueryRetrieveLevel": "SERIES",
        **_patient_key(talk.first_context(FIND_MODELS, QUERYING), order.patient_id),
        "StudyInstanceUID": order.study_instance_uid,
        "SeriesInstanceUID": "",
    }
    with closing(answers(talk, FIND_MODELS, data_set(keys), QUERYING)) as found:
        yield from filter(is_uid, dict.fromkeys(uid(one, "SeriesInstanceUID") for one in found))


def _instances_of(talk: Conversation, order: RetrieveOrder, series: str) -> Iterator[Listed]:
    study = order.study_instance_uid
    keys = {
        "QueryRetrieveLevel": "IMAGE",
        **_patient_key(talk.first_context(FIND_MODELS, QUERYING), order.patient_id),
        "StudyInstanceUID": study,
        "SeriesInstanceUID": series,
        "SOPInstanceUID": "",
        "SOPClassUID": "",
    }
    seen: set[str] = set()
    with closing(answers(talk, FIND_MODELS, data_set(keys), QUERYING)) as found:
        for one in found:
            instance = uid(one, "SOPInstanceUID")
            if is_uid(instance) and instance not in seen and len(seen) < MOST_INSTANCES:
                seen.add(instance)
                yield Listed(InstanceKey(study, series, instance), _kind(one))


def _kind(found: Dataset) -> str:
    """The SOP class; "" where nothing could be proposed by what stands there."""
    kind = uid(found, "SOPClassUID")
    return kind if is_uid(kind) and PLAIN_UID.fullmatch(kind) else ""


def missing_from(listed: Sequence[Listed], into: ArrivalFolder) -> list[Listed]:
    return [one for one in listed if not holds_whole(into, one.key)]


def by_kind(missing: Sequence[Listed], kinds_at_once: int) -> list[list[Listed]]:
    """The instances in groups of few SOP classes: an association has room for so many."""
    kinds: dict[str, list[Listed]] = defaultdict(list)
    for one in missing:
        kinds[one.sop_class_uid].append(one)
    named = [kind for kind in kinds if kind]
    groups = [named[i : i + kinds_at_once] for i in range(0, len(named), kinds_at_once)]
    groups += [[""]] if "" in kinds else []
    return [[one for kind in group for one in kinds[kind]] for group in groups]


def requests_for(wanted: Sequence[Listed], listed: Iterable[Listed]) -> list[Request]:
    """Whole series where all of one is wanted, else instances by their UIDs."""
    sizes: dict[str, int] = defaultdict(int)
    for one in listed:
        sizes[one.key.series_instance_uid] += 1
    series: dict[str, list[InstanceKey]] = defaultdict(list)
    for one in wanted:
        series[one.key.series_instance_uid].append(one.key)
    return [
        request
        for uid_of_series, keys in series.items()
        for request in _of_series(uid_of_series, keys, is_whole=len(keys) == sizes[uid_of_series])
    ]


def _of_series(series: str, keys: Sequence[InstanceKey], *, is_whole: bool) -> Iterator[Request]:
    study = keys[0].study_instance_uid
    if is_whole:
        yield Request(QueryLevel.SERIES, study, (series,), (), tuple(keys))
        return
    for start in range(0, len(keys), UIDS_AT_ONCE):
        part = tuple(keys[start : start + UIDS_AT_ONCE])
        instances = tuple(key.sop_instance_uid for key in part)
        yield Request(QueryLevel.IMAGE, study, (series,), instances, part)


def series_instead(request: Request) -> Request:
    """The same, for an archive that knows no instances by their UIDs."""
    return Request(
        QueryLevel.SERIES,
        request.study_instance_uid,
        request.series_instance_uids,
        (),
        request.expected,
        request.patient_id,
    )


def request_unlisted(order: RetrieveOrder) -> Request:
    """What was ordered, where the archive lists nothing."""
    level = QueryLevel.STUDY
    if order.series_instance_uids:
        level = QueryLevel.IMAGE if order.sop_instance_uids else QueryLevel.SERIES
    return Request(
        level, order.study_instance_uid, order.series_instance_uids, order.sop_instance_uids
    )
