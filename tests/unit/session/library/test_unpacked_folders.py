"""What a crashed MedViewer unpacked is removed by the next; nothing else is."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from medviewer.progress import CancelToken
from medviewer.session.library.unpacked_folders import new_folder, remove_left_behind


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def dead_pid() -> int:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    return gone.pid


def test_that_only_folders_of_processes_that_are_gone_are_removed(
    temporary: Path, dead_pid: int
) -> None:
    mine = new_folder()
    left = temporary / f"medviewer-{dead_pid}-abc"
    others = [temporary / "medviewer-notes", temporary / f"other-{dead_pid}-abc"]
    for folder in (left, *others):
        folder.mkdir()
        (folder / "IM1").write_bytes(b"x")

    removed = remove_left_behind(CancelToken())

    assert removed == 1
    assert not left.exists()
    assert Path(mine.name).exists()
    assert all((folder / "IM1").exists() for folder in others)
    mine.cleanup()


def test_that_a_link_is_never_followed(
    temporary: Path, dead_pid: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    precious = tmp_path_factory.mktemp("precious")
    (precious / "IM1").write_bytes(b"x")
    (temporary / f"medviewer-{dead_pid}-abc").symlink_to(precious)

    remove_left_behind(CancelToken())

    assert (precious / "IM1").exists()
