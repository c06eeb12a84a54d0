"""One export, from a frozen reading to documents that agree. No Qt: the command line runs it too.

order → record, measured anew from the files → a folder beside the target → one kind after another, each from
the record → packed → in place, whole. A kind that cannot be written is named and the others are there; a disk
that refuses ends it all, with what was there before untouched.
"""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from medviewer.domain.bundle import BundleKind, Packing
from medviewer.errors import ExportError, MedViewerError
from medviewer.progress import Cancelled, CancelToken, Progress, ProgressSink, ignore_progress
from medviewer.session.bundle.bundle_materials import OBJECTS_FOLDER, Materials, materials_of
from medviewer.session.bundle.bundle_order import BundleOrder, BundleOutcome, KindFailure
from medviewer.session.bundle.bundle_place import (
    files_in,
    pack_zip,
    put_in_place,
    remove,
    staging,
)
from medviewer.session.bundle.bundle_writers import WRITERS
from medviewer.session.reports.report_run import Translate
from medviewer.whole_files import not_written
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

DOCUMENTS_FOLDER = "documents"  # beside a DICOMDIR, whose folder is for DICOM files


@dataclass(slots=True)
class Tally:
    """What became of each kind so far."""

    written: list[BundleKind] = field(default_factory=list)
    failures: list[KindFailure] = field(default_factory=list)
    notices: list[Message] = field(default_factory=list)


def run_bundle(
    order: BundleOrder,
    token: CancelToken,
    progress: ProgressSink = ignore_progress,
    translate: Translate = str,
) -> BundleOutcome:
    """Write everything that was asked for. Blocks; not for the GUI thread.

    Raises:
        ExportError: the disk refused, or nothing at all could be written.
        Cancelled: `token` was cancelled. Either way nothing was changed at the target.
    """
    try:
        with staging(_beside(order)) as folder:
            progress(Progress(MEASURING, 0, 1))
            materials = materials_of(order, folder, token, translate)
            tally = _write_kinds(materials, progress)
            if not tally.written:
                raise ExportError(_nothing(tally))
            token.check()
            progress(Progress(PACKING, 0, 1))
            return _packed(materials, tally)
    except OSError as error:
        raise not_written(order.target, error) from error


def _beside(order: BundleOrder) -> Path:
    """On the disk of the target, so that moving is renaming."""
    target = order.target
    is_folder = order.packing is not Packing.ZIP and target.is_dir() and any(target.iterdir())
    return target if is_folder else target.parent


def _write_kinds(materials: Materials, progress: ProgressSink) -> Tally:
    tally, kinds = Tally(), materials.order.kinds
    steps = [(of, write) for of, write in WRITERS if kinds & of]
    for done, (of, write) in enumerate(steps):
        materials.token.check()
        progress(Progress(WRITING, done, len(steps)))
        asked = [kind for kind in BundleKind if kind in kinds & of]
        _attempt(asked, partial(write, materials), tally)
    tally.failures += materials.failures
    # A report that is no DICOM object is still a report.
    failed = {failure.kind for failure in materials.failures} - {BundleKind.PDF}
    left_out = failed.union(materials.unsaid)
    tally.written = [kind for kind in dict.fromkeys(tally.written) if kind not in left_out]
    return tally


def _attempt(
    kinds: list[BundleKind], write: Callable[[], Collection[Message]], tally: Tally
) -> None:
    """Let one writer fail alone; a disk that refuses is everybody's failure."""
    try:
        tally.notices += write()
    except (Cancelled, OSError):
        raise
    except MedViewerError as error:
        if isinstance(error.__cause__, OSError):
            raise error.__cause__ from error
        tally.failures += [KindFailure(kind, error.message) for kind in kinds]
    except Exception as error:  # noqa: BLE001 - of many libraries; told in the outcome
        # The type alone: a library's message may quote a patient's header.
        logger.error("A document could not be made (%s: %s)", kinds, type(error).__name__)
        tally.failures += [KindFailure(kind, _unforeseen(error)) for kind in kinds]
    else:
        tally.written += kinds


def _packed(materials: Materials, tally: Tally) -> BundleOutcome:
    from medviewer.session.bundle.bundle_manifest import write_manifest

    order, folder = materials.order, materials.folder
    if order.packing is Packing.DICOMDIR:
        folder = _as_media(folder)
    kinds, failures = tuple(tally.written), tuple(tally.failures)
    write_manifest(folder, materials.record, kinds, failures, materials.sent)
    files = files_in(folder)
    if order.packing is Packing.ZIP:
        pack_zip(folder, order.target)
    else:
        put_in_place(folder, order.target)
    return BundleOutcome(
        order.target,
        kinds,
        files,
        failures,
        _unique(tally.notices),
        materials.sent,
    )


def _as_media(folder: Path) -> Path:
    """DICOM objects under a DICOMDIR, everything else in a folder of its own."""
    from medviewer.dicom.export.media import write_dicomdir

    media = folder.parent / "media"
    media.mkdir()
    objects = sorted((folder / OBJECTS_FOLDER).glob("*.dcm"))
    if objects:
        write_dicomdir(objects, media)
    remove(folder / OBJECTS_FOLDER)
    if any(folder.iterdir()):
        folder.rename(media / DOCUMENTS_FOLDER)
    return media


def _unique(notices: list[Message]) -> tuple[Message, ...]:
    found: list[Message] = []
    for notice in notices:
        if notice not in found:
            found.append(notice)
    return tuple(found)


def _nothing(tally: Tally) -> Message:
    if tally.failures:
        return tally.failures[0].reason
    if tally.notices:
        return tally.notices[0]
    return message("Bundle", "Nothing was chosen to be exported. Choose at least one kind.")


def _unforeseen(error: Exception) -> Message:
    return message(
        "Bundle",
        "It could not be made, in a way nobody foresaw ({reason}). The log says more.",
        reason=type(error).__name__,
    )


MEASURING = message("Bundle", "Measuring")
WRITING = message("Bundle", "Writing documents")
PACKING = message("Bundle", "Putting in place")
