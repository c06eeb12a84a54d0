"""Opening what a study holds beside images: a report, a document, a waveform; or a layer over its images.

a row of the studies, the palette ─► kind ─► a job reads it ─► `opened`: a window shows it
                                       └───► another room draws it over the images
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot

from medviewer.domain.content_tree import StructuredReport
from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.presented import Presented
from medviewer.domain.study import Study
from medviewer.errors import MedViewerError
from medviewer.imaging.report_marks import report_marks
from medviewer.jobs.job import Job
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.images.viewport import Viewport
from medviewer.session.library.library import Library, LibraryState
from medviewer.session.library.tags import Tags
from medviewer.session.messages import Messages
from medviewer.session.objects.document_pages import DocumentPages
from medviewer.session.objects.image_links import ImageLinks
from medviewer.session.objects.object_marks import ObjectMarks
from medviewer.session.objects.object_work import (
    DOCUMENTS,
    READERS,
    Content,
    Shown,
    read_object,
    read_own,
    save_content,
)
from medviewer.session.objects.presenting import (
    is_presented,
    marks_of,
    put_on_screen,
    take_off_screen,
)
from medviewer.session.state import State
from medviewer.words import Message, message

LayerOpener = Callable[[Study, DicomObject], None]


@dataclass(frozen=True, slots=True)
class OpenedObject:
    """An object and what was read of it."""

    study_key: str
    listed: DicomObject
    content: Shown


@dataclass(frozen=True, slots=True)
class ObjectsState:
    """`reading` are the SOP Instance UIDs of the objects being read just now."""

    reading: frozenset[str] = frozenset()


class Objects(State[ObjectsState]):
    """Finds out who can show an object, and has it read."""

    opened = Signal(object)  # OpenedObject

    def __init__(
        self,
        runner: JobRunner,
        library: Library,
        tags: Tags,
        viewport: Viewport,
        messages: Messages,
    ) -> None:
        super().__init__(ObjectsState(), library)
        self._runner = runner
        self._library = library
        self._tags = tags
        self._viewport = viewport
        self.marks = ObjectMarks(self)
        self._messages = messages
        self.links = ImageLinks(library, viewport, messages)
        self._layers: dict[ObjectKind, LayerOpener] = {}
        self._jobs: dict[Job, tuple[str, DicomObject]] = {}
        library.studies_found.connect(self._on_studies_found)
        library.changed.connect(self._on_library_changed)

    def draw_with(self, kind: ObjectKind, opener: LayerOpener) -> None:
        """Objects of that kind are layers over images: `opener` draws them."""
        self._layers[kind] = opener

    def open(self, study_key: str, sop_instance_uid: str) -> None:
        """Show an object of an open study."""
        study = self._library.value.find_study(study_key)
        listed = find_object(study, sop_instance_uid) if study is not None else None
        if study is None or listed is None:
            return
        opener = self._layers.get(listed.object_kind)
        if opener is not None:
            opener(study, listed)
        elif listed.object_kind in READERS:
            self._read(study, listed)
        else:
            self._messages.warn(cannot_be_shown(listed))
            self._tags.show_file(listed.path)

    def _read(self, study: Study, listed: DicomObject) -> None:
        if listed.sop_instance_uid in self.value.reading:
            return
        job = self._runner.start(Lane.DOCUMENTS, partial(read_object, listed, study))
        self._jobs[job] = (study.key, listed)
        self.update(reading=self.value.reading | {listed.sop_instance_uid})
        job.finished.connect(self._on_read)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    @Slot(object)
    def _on_read(self, content: Content) -> None:
        study_key, listed = self._of_sender()
        study = self._library.value.find_study(study_key)
        if study is None:
            return  # it was closed meanwhile
        if isinstance(content, Presented):
            self._present(content, study, listed)
            return
        if isinstance(content, StructuredReport):
            self.marks.put(report_marks(content, study_key))
        self.opened.emit(OpenedObject(study_key, listed, content))

    def _present(self, presented: Presented, study: Study, listed: DicomObject) -> None:
        if not presented.display_sets:
            self._messages.warn(_images_missing(listed))
            return
        self.marks.put(marks_of(presented, study.key))
        put_on_screen(presented, study, self._viewport)

    def read_own(self, paths: tuple[Path, ...]) -> Job:
        """Read the readings that reports of our own keep; the job's result is a tuple of them."""
        return self._runner.start(Lane.DOCUMENTS, partial(read_own, paths))

    def pages(self, path: Path) -> DocumentPages:
        """The pages of a document, for one window."""
        return DocumentPages(self._runner, path)

    def save_content(self, path: Path, target: Path) -> None:
        """Write what an object encapsulates as a file of its own."""
        job = self._runner.start(Lane.DOCUMENTS, partial(save_content, path, target))
        job.finished.connect(self._on_saved)
        job.failed.connect(self._on_save_failed)

    @Slot(object)
    def _on_saved(self, target: Path) -> None:
        self._messages.note(message("Objects", "Saved as {file}.", file=target.name))

    @Slot(object)
    def _on_save_failed(self, error: MedViewerError) -> None:
        self._messages.error(error.message)

    def close(self, sop_instance_uid: str) -> None:
        """Its window was closed; its marks go with it."""
        self.marks.remove(sop_instance_uid)

    def stop_presenting(self) -> None:
        """Show the image in its own greys again."""
        take_off_screen(self._viewport)

    @property
    def is_presenting(self) -> bool:
        """Whether the active viewport shows an image as a presentation state says."""
        return is_presented(self._viewport)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        _, listed = self._of_sender()
        self._messages.error(
            message("Objects", "{file}: {reason}", file=listed.path.name, reason=error.message)
        )

    @Slot()
    def _on_ended(self) -> None:
        _, listed = self._of_sender()
        del self._jobs[self._job_of_sender()]
        self.update(reading=self.value.reading - {listed.sop_instance_uid})

    def _job_of_sender(self) -> Job:
        job = self.sender()
        assert isinstance(job, Job)  # these slots are connected to jobs only
        return job

    def _of_sender(self) -> tuple[str, DicomObject]:
        return self._jobs[self._job_of_sender()]

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        """Marks go with their study."""
        if now.studies is not before.studies:
            gone = {each.study_key for each in self.marks.value.sets} - {s.key for s in now.studies}
            self.marks.close(frozenset(gone))

    @Slot(object)
    def _on_studies_found(self, studies: tuple[Study, ...]) -> None:
        """Where a scan found no image at all, what it found instead is opened: the first document."""
        if any(series.display_sets for study in studies for series in study.series):
            return
        for study in studies:
            for listed in objects_of(study):
                if listed.object_kind in DOCUMENTS:
                    self._read(study, listed)
                    return


def objects_of(study: Study) -> tuple[DicomObject, ...]:
    return tuple(listed for series in study.series for listed in series.objects)


def find_object(study: Study, sop_instance_uid: str) -> DicomObject | None:
    """The object of that UID, None where the study has none."""
    return next((o for o in objects_of(study) if o.sop_instance_uid == sop_instance_uid), None)


def _images_missing(listed: DicomObject) -> Message:
    return message(
        "Objects",
        "{file}: the images this presentation state speaks of are not open. Open them together with it.",
        file=listed.path.name,
    )


def cannot_be_shown(listed: DicomObject) -> Message:
    return message(
        "Objects",
        "{file}: MedViewer has no view for this kind of object ({kind}). Its attributes are listed instead.",
        file=listed.path.name,
        kind=listed.kind or listed.modality,
    )
