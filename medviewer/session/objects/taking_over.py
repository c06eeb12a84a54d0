"""Takes findings, decisions and drawings over from reports of our own, where the reader asks for it.

all reports of the study ─ job ─► the newest of each kind ─► laid on the open images ─► one step, to be undone
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.own_reading import OwnReading
from medviewer.errors import MedViewerError
from medviewer.session.keeping.history import Change
from medviewer.session.objects.laid_reading import ReadingKept, laid_on
from medviewer.session.objects.objects import objects_of
from medviewer.session.session import Session
from medviewer.words import Message, message

PART = "taking over"
MOST_REPORTS = 200  # of one study


class TakingOver(QObject):
    """Asked once for a study; gone when it is done."""

    def __init__(self, session: Session, study_key: str) -> None:
        super().__init__(session)
        self._session = session
        self._study_key = study_key

    def start(self) -> None:
        """Read every report of the study, off the GUI thread."""
        study = self._session.library.value.find_study(self._study_key)
        reports = objects_of(study) if study is not None else ()
        paths = [r.path for r in reports if r.object_kind is ObjectKind.REPORT][:MOST_REPORTS]
        job = self._session.objects.read_own(tuple(paths))
        job.finished.connect(self._on_read)
        job.failed.connect(self._on_failed)
        job.ended.connect(self.deleteLater)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self._session.messages.error(error.message)

    @Slot(object)
    def _on_read(self, readings: tuple[OwnReading, ...]) -> None:
        study = self._session.library.value.find_study(self._study_key)
        if study is None:
            return
        if not readings:
            none = message("Objects", "None of this study’s reports was written by MedViewer.")
            self._session.messages.warn(none)
            return
        before = _now(self._session, study.key)
        laid = laid_on(readings, study, before, self._session.proposals.catalog)
        self._session.proposals.bring_back(study, laid.sets)
        _put_words(self._session, study.key, laid)
        now = _now(self._session, study.key)
        if now == before:
            known = message("Objects", "Everything the report keeps is here already.")
            self._session.messages.note(known)
            return
        title = message("Undo", "Reading taken over from a report")
        put = partial(_put, self._session, study.key)
        self._session.history.record(Change(title, put, before, now, study.key, part=PART))
        for report in objects_of(study):
            self._session.objects.marks.remove(
                report.sop_instance_uid
            )  # they are the reader's own now
        self._session.messages.warn(_told(laid))


def _now(session: Session, study_key: str) -> ReadingKept:
    reading = session.reading.of_study(study_key)
    return ReadingKept(
        session.analysis.sets.of(study_key),
        reading.added,
        reading.reviews,
        session.annotations.value.of(study_key),
        reading.content,
        replace(session.longitudinal.ledger.value.of(study_key), lesions=()),
        session.clinical.codes.value.of(study_key),
    )


def _put(session: Session, study_key: str, kept: ReadingKept) -> None:
    """Make a study's reading this one: undo and redo."""
    ids = {each.set_id for each in kept.sets}
    session.analysis.sets.keep_only(study_key, lambda each: each.set_id in ids)
    study = session.library.value.find_study(study_key)
    if study is not None:
        session.proposals.bring_back(study, kept.sets)
    _put_words(session, study_key, kept)


def _put_words(session: Session, study_key: str, kept: ReadingKept) -> None:
    session.reading.put_back(study_key, kept.added, kept.reviews, kept.content)
    session.annotations.put(kept.annotations)
    session.longitudinal.ledger.put({study_key: kept.ledger})
    session.clinical.codes.put_whole(study_key, kept.codes)


def _told(kept: ReadingKept) -> Message:
    if kept.lost:
        return message(
            "Objects",
            "The reading was taken over from the study’s reports; {lost} of its findings and drawings could "
            "not be: their images are not open, or their model is not installed. Undo takes it back.",
            lost=kept.lost,
        )
    return message(
        "Objects",
        "The reading was taken over from the study’s reports: findings, decisions, drawings, codes. Undo "
        "takes it back.",
    )
