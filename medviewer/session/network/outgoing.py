"""Gathers what is to be sent, in a thread of its own: the reader sees it before anything leaves.

images ─┬───────────────────────────┐
        └ cleaned of identity ──────┼─► what would be sent ─► the reader agrees ─► transfers
last export, or objects made now ───┘

Originals are read and never touched. What is made for sending lies in a folder of ours that goes with the
program.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from medviewer.domain.bundle import BundleKind
from medviewer.domain.deidentification import DeidentificationOptions
from medviewer.domain.outgoing import Outgoing, OutgoingGroup, Source
from medviewer.domain.study import Study
from medviewer.errors import MedViewerError, NothingToOpen
from medviewer.jobs.job import Job, JobContext, JobFunction
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.progress import Progress
from medviewer.session.bundle.bundle_order import BundleOrder, BundleOutcome
from medviewer.session.bundle.exporting import Exporting
from medviewer.session.library.unpacked_folders import new_folder
from medviewer.session.network.object_kinds import object_kind
from medviewer.session.reports.report_run import Translate
from medviewer.session.state import State
from medviewer.words import Message, message

PREAMBLE = 128  # bytes before "DICM" in a Part 10 file (PS3.10 7.1)
MEDIA = "DICOMDIR"


@dataclass(frozen=True, slots=True)
class OutgoingState:
    """What was asked for last; `ready` once it can be sent, `problem` where it cannot."""

    is_preparing: bool = False
    progress: Progress | None = None
    ready: Outgoing | None = None
    problem: Message | None = None


class OutgoingRoom(State[OutgoingState]):
    """One preparation at a time; a newer one takes the older one's place."""

    def __init__(
        self, runner: JobRunner, exporting: Exporting, parent: QObject | None = None
    ) -> None:
        """`exporting` freezes the reading of a study for objects made of it."""
        super().__init__(OutgoingState(), parent)
        self._runner = runner
        self._exporting = exporting
        self._job: Job | None = None
        self._folders: list[tempfile.TemporaryDirectory[str]] = []

    def prepare_images(self, study: Study) -> None:
        """The study's own files."""
        self._begin(partial(_images, files_by_series(study)))

    def prepare_copies(self, study: Study, options: DeidentificationOptions) -> None:
        """Copies of them without identity."""
        files = [file for _, files in files_by_series(study) for file in files]
        self._begin(partial(_copies, tuple(files), options, self._folder() / "copies"))

    def prepare_export(self, outcome: BundleOutcome) -> None:
        """The DICOM objects of an export."""
        if outcome.place.is_dir():
            self._begin(partial(_export, outcome))
        else:
            self.stop()
            self.replace(OutgoingState(problem=IS_PACKED))

    def prepare_objects(self, study: Study, kinds: frozenset[BundleKind]) -> None:
        """Objects of the reading as it is now."""
        order = self._exporting.order_of(study, kinds, self._folder() / "objects")
        self._begin(partial(_objects, order, self._exporting.translate))

    def stop(self) -> None:
        """Prepare nothing any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.replace(OutgoingState())

    def end(self) -> None:
        """Remove what was made for sending: the program ends."""
        self.stop()
        for folder in self._folders:
            folder.cleanup()
        self._folders.clear()

    def _folder(self) -> Path:
        """Stays until the program ends: what was refused is sent again from it."""
        folder = new_folder()
        self._folders.append(folder)
        return Path(folder.name)

    def _begin(self, work: JobFunction) -> None:
        self.stop()
        self.replace(OutgoingState(is_preparing=True))
        self._job = job = self._runner.start(Lane.EXPORT, work)
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if self.sender() is self._job:
            self.update(progress=progress)

    @Slot(object)
    def _on_finished(self, ready: Outgoing) -> None:
        if self.sender() is self._job:
            self._job = None
            self.replace(OutgoingState(ready=ready))

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        if self.sender() is self._job:
            self._job = None
            self.replace(OutgoingState(problem=error.message))


def files_by_series(study: Study) -> tuple[tuple[str, tuple[Path, ...]], ...]:
    """Every file of a study with the title of its series, each file once."""
    found: dict[Path, str] = {}
    for series in study.series:
        number = "" if series.series_number is None else f" {series.series_number}"
        title = " · ".join(filter(None, (f"{series.modality}{number}", series.series_description)))
        for display_set in series.display_sets:
            found |= {each.instance.path: title for each in display_set.source_frames}
        found |= {each.path: title for each in series.objects}
    grouped: dict[str, list[Path]] = defaultdict(list)
    for path, title in found.items():
        grouped[title].append(path)
    return tuple((title, tuple(paths)) for title, paths in grouped.items())


def _images(groups: Iterable[tuple[str, tuple[Path, ...]]], context: JobContext) -> Outgoing:
    counted = []
    for title, files in groups:
        context.token.check()
        counted.append(_group(title, files))
    return _unless_empty(Outgoing(Source.IMAGES, tuple(counted)))


def _copies(
    files: tuple[Path, ...], options: DeidentificationOptions, folder: Path, context: JobContext
) -> Outgoing:
    from medviewer.dicom.deidentifying.run import deidentify  # not before the window stands

    with tempfile.TemporaryDirectory(prefix="medviewer-") as unpacked:
        report = deidentify(files, folder, options, Path(unpacked), context.token, context.progress)
    notices = []
    if report.left_out:
        notices.append(_left_out(len(report.left_out), report.left_out[0].reason))
    if report.warnings:
        notices.append(_lettering(len(report.warnings)))
    title = message("Outgoing", "De-identified copies")
    groups = (_group(title, _dicom_files(folder)),)
    return _unless_empty(Outgoing(Source.COPIES, groups, tuple(notices)))


def _export(outcome: BundleOutcome, context: JobContext) -> Outgoing:
    context.token.check()
    files = [outcome.place / name for name in outcome.files]
    return _unless_empty(Outgoing(Source.EXPORT, _by_kind(filter(is_dicom, files))))


def _objects(order: BundleOrder, translate: Translate, context: JobContext) -> Outgoing:
    from medviewer.session.bundle.bundle_run import run_bundle  # loads pydicom

    outcome = run_bundle(order, context.token, context.progress, translate)
    notices = tuple(failure.reason for failure in outcome.failures) + outcome.notices
    groups = _by_kind(_dicom_files(outcome.place))
    return _unless_empty(Outgoing(Source.OBJECTS, groups, notices))


def _by_kind(files: Iterable[Path]) -> tuple[OutgoingGroup, ...]:
    """As the standard's classes call them; the names of exported files say nothing on a medium."""
    kinds = [(object_kind(file), file) for file in files]
    titles = {str(kind): kind for kind, _ in kinds}
    return tuple(
        _group(title, tuple(file for kind, file in kinds if str(kind) == name))
        for name, title in titles.items()
    )


