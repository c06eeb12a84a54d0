"""Puts the headers of a scan together: patients, studies, series, and each image once.

header → whose study? → which series? → a new image, a copy, or the whole of one that was cut short
"""

import dataclasses
from dataclasses import dataclass, field
from enum import Enum

from medviewer.dicom.display_sets import build_display_sets
from medviewer.dicom.headers import Header, ObjectHeader
from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.identity import has_one_name, may_be_same, mixed_up, named_differently
from medviewer.domain.study import DisplaySet, FrameSource, Patient, Series, Study
from medviewer.logs import short_hash
from medviewer.words import Message

SeriesKey = tuple[str, str]  # the study's key, the SeriesInstanceUID


class Arrival(Enum):
    """What an image turned out to be."""

    NEW = "new"
    COPY = "copy"  # left out
    BETTER_COPY = "better copy"  # stands where a damaged one stood


@dataclass(slots=True)
class _SeriesSoFar:
    """A series' attributes from its first file, and what all read so far hold, by SOP Instance UID.

    `earlier` are the frames of files opened before this scan, which have not been met again.
    """

    series: Series
    images: dict[str, Header] = field(default_factory=dict)
    objects: dict[str, DicomObject] = field(default_factory=dict)
    earlier: dict[str, list[FrameSource]] = field(default_factory=dict)

    def add(self, header: Header) -> Arrival:
        sop_instance_uid = header.instance.sop_instance_uid
        kept = self.images.get(sop_instance_uid)
        if kept is None and not (header.problem is not None and sop_instance_uid in self.earlier):
            self.images[sop_instance_uid] = header
            self.earlier.pop(sop_instance_uid, None)
            return Arrival.NEW
        if kept is None or not _is_better(header, kept):
            return Arrival.COPY
        self.images[sop_instance_uid] = header
        return Arrival.BETTER_COPY

    def built(self, study: Study, *, is_growing: bool) -> Series:
        """The series with its display sets and its objects, these by number."""
        frames = [frame for images in self.earlier.values() for frame in images]
        frames += [frame for header in self.images.values() for frame in header.frames]
        sets = build_display_sets(self.series.series_instance_uid, frames, is_growing=is_growing)
        return dataclasses.replace(
            self.series,
            display_sets=tuple(_noted(_told_apart(each, study.identity)) for each in sets),
            objects=self._listed(),
        )

    def _listed(self) -> tuple[DicomObject, ...]:
        """The objects by number, without images that lack their pixels but have a whole copy."""
        objects = (one for uid, one in self.objects.items() if uid not in self.images)
        return tuple(sorted(objects, key=_by_number))


