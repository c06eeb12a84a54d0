"""A run that crashed or was killed is told at the next start, once; one that ended, or still runs, is not."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from medviewer.session.keeping.run_mark import RunMark, lost_runs

Start = Callable[[str], "subprocess.Popen[str]"]
RUN = """
import faulthandler, sys
from pathlib import Path
from medviewer.session.keeping.run_mark import RunMark
mark = RunMark(Path(sys.argv[1]))
mark.begin()
print("begun", flush=True)
{ending}
"""
CRASHES = RUN.format(ending="faulthandler._sigsegv()")
WAITS = RUN.format(ending="sys.stdin.read()")
ENDS = RUN.format(ending="mark.end()")


@pytest.fixture
def start(tmp_path: Path) -> Start:
    def run(code: str) -> "subprocess.Popen[str]":
        words = [sys.executable, "-c", code, str(tmp_path)]
        process = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        return process

    return run


def test_that_a_native_crash_leaves_where_it_was(start: Start, tmp_path: Path) -> None:
    process = start(CRASHES)
    process.communicate()

    [lost] = lost_runs(tmp_path)

    assert "Segmentation fault" in lost.trace or "access violation" in lost.trace
    assert lost.file == tmp_path / f"crash-{process.pid}.log"


def test_that_a_killed_run_is_told_without_a_trace(start: Start, tmp_path: Path) -> None:
    process = start(WAITS)
    process.kill()
    process.communicate()

    [lost] = lost_runs(tmp_path)

    assert (lost.trace, lost.file) == ("", None)
    assert lost.began_at > 0


def test_that_a_lost_run_is_told_once(start: Start, tmp_path: Path) -> None:
    process = start(WAITS)
    process.kill()
    process.communicate()
    lost_runs(tmp_path)

    assert lost_runs(tmp_path) == ()


def test_that_a_run_beside_this_one_is_not_lost(start: Start, tmp_path: Path) -> None:
    process = start(WAITS)

    lost = lost_runs(tmp_path)

    process.communicate("")
    assert lost == ()


def test_that_a_run_that_ended_leaves_nothing(start: Start, tmp_path: Path) -> None:
    start(ENDS).communicate()

    assert list(tmp_path.iterdir()) == []


def test_that_the_number_of_a_process_may_be_used_again(tmp_path: Path) -> None:
    (tmp_path / f"running-{os.getpid()}.json").write_text(
        f'{{"pid": {os.getpid()}, "began_at": 86400.0}}'
    )

    [lost] = lost_runs(tmp_path)

    assert lost.began_at == 86400.0


@pytest.mark.parametrize("content", ["", "[]", "{", '{"pid": "x"}', "[" * 100_000])
def test_that_a_mark_that_says_nothing_is_taken_away(tmp_path: Path, content: str) -> None:
    (tmp_path / "running-1.json").write_text(content)

    assert lost_runs(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_that_cannot_be_written_keeps_nobody_from_reading(tmp_path: Path) -> None:
    mark = RunMark(tmp_path / "not there")

    mark.begin()
    mark.end()

    assert lost_runs(tmp_path / "not there") == ()
