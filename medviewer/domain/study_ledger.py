"""What a reader decided about the lesions of one study over time, as the study's journal keeps it.

With it goes what the study shows of them, so that a later examination can be compared before this one is
opened again.
"""

from dataclasses import dataclass
from enum import StrEnum

from medviewer.domain.lesion import Lesion
from medviewer.domain.tracking import Tracking


class MatchMethod(StrEnum):
    """How two lesions were found to be one."""

    SAME_STUDY = "same_study"  # drawn, found or painted on the same place of one examination
    FRAME = "frame_of_reference"
    REGISTRATION = "registration"
    ALIGNMENT = "alignment"  # the reader laid one slice on another: along the normal only
    HAND = "hand"  # the reader said so
    REPORT = "report"  # a report of our own bears the earlier one's UID


@dataclass(frozen=True, slots=True)
class LesionMatch:
    """The items of a study that are a lesion of an earlier one, and bear its tracking UID.

    Attributes:
        distance_mm: between both centres, once one was carried over; None where nothing carries places over.
        study_instance_uid: of the earlier examination.
    """

    item_ids: tuple[str, ...]
    uid: str
    method: MatchMethod
    distance_mm: float | None = None
    study_instance_uid: str = ""


@dataclass(frozen=True, slots=True)
class Separation:
    """An item the reader says is not that lesion; it is not proposed again."""

    item_id: str
    uid: str


class LesionRole(StrEnum):
    """What a lesion counts as in RECIST 1.1."""

    NONE = "none"
    TARGET = "target"
    NON_TARGET = "non_target"
    NEW = "new"


class PointState(StrEnum):
    """What an examination says of a lesion."""

    MEASURED = "measured"
    PRESENT = "present"  # seen; of no size, or none that counts
    TOO_SMALL = "too_small"  # to be measured
    ABSENT = "absent"
    PROGRESSED = "progressed"  # a non-target lesion, unequivocally
    NOT_EVALUATED = "not_evaluated"


@dataclass(frozen=True, slots=True)
class LesionNote:
    """What the reader said of a lesion in this study.

    Attributes:
        uid: its tracking UID.
        role: None leaves the one an earlier examination gave it.
        organ: the same; "" leaves it.
        state: what this examination shows of it where that is not what was measured; None leaves that.
    """

    uid: str
    role: LesionRole | None = None
    is_node: bool | None = None
    organ: str = ""
    state: PointState | None = None


@dataclass(frozen=True, slots=True)
class StudyLedger:
    """One study's.

    Attributes:
        matches: confirmed by the reader.
        baseline_uid: StudyInstanceUID of the examination others are measured against; "" for the first in
            which a target lesion was measured.
        study_date, study_time, description: the study's own, for when it is not open.
        lesions: what it shows, as it was when it was kept.
    """

    matches: tuple[LesionMatch, ...] = ()
    separations: tuple[Separation, ...] = ()
    notes: tuple[LesionNote, ...] = ()
    baseline_uid: str = ""
    study_date: str = ""
    study_time: str = ""
    description: str = ""
    lesions: tuple[Lesion, ...] = ()

    @property
    def trackings(self) -> tuple[Tracking, ...]:
        """What bears another's UID, for every exported object."""
        return tuple(Tracking(item, m.uid) for m in self.matches for item in m.item_ids)

    @property
    def is_empty(self) -> bool:
        """Whether the reader decided nothing here; what the study shows is kept elsewhere, too."""
        return not (self.matches or self.separations or self.notes or self.baseline_uid)

    def note_of(self, uid: str) -> LesionNote:
        return next((note for note in self.notes if note.uid == uid), LesionNote(uid))
