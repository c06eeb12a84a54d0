"""Ray, as far as a batch needs it: started here or joined; machines, workers and what they answer.

For one thread. Nothing is installed on any machine, and nothing is started that outlives `close`.
"""

import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, Self

from medviewer.errors import ClusterUnusable, MedViewerError
from medviewer.session.batch.ray_start import LOCAL, connect, load_ray, reports_usage
from medviewer.session.batch.ray_worker import RayWorker
from medviewer.session.batch.thread_limits import thread_environment
from medviewer.words import message

LONGEST_FOLDER = 40  # characters; Ray's sockets lie below it, and their paths end at 107

REASON = 200  # characters of what Ray says; its own texts are pages

Call = Any  # ray.ObjectRef: what a call will have answered
Actor = Any  # ray.actor.ActorHandle


@dataclass(frozen=True, slots=True)
class Node:
    """A machine of the cluster that is alive, and what it was started with."""

    node_id: str
    resources: Mapping[str, float]


class WorkerGone(Exception):  # noqa: N818 - not for the user: the crew makes a sentence of it
    """The process, or its machine, ended before it answered, or never began; the text says which."""


class RayCluster:
    """A connection to a cluster; everything of Ray's that a batch calls."""

    def __init__(self, address: str, cpus: int = 0) -> None:
        """Start one here (`local`), find the one this machine is of (`auto`), or join `host:port`.

        Args:
            cpus: how many workers' cores a cluster started here has; 0: as many as the machine.

        Raises:
            ClusterUnusable: Ray is missing, nobody answers, it is another Ray or Python, or it reports
                who uses it to its authors.
        """
        self._ray = load_ray(address)
        self._stack = ExitStack()
        folder = self._short_folder() if address == LOCAL else None
        self._stack.callback(self._ray.shutdown)
        try:
            connect(self._ray, address, cpus or os.cpu_count() or 1, folder)
            if reports_usage():
                raise ClusterUnusable(REPORTS_USAGE)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Leave the cluster, and end it where it was started here; harmless when repeated."""
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def nodes(self) -> tuple[Node, ...]:
        """The machines that are alive now; one that was lost counts for some seconds longer."""
        return tuple(
            Node(node["NodeID"], node["Resources"]) for node in self._ray.nodes() if node["Alive"]
        )

    def start(self, node_id: str, needs: Mapping[str, float], threads: int) -> Actor:
        """A worker's process on that machine, begun as soon as nobody else uses what it needs."""
        pinned = self._ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy
        others = {name: amount for name, amount in needs.items() if name not in ("CPU", "GPU")}
        options = {
            "num_cpus": needs.get("CPU", 0),
            "num_gpus": needs.get("GPU", 0),
            "resources": others,
            "scheduling_strategy": pinned(node_id, soft=False),
            "max_restarts": 0,  # the executor begins another: it knows which study this one was at
            # Only variables: a runtime environment would otherwise install things on every machine.
            "runtime_env": {"env_vars": thread_environment(threads)},
        }
        return self._ray.remote(RayWorker).options(**options).remote()

    def call(self, actor: Actor, method: str, *arguments: object) -> Call:
        """Ask for a method's answer; returns at once."""
        return getattr(actor, method).remote(*arguments)

    def done(self, calls: Iterable[Call], wait_s: float) -> list[Call]:
        """Those that ended, well or not, waiting for a first one at most so long."""
        waiting = list(calls)
        if not waiting:
            return []
        some, _ = self._ray.wait(waiting, num_returns=1, timeout=wait_s)
        rest = [call for call in waiting if call not in some]
        more = self._ray.wait(rest, num_returns=len(rest), timeout=0)[0] if rest else []
        return [*some, *more]

    def answer(self, call: Call) -> object:
        """What a call that ended has answered.

        Raises:
            WorkerGone: its process or machine is gone, could not be begun, or is not our program.
            MedViewerError: what the method raised.
        """
        errors = self._ray.exceptions
        try:
            return self._ray.get(call)
        except errors.RayTaskError as error:
            if isinstance(error.cause, MedViewerError):
                raise error.cause from None
            raise WorkerGone(f"{type(error.cause).__name__}: {error.cause}"[:REASON]) from None
        except errors.RayError as error:
            is_unbegun = getattr(error, "actor_init_failed", False)
            last_line = str(error).strip().rpartition("\n")[2]
            said = last_line if is_unbegun else type(error).__name__
            raise WorkerGone(said[:REASON]) from None

    def end(self, actor: Actor) -> None:
        """Kill a worker's process, whatever it does."""
        self._ray.kill(actor, no_restart=True)

    def _short_folder(self) -> str | None:
        """Where Ray's sockets and logs lie until `close`; None: where it likes."""
        folder = tempfile.TemporaryDirectory(prefix="mv-ray-", ignore_cleanup_errors=True)
        if len(folder.name) > LONGEST_FOLDER:
            folder.cleanup()
            return None
        return self._stack.enter_context(folder)


REPORTS_USAGE = message(
    "Cluster",
    "This Ray cluster reports how it is used to Ray's authors. Start its head anew with "
    "RAY_USAGE_STATS_ENABLED=0 set, then run the batch again.",
)
