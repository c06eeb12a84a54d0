"""One model on one display set, from its images to the result. No Qt: the command line runs it too."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import Protocol

import numpy as np

from medviewer.ai.applicability import Option, Plan
from medviewer.ai.header_rules.asked_images import AskedImages
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    Explanation,
    ExplanationRequest,
    ModelCard,
    SharedArray,
)
from medviewer.domain.patient_age import age_years
from medviewer.domain.study import DisplaySet, Series, Study
from medviewer.domain.volume import Images, ImageStack, PixelArray, Volume
from medviewer.errors import OutOfMemory
from medviewer.jobs.worker_process import Worker
from medviewer.logs import short_hash
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

SHARED_MEMORY_FOLDER = Path("/dev/shm")  # where Linux shows it as files
STARTING = message("Analysis", "Starting the AI")


class AnalysisWorker(Protocol):
    """What answers questions about images: the worker process, or a machine elsewhere."""

    @property
    def is_alive(self) -> bool: ...

    @property
    def device(self) -> str:
        """Where it computes, as results name it; "" before a process of ours was started."""
        ...

    def start(self, token: CancelToken | None = None) -> str:
        """Be ready; where it computes."""
        ...

    def run(self, payload: object, progress: ProgressSink, token: CancelToken) -> object:
        """Answer an `AnalysisRequest` or an `ExplanationRequest`."""
        ...


@dataclass(frozen=True, slots=True)
class AnalysisOrder:
    """What to run on what.

    Attributes:
        volume: spares reading the files again where they are decoded already.
        warnings: what the headers have against it; they stand in the result.
        override: the reader's typed reason for running it all the same; "" without one.
    """

    request_id: str
    card: ModelCard
    study: Study
    series: Series
    display_set: DisplaySet
    volume: Volume | None = None
    device: str = "auto"
    warnings: tuple[Message, ...] = ()
    override: str = ""


def run_order(
    order: AnalysisOrder, worker: Worker, progress: ProgressSink, token: CancelToken
) -> AnalysisResult:
    """Run the order in the worker process. Blocks; call it from the analysis thread or a command line.

    Raises:
        InputError: the series cannot be read, or not as the volume the model needs.
        AnalysisError: the worker crashed, ran out of memory or has no usable weights.
        Cancelled: `token` was cancelled.
    """
    if order.override:  # its words are the reader's and may name a patient: they are not logged
        logger.warning(
            "The guard was overridden: %s on series %s",
            order.card.model_id,
            short_hash(order.series.series_instance_uid),
        )
    images = order.volume or images_of_order(order, token, progress)
    progress(Progress(STARTING, 0, 1))
    worker.start(token)
    with _shared(images.array) as shared:
        answer = worker.run(request_of(order, images, shared), progress, token)
    assert isinstance(answer, AnalysisResult)  # what build_handler's handler returns
    return _as_measured(replace(answer, warnings=order.warnings + answer.warnings))


def _as_measured(answer: AnalysisResult) -> AnalysisResult:
    """Nobody measured what a model says of images it was not made for: then there are scores only."""
    if answer.is_measured:
        return answer
    scores = tuple(replace(finding, is_calibrated=False) for finding in answer.findings)
    return replace(answer, findings=scores)


def run_explanation(
    order: AnalysisOrder,
    wanted: ExplanationRequest,
    worker: Worker,
    progress: ProgressSink,
    token: CancelToken,
) -> Explanation:
    """Explain a finding of an earlier run by another method, on the same images. Blocks.

    Raises:
        AnalysisError: as `run_order`, or the model cannot be explained that way.
        Cancelled: `token` was cancelled.
    """
    images = order.volume or images_of_order(order, token, progress)
    worker.start(token)
    with _shared(images.array) as shared:
        asked = replace(wanted, request=request_of(order, images, shared))
        answer = worker.run(asked, progress, token)
    assert isinstance(answer, Explanation)
    return answer


def request_of(order: AnalysisOrder, images: Images, shared: SharedArray) -> AnalysisRequest:
    stack = images if isinstance(images, ImageStack) else None
    return AnalysisRequest(
        request_id=order.request_id,
        model_id=order.card.model_id,
        study_instance_uid=order.study.key,
        series_instance_uid=order.series.series_instance_uid,
        display_set_id=order.display_set.display_set_id,
        volume=shared,
        geometry=images.geometry if isinstance(images, Volume) else None,
        unit=images.unit,
        sop_instance_uids=tuple(f.instance.sop_instance_uid for f in order.display_set.frames),
        device=order.device,
        planes=stack.planes if stack else (),
        curves=stack.curves if stack else (),
        patient_age_years=age_years(order.study),
        override=order.override,
        body_part=AskedImages(order.study, order.series, order.display_set).body_part,
    )


def images_of_order(order: AnalysisOrder, token: CancelToken, progress: ProgressSink) -> Images:
    """The display set from its files: as a volume, or as single images where they form none and need not."""
    from medviewer.dicom.pixels import stacks, volumes  # not before the window stands

    if order.display_set.geometry is None and not order.card.applicability.needs_volume:
        return stacks.load_stack(order.display_set, token, progress)
    return volumes.load_volume(order.display_set, token, progress)


def refused(plan: Plan, study: Study, option: Option | None) -> AnalysisResult:
    """The result of a model that was not run, with the reason: of `option`, or of the study as a whole."""
    shown = option or next(iter(plan.options), None)
    reason = shown.verdict.reasons[0] if shown and shown.verdict.reasons else _no_series(plan.card)
    is_known = shown is not None and shown.verdict.is_overridable
    request = AnalysisRequest(
        request_id="",
        model_id=plan.card.model_id,
        study_instance_uid=study.key,
        series_instance_uid=shown.series.series_instance_uid if shown else "",
        display_set_id=shown.display_set.display_set_id if shown else "",
        volume=SharedArray("", (), ""),
        geometry=None,
        unit=plan.card.applicability.unit,
        sop_instance_uids=(),
    )
    return AnalysisResult(
        request,
        plan.card,
        AnalysisStatus.REFUSED,
        device="",
        reason=reason,
        is_overridable=is_known,
    )


def _no_series(card: ModelCard) -> Message:
    return message(
        "Analysis",
        "{model} was not run: this study has no series it was made for.",
        model=card.title,
    )


@contextmanager
def _shared(array: PixelArray) -> Iterator[SharedArray]:
    """A copy of `array` in shared memory, gone when the block ends.

    Should this process be killed, multiprocessing's resource tracker removes it.

    Raises:
        OutOfMemory: there is less shared memory than that; containers often have 64 MB.
    """
    try:
        memory = SharedMemory(create=True, size=max(array.nbytes, 1))
    except OSError as error:
        raise _too_large(array) from error
    try:
        _reserve(memory, array)
        view: PixelArray = np.ndarray(array.shape, array.dtype, buffer=memory.buf)
        view[...] = array
        del view  # the buffer cannot be closed while something looks at it
        yield SharedArray(memory.name, array.shape, array.dtype.str)
    finally:
        memory.close()
        memory.unlink()


def _reserve(memory: SharedMemory, array: PixelArray) -> None:
    """Take the memory now: a page that is not there when it is written to kills the program (SIGBUS)."""
    file = SHARED_MEMORY_FOLDER / memory.name
    if not file.exists():  # not Linux: memory is taken when it is made
        return
    try:
        with file.open("r+b") as stream:
            os.posix_fallocate(stream.fileno(), 0, max(array.nbytes, 1))
    except OSError as error:
        raise _too_large(array) from error


def _too_large(array: PixelArray) -> OutOfMemory:
    return OutOfMemory(
        message(
            "Analysis",
            "This series needs {needed} MB of shared memory to reach the AI, and there is less. Close other "
            "programs, or give the container more (--shm-size), and run Analyze again.",
            needed=(array.nbytes >> 20) + 1,
        )
    )
