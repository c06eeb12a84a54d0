"""Taking over what others wrote: an order, a letter, the headers, the reports of the study.

a command, a dropped file ─► a job reads it ─► `offered` ─► the reader looks ─► `take` ─► the notes

Nothing is taken over unseen; what a document says of another patient is not taken over at all unless the
reader says that it is this one's.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.clinical_document import ClinicalDocument
from medviewer.domain.clinical_notes import ClinicalNotes
from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.study import Study
from medviewer.errors import InputError, MedViewerError
from medviewer.jobs.job import JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.context.document_identity import contradictions, doubts
from medviewer.session.context.headings import NotesPart
from medviewer.session.context.lab_lines import joined_values
from medviewer.session.context.notes import StudyNotes
from medviewer.session.context.text_cleaning import CleanText, cleaned
from medviewer.session.context.text_document import too_many
from medviewer.session.library.library import Library
from medviewer.session.messages import Messages
from medviewer.words import Message, message

SUFFIXES = (".json", ".txt", ".text", ".csv", ".tsv", ".md")
MOST_REPORTS = 20
TAKEN = message("Undo", "Clinical context taken over")


class Joining(StrEnum):
    """What becomes of what stands there already."""

    ADD = "add"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that was read, for one study.

    Attributes:
        contradictions: why it seems to be another patient's.
        doubts: what else should make the reader look twice.
    """

    study_key: str
    document: ClinicalDocument
    contradictions: tuple[Message, ...] = ()
    doubts: tuple[Message, ...] = ()


class Intake(QObject):
    """Reads off the GUI thread; changes the notes only in `take`."""

    offered = Signal(object)  # Offer
    overridden = Signal(str, int)  # study key, contradictions: taken over all the same

    def __init__(
        self, runner: JobRunner, library: Library, notes: StudyNotes, messages: Messages
    ) -> None:
        super().__init__(notes)
        self._runner = runner
        self._library = library
        self._notes = notes
        self._messages = messages

    def read_file(self, study: Study, path: Path) -> None:
        """Read a FHIR JSON file or a plain text file."""
        self._start(study, partial(_read_file, path))

    def read_reports(self, study: Study) -> None:
        """Read the structured reports of a study; of more than twenty, the first."""
        listed = (each for series in study.series for each in series.objects)
        reports = tuple(e for e in listed if e.object_kind is ObjectKind.REPORT)[:MOST_REPORTS]
        self._start(study, partial(_read_reports, reports))

    def read_headers(self, study: Study) -> None:
        """Offer what the headers of the images say."""
        from medviewer.session.context.header_history import header_document

        self._offer(study, header_document(study, "DICOM"))

    def take(
        self,
        offer: Offer,
        parts: frozenset[NotesPart],
        joining: Joining = Joining.ADD,
        *,
        is_confirmed: bool = False,
    ) -> None:
        """Put parts of a document into the notes of its study, in one step.

        Args:
            is_confirmed: the reader says that it is this patient's, whatever it states.
        """
        if offer.contradictions and not is_confirmed:
            self._messages.error(offer.contradictions[0])
            return
        if self._library.value.find_study(offer.study_key) is None:
            return  # it was closed, or erased, while the reader looked
        before = self._notes.value.of(offer.study_key)
        now, told = joined_notes(before, offer.document, parts, joining)
        self._notes.replace_with(offer.study_key, now, TAKEN)
        if offer.contradictions:
            self.overridden.emit(offer.study_key, len(offer.contradictions))
        for each in told:
            self._messages.warn(each)

    def _start(self, study: Study, work: "partial[ClinicalDocument]") -> None:
        job = self._runner.start(Lane.DOCUMENTS, partial(_for_study, study.key, work))
        job.finished.connect(self._on_read)
        job.failed.connect(self._on_failed)

    def _offer(self, study: Study, document: ClinicalDocument) -> None:
        if document.is_empty:
            self._messages.warn(nothing_in(document.source))
            return
        against = contradictions(document, study), doubts(document, study)
        self.offered.emit(Offer(study.key, document, *against))

    @Slot(object)
    def _on_read(self, found: tuple[str, ClinicalDocument]) -> None:
        study = self._library.value.find_study(found[0])
        if study is not None:  # else it was closed meanwhile
            self._offer(study, found[1])

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self._messages.error(error.message)


def joined_notes(
    before: ClinicalNotes,
    document: ClinicalDocument,
    parts: frozenset[NotesPart],
    joining: Joining,
) -> tuple[ClinicalNotes, tuple[Message, ...]]:
    """The notes with these parts of a document, and what could not be kept of it."""
    told: list[Message] = []
    now = replace(before, sources=tuple(dict.fromkeys((*before.sources, document.source))))
    if NotesPart.HISTORY in parts:
        clean = _joined_text(before.history, document.history, joining)
        now = replace(now, history=clean.text)
        told += clean.notes
    if NotesPart.SYMPTOMS in parts:
        clean = _joined_text(before.symptoms, document.symptoms, joining)
        now = replace(now, symptoms=clean.text)
        told += clean.notes
    if NotesPart.VALUES in parts:
        kept = () if joining is Joining.REPLACE else before.values
        values, left = joined_values(kept, document.values)
        now = replace(now, values=values)
        told += too_many(left)
    return now, tuple(told)


def _joined_text(there: str, coming: str, joining: Joining) -> CleanText:
    """What is there already is not said again."""
    if joining is Joining.REPLACE:
        return cleaned(coming)
    return cleaned(there if coming in there else "\n".join(filter(None, (there, coming))))


def _for_study(
    study_key: str, work: "partial[ClinicalDocument]", context: JobContext
) -> tuple[str, ClinicalDocument]:
    return study_key, work(context)


def _read_file(path: Path, context: JobContext) -> ClinicalDocument:
    """By what is in it, whatever its name says: orders come as .txt, notes as .json.

    Raises:
        InputError: it cannot be read, is too large, or is neither.
    """
    from medviewer.session.context.fhir_order import fhir_document
    from medviewer.session.context.text_document import LARGEST_BYTES, text_document

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise InputError(_unreadable(path)) from error
    context.token.check()
    if len(data) > LARGEST_BYTES:
        raise InputError(_too_large(path, LARGEST_BYTES))
    if path.suffix.lower() == ".json" or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return fhir_document(data, path.name)
    return text_document(data, path.name)


def _read_reports(reports: tuple[DicomObject, ...], context: JobContext) -> ClinicalDocument:
    """Raises InputError where every one of them is damaged."""
    from medviewer.dicom.objects.structured_report import read_report
    from medviewer.session.context.report_history import report_document

    found, failed = [], None
    for listed in reports:
        context.token.check()
        try:
            found.append(read_report(listed.path))
        except InputError as error:
            failed = error
    if failed is not None and not found:
        raise failed
    return report_document(found, "DICOM SR")


def nothing_in(source: str) -> Message:
    return message(
        "Context",
        "{source}: nothing of history, symptoms or values was found. Type or paste it instead.",
        source=source,
    )


def _unreadable(path: Path) -> Message:
    return message(
        "Context",
        "{name} cannot be read: it is gone, or not yours to read. Choose it again.",
        name=path.name,
    )


def _too_large(path: Path, largest: int) -> Message:
    return message(
        "Context",
        "{name} is larger than {megabytes} MB, more than any clinical document. Paste the part that matters.",
        name=path.name,
        megabytes=largest >> 20,
    )
