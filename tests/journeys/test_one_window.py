"""A program started twice: the second hands what it was asked to open to the first, and ends."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.phantoms.series import write_ct

pytestmark = [pytest.mark.gui, pytest.mark.slow]

HANG_S = 120  # a guard, no measurement


@pytest.fixture
def surroundings(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A home and a runtime folder of the test's own; sockets have short names."""
    with tempfile.TemporaryDirectory(prefix="mv") as runtime:
        yield {
            **os.environ,
            "MEDVIEWER_HOME": str(tmp_path / "home"),
            "XDG_RUNTIME_DIR": runtime,
            "QT_QPA_PLATFORM": "offscreen",
        }


def until_it_listens(surroundings: dict[str, str]) -> None:
    folder = Path(surroundings["XDG_RUNTIME_DIR"]) / "medviewer"
    gives_up = time.monotonic() + HANG_S
    while not any(path.is_socket() for path in folder.glob("window-*")):
        assert time.monotonic() < gives_up, "no window came"
        time.sleep(0.05)


def logged(surroundings: dict[str, str]) -> str:
    log = Path(surroundings["MEDVIEWER_HOME"]) / "logs" / "medviewer.log"
    return log.read_text(encoding="utf-8")


def test_that_a_second_start_hands_over_and_ends(
    surroundings: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "ct"
    folder.mkdir()
    write_ct(folder, (2, 8, 8))
    command = [sys.executable, "-m", "medviewer"]
    first = subprocess.Popen(command, env=surroundings)
    try:
        until_it_listens(surroundings)
        before = logged(surroundings).count("file.open_places")

        second = subprocess.run(
            [*command, str(folder), "medviewer://open?study=1.2.3"],
            env=surroundings,
            timeout=HANG_S,
        )

        assert second.returncode == 0
        assert first.poll() is None
        gives_up = time.monotonic() + HANG_S
        while "archive.open_link" not in logged(surroundings):
            assert time.monotonic() < gives_up, "the running window was not asked"
            time.sleep(0.05)
        assert logged(surroundings).count("file.open_places") == before + 1
    finally:
        first.kill()
        first.wait()
