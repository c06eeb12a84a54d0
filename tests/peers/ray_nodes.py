"""Two machines of a Ray cluster, as groups of processes on this one; the second can be lost.

`python -m tests.peers.ray_nodes` starts both, prints the address, kills the second when told to on stdin,
and ends both when stdin closes. A process of its own: Ray's switches are read when it is imported.
"""

import importlib
import importlib.util
import os
import subprocess
import sys
from contextlib import suppress
from typing import Any

import psutil
import pytest

from medviewer.session.batch.ray_start import ONE_MACHINE, SILENT

MARK = "@address "
KILL, KILLED = "kill", "@killed"


class RayNodes:
    """The near side of such a process."""

    def __init__(self) -> None:
        self._process = started()
        try:
            self.address = self._line(MARK)
        except ClusterEndedError:  # Ray gives its processes 30 s, which a busy machine may not
            self._process.communicate()
            self._process = started()
            self.address = self._line(MARK)

    def lose_second(self) -> None:
        """Every process of the second machine is gone when this returns."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{KILL}\n")
        self._process.stdin.flush()
        self._line(KILLED)

    def stop(self) -> None:
        self._process.communicate()

    def _line(self, mark: str) -> str:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(mark):
                return line.removeprefix(mark).strip()
        raise ClusterEndedError


class ClusterEndedError(Exception):
    """It said no more."""


def started() -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.peers.ray_nodes"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def skip_without_ray() -> None:
    """It is not imported for that: what it reads then is for `load_ray` to set before."""
    if importlib.util.find_spec("ray") is None:
        pytest.skip("ray is not installed: pip install medviewer[cluster]")


def main() -> None:
    """The far side."""
    os.environ.update(SILENT)
    os.environ[ONE_MACHINE] = "0"
    make: Any = importlib.import_module("ray.cluster_utils").Cluster
    machine = {"num_cpus": 1, "object_store_memory": 100 << 20}
    cluster = make(initialize_head=True, head_node_args={"include_dashboard": False, **machine})
    second = cluster.add_node(**machine)
    print(f"{MARK}{cluster.address}", flush=True)
    for line in sys.stdin:
        if line.strip() == KILL:
            kill_with_children([each.process.pid for each in second.all_processes["raylet"]])
            cluster.remove_node(second, allow_graceful=False)
            print(KILLED, flush=True)
    cluster.shutdown()


def kill_with_children(pids: list[int]) -> None:
    """As when the power goes: a worker whose raylet alone is killed may still finish and answer."""
    processes = [each for pid in pids for each in (psutil.Process(pid), *children_of(pid))]
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.suspend()
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()


def children_of(pid: int) -> list[psutil.Process]:
    return list(psutil.Process(pid).children(recursive=True))


if __name__ == "__main__":
    main()