def _group(title: str | Message, files: tuple[Path, ...]) -> OutgoingGroup:
    return OutgoingGroup(title, files, sum(_size(file) for file in files))


def _dicom_files(folder: Path) -> tuple[Path, ...]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple(filter(is_dicom, files))


def is_dicom(file: Path) -> bool:
    """Whether it is a Part 10 file that can be stored; a DICOMDIR is of its medium alone."""
    if file.name.upper() == MEDIA:
        return False
    try:
        with file.open("rb") as stream:
            return stream.read(PREAMBLE + 4)[PREAMBLE:] == b"DICM"
    except OSError:
        return False


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0  # the transfer will say that it is gone


def _unless_empty(outgoing: Outgoing) -> Outgoing:
    if not outgoing.files:
        raise NothingToOpen(NOTHING)
    return replace(outgoing, groups=tuple(group for group in outgoing.groups if group.files))


NOTHING = message(
    "Outgoing",
    "There is nothing to send: no DICOM object came of what you chose. Choose something else, or decide on "
    "findings and measure first.",
)
IS_PACKED = message(
    "Outgoing",
    "The last export lies in a ZIP archive, or is gone. Export into a folder, or choose objects made now.",
)


def _left_out(count: int, reason: Message) -> Message:
    return message(
        "Outgoing",
        "{count} files cannot be cleaned and are not sent. The first: {reason}",
        count=count,
        reason=reason,
    )


def _lettering(count: int) -> Message:
    return message(
        "Outgoing",
        "Text may stand in the pixels of {count} files: look at them before you send them.",
        count=count,
    )
