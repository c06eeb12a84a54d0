"""Puts the headers of a scan together: patients, studies, series, and each image once.

header → whose study? → which series? → a new image, a copy, or the whole of one that was cut short
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from medviewer.dicom.headers import Header, ObjectHeader
from medviewer.dicom.splitting.display_sets import build_display_sets
from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.patient_identity import has_one_name, may_be_same, mixed_up, named_differently
from medviewer.domain.study import DisplaySet, FrameSource, Patient, Series, Study
from medviewer.logs import short_hash
from medviewer.words import Message, message

SeriesKey = tuple[str, str]  # the study's key, the SeriesInstanceUID
ImageKey = tuple[object, ...]  # the SOPInstanceUID and what else tells an image from its namesake
PLACE_DECIMALS = 3  # of a millimetre; places that differ by less are one


class Arrival(Enum):
    """What an image turned out to be."""

    NEW = "new"
    COPY = "copy"  # left out
    BETTER_COPY = "better copy"  # stands where a damaged one stood
    NAMESAKE = "namesake"  # new, though another image has its SOPInstanceUID


@dataclass(slots=True)
class _SeriesSoFar:
    """A series' attributes from its first file, and what all read so far hold.

    `earlier` are the frames of files opened before this scan, which have not been met again; `studies` are
    the StudyInstanceUIDs its files name, of which it can belong to one only.
    """

    series: Series
    images: dict[ImageKey, Header] = field(default_factory=dict)
    objects: dict[str, DicomObject] = field(default_factory=dict)
    earlier: dict[ImageKey, list[FrameSource]] = field(default_factory=dict)
    studies: set[str] = field(default_factory=set)
    uids: set[str] = field(default_factory=set)

    def add(self, header: Header) -> Arrival:
        key, sop_instance_uid = _image_key(header.frames), header.instance.sop_instance_uid
        kept = self.images.get(key)
        if kept is None and not (header.problem is not None and key in self.earlier):
            is_namesake = sop_instance_uid in self.uids and key not in self.earlier
            self.uids.add(sop_instance_uid)
            self.images[key] = header
            self.earlier.pop(key, None)
            return Arrival.NAMESAKE if is_namesake else Arrival.NEW
        if kept is None or not _is_better(header, kept):
            return Arrival.COPY
        self.images[key] = header
        return Arrival.BETTER_COPY

    def built(self, study: Study, *, is_growing: bool) -> Series:
        """The series with its display sets and its objects, these by number."""
        frames = [frame for images in self.earlier.values() for frame in images]
        frames += [frame for header in self.images.values() for frame in header.frames]
        sets = build_display_sets(self.series.series_instance_uid, frames, is_growing=is_growing)
        told_apart = tuple(_noted(_told_apart(each, study.key)) for each in sets)
        series = dataclasses.replace(self.series, display_sets=told_apart, objects=self._listed())
        return _warned(series, _several_studies(self.studies)) if len(self.studies) > 1 else series

    def _listed(self) -> tuple[DicomObject, ...]:
        """The objects by number, without images that lack their pixels but have a whole copy."""
        objects = (one for uid, one in self.objects.items() if uid not in self.uids)
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
    _of_series: dict[str, list[SeriesKey]] = field(default_factory=dict)
    _of_study: dict[str, list[SeriesKey]] = field(default_factory=dict)

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

    def revisit(self, study: Study) -> None:
        """Build every series of a known study anew, though no file of it is read."""
        self.studies.setdefault(study.key, dataclasses.replace(study, series=()))
        for series in study.series:
            key = (study.key, series.series_instance_uid)
            if key not in self._series:
                bare = dataclasses.replace(series, display_sets=(), objects=())
                self._series[key] = self._begun(study, bare)
                self._of_series.setdefault(series.series_instance_uid, []).append(key)
                self._of_study.setdefault(study.key, []).append(key)
            self._changed.add(key)

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
        mine = [self._built[one] for one in self._of_study.get(key, ()) if one in self._built]
        mine.sort(key=lambda s: (s.series_number is None, s.series_number, s.series_instance_uid))
        patients = [one.patient for one in self._same_uid(study)]
        if len(patients) > 1:
            mine = [_warned(series, mixed_up(patients)) for series in mine]
        if spellings := self._spellings.get(key):
            mine = [_warned(s, named_differently([study.patient, *spellings])) for s in mine]
        return dataclasses.replace(study, series=tuple(mine))

    def _series_of(self, header: Header | ObjectHeader) -> _SeriesSoFar:
        """Where the header's frames or object belong; the first file of a series describes it."""
        uid = header.series.series_instance_uid
        study = self._study_of_series(header) or self._study_of(header.study)
        key = (study.key, uid)
        self._changed.add(key)
        if key not in self._series:
            self._series[key] = self._begun(study, header.series)
            self._of_series.setdefault(uid, []).append(key)
            self._of_study.setdefault(study.key, []).append(key)
        so_far = self._series[key]
        so_far.studies.add(header.study.study_instance_uid)
        if header.series.is_synthetic and not so_far.series.is_synthetic:  # one file marks them all
            so_far.series = dataclasses.replace(so_far.series, is_synthetic=True)
        return so_far

    def _study_of_series(self, header: Header | ObjectHeader) -> Study | None:
        """The study that already has the header's series under another StudyInstanceUID, if any.

        A series belongs to one study and its UID is unique in the world (PS3.3 A.1.2): files that spread it
        over several studies were badly de-identified, and their slices still belong together.
        """
        for key in self._of_series.get(header.series.series_instance_uid, ()):
            study, series = self.studies[key[0]], self._series[key].series
            spaces = {one.frame_of_reference_uid for one in (series, header.series)} - {""}
            is_other = study.study_instance_uid != header.study.study_instance_uid
            is_same_patient = may_be_same(study.patient, header.study.patient)
            if is_other and len(spaces) <= 1 and is_same_patient:
                return study
        return None

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
            for other in together:
                self._changed.update(self._of_study.get(other.key, ()))
        together.append(found)
        self.studies[found.key] = found
        return found

    def _keep_spelling(self, study: Study, patient: Patient) -> None:
        spellings = self._spellings.setdefault(study.key, [])
        if not any(has_one_name(one, patient) for one in (study.patient, *spellings)):
            spellings.append(patient)
            self._changed.update(self._of_study.get(study.key, ()))

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
        so_far.series = dataclasses.replace(
            series, is_synthetic=series.is_synthetic or before.is_synthetic
        )
        # A frame may stand in several display sets: as acquired, and resampled.
        frames = [frame for each in before.display_sets for frame in each.source_frames]
        for of_one in _by_file(frames):
            so_far.earlier[_image_key(of_one)] = of_one
            so_far.uids.add(of_one[0].instance.sop_instance_uid)
        so_far.objects.update((one.sop_instance_uid, one) for one in before.objects)
        return so_far


