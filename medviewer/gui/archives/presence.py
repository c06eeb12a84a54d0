"""Whether a study an archive told of is on this computer: all of it, some of it, or on its way."""

from dataclasses import dataclass
from enum import Enum

from medviewer.domain.archive import ArchiveMatch
from medviewer.domain.study import Study
from medviewer.domain.transfers import Transfer
from medviewer.session.session import Session
from medviewer.words import Message, message


class Here(Enum):
    """In the order a list is sorted by."""

    ABSENT = 0
    PARTLY = 1
    ARRIVING = 2
    HERE = 3


WORDS: dict[Here, Message] = {
    Here.ABSENT: message("Archives", "in the archive"),
    Here.PARTLY: message("Archives", "partly here"),
    Here.ARRIVING: message("Archives", "arriving"),
    Here.HERE: message("Archives", "here"),
}


@dataclass(frozen=True, slots=True)
class Presence:
    """`share` of what is expected has arrived, 0..1; None while that cannot be told."""

    here: Here = Here.ABSENT
    share: float | None = None


def presence_of(match: ArchiveMatch, session: Session) -> Presence:
    uid = match.study_instance_uid
    fetching = session.network.transfers.value.fetching(uid)
    if fetching is not None:
        return Presence(Here.ARRIVING, share_of(fetching))
    count = max(_open_count(uid, session), _arrived_count(uid, session))
    if not count:
        return Presence()
    is_whole = match.instance_count is None or count >= match.instance_count
    return Presence(Here.HERE if is_whole else Here.PARTLY)


def share_of(transfer: Transfer) -> float | None:
    return min(1.0, transfer.done / transfer.total) if transfer.total else None


def _arrived_count(uid: str, session: Session) -> int:
    arrived = session.network.arrivals.value.studies.get(uid)
    return arrived.instance_count if arrived is not None else 0


def _open_count(uid: str, session: Session) -> int:
    found = (study for study in session.library.value.studies if study.study_instance_uid == uid)
    return sum(_instances(study) for study in found)


def _instances(study: Study) -> int:
    paths = {
        frame.instance.sop_instance_uid
        for series in study.series
        for display_set in series.display_sets
        for frame in display_set.source_frames
    }
    return len(paths) + sum(len(series.objects) for series in study.series)
