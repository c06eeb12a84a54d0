"""Earlier studies fetched by themselves: when a study is open and at rest, by rules, of this patient only.

study on screen ─► at rest (decoded, nothing fetched) ─► asked of the archive ─► what fits ─► fetched
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from medviewer.domain.archive import ArchiveMatch, ArchiveNode, ArchiveQuery
from medviewer.domain.network_settings import PriorRules
from medviewer.domain.patient_identity import is_same_patient
from medviewer.domain.prior_matching import fitting_priors
from medviewer.domain.study import Patient, Study
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, LaneOf, PeerLane
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.network.archives import ArchiveOpener

REST_MS = 1500  # how long a study is on screen before anybody asks about its priors
MOST_ASKED = 200  # studies of one patient


class Priors(QObject):
    """Asks once for each study in a run. What fits and is not here is `chosen`."""

    chosen = Signal(object)  # tuple[ArchiveMatch, ...], the newest first
    failed = Signal(object)  # Message: why the archive could not be asked

    def __init__(
        self,
        runner: JobRunner,
        opener: ArchiveOpener,
        viewport: Viewport,
        is_at_rest: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """`is_at_rest` tells whether nothing else is waited for."""
        super().__init__(parent)
        self._runner = runner
        self._open = opener
        self._viewport = viewport
        self._is_at_rest = is_at_rest
        self._rules = PriorRules()
        self._node: ArchiveNode | None = None
        self._asked: set[str] = set()  # keys of studies
        self._asking: dict[Job, Study] = {}
        self._patients: dict[str, Patient] = {}  # of priors on their way, by StudyInstanceUID
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self.look)
        viewport.changed.connect(self._on_viewport_changed)

    def follow(self, rules: PriorRules, node: ArchiveNode | None) -> None:
        """Ask that node by these rules from now on; nobody where there is none."""
        if (rules, node) != (self._rules, self._node):
            self._rules, self._node = rules, node
            self._asked.clear()
            self._timer.start()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()
        self._node = None

    def refuses(self, study: Study) -> bool:
        """Whether what came as a prior says that it is somebody else's."""
        patient = self._patients.get(study.study_instance_uid)
        return patient is not None and not is_same_patient(study.patient, patient)

    @Slot()
    def look(self) -> None:
        """Ask for the priors of the study on screen, or wait until it is at rest."""
        study = self._viewport.value.study
        if study is None or self._node is None or study.key in self._asked:
            return
        if not study.patient.patient_id.strip() or study.is_synthetic:
            return  # there is nobody to ask about
        if not self._is_at_rest():
            self._timer.start()
            return
        self._asked.add(study.key)
        query = ArchiveQuery(patient_id=study.patient.patient_id, limit=MOST_ASKED)
        lane = LaneOf(PeerLane.QUESTIONS, self._node.name)
        job = self._runner.start(lane, partial(_ask, self._open, self._node, query))
        self._asking[job] = study
        job.finished.connect(self._on_answered)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    @Slot(object)
    def _on_answered(self, matches: tuple[ArchiveMatch, ...]) -> None:
        study = self._asking[self.sender()]  # type: ignore[index]  # a Job
        found = fitting_priors(study, matches, self._rules)
        for match in found:
            self._patients[match.study_instance_uid] = study.patient
        if found:
            self.chosen.emit(found)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self.failed.emit(error.message)

    @Slot()
    def _on_ended(self) -> None:
        self._asking.pop(self.sender(), None)  # type: ignore[call-overload]  # a Job

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        is_other = before.study is None or now.study is None or before.study.key != now.study.key
        if is_other and now.study is not None and self._node is not None:
            self._timer.start()


def _ask(
    opener: ArchiveOpener, node: ArchiveNode, query: ArchiveQuery, context: JobContext
) -> tuple[ArchiveMatch, ...]:
    return tuple(opener(node).find(query, context.token))
