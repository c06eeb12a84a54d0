"""Exported, wiped, opened again, exported again: both exports state the same."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.bundle import BundleKind, Packing
from medviewer.domain.study import Study
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import CancelToken
from medviewer.session.bundle.bundle_order import BundleOrder
from medviewer.session.bundle.bundle_run import run_bundle
from medviewer.session.objects.taking_over import TakingOver
from medviewer.session.session import Session
from tests.patience import HANG_MS
from tests.phantoms.readings import PhantomReading, phantom_reading
from tests.unit.jobs.worker_handlers import build_counter

pytestmark = pytest.mark.gui
Items = dict[str, dict[str, Any]]


@pytest.fixture
def reading(tmp_path: Path) -> PhantomReading:
    return phantom_reading(tmp_path / "images")


@pytest.fixture
def wiped(qapp: object, reading: PhantomReading) -> Iterator[Session]:
    """A session that knows nothing but the model."""
    session = Session(JobRunner(), WorkerProcess(build_counter), reading.catalog)
    yield session
    session.shut_down()


def exported(reading: PhantomReading, folder: Path) -> Path:
    kinds = frozenset({BundleKind.SR, BundleKind.SEG, BundleKind.JSON})
    run_bundle(BundleOrder(reading.order, kinds, folder), CancelToken())
    return folder


def opened(session: Session, folder: Path, qtbot: QtBot) -> Study:
    with qtbot.waitSignal(session.library.scan_ended, timeout=HANG_MS):
        session.open([folder])
    [study] = session.library.value.studies
    session.show(study, next(d for series in study.series for d in series.display_sets))
    return study


def items(folder: Path, name: str) -> Items:
    document = json.loads((folder / "findings.json").read_text("utf-8"))
    return {each["tracking_uid"]: each for each in document["reading"][name]}


def test_that_a_wiped_program_gets_places_sizes_and_decisions_back_from_a_bundle(
    reading: PhantomReading, wiped: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    first = exported(reading, tmp_path / "first")
    shutil.copytree(first / "objects", reading.folder / "objects")
    study = opened(wiped, reading.folder, qtbot)
    TakingOver(wiped, study.key).start()
    qtbot.waitUntil(lambda: len(wiped.reading.value.findings) == 20, timeout=HANG_MS)

    wiped.exporting.begin(study, {BundleKind.JSON}, Packing.FOLDER, tmp_path / "second")
    qtbot.waitUntil(lambda: wiped.exporting.value.outcome is not None, timeout=HANG_MS)

    before, after = items(first, "findings"), items(tmp_path / "second", "findings")
    assert set(after) == set(before)
    assert len(before) == 20
    for uid, was in before.items():
        now = after[uid]
        for key in ("decision", "reason", "box_voxel", "label", "site", "series_instance_uid"):
            assert now[key] == was[key], (uid, key)
        for key in ("long_axis_mm", "short_axis_mm"):
            assert now[key] == pytest.approx(was[key], abs=1e-3), (uid, key)
        assert now["center_lps_mm"] == pytest.approx(was["center_lps_mm"], abs=1e-2)
    before, after = items(first, "measurements"), items(tmp_path / "second", "measurements")
    assert set(after) == set(before)
    assert len(before) == 20
    for uid, was in before.items():
        told = {each["kind"]: each["value"] for each in was["quantities"]}
        again = {each["kind"]: each["value"] for each in after[uid]["quantities"]}
        assert again == pytest.approx(told, abs=1e-2), uid
        assert (after[uid]["kind"], after[uid]["label"]) == (was["kind"], was["label"])


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("is_there", [False, True])
def test_that_a_killed_export_leaves_no_half_bundle_under_its_name(
    tmp_path: Path, is_there: bool
) -> None:
    target = tmp_path / "out" / "bundle"
    if is_there:
        target.mkdir(parents=True)
        (target / "findings.json").write_text("before")

    killed = subprocess.run(
        [sys.executable, "-m", "tests.journeys.exporter_to_be_killed", tmp_path / "ct", target],
        check=False,
    )

    assert killed.returncode == -signal.SIGKILL
    assert target.exists() == is_there
    seen = [p.name for p in target.iterdir() if not p.name.startswith(".")] if is_there else []
    assert seen == (["findings.json"] if is_there else [])
    assert not is_there or (target / "findings.json").read_text() == "before"