def _by_file(frames: Sequence[FrameSource]) -> list[list[FrameSource]]:
    """Frames by the file they are in, in the order they are stored."""
    files: dict[Path, dict[int, FrameSource]] = {}
    for frame in frames:
        files.setdefault(frame.instance.path, {})[frame.frame_index] = frame
    return [[of_one[index] for index in sorted(of_one)] for of_one in files.values()]


def _image_key(frames: Sequence[FrameSource]) -> ImageKey:
    """What two files have in common only if they are copies of one image.

    The SOPInstanceUID should do (PS3.3 C.12.1.1.1); careless de-identification gives a whole series one.
    """
    first = frames[0]
    instance, plane = first.instance, first.plane
    place = tuple(round(mm, PLACE_DECIMALS) for mm in plane.position) if plane else ()
    return (
        instance.sop_instance_uid,
        instance.instance_number,
        instance.number_of_frames,
        instance.rows,
        instance.columns,
        (first.rescale.slope, first.rescale.intercept),
        place,
    )


def _is_better(header: Header, kept: Header) -> bool:
    """Whether a copy is whole where the one kept was cut short."""
    if (header.problem is None) != (kept.problem is None):
        return header.problem is None
    is_same_kind = (
        header.instance.encoding.transfer_syntax_uid == kept.instance.encoding.transfer_syntax_uid
    )
    return is_same_kind and header.file_size > kept.file_size


def _told_apart(display_set: DisplaySet, study_key: str) -> DisplaySet:
    """Two studies' display sets never share an id, even where their series share a UID."""
    own_id = f"{display_set.display_set_id}~{short_hash(study_key)}"
    return dataclasses.replace(display_set, display_set_id=own_id)


def _noted(display_set: DisplaySet) -> DisplaySet:
    """With what is to be known of its pixels' size."""
    note = display_set.frames[0].calibration.note
    if note is None:
        return display_set
    return dataclasses.replace(display_set, notes=(*display_set.notes, note))


def _several_studies(uids: set[str]) -> Message:
    return message(
        "Identity",
        "The files of this series name {count} different studies, which no series can belong to. They are "
        "shown as one.",
        count=len(uids),
    )


def _warned(series: Series, note: Message) -> Series:
    sets = (dataclasses.replace(each, notes=(note, *each.notes)) for each in series.display_sets)
    return dataclasses.replace(series, display_sets=tuple(sets))


def _by_number(listed: DicomObject) -> tuple[int, str]:
    return (listed.instance_number or 0, listed.sop_instance_uid)
