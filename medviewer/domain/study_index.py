"""What the index of opened studies holds and is asked: patients, studies, series, where their files lie."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.study import Patient
from medviewer.domain.synthetic import is_made_person, is_marked

Thumbnail = NDArray[np.uint8]


class Order(Enum):
    """What comes first in the list."""

    OPENED = "opened"
    DATE = "date"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class StudyFilter:
    """Which studies are asked for; an empty field asks for nothing in particular.

    Attributes:
        words: all must occur, in any order, in name, ID, accession number, date, modality or a description.
        modality: of at least one series.
        from_date, to_date: first and last day, as DICOM writes them (20260131).
    """

    words: str = ""
    modality: str = ""
    from_date: str = ""
    to_date: str = ""
    order: Order = Order.OPENED

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.words.strip() or self.modality or self.from_date or self.to_date)


@dataclass(frozen=True, slots=True)
class IndexedFile:
    """A file that was opened; `modified_ns` and `size` are -1 where it could not be asked."""

    path: Path
    size: int
    modified_ns: int
    frame_count: int


@dataclass(frozen=True, slots=True)
class IndexedSeries:
    """A series as it was when last opened; `object_kind` names what it is where it holds no image."""

    series_instance_uid: str
    modality: str
    series_number: int | None = None
    series_description: str = ""
    body_part_examined: str = ""
    image_count: int = 0
    object_kind: str = ""
    files: tuple[IndexedFile, ...] = ()
    thumbnail: Thumbnail | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class IndexedStudy:
    """A study as it was when last opened.

    `study_key` is the index's own number for it; `opened_at` is in seconds since 1970.
    """

    study_key: int
    study_instance_uid: str
    patient: Patient
    study_date: str = ""
    study_time: str = ""
    study_description: str = ""
    accession_number: str = ""
    modalities: tuple[str, ...] = ()
    series_count: int = 0
    image_count: int = 0
    opened_at: float = 0.0

    @property
    def is_synthetic(self) -> bool:
        """Whether a model made some of it; the description is kept with the mark then."""
        person = is_made_person(self.patient.patient_id, self.patient.patient_name)
        return person or is_marked(self.study_description)


@dataclass(frozen=True, slots=True)
class IndexedPatient:
    """A patient and those of his or her studies that were asked for, the newest first."""

    patient_key: int
    patient: Patient
    studies: tuple[IndexedStudy, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Some of the patients asked for; the totals are of all, `modalities` of everything in the index."""

    patients: tuple[IndexedPatient, ...] = ()
    patient_count: int = 0
    study_count: int = 0
    modalities: tuple[str, ...] = ()


class Whereabouts(Enum):
    """What became of a study's files since it was opened."""

    PRESENT = "present"
    PARTLY = "partly"  # some are gone
    MISSING = "missing"
