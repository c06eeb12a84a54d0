"""The hospital's network as a session knows it: archives asked, studies fetched and sent, what arrives.

nodes ─► asking, worklist
fetch ─► transfers ─► arriving ─► library            arrivals: books, quota, what to go on with
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from medviewer.domain.archive import (
    ArchiveMatch,
    ArchiveNode,
    ArchiveQuery,
    Arrival,
    RetrieveOrder,
    WorklistQuery,
)
from medviewer.domain.archive_words import date_words, study_title
from medviewer.domain.network_settings import NetworkSettings
from medviewer.domain.person_names import readable_name
from medviewer.domain.study import Patient, Study
from medviewer.domain.study_index import Whereabouts
from medviewer.domain.transfers import ArrivedStudy, Direction, Reason, Stage, Transfer
from medviewer.jobs.job import JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.ai.analysis import Analysis
from medviewer.session.bundle.exporting import Exporting
from medviewer.session.images.first_look import FirstLook
from medviewer.session.images.viewport import ViewportState
from medviewer.session.images.viewports import Viewports
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.keeping.journal import Journal
from medviewer.session.library.library import Library
from medviewer.session.library.study_list import StudyList
from medviewer.session.messages import Messages
from medviewer.session.network.archives import ArchiveDoor, ArchiveOpener
from medviewer.session.network.arrivals import Arrivals, InUse
from medviewer.session.network.arriving import Arriving
from medviewer.session.network.asking import Asking, WorklistAsking
from medviewer.session.network.listening import Listening
from medviewer.session.network.nodes import Nodes
from medviewer.session.network.outgoing import OutgoingRoom
from medviewer.session.network.priors import Priors
from medviewer.session.network.pushed import Pushed
from medviewer.session.network.study_links import StudyLinks
from medviewer.session.network.transfer_words import received, with_what_is_here
from medviewer.session.network.transfers import Transfers
from medviewer.session.sharing.audit import Audit
from medviewer.session.sharing.network_events import quota_event, received_event, transfer_event
from medviewer.words import Message, message

NOT_KEPT = message("Network", "This window keeps nothing, so nothing can be fetched into it.")

SOMEBODY_ELSE = message(
    "Network",
    "An earlier study that the archive sent is of another patient than it had said, so it was removed. Tell "
    "the archive's administrator.",
)


@dataclass(frozen=True, slots=True)
class NetworkParts:
    """What of a session the network works with."""

    library: Library
    study_list: StudyList
    volumes: VolumeCache
    first_look: FirstLook
    viewports: Viewports
    journal: Journal
    audit: Audit
    analysis: Analysis
    messages: Messages
    exporting: Exporting


class Network(QObject):
    """Joins the parts; what concerns only one of them is asked of it."""

    def __init__(
        self,
        runner: JobRunner,
        parts: NetworkParts,
        parent: QObject | None = None,
        opener: ArchiveOpener | None = None,
    ) -> None:
        """`opener` stands in for the archives themselves."""
        super().__init__(parent)
        door = ArchiveDoor()
        opener = opener or door
        self._runner = runner
        self._parts = parts
        self._is_stopping = False
        self._pushed = Pushed()
        self._yielding: set[int] = set()  # ids of transfers that make way and are to go on later
        self._erased: set[str] = set()  # UIDs of studies whose fetch has yet to notice
        self.nodes = Nodes(runner, parts.messages, self)
        self.asking = Asking(runner, opener, self)
        self.worklist = WorklistAsking(runner, opener, self)
        self.arrivals = Arrivals(runner, parts.messages, self._in_use, self)
        self.arriving = Arriving(runner, parts.library, parts.volumes, parts.first_look, self)
        self.transfers = Transfers(runner, opener, self.arriving.inbox.put, self)
        put = self.arriving.inbox.put
        self.listening = Listening(runner, parts.messages, put, door, self)
        self.outgoing = OutgoingRoom(runner, parts.exporting, self)
        self.priors = Priors(runner, opener, parts.viewports.active, self._is_at_rest, self)
        here = parts.library, parts.study_list, parts.first_look, parts.viewports
        self.links = StudyLinks(self, parts.messages, *here)
        parts.analysis.is_arriving = self._is_arriving
        self.nodes.changed.connect(self._on_settings_changed)
        self.arrivals.removed.connect(self._on_removed)
        self.arriving.received.connect(self._on_received)
        self.arriving.found.connect(self._on_found)
        self.arriving.settled.connect(self._on_settled)
        self.priors.chosen.connect(self._on_priors_chosen)
        self.priors.failed.connect(parts.messages.note)
        self.transfers.queued.connect(self._on_queued)
        self.transfers.ended.connect(self._on_ended)
        for state in (parts.library, self.transfers):
            state.changed.connect(self.arrivals.tell_use)
        parts.viewports.active.changed.connect(self._on_viewport_changed)

    def use(self, nodes_file: Path) -> None:
        """Know the archives entered in this file, and keep changes there."""
        self.nodes.use(nodes_file)

    def begin(self, arrivals_root: Path) -> None:
        """Keep what arrives below that folder from now on. The window stands: disks may be asked."""
        settings = self.nodes.value
        self.arrivals.use(arrivals_root, settings.quota)
        self._follow(settings)

    def stop(self) -> None:
        """The program ends: what is on its way is remembered as it is."""
        self._is_stopping = self.arrivals.is_stopping = True
        self.arriving.stop()
        self.priors.stop()
        self.listening.end()
        self.outgoing.end()

    # What a reader asks for; an archive is named, a name nobody has entered is a message

    def ask(self, node_name: str, query: ArchiveQuery) -> None:
        """Put a question to an archive; `asking` holds the answers."""
        if (node := self._node(node_name)) is not None:
            self.asking.ask(node, query)

    def ask_worklist(self, node_name: str, query: WorklistQuery) -> None:
        """Put a question to a modality worklist; `worklist` holds the answers."""
        if (node := self._node(node_name)) is not None:
            self.worklist.ask(node, query)

    def fetch(
        self,
        node_name: str,
        orders: Sequence[RetrieveOrder],
        titles: Sequence[str] = (),
        reason: Reason = Reason.ASKED,
    ) -> tuple[Transfer, ...]:
        """Bring studies. The first that was asked for opens with its first image; the others go on the list.

        Args:
            titles: a line for each order.
        """
        node, folder = self._node(node_name), self.arrivals.folder
        if folder is None:
            self._parts.messages.warn(NOT_KEPT)
        if node is None or folder is None:
            return ()
        reasons = [reason, *[Reason.BESIDE if reason is Reason.ASKED else reason] * len(orders)]
        lines = [*titles, *[""] * len(orders)]
        return tuple(
            self.transfers.fetch(node, order, folder, why, title)
            for order, why, title in zip(orders, reasons, lines, strict=False)
        )

    def send(self, node_name: str, files: Sequence[Path], title: str = "") -> Transfer | None:
        """Send DICOM files to an archive as they are."""
        node = self._node(node_name)
        return self.transfers.send(node, files, title) if node is not None and files else None

    def go_on(self) -> None:
        """Fetch what an earlier run did not finish."""
        for study in self.arrivals.value.offered:
            if study.unfinished is not None:
                self.fetch(study.node, [study.unfinished], [study.title], Reason.RESUMED)

    def erase(self, patient: Patient, uids: frozenset[str]) -> None:
        """Fetch nothing more of a patient's studies and remove what has arrived of them."""
        for transfer in self.transfers.value.running:
            if transfer.study_instance_uid in uids:
                self._erased.add(transfer.study_instance_uid)
                self.transfers.cancel(transfer.transfer_id)
        for uid in uids:
            self.arriving.forget(uid)
        self.arrivals.erase(patient, uids)

    def _node(self, name: str) -> ArchiveNode | None:
        node = self.nodes.value.find(name)
        if node is None:
            self._parts.messages.warn(_unknown(name))
        return node

    def _in_use(self) -> InUse:
        opened = (study.study_instance_uid for study in self._parts.library.value.studies)
        fetched = (transfer.study_instance_uid for transfer in self.transfers.value.running)
        uids = frozenset((*opened, *fetched, *self.arriving.uids))
        return InUse(uids, self._parts.journal.file)

    def _is_at_rest(self) -> bool:
        """Whether the study on screen is all here and decoded, and nothing is being fetched."""
        library, shown = self._parts.library.value, self._parts.viewports.active.value
        if shown.study is None or shown.display_set is None or library.is_scanning:
            return False
        is_busy = bool(self.transfers.value.running) or shown.study.key in library.arriving
        return not is_busy and self._parts.volumes.is_settled(shown.display_set.display_set_id)

    @Slot(object)
    def _on_priors_chosen(self, matches: tuple[ArchiveMatch, ...]) -> None:
        """Those that are not here, or not all of them, are fetched."""
        node = self.nodes.value.priors.node
        opened = {study.study_instance_uid for study in self._parts.library.value.studies}
        listing = self._parts.study_list.value
        missing = {
            key for key, where in listing.whereabouts.items() if where is Whereabouts.MISSING
        }
        listed = {s.study_instance_uid for s in listing.others if s.study_key not in missing}
        arrived = self.arrivals.value.studies
        whole = {uid for uid, study in arrived.items() if study.unfinished is None}
        absent = [m for m in matches if m.study_instance_uid not in opened | listed | whole]
        orders = [RetrieveOrder(m.study_instance_uid, patient_id=m.patient_id) for m in absent]
        titles = [study_title(match) for match in absent]
        self.fetch(node, orders, titles, Reason.PRIOR)

    def _is_arriving(self, study_key: str) -> bool:
        return study_key in self._parts.library.value.arriving

    @Slot(object, object)
    def _on_settings_changed(self, before: NetworkSettings, now: NetworkSettings) -> None:
        if before.quota != now.quota:
            self.arrivals.limit(now.quota)
        if self.arrivals.folder is not None:
            self._follow(now)

    def _follow(self, settings: NetworkSettings) -> None:
        self.priors.follow(settings.priors, settings.find(settings.priors.node))
        self.listening.follow(settings, self.arrivals.folder)
        self.arriving.watch(settings.is_listening)

    @Slot(object)
    def _on_queued(self, transfer: Transfer) -> None:
        order, folder = transfer.order, self.arrivals.folder
        if order is None or folder is None:
            return
        uid, is_asked = order.study_instance_uid, transfer.reason is Reason.ASKED
        if is_asked:
            self._make_way(transfer)
        self.arrivals.expect(transfer)
        self.arriving.begin(uid, folder.study_folder(uid), opens=is_asked, shows=is_asked)

    def _make_way(self, asked: Transfer) -> None:
        """Priors that nobody asked for go on behind what the reader wants now."""
        for other in self.transfers.value.running:
            if other.reason is Reason.PRIOR and other.node == asked.node:
                self._yielding.add(other.transfer_id)
                self.transfers.cancel(other.transfer_id)

    @Slot(object)
    def _on_ended(self, transfer: Transfer) -> None:
        if self._is_stopping:
            return
        if transfer.transfer_id in self._yielding:
            self._yielding.discard(transfer.transfer_id)
            self.arriving.end(transfer.study_instance_uid)
            self.transfers.retry(transfer.transfer_id)
            return
        self._parts.audit.note(transfer_event(transfer))
        self._say(transfer)
        uid = transfer.study_instance_uid
        if uid in self._erased:
            self._erased.discard(uid)
            self.arrivals.remove([uid])  # what came after it was erased
        elif transfer.direction is Direction.FETCH:
            self.arriving.end(uid)
            # What the reader stopped is not offered again.
            is_over = transfer.stage in (Stage.DONE, Stage.CANCELLED)
            had_begun = transfer.stage is not Stage.FAILED or bool(transfer.total)
            self.arrivals.finish(uid, is_over=is_over, had_begun=had_begun)

    def _say(self, transfer: Transfer) -> None:
        if (sentence := transfer.sentence) is None:
            return
        known = self.arrivals.value.studies.get(transfer.study_instance_uid)
        if transfer.stage is Stage.FAILED and known is not None and not transfer.done:
            sentence = with_what_is_here(sentence, known.instance_count)
        is_aside = transfer.reason is Reason.PRIOR  # nobody asked for it: nobody is held up by it
        if is_aside or transfer.stage in (Stage.DONE, Stage.CANCELLED):
            self._parts.messages.note(sentence)
        else:
            self._parts.messages.warn(sentence)

    @Slot(object)
    def _on_received(self, arrivals: tuple[Arrival, ...]) -> None:
        self.arrivals.count(arrivals)
        running = {transfer.study_instance_uid for transfer in self.transfers.value.running}
        fetched = running | self.arriving.fetched
        pushed = [a for a in arrivals if a.study_instance_uid not in fetched]
        for arrival in pushed:
            self._pushed.add(arrival)
        self.listening.count(len(pushed))

    @Slot(str)
    def _on_settled(self, uid: str) -> None:
        if (pushed := self._pushed.take(uid)) is not None:
            self._parts.audit.note(received_event(pushed))
            self._parts.messages.note(received(pushed.instance_count))
        for study in self._parts.library.value.studies:
            if study.study_instance_uid == uid:
                self.arrivals.name(uid, title_of(study))

    @Slot(str)
    def _on_found(self, uid: str) -> None:
        """A study that nobody has opened goes on the list."""
        folder = self.arrivals.folder
        if folder is not None:
            job = self._runner.start(Lane.ARRIVALS, partial(_survey, folder.study_folder(uid)))
            job.finished.connect(self._on_surveyed)

    @Slot(object)
    def _on_surveyed(self, found: tuple[Study, ...]) -> None:
        """What was erased or removed while it was looked through is not listed again."""
        here = self.arrivals.value.studies
        studies = tuple(study for study in found if study.study_instance_uid in here)
        strange = [study for study in studies if self.priors.refuses(study)]
        if strange:
            self.arrivals.remove([study.study_instance_uid for study in strange])
            self._parts.messages.warn(SOMEBODY_ELSE)
            return
        if studies:
            self._parts.study_list.keep(studies, {})
        for study in studies:
            self.arrivals.name(study.study_instance_uid, title_of(study))

    @Slot(object)
    def _on_removed(self, studies: tuple[ArrivedStudy, ...]) -> None:
        self._parts.study_list.refresh()  # which says that they are gone
        size = sum(study.byte_count for study in studies)
        self._parts.audit.note(quota_event(len(studies), size))

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        if now.study is not None and (before.study is None or before.study.key != now.study.key):
            self.arrivals.note_opened(now.study.study_instance_uid)


def title_of(study: Study) -> str:
    """What a reader knows a study by."""
    patient = study.patient
    said = (
        readable_name(patient.patient_name) or patient.patient_id,
        date_words(study.study_date),
        study.marked_description,
    )
    return " · ".join(part for part in said if part)


def _survey(place: Path, context: JobContext) -> tuple[Study, ...]:
    """Job thread: what lies in a study's folder; several studies where patients share its UID."""
    from medviewer.dicom import scanner  # not before the window stands

    with tempfile.TemporaryDirectory(prefix="medviewer-") as unpack_to:
        found = scanner.survey(
            [place], Path(unpack_to), context.token, context.progress, context.deliver
        )
    return tuple(study for study in found.studies if scanner.has_something(study))


def _unknown(name: str) -> Message:
    return message(
        "Network",
        "No archive is named {name}. Enter it in the settings of the network first.",
        name=name,
    )
