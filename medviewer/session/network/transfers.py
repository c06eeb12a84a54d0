"""What is fetched from archives and sent to them: queued for each, followed, cancelled, tried again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.dicom.network.arrival_folder import ArrivalFolder
from medviewer.domain.archive import ArchiveNode, Arrival, RetrieveOrder, TransferOutcome
from medviewer.domain.transfers import Direction, Reason, Stage, Transfer, TransfersState
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job
from medviewer.jobs.runner import JobRunner, LaneOf, PeerLane
from medviewer.session.network import transfer_run
from medviewer.session.network.archives import ArchiveOpener
from medviewer.session.network.transfer_run import Step
from medviewer.session.network.transfer_words import broken_off, sentence, stage_of, stopped
from medviewer.session.state import State


class Transfers(State[TransfersState]):
    """One at a time for each archive, in the order asked for."""

    queued = Signal(object)  # Transfer, new or tried again
    ended = Signal(object)  # Transfer

    def __init__(
        self,
        runner: JobRunner,
        opener: ArchiveOpener,
        put: Callable[[Arrival], None],
        parent: QObject | None = None,
    ) -> None:
        """`put` is called from network threads with each instance that has arrived."""
        super().__init__(TransfersState(), parent)
        self._runner = runner
        self._open = opener
        self._put = put
        self._ids = count(1)
        self._nodes: dict[int, ArchiveNode] = {}
        self._folders: dict[int, ArrivalFolder] = {}
        self._jobs: dict[Job, int] = {}

    def fetch(
        self,
        node: ArchiveNode,
        order: RetrieveOrder,
        into: ArrivalFolder,
        reason: Reason = Reason.ASKED,
        title: str = "",
    ) -> Transfer:
        """Bring a study, or some of it; the one that is on its way already where that is the same."""
        for known in self.value.running:
            if known.order == order and known.node == node.name:
                return known
        made = self._made(node, Direction.FETCH, title)
        self._folders[made.transfer_id] = into
        return self._begin(replace(made, order=order, reason=reason))

    def send(self, node: ArchiveNode, files: Sequence[Path], title: str = "") -> Transfer:
        """Send DICOM files as they are."""
        return self._begin(replace(self._made(node, Direction.SEND, title), files=tuple(files)))

    def cancel(self, transfer_id: int) -> None:
        """Stop a transfer, or take it out of the queue."""
        for job, whose in self._jobs.items():
            if whose == transfer_id:
                job.cancel()

    def retry(self, transfer_id: int) -> None:
        """Try a transfer again that has ended; what is missing is asked for."""
        known = self.value.find(transfer_id)
        if known is not None and known.stage.has_ended:
            fresh = replace(known, stage=Stage.WAITING, done=0, total=0, byte_count=0)
            self._begin(
                replace(fresh, bytes_per_s=0.0, seconds_left=None, outcome=None, sentence=None)
            )

    def clear_ended(self) -> None:
        """Show those no more that have ended."""
        gone = {each.transfer_id for each in self.value.transfers if each.stage.has_ended}
        for transfer_id in gone:
            self._nodes.pop(transfer_id, None)
            self._folders.pop(transfer_id, None)
        self.replace(TransfersState(self.value.running))

    def _made(self, node: ArchiveNode, direction: Direction, title: str) -> Transfer:
        transfer_id = next(self._ids)
        self._nodes[transfer_id] = node
        return Transfer(transfer_id, direction, node.name, node.address, title)

    def _begin(self, transfer: Transfer) -> Transfer:
        node = self._nodes[transfer.transfer_id]
        self._show(transfer)
        self.queued.emit(transfer)
        if transfer.order is not None:
            into = self._folders[transfer.transfer_id]
            work = partial(transfer_run.fetch, self._open, node, transfer.order, into, self._put)
        else:
            work = partial(transfer_run.send, self._open, node, transfer.files)
        job = self._runner.start(LaneOf(PeerLane.TRANSFERS, node.name), work)
        self._jobs[job] = transfer.transfer_id
        job.delivered.connect(self._on_step)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.ended.connect(self._on_ended)
        return transfer

    def _show(self, transfer: Transfer) -> None:
        others = {each.transfer_id: each for each in self.value.transfers}
        others[transfer.transfer_id] = transfer
        self.replace(TransfersState(tuple(others.values())))

    def _of(self, job: QObject) -> Transfer | None:
        return self.value.find(self._jobs.get(job, 0))  # type: ignore[call-overload]  # a Job

    @Slot(object)
    def _on_step(self, step: Step) -> None:
        transfer = self._of(self.sender())
        if transfer is not None:
            self._show(
                replace(
                    transfer,
                    stage=Stage.RUNNING,
                    done=step.done,
                    total=step.total,
                    byte_count=step.byte_count,
                    bytes_per_s=step.bytes_per_s,
                    seconds_left=step.seconds_left,
                )
            )

    @Slot(object)
    def _on_finished(self, outcome: TransferOutcome) -> None:
        transfer = self._of(self.sender())
        if transfer is not None:
            self._end(
                replace(
                    transfer,
                    stage=stage_of(outcome),
                    done=outcome.transferred + outcome.already_there,
                    byte_count=outcome.byte_count or transfer.byte_count,
                    outcome=outcome,
                    sentence=sentence(transfer, outcome),
                )
            )

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        transfer = self._of(self.sender())
        if transfer is not None:
            said = broken_off(transfer, error.message)
            self._end(replace(transfer, stage=Stage.FAILED, sentence=said))

    @Slot()
    def _on_cancelled(self) -> None:
        transfer = self._of(self.sender())
        if transfer is not None:
            self._end(replace(transfer, stage=Stage.CANCELLED, sentence=stopped(transfer)))

    def _end(self, transfer: Transfer) -> None:
        ended = replace(transfer, seconds_left=None)
        self._show(ended)
        self.ended.emit(ended)

    @Slot()
    def _on_ended(self) -> None:
        self._jobs.pop(self.sender(), None)  # type: ignore[call-overload]  # a Job
