"""From launch to the window and to the first image of a 300-slice CT, as packages start it, beside others.

The frozen folder is from `make frozen` (dist/medviewer, or DIST); the wheel is installed by `make
packages-check` (build/venv-wheel, or BUILD).
"""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks import data
from tests.benchmarks.launching import Sight, napari_showing, seconds_to
from tests.benchmarks.row import Missing

CHECKOUT = Path(__file__).parents[2]
SMALL = {
    Sight.WINDOW: 0.08,
    Sight.IMAGE: 0.003,
}  # of the screen: aeskulap's window, and the tile in it


def frozen(sight: str) -> Callable[[], float]:
    """What the .deb and the AppImage start."""
    program = CHECKOUT / os.environ.get("DIST", "dist") / "medviewer" / "medviewer"
    return _watched(sight, [program], "make frozen")


def wheel(sight: str) -> Callable[[], float]:
    """What `pip install` and `pipx install` give."""
    program = CHECKOUT / os.environ.get("BUILD", "build") / "venv-wheel" / "bin" / "medviewer"
    return _watched(sight, [program], "make packages-check")


def napari(sight: str) -> Callable[[], float]:
    command = napari_showing(_ct())
    return lambda: seconds_to(Sight(sight), command)


def aeskulap(sight: str) -> Callable[[], float]:
    """A viewer in C++ and GTK: its list of files is its window, the first image comes in a tile."""
    program = shutil.which("aeskulap")
    if program is None:
        raise Missing("aeskulap is not installed (apt-get install aeskulap)")
    command = [program, *map(str, data.thorax())]
    return lambda: seconds_to(Sight(sight), command, SMALL[Sight(sight)])


def _watched(sight: str, program: Sequence[Path], made_by: str) -> Callable[[], float]:
    if not program[0].is_file():
        raise Missing(f"{program[0]} is not there ({made_by})")
    command = [*map(str, program), str(_ct())]
    return lambda: seconds_to(Sight(sight), command)


def _ct() -> Path:
    return data.thorax()[0].parent
