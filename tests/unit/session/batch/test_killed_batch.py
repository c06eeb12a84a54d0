"""A batch that is killed and begun again ends as one that never was: the same table, nothing twice."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.session.batch.batch_samples import study_uid, write_study

OF_THE_CLOCK = ("seconds", "analysed_at")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")


def batch(source: Path, out: Path, *deadly_uid: str) -> int:
    command = [sys.executable, "-m", "tests.unit.session.batch.killed_batch"]
    return subprocess.run([*command, source, out, *deadly_uid], check=False, timeout=300).returncode


def table(out: Path) -> list[dict[str, str]]:
    with (out / "table.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [{k: v for k, v in row.items() if k not in OF_THE_CLOCK} for row in rows]


def test_that_a_killed_batch_ends_as_one_that_was_not(tmp_path: Path) -> None:
    source, out, other = tmp_path / "studies", tmp_path / "out", tmp_path / "other"
    for number in (1, 2, 3, 4):
        write_study(source / f"{number}", number)

    killed = batch(source, out, study_uid(3))
    kept = {each: each.stat().st_mtime_ns for each in out.glob("results/*/result.json")}
    again = batch(source, out)
    batch(source, other)

    assert (killed, again) == (-9, 0)
    assert len(kept) == 2  # the third was being worked on
    assert all(each.stat().st_mtime_ns == when for each, when in kept.items())
    assert not list((out / "work").glob("*"))
    assert table(out) == table(other)
    assert len(table(out)) == 4
