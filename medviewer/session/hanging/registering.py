"""Registering the series of another cell to the active one, off the GUI thread; then they go together.

two volumes ─► job, process (SimpleITK) ─► transform ─► alignments ─► cells go where the active one is
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Slot

from medviewer.domain.patient_identity import may_be_same
from medviewer.domain.rigid_transform import RigidTransform
from medviewer.domain.study import DisplaySet
from medviewer.domain.volume import Volume
from medviewer.errors import MedViewerError, NotRegistered, WorkerStopped
from medviewer.imaging.image_places import space_of
from medviewer.imaging.registrar import build_registrar, pair_of
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import Progress
from medviewer.session.hanging.alignments import Alignment, is_shared
from medviewer.session.hanging.linking import Linking
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.images.viewports import Viewports
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.messages import Messages
from medviewer.session.state import State
from medviewer.words import message


@dataclass(frozen=True, slots=True)
class RegisteringState:
    """Whether a registration runs, and how far it is; None before its first step."""

    is_running: bool = False
    progress: Progress | None = None


class Registering(State[RegisteringState]):
    """One registration at a time; another one asked for takes its place."""

    def __init__(
        self,
        runner: JobRunner,
        viewports: Viewports,
        volumes: VolumeCache,
        linking: Linking,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(RegisteringState(), parent)
        self._runner = runner
        self._viewports = viewports
        self.volumes = volumes
        self._linking = linking
        self._messages = messages
        self._job: Job | None = None
        self._spaces = ("", "")
        self.watching: Callable[[], AbstractContextManager[None]] = nullcontext  # makes it a step

    def partner(self) -> Viewport | None:
        """The first other cell whose series has places of its own, of the same patient; None without one."""
        here = self._viewports.active.value
        others = (v for v in self._viewports.visible() if not self._viewports.is_active(v))
        return next((other for other in others if _can_register(here, other.value)), None)

    def start(self) -> None:
        """Register the partner to the active cell."""
        partner = self.partner()
        here = self._viewports.active.value.display_set
        there = partner.value.display_set if partner is not None else None
        if here is None or there is None:
            return
        self.register(here, there)

    def register(self, here: DisplaySet, there: DisplaySet) -> None:
        """Register the second series to the first, wherever they are shown."""
        fixed, moving = self.volumes.volume(here), self.volumes.volume(there)
        if fixed is None or moving is None:
            self._messages.warn(
                message(
                    "Registration",
                    "Both series must be loaded completely before they can be registered. Wait until "
                    "the bars beside the images are grey throughout.",
                )
            )
            return
        self.stop()
        self._spaces = space_of(here), space_of(there)
        job = self._runner.start(Lane.REGISTRATION, partial(_register, fixed, moving))
        job.progressed.connect(self._on_progressed)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)
        self._job = job
        self.replace(RegisteringState(is_running=True))

    def stop(self) -> None:
        """Leave it; what was known before stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.replace(RegisteringState())

    @Slot(object)
    def _on_progressed(self, step: Progress) -> None:
        if self.sender() is self._job:
            self.update(progress=step)

    @Slot(object)
    def _on_finished(self, transform: RigidTransform) -> None:
        if self.sender() is not self._job:
            return  # stopped meanwhile
        with self.watching():
            self._linking.alignments.put(Alignment(*self._spaces, transform, is_spatial=True))
            self._linking.gather()
        self._messages.note(
            message(
                "Registration",
                "The two examinations are registered. Check with the 3-D cursor (J) that one place is the "
                "same in both.",
            )
        )

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        if self.sender() is self._job:
            self._messages.warn(error.message)

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self.replace(RegisteringState())


def _can_register(first: ViewportState, second: ViewportState) -> bool:
    if not (first.study and second.study and first.display_set and second.display_set):
        return False
    are_volumes = first.display_set.geometry is not None and second.display_set.geometry is not None
    is_one_patient = may_be_same(first.study.patient, second.study.patient)
    return are_volumes and is_one_patient and not is_shared(first, second)


def _register(fixed: Volume, moving: Volume, context: JobContext) -> RigidTransform:
    """In a thread, which waits for a process of its own: it is not kept, registering is rare."""
    pair = pair_of(fixed, moving)
    worker = WorkerProcess(build_registrar)
    try:
        found = worker.run(pair, context.progress, context.token)
    except WorkerStopped as error:
        raise NotRegistered(UNFINISHED) from error
    finally:
        worker.stop()
    assert isinstance(found, RigidTransform)  # for the type checker: what a registrar answers
    return found


UNFINISHED = message(
    "Registration",
    "Registering ended unexpectedly, perhaps for want of memory. Close other programs and try again, or "
    "align the series by hand.",
)
