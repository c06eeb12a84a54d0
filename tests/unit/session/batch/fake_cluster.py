"""A cluster of workers that live in this very process, for what a real one is too slow to show."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from medviewer.session.batch.ray_cluster import Node, WorkerGone
from medviewer.session.batch.ray_worker import RayWorker


@dataclass(eq=False)
class FakeWorker:
    """On one node; `facts` are laid over what it says of itself."""

    node_id: str
    needs: Mapping[str, float]
    threads: int
    worker: RayWorker = field(default_factory=RayWorker)


@dataclass(eq=False)
class FakeCall:
    """Answered when it is looked at; one of a node that hangs never is."""

    worker: FakeWorker
    method: str
    arguments: tuple[Any, ...]


class FakeCluster:
    """The calls of `ray_cluster.RayCluster`."""

    def __init__(self, machines: dict[str, dict[str, float]]) -> None:
        self.machines = machines
        self.facts: dict[str, dict[str, object]] = {}
        self.hanging: set[str] = set()  # methods that never answer
        self.lost: set[str] = set()  # nodes whose workers do not answer any more
        self.started: list[FakeWorker] = []
        self.ended: list[FakeWorker] = []
        self.before_answer: Callable[[FakeCall], None] = lambda call: None

    def nodes(self) -> tuple[Node, ...]:
        return tuple(Node(name, has) for name, has in self.machines.items())

    def start(self, node_id: str, needs: Mapping[str, float], threads: int) -> FakeWorker:
        self.started.append(FakeWorker(node_id, needs, threads))
        return self.started[-1]

    def call(self, actor: FakeWorker, method: str, *arguments: object) -> FakeCall:
        return FakeCall(actor, method, arguments)

    def done(self, calls: Iterable[FakeCall], wait_s: float) -> list[FakeCall]:
        del wait_s
        return [call for call in calls if call.method not in self.hanging]

    def answer(self, call: FakeCall) -> object:
        self.before_answer(call)
        if call.worker.node_id in self.lost:
            self.machines.pop(call.worker.node_id, None)
            raise WorkerGone("ActorDiedError")
        answer = getattr(call.worker.worker, call.method)(*call.arguments)
        if call.method == "facts":
            answer |= self.facts.get(call.worker.node_id, {})
        return answer

    def end(self, actor: FakeWorker) -> None:
        self.ended.append(actor)

    def close(self) -> None:
        pass
