"""One study from its files to a whole result: what every worker does, wherever it runs. No Qt, no state.

files → headers → each model on its best series → documents → one folder under the result's key
"""

import errno
import logging
import os
import platform
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from medviewer.domain.bundle import BundleKind
from medviewer.domain.model_card import AnalysisResult, AnalysisStatus
from medviewer.domain.study import Study
from medviewer.errors import ExportError, InputError, MedViewerError, OutOfMemory
from medviewer.jobs.worker_process import Worker
from medviewer.progress import Cancelled, CancelToken, ProgressSink, ignore_progress
from medviewer.session.batch.kept_results import KeptResults
from medviewer.session.batch.study_analysis import answer_of, answers_about
from medviewer.session.batch.study_task import StudyTask, TaskResult, TaskStatus, failed
from medviewer.session.bundle.bundle_order import BundleOrder
from medviewer.session.bundle.bundle_run import run_bundle
from medviewer.session.review.kept_reading import analysed_order
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

DISK_REFUSES = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


@dataclass(slots=True)
class Stopwatch:
    """Seconds by stage."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _since: float = field(default_factory=time.perf_counter)

    def lap(self, stage: str) -> None:
        """The time since the last lap was this stage's."""
        now = time.perf_counter()
        self.seconds[stage] += now - self._since
        self._since = now


def run_task(
    task: StudyTask,
    out: Path,
    worker: Worker,
    progress: ProgressSink = ignore_progress,
    token: CancelToken | None = None,
) -> TaskResult:
    """Analyse one study; its result lies whole under `out` when this returns. Blocks.

    What goes wrong with one study is a result, too, unless its worker had better be begun anew.

    Args:
        worker: answers `AnalysisRequest`s and keeps its models loaded, see `jobs.inline_worker`.

    Raises:
        OutOfMemory: the study does not fit, or what came before it left too little.
        Cancelled: `token` was cancelled; nothing is left.
    """
    token = token or CancelToken()
    results = KeptResults(out)
    if (kept := results.find(task.key)) is not None:
        return replace(kept, number=task.number, status=TaskStatus.SKIPPED)
    try:
        with results.working() as folder:
            return _worked(task, results, folder, worker, progress, token)
    except (Cancelled, OutOfMemory):
        raise
    except MemoryError as error:
        raise OutOfMemory(TOO_LARGE) from error
    except MedViewerError as error:
        is_full = isinstance(error.__cause__, OSError) and _refuses(error.__cause__)
        return replace(failed(task, error), is_stopping=is_full)
    except OSError as error:
        return replace(failed(task, unwritable(out, error)), is_stopping=_refuses(error))
    except Exception as error:
        logger.exception("A study failed in a way nobody foresaw")
        return failed(task, unforeseen(error))


def _worked(
    task: StudyTask,
    results: KeptResults,
    folder: Path,
    worker: Worker,
    progress: ProgressSink,
    token: CancelToken,
) -> TaskResult:
    watch = Stopwatch()
    study = read_study(task, folder / "unpacked", progress, token)
    watch.lap("scan")
    answers = answers_about(study, task.order, worker, progress, token)
    watch.lap("analyse")
    staged = folder / "result"
    files = write_documents(study, answers, task.order.kinds, staged, token)
    watch.lap("write")
    told = _told(task, study, answers, files, watch)
    token.check()
    results.put(staged, told)
    return told


def read_study(
    task: StudyTask, unpack_to: Path, progress: ProgressSink, token: CancelToken
) -> Study:
    """The task's study, among whatever else lies in its places.

    Raises:
        InputError: it is not there any more, or its files name several patients.
        Cancelled: `token` was cancelled.
    """
    from medviewer.dicom import scanner

    unpack_to.mkdir()
    found = scanner.survey(task.places, unpack_to, token, progress, lambda update: None)
    studies = [
        each
        for each in found.studies
        if each.study_instance_uid == task.study_instance_uid and scanner.has_images(each)
    ]
    if len(studies) == 1:
        return studies[0]
    if studies:
        raise InputError(SEVERAL_PATIENTS)
    if found.problems:
        raise InputError(found.problems[0].reason)
    raise InputError(NO_IMAGES)