@dataclass(slots=True)
class Collection:
    """What a scan has gathered so far; `known` is what was open before it began."""

    known: tuple[Study, ...] = ()
    is_growing: bool = True
    studies: dict[str, Study] = field(default_factory=dict)
    _series: dict[SeriesKey, _SeriesSoFar] = field(default_factory=dict)
    _built: dict[SeriesKey, Series] = field(default_factory=dict)
    _changed: set[SeriesKey] = field(default_factory=set)
    _of_uid: dict[str, list[Study]] = field(default_factory=dict)
    _spellings: dict[str, list[Patient]] = field(default_factory=dict)

    def add_image(self, header: Header) -> Arrival:
        """Put an image where it belongs."""
        return self._series_of(header).add(header)

    def add_object(self, header: ObjectHeader) -> Arrival:
        """Put an object that is no image where it belongs."""
        objects = self._series_of(header).objects
        if header.listed.sop_instance_uid in objects:
            return Arrival.COPY
        objects[header.listed.sop_instance_uid] = header.listed
        return Arrival.NEW

    def end(self) -> None:
        """All files are read: what is no volume now may be one whose missing slices are known."""
        self.is_growing = False
        self._changed.update(
            key
            for key, series in self._built.items()
            if any(display_set.geometry is None for display_set in series.display_sets)
        )

    def build(self) -> tuple[Study, ...]:
        """The studies that changed since the last call, with new display sets."""
        touched = {study_key for study_key, _ in self._changed}
        for key in self._changed:
            self._built[key] = self._series[key].built(
                self.studies[key[0]], is_growing=self.is_growing
            )
        self._changed.clear()
        return tuple(self._study(key) for key in self.studies if key in touched)

    def all_studies(self) -> tuple[Study, ...]:
        """Every study as last built."""
        return tuple(self._study(key) for key in self.studies)

    def _study(self, key: str) -> Study:
        study = self.studies[key]
        mine = [series for (owner, _), series in self._built.items() if owner == key]
        mine.sort(key=lambda s: (s.series_number is None, s.series_number, s.series_instance_uid))
        patients = [one.patient for one in self._same_uid(study)]
        if len(patients) > 1:
            mine = [_warned(series, mixed_up(patients)) for series in mine]
        if spellings := self._spellings.get(key):
            mine = [_warned(s, named_differently([study.patient, *spellings])) for s in mine]
        return dataclasses.replace(study, series=tuple(mine))

    def _series_of(self, header: Header | ObjectHeader) -> _SeriesSoFar:
        """Where the header's frames or object belong; the first file of a series describes it."""
        study = self._study_of(header.study)
        key = (study.key, header.series.series_instance_uid)
        self._changed.add(key)
        if key not in self._series:
            self._series[key] = self._begun(study, header.series)
        return self._series[key]

    def _study_of(self, found: Study) -> Study:
        """The study the header belongs to: that of the same UID and a patient who may be the same."""
        together = self._same_uid(found)
        for study in together:
            if may_be_same(study.patient, found.patient):
                self._keep_spelling(study, found.patient)
                self.studies.setdefault(study.key, dataclasses.replace(study, series=()))
                return study
        if together:
            whose = short_hash(f"{found.patient.patient_id}|{found.patient.patient_name}")
            found = dataclasses.replace(found, identity=whose)
            self._changed |= {key for key in self._series if key[0] in {s.key for s in together}}
        together.append(found)
        self.studies[found.key] = found
        return found

    def _keep_spelling(self, study: Study, patient: Patient) -> None:
        spellings = self._spellings.setdefault(study.key, [])
        if not any(has_one_name(one, patient) for one in (study.patient, *spellings)):
            spellings.append(patient)
            self._changed |= {key for key in self._series if key[0] == study.key}

    def _same_uid(self, study: Study) -> list[Study]:
        """The studies that share a UID, those open before this scan included."""
        uid = study.study_instance_uid
        if uid not in self._of_uid:
            self._of_uid[uid] = [one for one in self.known if one.study_instance_uid == uid]
        return self._of_uid[uid]

    def _begun(self, study: Study, series: Series) -> _SeriesSoFar:
        """A series as it was opened before, so that two folders of one series join."""
        so_far = _SeriesSoFar(series)
        known = next((one for one in self.known if one.key == study.key), None)
        before = known.find_series(series.series_instance_uid) if known else None
        if before is None:
            return so_far
        # A frame may stand in several display sets: as acquired, and resampled.
        frames = {
            (frame.instance.sop_instance_uid, frame.frame_index): frame
            for each in before.display_sets
            for frame in each.source_frames
        }
        for (sop_instance_uid, _), frame in frames.items():
            so_far.earlier.setdefault(sop_instance_uid, []).append(frame)
        so_far.objects.update((one.sop_instance_uid, one) for one in before.objects)
        return so_far


def _is_better(header: Header, kept: Header) -> bool:
    """Whether a copy is whole where the one kept was cut short."""
    if (header.problem is None) != (kept.problem is None):
        return header.problem is None
    is_same_kind = (
        header.instance.encoding.transfer_syntax_uid == kept.instance.encoding.transfer_syntax_uid
    )
    return is_same_kind and header.file_size > kept.file_size


def _told_apart(display_set: DisplaySet, identity: str) -> DisplaySet:
    """Two patients' display sets never share an id, even where their series share a UID."""
    if not identity:
        return display_set
    own_id = f"{display_set.display_set_id}~{identity}"
    return dataclasses.replace(display_set, display_set_id=own_id)


def _noted(display_set: DisplaySet) -> DisplaySet:
    """With what is to be known of its pixels' size."""
    note = display_set.frames[0].calibration.note
    if note is None:
        return display_set
    return dataclasses.replace(display_set, notes=(*display_set.notes, note))


def _warned(series: Series, note: Message) -> Series:
    sets = (dataclasses.replace(each, notes=(note, *each.notes)) for each in series.display_sets)
    return dataclasses.replace(series, display_sets=tuple(sets))


def _by_number(listed: DicomObject) -> tuple[int, str]:
    return (listed.instance_number or 0, listed.sop_instance_uid)
