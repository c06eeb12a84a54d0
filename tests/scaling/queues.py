"""A discrete-event simulation: studies go from one queue to the next, each queue with so many servers.

    arrival ─► a free worker ─► step ─► step ─► … ─► done          (first come, first served, everywhere)

A step takes a share of one server of its resource for its whole time. A resource that is not named has
no queue. Time is in seconds.
"""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Step:
    """So many seconds of one server of a resource."""

    resource: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Arrival:
    """A study that comes at a time and wants these steps, one after another."""

    at_s: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of all studies.

    Attributes:
        latencies_s: from each arrival to its last step, in order of arrival.
        busy_s: seconds of servers' time, by resource.
    """

    ended_at_s: float
    latencies_s: tuple[float, ...]
    busy_s: Mapping[str, float]

    def latency_s(self, share: float) -> float:
        """What so large a share of the studies did not exceed."""
        ordered = sorted(self.latencies_s)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@dataclass(slots=True)
class Queue:
    """Free servers of a resource, and who waits for one."""

    free: int
    waiting: deque[int] = field(default_factory=deque)


def simulate(arrivals: Sequence[Arrival], workers: int, servers: Mapping[str, int]) -> Outcome:
    """Run all studies to their end.

    Args:
        workers: a study holds one from its first step to its last.
        servers: how many of each resource there are.
    """
    return Floor(arrivals, {WORKER: workers, **servers}).run()


class Floor:
    """The state of one simulation."""

    def __init__(self, arrivals: Sequence[Arrival], servers: Mapping[str, int]) -> None:
        self._arrivals = arrivals
        self._queues = {name: Queue(count) for name, count in servers.items()}
        self._next_step = [0] * len(arrivals)
        self._ended = [0.0] * len(arrivals)
        self._busy: defaultdict[str, float] = defaultdict(float)
        # (time, order of entering, study); a study in it either arrives or ends a step
        self._events: list[tuple[float, int, int]] = []
        self._entered = 0
        self._has_begun = [False] * len(arrivals)

    def run(self) -> Outcome:
        for study, arrival in enumerate(self._arrivals):
            self._enter(arrival.at_s, study)
        now = 0.0
        while self._events:
            now, _, study = heapq.heappop(self._events)
            if self._has_begun[study]:
                self._end_step(study, now)
            else:
                self._has_begun[study] = True
                self._want(WORKER, study, now)
        pairs = zip(self._ended, self._arrivals, strict=True)
        return Outcome(now, tuple(end - arrival.at_s for end, arrival in pairs), self._busy)

    def _enter(self, at_s: float, study: int) -> None:
        heapq.heappush(self._events, (at_s, self._entered, study))
        self._entered += 1

    def _want(self, resource: str, study: int, now: float) -> None:
        queue = self._queues.get(resource)
        if queue is None or queue.free > 0:
            if queue is not None:
                queue.free -= 1
            self._got(resource, study, now)
        else:
            queue.waiting.append(study)

    def _got(self, resource: str, study: int, now: float) -> None:
        steps = self._arrivals[study].steps
        if resource == WORKER:
            self._want_next(study, now)
            return
        seconds = steps[self._next_step[study]].seconds
        self._busy[resource] += seconds
        self._enter(now + seconds, study)

    def _end_step(self, study: int, now: float) -> None:
        self._release(self._arrivals[study].steps[self._next_step[study]].resource, now)
        self._next_step[study] += 1
        self._want_next(study, now)

    def _want_next(self, study: int, now: float) -> None:
        steps = self._arrivals[study].steps
        if self._next_step[study] < len(steps):
            self._want(steps[self._next_step[study]].resource, study, now)
            return
        self._ended[study] = now
        self._release(WORKER, now)

    def _release(self, resource: str, now: float) -> None:
        queue = self._queues.get(resource)
        if queue is None:
            return
        if queue.waiting:
            self._got(resource, queue.waiting.popleft(), now)
        else:
            queue.free += 1


def backlog(studies: Iterable[tuple[Step, ...]]) -> list[Arrival]:
    """Studies that all lie there at the beginning."""
    return [Arrival(0.0, steps) for steps in studies]
