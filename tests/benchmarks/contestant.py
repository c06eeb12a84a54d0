"""A contestant in a process of its own: its imports, memory and threads are nobody else's.

`python -m tests.benchmarks.contestant module:function:argument…` calls a function of this folder once,
for what is to be measured; for each line on stdin it runs that once and answers with JSON. What returns a
number has measured itself; what is `Warmed` is not run once more before.
"""

import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.row import Missing, Warmed

Once = Callable[[], object]


class Contestant:
    """The near side of such a process."""

    def __init__(self, name: str, environment: dict[str, str] | None = None) -> None:
        self.name = name.rpartition(":")[2]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.contestant", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, **(environment or {})},
        )
        self._answer()

    def once(self) -> float:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return float(self._answer()["value"])

    def close(self) -> None:
        """End the process, which may be busy."""
        self._process.kill()
        self._process.communicate()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(MARK):
                answer: dict[str, Any] = json.loads(line[len(MARK) :])
                if "missing" in answer:
                    self.close()
                    raise Missing(answer["missing"])
                return answer
        self.close()
        raise Missing("it ended without an answer")


MARK = "@bench "  # peers print what they like


def main() -> None:
    """The far side."""
    module, function, *arguments = sys.argv[1].split(":")
    answer = sys.stdout
    try:
        once: Once = getattr(importlib.import_module(f"tests.benchmarks.{module}"), function)(
            *arguments
        )
        if not isinstance(once, Warmed):
            _timed(once)  # imports and caches are not what is measured
    except Exception as error:  # noqa: BLE001 - whatever a peer raises is its row's word
        _say(answer, missing=f"{type(error).__name__}: {error}"[:200])
        return
    _say(answer, ready=True)
    for _ in sys.stdin:
        try:
            _say(answer, value=_timed(once))
        except Exception as error:  # noqa: BLE001
            _say(answer, missing=f"{type(error).__name__}: {error}"[:200])
            return


def _timed(once: Once) -> float:
    began = time.perf_counter()
    own = once()
    return own if isinstance(own, float) else time.perf_counter() - began


def _say(stream: Any, **words: object) -> None:
    stream.write(f"\n{MARK}{json.dumps(words)}\n")
    stream.flush()


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)  # some peers' threads never end
