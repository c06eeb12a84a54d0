"""From launch to the window, and to the first image of a CT, as a reader sees them on the screen.

The virtual screen keeps its pixels in a file: looking at it takes nothing from the program that is watched.
"""

import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks import data
from tests.benchmarks.row import Missing

Pixels = NDArray[np.int16]

SCREEN = (1400, 1000)
WINDOW_SHARE = 0.15  # of the screen that has another colour than before: a window stands there
TEXTURE_SHARE = 0.02  # of the screen that is grey and uneven: a CT
GIVE_UP_S = 60.0
GLANCE_S = 0.01
# With them a wheel would start the checkout's sources, and compile them anew each time.
DEVELOPERS_OWN = frozenset({"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"})


class Sight(StrEnum):
    """What is waited for."""

    WINDOW = "window"
    IMAGE = "image"


def ours_window() -> Callable[[], float]:
    return lambda: seconds_to(Sight.WINDOW, _ours())


def ours_image() -> Callable[[], float]:
    return lambda: seconds_to(Sight.IMAGE, _ours())


def napari_window() -> Callable[[], float]:
    return lambda: seconds_to(Sight.WINDOW, napari_showing(data.ct()[0].parent))


def napari_image() -> Callable[[], float]:
    return lambda: seconds_to(Sight.IMAGE, napari_showing(data.ct()[0].parent))


def _ours() -> list[str]:
    return [sys.executable, "-m", "medviewer", str(data.ct()[0].parent)]


def napari_showing(folder: Path) -> list[str]:
    """It has no DICOM reader: it is given what SimpleITK reads."""
    if find_spec("napari") is None:
        raise Missing("napari is not installed (make bench installs it)")
    show = (
        "import napari, sys, SimpleITK as sitk\n"
        "viewer = napari.Viewer()\n"
        "reader = sitk.ImageSeriesReader()\n"
        "reader.SetFileNames(reader.GetGDCMSeriesFileNames(sys.argv[1]))\n"
        "pixels = sitk.GetArrayFromImage(reader.Execute())\n"
        "viewer.add_image(pixels, contrast_limits=(-160, 240))\n"
        "napari.run()\n"
    )
    return [sys.executable, "-c", show, str(folder)]


def seconds_to(sight: Sight, command: Sequence[str], share: float | None = None) -> float:
    """From the start of `command`, on a screen of its own, to the sight of it.

    Args:
        share: of the screen that what is waited for covers; None: of a large window.
    """
    with virtual_screen() as (display, look), tempfile.TemporaryDirectory() as home:
        before = look()

        def is_seen() -> bool:
            if sight is Sight.WINDOW:
                return shows_window(before, look(), share or WINDOW_SHARE)
            return shows_image(look(), share or TEXTURE_SHARE)

        began = time.perf_counter()
        readers_own = {k: v for k, v in os.environ.items() if k not in DEVELOPERS_OWN}
        environment = {**readers_own, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        program = subprocess.Popen(
            command,
            env={**environment, "MEDVIEWER_HOME": home, "QT_API": "pyside6"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return _wait(is_seen, program, began)
        finally:
            with suppress(ProcessLookupError):  # it ended by itself
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()


def _wait(is_seen: Callable[[], bool], program: "subprocess.Popen[bytes]", began: float) -> float:
    while time.perf_counter() - began < GIVE_UP_S:
        if is_seen():
            return time.perf_counter() - began
        if program.poll() is not None:
            raise RuntimeError("it ended before anything was seen")
        time.sleep(GLANCE_S)
    raise RuntimeError(f"nothing was seen within {GIVE_UP_S:.0f} s")


def shows_window(before: Pixels, now: Pixels, share: float = WINDOW_SHARE) -> bool:
    return float((now != before).any(axis=2).mean()) > share


def shows_image(now: Pixels, share: float = TEXTURE_SHARE) -> bool:
    is_grey = (abs(now[..., 0] - now[..., 1]) < 3) & (abs(now[..., 1] - now[..., 2]) < 3)
    steps = abs(np.diff(now[..., 1], axis=1))
    is_uneven = (steps > 0) & (steps < 40) & is_grey[:, 1:] & (now[:, 1:, 1] > 15)
    return float(is_uneven.mean()) > share


@contextmanager
def virtual_screen() -> Iterator[tuple[str, Callable[[], Pixels]]]:
    """An X server of its own: its display, and a look at its pixels."""
    with tempfile.TemporaryDirectory() as folder:
        ready, told = os.pipe()
        size = f"{SCREEN[0]}x{SCREEN[1]}x24"
        try:
            server = subprocess.Popen(
                ["Xvfb", "-displayfd", str(told), "-screen", "0", size, "-fbdir", folder],
                pass_fds=[told],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except FileNotFoundError as error:
            raise Missing("Xvfb is not installed") from error
        os.close(told)
        try:
            with os.fdopen(ready) as words:
                display = f":{words.readline().strip()}"
            yield display, lambda: _look(Path(folder) / "Xvfb_screen0")
        finally:
            server.terminate()
            server.wait()


def _look(file: Path) -> Pixels:
    """Red, green, blue of an XWD file."""
    content = file.read_bytes()
    header = struct.unpack(">25I", content[:100])
    start, width, height, line = header[0] + header[19] * 12, header[4], header[5], header[12]
    pixels = np.frombuffer(content, np.uint8, height * line, start).reshape(height, line // 4, 4)
    return pixels[:, :width, :3].astype(np.int16)