def write_documents(
    study: Study,
    answers: tuple[AnalysisResult, ...],
    kinds: frozenset[BundleKind],
    staged: Path,
    token: CancelToken,
) -> tuple[str, ...]:
    """The bundle, as `medviewer analyze --bundle` writes it; nothing where no model answered.

    Returns:
        The files, relative to `staged`, which exists afterwards.

    Raises:
        ExportError: the disk refused, or a kind could not be written: half a bundle is none.
        Cancelled: `token` was cancelled.
    """
    staged.mkdir()
    if not kinds or not any(each.status is not AnalysisStatus.REFUSED for each in answers):
        return ()
    outcome = run_bundle(BundleOrder(analysed_order(study, answers), kinds, staged), token)
    for failure in outcome.failures:
        raise ExportError(
            message(
                "Batch",
                "The document “{kind}” could not be written: {reason}",
                kind=failure.kind.value,
                reason=failure.reason,
            )
        )
    return outcome.files


def _told(
    task: StudyTask,
    study: Study,
    answers: tuple[AnalysisResult, ...],
    files: tuple[str, ...],
    watch: Stopwatch,
) -> TaskResult:
    rows = tuple(answer_of(each, study) for each in answers)
    is_refused = all(each.status is AnalysisStatus.REFUSED for each in answers)
    modalities = sorted({series.modality for series in study.series if series.display_sets})
    return TaskResult(
        task.number,
        task.key,
        task.study_instance_uid,
        TaskStatus.REFUSED if is_refused else TaskStatus.DONE,
        reason=_closest_refusal(answers, study) if is_refused else None,
        study_date=study.study_date,
        modalities="\\".join(modalities),
        image_count=sum(series.count for series in study.series),
        byte_count=task.byte_count,
        answers=rows,
        timings_s=dict(watch.seconds),
        peak_memory_bytes=peak_memory_bytes(),
        files=files,
        analysed_at=datetime.now(UTC).isoformat(timespec="seconds"),
        worker=f"{platform.node()}:{os.getpid()}",
    )


def _closest_refusal(answers: tuple[AnalysisResult, ...], study: Study) -> Message | None:
    """Of the model that came closest: it looked at the pixels, or at least was made for the modality."""

    def distance(answer: AnalysisResult) -> tuple[bool, bool]:
        series = study.find_series(answer.request.series_instance_uid)
        is_fitting = series is not None and series.modality in answer.card.applicability.modalities
        return (not answer.device, not is_fitting)

    closest = min(answers, key=distance, default=None)
    return None if closest is None else closest.reason


def peak_memory_bytes() -> int:
    """The most this process has ever held; 0 where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _refuses(error: OSError) -> bool:
    """Whether no further result could be written either."""
    return error.errno in DISK_REFUSES


def unwritable(out: Path, error: OSError) -> Message:
    return message(
        "Batch",
        "The result could not be written to {folder} ({reason}). Make room there and start the same batch "
        "again: it goes on where it stopped.",
        folder=out,
        reason=error.strerror or type(error).__name__,
    )


def unforeseen(error: Exception) -> Message:
    return message(
        "Batch",
        "This study failed in a way MedViewer did not foresee ({kind}); the log file has the details.",
        kind=type(error).__name__,
    )


TOO_LARGE = message(
    "Batch",
    "There was not enough memory for this study. Run fewer workers at once, or give the computer more.",
)
NO_IMAGES = message(
    "Batch", "None of its files is there any more, or none has images. Start the batch again."
)
SEVERAL_PATIENTS = message(
    "Batch",
    "Its files name several patients under one StudyInstanceUID, so it is not known whose result it would "
    "be. Separate them.",
)
