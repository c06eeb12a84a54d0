"""One study becomes one whole result, or a sentence; never half of anything."""

import errno
import json
from dataclasses import replace
from pathlib import Path

import pytest

from medviewer.domain.bundle import BundleKind
from medviewer.progress import Cancelled, CancelToken, ignore_progress
from medviewer.session.batch.kept_results import KeptResults
from medviewer.session.batch.study_task import AskedModel, TaskStatus
from medviewer.session.batch.task_run import run_task
from tests.unit.session.batch.batch_samples import (
    StubWorker,
    order_for,
    study_uid,
    task_for,
    write_study,
)


def test_that_a_result_lies_whole_with_its_documents(tmp_path: Path) -> None:
    study = write_study(tmp_path / "study", 1)
    task = task_for(study, 1, order_for(BundleKind.JSON, BundleKind.CSV))

    told = run_task(task, tmp_path / "out", StubWorker())

    folder = tmp_path / "out" / "results" / task.key
    assert (told.status, told.image_count, told.modalities) == (TaskStatus.DONE, 12, "CT")
    assert {"findings.json", "findings.csv"} <= set(told.files)
    assert all((folder / name).is_file() for name in told.files)
    assert json.loads((folder / "result.json").read_text())["study_instance_uid"] == study_uid(1)
    assert list((tmp_path / "out" / "work").iterdir()) == []


def test_that_findings_come_as_rows(tmp_path: Path) -> None:
    study = write_study(tmp_path / "study", 1)

    told = run_task(task_for(study, 1), tmp_path / "out", StubWorker())

    answer = told.answers[0]
    row = answer.findings[0]
    assert (answer.status, answer.scores, answer.timings_s["network"]) == (
        "done",
        {"lung_nodule": 0.9},
        0.5,
    )
    assert (row.key_slice, row.diameter_mm, row.center_lps_mm) == (5, 8.0, (1.0, 2.0, 3.0))
    assert row.key_sop_instance_uid


def test_that_a_result_that_is_there_is_not_computed_again(tmp_path: Path) -> None:
    study, worker = write_study(tmp_path / "study", 1), StubWorker()
    first = run_task(task_for(study, 1), tmp_path / "out", worker)

    second = run_task(replace(task_for(study, 1), number=9), tmp_path / "out", worker)

    assert worker.asked == 1
    assert second == replace(first, number=9, status=TaskStatus.SKIPPED)


def test_that_a_study_no_model_was_made_for_is_refused_and_kept(tmp_path: Path) -> None:
    study = write_study(tmp_path / "study", 1, body_part="KNEE")
    task = task_for(study, 1, order_for(BundleKind.JSON))

    told = run_task(task, tmp_path / "out", StubWorker())

    assert told.status is TaskStatus.REFUSED
    assert "KNEE" in str(told.reason)
    assert KeptResults(tmp_path / "out").find(task.key) == replace(told, number=0)


def test_that_a_study_that_went_away_is_a_sentence_and_is_tried_again(tmp_path: Path) -> None:
    task = task_for(tmp_path / "gone", 1)

    told = run_task(task, tmp_path / "out", StubWorker())

    assert told.status is TaskStatus.FAILED
    assert "no such file" in str(told.reason)
    assert not KeptResults(tmp_path / "out").holds(task.key)


def test_that_files_of_two_patients_under_one_uid_are_nobodys_result(tmp_path: Path) -> None:
    write_study(tmp_path / "study", 1)
    write_ct_of_another_patient(tmp_path / "study" / "other")

    told = run_task(task_for(tmp_path / "study", 1), tmp_path / "out", StubWorker())

    assert told.status is TaskStatus.FAILED
    assert "several patients" in str(told.reason)


def write_ct_of_another_patient(folder: Path) -> None:
    from tests.phantoms.series import write_ct

    write_ct(
        folder,
        (3, 16, 16),
        StudyInstanceUID=study_uid(1),
        SeriesInstanceUID=f"{study_uid(1)}.8",
        PatientID="SOMEBODY",
        PatientName="Somebody^Else",
    )


def test_that_other_weights_than_the_batch_began_with_do_not_answer(tmp_path: Path) -> None:
    study = write_study(tmp_path / "study", 1)
    order = replace(order_for(), models=(AskedModel("chest_ct_nodules", "0" * 64, "0" * 64),))

    told = run_task(task_for(study, 1, order), tmp_path / "out", StubWorker())

    assert told.status is TaskStatus.FAILED
    assert "is not the one this batch was started with" in str(told.reason)


def test_that_a_full_disk_stops_the_batch_and_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: KeptResults, *given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    study = write_study(tmp_path / "study", 1)
    monkeypatch.setattr(KeptResults, "put", full)

    told = run_task(task_for(study, 1), tmp_path / "out", StubWorker())

    assert (told.status, told.is_stopping) == (TaskStatus.FAILED, True)
    assert "No space left on device" in str(told.reason)
    assert not (tmp_path / "out" / "results").exists()


def test_that_a_cancelled_study_leaves_nothing(tmp_path: Path) -> None:
    study, token = write_study(tmp_path / "study", 1), CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        run_task(task_for(study, 1), tmp_path / "out", StubWorker(), ignore_progress, token)

    assert not (tmp_path / "out" / "results").exists()
