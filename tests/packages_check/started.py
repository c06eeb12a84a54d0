"""A program started on a screen that nobody sees, until its window, or an image in it, is seen."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from tests.benchmarks.launching import Pixels, shows_image, shows_window, virtual_screen

WITHIN_S = 120  # a hang guard; how fast it is, `make bench ONLY=packages` measures


@dataclass(frozen=True, slots=True)
class Screen:
    """What a test sees of a running program."""

    display: str
    empty: Pixels
    look: Callable[[], Pixels]
    program: "subprocess.Popen[bytes]"

    def wait_for_window(self) -> None:
        self._wait(lambda: shows_window(self.empty, self.look()), "window")

    def wait_for_image(self) -> None:
        self._wait(lambda: shows_image(self.look()), "image")

    def titles(self) -> str:
        """The names of all visible windows."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@"],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
        )
        return found.stdout

    def _wait(self, is_seen: Callable[[], bool], what: str) -> None:
        began = time.monotonic()
        while not is_seen():
            ended = self.program.poll()
            assert ended is None, f"it ended with {ended} before its {what} was seen"
            assert time.monotonic() - began < WITHIN_S, f"no {what} within {WITHIN_S} s"
            time.sleep(0.1)


@contextmanager
def started(command: Sequence[str], display_word: str = "DISPLAY=") -> Iterator[Screen]:
    """Run `command` on a screen of its own; the word `display_word` in it is given the display."""
    with virtual_screen() as (display, look):
        empty = look()
        words = [f"{word}{display}" if word == display_word else word for word in command]
        program = subprocess.Popen(
            words,
            env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield Screen(display, empty, look, program)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()
