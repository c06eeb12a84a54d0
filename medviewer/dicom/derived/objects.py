"""Writes the DICOM objects of one reading into a folder: all that could be made, whole or not at all.

reading → a workbench all writers share → one kind after another (segmentations first: reports refer to them)
→ files beside their place → moved in one step. A kind that cannot be made is named; the others are written.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydicom.dataset import Dataset

from medviewer.dicom.derived.attachments import Attachments
from medviewer.dicom.derived.captures import captures
from medviewer.dicom.derived.earlier_reports import earlier_reports
from medviewer.dicom.derived.encapsulated_pdf import encapsulated_pdf
from medviewer.dicom.derived.key_objects import key_objects
from medviewer.dicom.derived.known_classes import with_true_classes
from medviewer.dicom.derived.measurement_reports import (
    proposals_report,
    reader_report,
)
from medviewer.dicom.derived.parametric_maps import parametric_maps
from medviewer.dicom.derived.predecessor import Predecessor
from medviewer.dicom.derived.presentation_states import presentation_states
from medviewer.dicom.derived.probability_segmentations import probability_segmentations
from medviewer.dicom.derived.segmentations import segmentations
from medviewer.dicom.derived.synthetic_objects import marked_as_synthetic
from medviewer.dicom.derived.workbench import Workbench
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.bundle import BundleKind
from medviewer.domain.reading_record import ReadingRecord
from medviewer.errors import MedViewerError
from medviewer.progress import Cancelled, CancelToken, Progress, ProgressSink
from medviewer.whole_files import not_written, whole_files
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

Named = tuple[str, Dataset]  # a file's name and what goes into it


@dataclass(frozen=True, slots=True)
class WrittenObject:
    """A file that was written."""

    kind: BundleKind
    path: Path
    study_instance_uid: str
    series_instance_uid: str
    sop_class_uid: str
    sop_instance_uid: str

    @property
    def as_predecessor(self) -> Predecessor:
        """How a later version of a report names it."""
        return Predecessor(
            self.study_instance_uid,
            self.series_instance_uid,
            self.sop_class_uid,
            self.sop_instance_uid,
        )


@dataclass(frozen=True, slots=True)
class FailedKind:
    """A kind of which nothing was written, and why."""

    kind: BundleKind
    reason: Message


@dataclass(frozen=True, slots=True)
class WrittenObjects:
    """`objects` in the order they were written; a kind with nothing to say has neither object nor failure."""

    objects: tuple[WrittenObject, ...]
    failures: tuple[FailedKind, ...] = ()


Writer = Callable[[Workbench, Attachments], Iterator[Named]]


def _reports(bench: Workbench, attachments: Attachments) -> Iterator[Named]:
    before = attachments.predecessors
    if bench.record.sign_off is not None and not before:
        before = earlier_reports(bench.record.study)
    yield "sr_report.dcm", reader_report(bench, before)
    proposals = proposals_report(bench)
    if proposals is not None:
        yield "sr_ai_proposals.dcm", proposals


def _segmentations(bench: Workbench, attachments: Attachments) -> Iterator[Named]:
    del attachments
    for number, dataset in enumerate(segmentations(bench), start=1):
        yield f"seg_{number:02}.dcm", dataset
    for number, dataset in enumerate(probability_segmentations(bench), start=1):
        yield f"seg_probability_{number:02}.dcm", dataset


def _presentation_states(bench: Workbench, attachments: Attachments) -> Iterator[Named]:
    del attachments
    for number, dataset in enumerate(presentation_states(bench), start=1):
        yield f"gsps_{number:02}.dcm", dataset


def _key_objects(bench: Workbench, attachments: Attachments) -> Iterator[Named]:
    del attachments
    for number, dataset in enumerate(key_objects(bench), start=1):
        yield f"kos_{number:02}.dcm", dataset


def _parametric_maps(bench: Workbench, attachments: Attachments) -> Iterator[Named]:
    del attachments
    for number, dataset in enumerate(parametric_maps(bench), start=1):
        yield f"pm_{number:03}.dcm", dataset


def _captures(bench: Workbench, attachments: Attachments) -> Iterator[Named]:
    for number, dataset in enumerate(captures(bench, attachments.pictures), start=1):
        yield f"sc_{number:03}.dcm", dataset


def _encapsulated_pdf(bench: Workbench, attachments: Attachments) -> Iterator[Named]:
    if attachments.pdf is not None:
        yield "report_pdf.dcm", encapsulated_pdf(bench, attachments.pdf)


WRITERS: Mapping[BundleKind, Writer] = {  # in this order
    BundleKind.SEG: _segmentations,
    BundleKind.SR: _reports,
    BundleKind.GSPS: _presentation_states,
    BundleKind.KOS: _key_objects,
    BundleKind.PM: _parametric_maps,
    BundleKind.SC: _captures,
    BundleKind.PDF: _encapsulated_pdf,
}


def write_objects(
    record: ReadingRecord,
    kinds: Collection[BundleKind],
    folder: Path,
    attachments: Attachments,
    token: CancelToken,
    progress: ProgressSink,
) -> WrittenObjects:
    """Write those of `kinds` that are DICOM objects. Runs in any thread.

    Args:
        folder: must exist; every call makes new series with files of the same names.

    Raises:
        ExportError: the folder or the disk refused; nothing was written.
        Cancelled: nothing was written.
    """
    bench = Workbench(record, token)
    chosen = [kind for kind in WRITERS if kind in kinds]
    written: list[WrittenObject] = []
    failures: list[FailedKind] = []
    try:
        with whole_files(folder) as beside:
            for done, kind in enumerate(chosen):
                token.check()
                progress(Progress(_stage(kind), done, len(chosen)))
                try:
                    with without_warnings():  # they quote values, so they may name a patient
                        made = list(WRITERS[kind](bench, attachments))
                except MedViewerError as error:
                    failures.append(_failed(bench, kind, error.message))
                except Cancelled:
                    raise
                except Exception as error:  # of many libraries; the log leaves out their words
                    logger.exception("An object could not be made (%s)", kind)
                    failures.append(_failed(bench, kind, _cause(kind, error)))
                else:
                    for _, each in made:
                        with_true_classes(each, bench.unknown_classes())
                        if record.study.is_synthetic:
                            marked_as_synthetic(each)
                    written += [_saved(kind, beside, folder, name, each) for name, each in made]
            token.check()
    except OSError as error:
        raise not_written(folder, error) from error
    return WrittenObjects(tuple(written), tuple(failures))


def _saved(
    kind: BundleKind, beside: Path, folder: Path, name: str, dataset: Dataset
) -> WrittenObject:
    dataset.save_as(beside / name, enforce_file_format=True)
    return WrittenObject(
        kind,
        folder / name,
        str(dataset.StudyInstanceUID),
        str(dataset.SeriesInstanceUID),
        str(dataset.SOPClassUID),
        str(dataset.SOPInstanceUID),
    )


def _failed(bench: Workbench, kind: BundleKind, reason: Message) -> FailedKind:
    """A segmentation that was not written must not be referred to."""
    if kind is BundleKind.SEG:
        bench.segments.clear()
    return FailedKind(kind, reason)


def _cause(kind: BundleKind, error: Exception) -> Message:
    return message(
        "Export",
        "{kind} could not be made ({cause}). The other documents were written; the log says more.",
        kind=kind.value.upper(),
        cause=type(error).__name__,
    )


def _stage(kind: BundleKind) -> Message:
    return message("Export", "Writing {kind}", kind=kind.value.upper())
