"""What a killed export left is put back as it was; what is still written, or not ours, is left alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from medviewer.session.bundle.abandoned_exports import own_prefix, remove_abandoned
from medviewer.session.bundle.bundle_place import staging

KILLED = """
import os, sys
from pathlib import Path
from medviewer.session.bundle.bundle_place import staging
with staging(Path(sys.argv[1])) as folder:
    (folder / "findings.csv").write_text("half")
    os._exit(9)
"""


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """The folder of an export that was killed while it wrote into `tmp_path`."""
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    [folder] = tmp_path.iterdir()
    return folder


def manifest(folder: Path, *names: str) -> None:
    text = json.dumps({"files": [{"path": name} for name in names]})
    (folder / "bundle.json").write_text(text)


def test_that_a_killed_export_is_gone_after_the_next_one(left: Path) -> None:
    with staging(left.parent):
        was_there = left.exists()

    assert not was_there
    assert list(left.parent.iterdir()) == []


def test_that_what_a_killed_export_had_moved_is_put_back(left: Path) -> None:
    target, staged, before = left.parent, left / "bundle", left / "before"
    before.mkdir()
    manifest(before, "findings.csv")
    (before / "findings.csv").write_text("old")
    (staged / "findings.csv").rename(target / "findings.csv")  # moved already
    (target / "fhir.json").write_text("new")  # the same; there was none before
    (target / "notes.txt").write_text("mine")
    manifest(staged, "findings.csv", "fhir.json", "../notes.txt", "..")

    remove_abandoned(target)

    assert {each.name for each in target.iterdir()} == {"findings.csv", "bundle.json", "notes.txt"}
    assert (target / "findings.csv").read_text() == "old"


def test_that_folders_of_running_programs_and_other_computers_stay(tmp_path: Path) -> None:
    running = tmp_path / f"{own_prefix()}abc"
    elsewhere = tmp_path / ".medviewer-export-000000000000-1-1-abc"
    for folder in (running, elsewhere):
        folder.mkdir()

    remove_abandoned(tmp_path)

    assert running.is_dir()
    assert elsewhere.is_dir()
