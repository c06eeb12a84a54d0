"""The workers of a batch on a cluster: begun, checked to be alike, and begun anew where one was lost.

    start ─► facts: the same program, models and folder? ─► begin: models loaded ─► idle ⇄ at a study ─► gone

As many on each machine as its resources allow; machines that join later are found, those lost forgotten.
No study is given to anybody before every worker there was room for at first has told what it is.
"""

import logging
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path

from medviewer.errors import ClusterUnusable, MedViewerError
from medviewer.jobs.worker_process import Handler
from medviewer.session.batch.pool import too_slow
from medviewer.session.batch.ray_alike import check_alike
from medviewer.session.batch.ray_cluster import Actor, Call, Node, RayCluster, WorkerGone
from medviewer.session.batch.ray_needs import GPU, WorkerNeeds, slots_of
from medviewer.session.batch.ray_worker import facts_here
from medviewer.session.batch.study_task import AskedModel, StudyTask, TaskResult
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

MUSTER_S = 300.0  # for the first process to be there; on a machine at its limit it takes one minute
LOADING_S = 900.0  # for its libraries and models, which may come from a cold network disk
LOOK_S = 0.2  # how soon a cancelled batch is seen
REFILL_S = 10.0  # how soon a machine that joins, or has room again, is seen


@dataclass(frozen=True, slots=True)
class CrewOrder:
    """Which workers are wanted.

    Attributes:
        out: the batch's folder, under the same path on every machine.
        models: as this machine has them; every other must have the same.
        workers: at most so many; 0: as many as there is room for.
        device: "cpu" takes no GPUs.
    """

    out: Path
    build_handler: Callable[[], Handler]
    models: tuple[AskedModel, ...] = ()
    workers: int = 0
    needs: WorkerNeeds = field(default_factory=WorkerNeeds)
    device: str = "auto"
    time_limit_s: float = 1800.0


class Stage(Enum):
    """What a worker was asked last."""

    FACTS = auto()
    BEGIN = auto()
    IDLE = auto()
    STUDY = auto()


@dataclass(frozen=True, slots=True)
class Attempt:
    """A study on its way: for the first time, or once more."""

    task: StudyTask
    number: int = 1


@dataclass(frozen=True, slots=True)
class Ended:
    """An attempt came back, with a result or with the reason why there is none."""

    attempt: Attempt
    result: TaskResult | None
    reason: Message | str = ""


@dataclass(slots=True, eq=False)
class Member:
    """One worker."""

    actor: Actor
    node_id: str
    stage: Stage
    call: Call
    since: float
    attempt: Attempt | None = None


