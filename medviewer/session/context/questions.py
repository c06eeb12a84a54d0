"""What models are asked about a patient beside images: each a room of its own, made here."""

from PySide6.QtCore import QObject

from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.context.clinical import Clinical
from medviewer.session.context.fused import Fused
from medviewer.session.images.viewport import Viewport
from medviewer.session.preferences import Preferences


class Questions(QObject):
    """`fused` joins image, values and text."""

    def __init__(
        self,
        runner: JobRunner,
        worker: WorkerProcess,
        clinical: Clinical,
        viewport: Viewport,
        preferences: Preferences,
    ) -> None:
        super().__init__(clinical)
        self.fused = Fused(runner, worker, clinical, viewport, preferences, self)
