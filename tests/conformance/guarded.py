"""Opens files that may be hostile, each in a forked process that may take ten seconds and little memory.

`python -m tests.conformance.guarded < paths` reads one path a line and writes one JSON line each. A helper of
its own, because a process that holds Qt or threads must not fork: everything is imported once, and then every
file costs a fork instead of a start of Python.
"""

import json
import logging
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

SECONDS = 10
# What a file of no size may claim: arenas of new threads, tables of codecs, the modules of rarer paths.
ALLOWANCE_BYTES = 48 << 20
# What each byte of the file may claim beside: a picture of one colour compresses well, so this is generous.
BYTES_A_BYTE = 32
MEMORY_LIMIT_BYTES = (
    8 << 30
)  # address space; a file that asks for more gets a MemoryError, not the machine


@dataclass(frozen=True, slots=True)
class Ending:
    """How it went: `kind` is opened, warned, refused, or what went wrong: crashed, hung, greedy."""

    path: str
    kind: str
    said: str
    seconds: float
    claimed_bytes: int

    @property
    def is_honest(self) -> bool:
        return self.kind in ("opened", "warned", "refused")


def environment() -> dict[str, str]:
    """For the helper: every thread would reserve 64 MB of address space that it never touches."""
    return {**os.environ, "MALLOC_ARENA_MAX": "1"}


def endings(paths: Iterable[Path], examine: Callable[[Path], tuple[str, str]]) -> Iterable[Ending]:
    """`examine` each file in a process of its own; it returns (kind, what was said)."""
    for path in paths:
        yield _guarded(path, examine)


def _guarded(path: Path, examine: Callable[[Path], tuple[str, str]]) -> Ending:
    reader, writer = os.pipe()
    started = time.monotonic()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _examine_and_exit(path, examine, writer)
    os.close(writer)
    answer = _read(reader, started + SECONDS)
    seconds = time.monotonic() - started
    if answer is None:
        os.kill(pid, signal.SIGKILL)
    os.close(reader)
    _, status = os.waitpid(pid, 0)
    if answer is None:
        return Ending(str(path), "hung", f"still busy after {SECONDS} s", seconds, 0)
    if os.waitstatus_to_exitcode(status) != 0 or not answer:
        return Ending(str(path), "crashed", f"exit {os.waitstatus_to_exitcode(status)}", seconds, 0)
    kind, said, claimed = json.loads(answer)
    allowed = ALLOWANCE_BYTES + BYTES_A_BYTE * (path.stat().st_size if path.is_file() else 0)
    if claimed > allowed:
        said = f"claimed {claimed >> 20} MiB where {allowed >> 20} are justified ({said})"
        kind = "greedy"
    return Ending(str(path), kind, said, seconds, claimed)


def _examine_and_exit(path: Path, examine: Callable[[Path], tuple[str, str]], writer: int) -> None:
    """In the child: never returns."""
    before = _status_kib("VmSize")
    limit = (before << 10) + MEMORY_LIMIT_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        kind, said = examine(path)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what we look for
        kind, said = "crashed", f"{type(error).__name__}: {error}"
    claimed = (_status_kib("VmPeak") - before) << 10
    os.write(writer, json.dumps([kind, said[:2000], max(claimed, 0)]).encode())
    os._exit(0)


def _status_kib(name: str) -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    return 0


def _read(reader: int, deadline: float) -> bytes | None:
    """Everything the child writes; None where it takes too long."""
    chunks: list[bytes] = []
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([reader], [], [], left)[0]:
            return None
        chunk = os.read(reader, 65536)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
    return None


def main() -> None:
    from medviewer.cli import inspect, render  # noqa: F401 - once, before the forks
    from tests.conformance.examination import examine

    logging.disable(logging.CRITICAL)
    paths = (Path(line.rstrip("\n")) for line in sys.stdin)
    for ending in endings(paths, examine):
        print(json.dumps(asdict(ending)), flush=True)


if __name__ == "__main__":
    main()