class Crew:
    """All workers. For one thread."""

    def __init__(self, cluster: RayCluster, order: CrewOrder) -> None:
        self._cluster, self._order = cluster, order
        self._members: list[Member] = []
        self._unfit: Counter[str] = Counter()  # by node: workers that could not be begun in a row
        self._here = facts_here()
        self._last_reason: Message | None = None
        self._is_mustered = False
        self._began = time.monotonic()
        self._filled_at = 0.0
        self._sign = order.out / f".cluster-{uuid.uuid4().hex}"  # what every machine must see

    @property
    def size(self) -> int:
        return len(self._members)

    @property
    def is_working(self) -> bool:
        return any(member.stage is Stage.STUDY for member in self._members)

    def muster(self) -> None:
        """Wait until every worker there is room for has told what it is and is ready, or the time is up.

        Raises:
            ClusterUnusable: as `tend`.
        """
        while not self._is_mustered:
            self.tend()
            self.hear(LOOK_S)

    def idle(self) -> list[Member]:
        """Those that may be given a study."""
        return [member for member in self._members if member.stage is Stage.IDLE]

    def give(self, member: Member, attempt: Attempt) -> None:
        member.attempt = attempt
        self._ask(member, Stage.STUDY, "answer", attempt.task)

    def tend(self) -> None:
        """Begin what is missing, and see whether the crew is complete.

        Raises:
            ClusterUnusable: machines differ from this one, none has room, or none can begin a worker.
        """
        if time.monotonic() - self._filled_at > REFILL_S:
            self._fill()
        if self._is_mustered:
            return
        missing = [m.stage for m in self._members if m.stage in (Stage.FACTS, Stage.BEGIN)]
        limit_s = LOADING_S if Stage.BEGIN in missing else MUSTER_S
        is_late = time.monotonic() - self._began > limit_s
        if is_late and len(missing) == self.size:
            raise ClusterUnusable(NOBODY_CAME)
        self._is_mustered = is_late or not missing

    def hear(self, wait_s: float) -> list[Ended]:
        """What came back within that time; a worker that is begun is heard in here only."""
        asked = {id(m.call): m for m in self._members if m.stage is not Stage.IDLE}
        done = self._cluster.done([member.call for member in asked.values()], wait_s)
        heard = [self._heard(member) for member in asked.values() if member.call in done]
        late = [self._late(m) for m in list(self._members) if self._is_late(m)]
        return [ended for ended in (*heard, *late) if ended is not None]

    def dismiss(self) -> None:
        """End every worker, whatever it does."""
        for member in list(self._members):
            self._drop(member)
        self._sign.unlink(missing_ok=True)

    def _fill(self) -> None:
        """A worker wherever there is room, going round the machines."""
        self._filled_at = time.monotonic()
        self._sign.parent.mkdir(parents=True, exist_ok=True)
        self._sign.touch()
        nodes = [node for node in self._cluster.nodes() if self._unfit[node.node_id] < 2]
        room = {node.node_id: self._room_on(node) for node in nodes}
        limit = self._order.workers or sum(room.values()) + self.size
        while self.size < limit and any(left > 0 for left in room.values()):
            for node in nodes:
                if room[node.node_id] > 0 and self.size < limit:
                    room[node.node_id] -= 1
                    self._start(node)
        if not self._members:
            raise ClusterUnusable(self._last_reason or no_room(self._order.needs, len(nodes)))

    def _room_on(self, node: Node) -> int:
        taken = sum(member.node_id == node.node_id for member in self._members)
        return slots_of([node.resources], self._needs_on(node)) - taken

    def _needs_on(self, node: Node) -> dict[str, float]:
        return self._order.needs.on(node.resources.get(GPU, 0) > 0 and self._order.device != "cpu")

    def _start(self, node: Node) -> None:
        actor = self._cluster.start(node.node_id, self._needs_on(node), self._order.needs.threads)
        member = Member(actor, node.node_id, Stage.FACTS, None, 0.0)
        self._members.append(member)
        self._ask(member, Stage.FACTS, "facts", str(self._sign))

    def _ask(self, member: Member, stage: Stage, method: str, argument: object) -> None:
        member.stage, member.since = stage, time.monotonic()
        member.call = self._cluster.call(member.actor, method, argument)

    def _heard(self, member: Member) -> Ended | None:
        if member.stage is Stage.STUDY:
            return self._studied(member)
        with self._beginning(member):
            answer = self._cluster.answer(member.call)
            if member.stage is Stage.FACTS:
                check_alike(answer, self._here, self._order.models, self._order.out)
                self._ask(member, Stage.BEGIN, "begin", self._order.build_handler)
            else:
                logger.info("A worker of the cluster is ready (%s)", answer)
                member.stage = Stage.IDLE
                self._unfit[member.node_id] = 0
        return None

    @contextmanager
    def _beginning(self, member: Member) -> Iterator[None]:
        """What is wrong with a machine ends the batch before it began, and later costs the machine.

        Raises:
            ClusterUnusable: not one study was given away yet.
        """
        try:
            yield
        except (WorkerGone, MedViewerError) as error:
            self._drop(member)
            is_there = any(node.node_id == member.node_id for node in self._cluster.nodes())
            reason = error.message if isinstance(error, MedViewerError) else unbegun(error)
            if is_there and not self._is_mustered:
                raise ClusterUnusable(reason) from error
            logger.warning("A worker of the cluster was not begun: %s", reason)
            self._unfit[member.node_id] += 1
            self._last_reason = reason
            self._filled_at = 0.0

    def _studied(self, member: Member) -> Ended:
        attempt = member.attempt
        assert attempt is not None  # for the type checker: it is at a study
        try:
            answer = self._cluster.answer(member.call)
        except WorkerGone as gone:
            answer = str(worker_lost(gone))
        member.stage, member.attempt = Stage.IDLE, None
        if isinstance(answer, TaskResult):
            return Ended(attempt, replace(answer, attempts=attempt.number))
        self._replace(member)
        return Ended(attempt, None, str(answer))

    def _is_late(self, member: Member) -> bool:
        limit_s = self._order.time_limit_s
        return member.stage is Stage.STUDY and time.monotonic() - member.since > limit_s

    def _late(self, member: Member) -> Ended | None:
        attempt = member.attempt
        self._replace(member)
        limit = too_slow(self._order.time_limit_s)
        return None if attempt is None else Ended(attempt, None, limit)

    def _replace(self, member: Member) -> None:
        self._drop(member)
        self._filled_at = 0.0  # the next look begins another, where its machine is still there

    def _drop(self, member: Member) -> None:
        self._members.remove(member)
        with suppress(Exception):  # it is gone already, or its machine is
            self._cluster.end(member.actor)


def unbegun(error: Exception) -> Message:
    return message(
        "Cluster",
        "No worker could be begun on a machine of the cluster ({reason}). Is MedViewer installed there, for "
        "the Python that Ray runs with?",
        reason=" ".join(str(error).split()),
    )


def worker_lost(gone: WorkerGone) -> Message:
    return message(
        "Cluster",
        "The worker that was at this study ended unexpectedly, or its machine was lost ({reason}).",
        reason=gone,
    )


def no_room(needs: WorkerNeeds, machines: int) -> Message:
    asked = needs.on(has_gpus=False)
    return message(
        "Cluster",
        "None of the cluster's {count} machines has room for one worker ({needs}). Ask for less with "
        "--ray-resources, or start Ray there with more.",
        count=machines,
        needs=", ".join(f"{name} {amount:g}" for name, amount in asked.items()),
    )


NOBODY_CAME = message(
    "Cluster",
    "No worker of the cluster was ready within minutes: its machines are at work for somebody else. Wait "
    "until they are free, or ask for less with --ray-resources.",
)
