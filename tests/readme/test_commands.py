"""Every command README shows is run, and every verb works with the network cut off."""

import functools
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

from medviewer.__main__ import VERBS
from medviewer.domain.study_index import StudyFilter
from medviewer.store.study_index import StudyIndex
from tests.readme.chapters import CHAPTERS, ELSEWHERE, TESTED_VERBS, Chapter, Run
from tests.readme.lines import README, command_lines
from tests.readme.workplaces import study

ROOT = README.parent
# A network namespace of its own: nobody is reached but loopback, which gloo and Ray speak through.
CUT_OFF = ("unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh")
WITHIN_S = 240  # a hang guard
REACHES_OUT = """
import socket
try:
    socket.create_connection(("192.0.2.1", 9), timeout=5)  # nobody's (RFC 5737)
except OSError as error:
    print(error.strerror)
"""


@functools.cache
def cut_off() -> tuple[str, ...]:
    """What to put before a command so that it has no network; () where this computer does not let us."""
    try:
        done = subprocess.run([*CUT_OFF, "true"], capture_output=True, check=False)
    except OSError:
        return ()
    return CUT_OFF if done.returncode == 0 else ()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    home = {"MEDVIEWER_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    return {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen", "OMP_NUM_THREADS": "1"}


def command_of(run: Run, names: dict[str, str]) -> list[str]:
    start = ["-m", "torch.distributed.run"] if run.program == "torchrun" else ["-m", "medviewer"]
    return [*cut_off(), sys.executable, *start, *shlex.split(run.words.format(**names))]


def test_that_every_command_of_the_readme_is_run_somewhere() -> None:
    shown = {line for chapter in CHAPTERS for run in chapter.runs for line in run.shows}

    assert [line for line in command_lines() if line not in shown | set(ELSEWHERE)] == []


def test_that_no_command_is_run_for_a_line_the_readme_has_no_more() -> None:
    shown = {line for chapter in CHAPTERS for run in chapter.runs for line in run.shows}

    assert sorted((shown | set(ELSEWHERE)) - set(command_lines())) == []


def test_that_every_verb_is_run() -> None:
    run = {run.words.split()[0] for chapter in CHAPTERS for run in chapter.runs}

    assert sorted(set(VERBS) - run - set(TESTED_VERBS)) == []


@pytest.mark.parametrize("line", ELSEWHERE)
def test_that_what_is_run_elsewhere_is_there(line: str) -> None:
    file, words = ELSEWHERE[line]

    assert words in (ROOT / file).read_text(encoding="utf-8")


def test_that_a_command_without_network_reaches_nobody() -> None:
    if not cut_off():
        pytest.skip("only root may cut a command off from the network")

    done = subprocess.run(
        [*cut_off(), sys.executable, "-c", REACHES_OUT], capture_output=True, text=True, check=True
    )

    assert done.stdout == "Network is unreachable\n"


@pytest.mark.timeout(1500)  # several commands, each with a hang guard of its own
@pytest.mark.parametrize(
    "chapter",
    [
        pytest.param(each, id=each.name, marks=(pytest.mark.slow,) if each.is_slow else ())
        for each in CHAPTERS
    ],
)
def test_that_the_commands_do_what_they_say(
    chapter: Chapter, tmp_path: Path, environment: dict[str, str]
) -> None:
    names = dict(chapter.prepare(tmp_path))
    wrong = []

    for run in chapter.runs:
        done = subprocess.run(
            command_of(run, names),
            cwd=tmp_path,
            env=environment,
            input=run.stdin,
            capture_output=True,
            text=True,
            timeout=WITHIN_S,
            check=False,
        )
        if done.returncode != run.code or "Traceback" in done.stderr:
            wrong.append(f"{run.words}: exit {done.returncode}\n{done.stderr[-2000:]}")

    assert wrong == []


def test_that_the_viewer_opens_a_study_without_a_network(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    words = study(tmp_path)["study"]
    index = tmp_path / "home" / "data" / "studies.sqlite3"
    viewer = subprocess.Popen(
        [*cut_off(), sys.executable, "-m", "medviewer", words], cwd=tmp_path, env=environment
    )
    try:
        gives_up = time.monotonic() + WITHIN_S
        while not lists_a_study(index) and viewer.poll() is None:
            assert time.monotonic() < gives_up, "nothing was opened"
            time.sleep(0.2)
        is_running = viewer.poll() is None
    finally:
        viewer.terminate()
        viewer.wait(timeout=WITHIN_S)

    assert is_running


def lists_a_study(index: Path) -> bool:
    return index.exists() and StudyIndex(index).page(StudyFilter(), 0, 1).study_count == 1


@pytest.mark.slow
def test_that_models_check_finds_every_card_right(shared_data: Path) -> None:
    labelled = shared_data / "labelled"

    subprocess.run([sys.executable, "-m", "tests.models_check", labelled], check=True, cwd=ROOT)
