"""What models are asked about a patient beside images: each a room of its own, made here."""

from PySide6.QtCore import QObject, Signal

from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.asking.fused import Fused
from medviewer.session.asking.signals import SignalAsking
from medviewer.session.context.clinical import Clinical
from medviewer.session.images.viewport import Viewport
from medviewer.session.preferences import Preferences


class Questions(QObject):
    """`fused` joins image, values and text; `signals` makes an asker for each ECG window."""

    signal_answered = Signal(object, str)  # SignalAnswer, key of the study

    def __init__(
        self,
        runner: JobRunner,
        worker: WorkerProcess,
        clinical: Clinical,
        viewport: Viewport,
        preferences: Preferences,
    ) -> None:
        super().__init__(clinical)
        self._of_signals = runner, worker, preferences
        self.fused = Fused(runner, worker, clinical, viewport, preferences, self)

    def signals(self, study_key: str, parent: QObject) -> SignalAsking:
        """Asks imported models about recordings of a study; lives as long as `parent`."""
        asking = SignalAsking(*self._of_signals, study_key, parent)
        asking.answered_of.connect(self.signal_answered)
        return asking
