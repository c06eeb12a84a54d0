"""Joins what is open with the list of studies: what was opened is kept, what is listed can be opened.

library ─ scan ended ─► list        thumbnails ─ ready ─► list        viewport ─► others of the patient
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from medviewer import logs, paths
from medviewer.domain.patient_identity import is_same_patient
from medviewer.domain.study import DisplaySet, Patient, Series, Study
from medviewer.domain.study_index import IndexedStudy, Thumbnail
from medviewer.session.hanging.whereabouts import Located
from medviewer.session.images.thumbnails import Thumbnails
from medviewer.session.library.library import Library
from medviewer.session.library.study_list import StudyList
from medviewer.session.messages import Messages
from medviewer.session.preferences import Preferences
from medviewer.words import Message, message

GATHER_MS = 800  # thumbnails arrive in a burst; they are written together


class Remembering(QObject):
    """Writes to the list what the session opens, and opens what the reader picks from it."""

    def __init__(
        self,
        library: Library,
        thumbnails: Thumbnails,
        study_list: StudyList,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._thumbnails = thumbnails
        self._list = study_list
        self._messages = messages
        self._pictures: dict[tuple[str, str], Thumbnail] = {}
        self._gathering = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gathering.timeout.connect(self._write_thumbnails)
        library.scan_ended.connect(self._on_scan_ended)
        thumbnails.ready.connect(self._on_thumbnail_ready)
        study_list.located.connect(self._on_located)
        study_list.erased.connect(self._on_erased)

    def flush(self) -> None:
        """Write what is still gathered, now: everything is about to be closed."""
        self._gathering.stop()
        self._write_thumbnails()
        self._pictures.clear()

    @Slot(object)
    def _on_scan_ended(self, studies: tuple[Study, ...]) -> None:
        self._list.keep(studies, self._library.archives)
        self._gathering.start()

    @Slot(str)
    def _on_thumbnail_ready(self, display_set_id: str) -> None:
        picture = self._thumbnails.picture(display_set_id)
        for study in self._library.value.studies:
            for series in study.series:
                if picture is not None and is_face_of(display_set_id, series):
                    key = (study.study_instance_uid, series.series_instance_uid)
                    self._pictures[key] = picture
        self._gathering.start()

    @Slot()
    def _write_thumbnails(self) -> None:
        """Not before the scan has ended: a series that is not on the list yet has no place for one."""
        if self._pictures and not self._library.value.is_scanning:
            self._list.keep_thumbnails(self._pictures)
            self._pictures.clear()

    @Slot(int, object)
    def _on_located(self, _: int, located: Located) -> None:
        if not located.present:
            self._messages.warn(_all_missing(located.folder))
            self._list.refresh()
            return
        if located.missing_count:
            self._messages.warn(_partly_missing(located.missing_count, located.folder))
        self._library.open(located.present)

    @Slot(int)
    def _on_erased(self, count: int) -> None:
        self._messages.note(_erased(count))


def _all_missing(folder: Path) -> Message:
    if folder.is_relative_to(paths.arrivals_folder()):
        return message(
            "Library",
            "This study came over the network and is no longer on this computer: what is beyond the quota "
            "goes, the longest unused first. Fetch it from the archive again.",
        )
    return message(
        "Library",
        "The files of this study are no longer in {folder}. Connect the drive, or open the study "
        "from where it is now.",
        folder=folder,
    )


def _partly_missing(count: int, folder: Path) -> Message:
    if count == 1:
        return message(
            "Library",
            "One file of this study is no longer in {folder}; the others are opened.",
            folder=folder,
        )
    return message(
        "Library",
        "{count} files of this study are no longer in {folder}; the others are opened.",
        count=count,
        folder=folder,
    )


def _erased(count: int) -> Message:
    if count == 1:
        return message("Library", "One study was erased from the list.")
    return message("Library", "{count} studies were erased from the list.", count=count)


def is_face_of(display_set_id: str, series: Series) -> bool:
    """Whether a series is shown by that display set's picture: the one with most images."""
    face: DisplaySet | None = max(series.display_sets, key=lambda each: each.count, default=None)
    return face is not None and face.display_set_id == display_set_id


def open_studies_of(patient: Patient, studies: tuple[Study, ...]) -> frozenset[str]:
    """Keys of the open studies of that patient."""
    return frozenset(
        study.key
        for study in studies
        if study.patient == patient or is_same_patient(study.patient, patient)
    )


def find_open(listed: IndexedStudy, studies: tuple[Study, ...]) -> Study | None:
    """The open study that stands on the list as `listed`."""
    same_uid = (s for s in studies if s.study_instance_uid == listed.study_instance_uid)
    whose = listed.patient.patient_id
    return next((study for study in same_uid if study.patient.patient_id == whose), None)


def forget_folder_and_log(patient: Patient, uids: frozenset[str], preferences: Preferences) -> None:
    """The last folder opened may bear the patient's name; log files are searched for it all the same."""
    preferences.update(last_folder="")
    hashes = map(logs.short_hash, uids)
    logs.forget((patient.patient_name, patient.patient_id, *uids, *hashes))
