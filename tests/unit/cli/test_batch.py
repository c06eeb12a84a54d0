"""`medviewer batch` from its words to its table: the pool is real, the model's answers are a stub's."""

import json
from functools import partial
from pathlib import Path

import pytest

from medviewer.__main__ import main
from medviewer.cli import batch
from medviewer.domain.finding import Review, ReviewState
from medviewer.session.batch.pool import PoolExecutor
from tests.unit.session.batch.batch_samples import NODULES, study_uid, write_study
from tests.unit.session.batch.killed_batch import KillingHandler


@pytest.fixture
def studies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two chests and a knee; a pool of one process with a stub model."""

    def stub_pool(arguments: object) -> PoolExecutor:
        arguments.workers, arguments.threads = 1, 1  # type: ignore[attr-defined]
        return PoolExecutor(partial(KillingHandler, tmp_path / "out", ""), 1)

    monkeypatch.setattr(batch, "executor_for", stub_pool)
    write_study(tmp_path / "studies" / "1", 1)
    write_study(tmp_path / "studies" / "2", 2)
    write_study(tmp_path / "studies" / "3", 3, body_part="KNEE")
    return tmp_path / "studies"


def run(*words: object) -> int:
    return main(["batch", *map(str, words)])


def test_that_a_batch_leaves_table_summary_and_page(
    studies: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"

    code = run(studies, "--out", out, "--model", NODULES)

    summary = json.loads((out / "summary.json").read_text())
    page = (out / "dashboard.html").read_text()
    assert code == 0
    assert "3 studies: 2 done, 1 refused" in capsys.readouterr().out
    assert summary["studies"] == {"done": 2, "refused": 1, "failed": 0, "told_in_last_run": 3}
    assert summary["models"][0]["findings"] == {"lung_nodule": 2}
    assert len(list(out.glob("results/*/findings.json"))) == 2  # nothing is written of a refusal
    assert "KNEE" in page
    assert "<script" not in page


def test_that_events_are_json_lines(
    studies: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(studies, "--out", tmp_path / "out", "--model", NODULES, "--json", "--bundle", "none")

    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event["event"] for event in events] == ["listed", "study", "study", "study", "ended"]
    assert events[0]["studies"] == 3
    assert [event["told"] for event in events[1:4]] == [1, 2, 3]


def test_that_a_failed_study_is_exit_code_one(studies: Path, tmp_path: Path) -> None:
    write_study(studies / "4", 4)
    from tests.unit.session.batch.test_task_run import write_ct_of_another_patient

    write_ct_of_another_patient(studies / "of somebody else")  # under the UID of study 1

    code = run(studies, "--out", tmp_path / "out", "--model", NODULES, "--bundle", "none")

    failures = json.loads((tmp_path / "out" / "summary.json").read_text())["failures"]
    assert code == 1
    assert [each["study"] for each in failures] == [study_uid(1)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["{studies}"], "--out"),
        (["--out", "{out}"], "What should be analysed"),
        (["{studies}", "--out", "{out}", "--model", "nobody"], "no model “nobody”"),
        (["{studies}", "--out", "{out}", "--query", "modality=CT"], "Name it with --node"),
        (["--out", "{out}", "--node", "x", "--query", "modality=CT"], "no archive “x”"),
        (["--out", "{out}", "--node", "x", "--query", "colour=red"], "colour=red"),
        (["{studies}/none", "--out", "{out}"], "no file or folder"),
        (["dashboard", "{studies}"], "no batch in"),
    ],
)
def test_that_bad_input_is_a_sentence_and_exit_code_two(
    words: list[str],
    said: str,
    studies: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = run(*(word.format(studies=studies, out=tmp_path / "out") for word in words))

    assert code == 2
    assert said in capsys.readouterr().err


def test_that_readers_decisions_are_joined_to_the_findings(
    studies: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    run(studies, "--out", out, "--model", NODULES, "--bundle", "none")
    session = write_decisions(tmp_path / "reading.mvsession", out)

    code = run("dashboard", out, "--decisions", session)

    model = json.loads((out / "summary.json").read_text())["models"][0]
    assert code == 0
    assert model["decided"] == {"accepted": 2}  # the stub gives both findings one id
    assert model["acceptance"][0] == 1.0
    assert "100 %" in (out / "dashboard.html").read_text()


def write_decisions(file: Path, out: Path) -> Path:
    """A session in which the stub's finding was accepted."""
    from dataclasses import replace

    from medviewer.domain.kept_answer import KeptAnswer
    from medviewer.domain.model_card import AnalysisStatus
    from medviewer.domain.study import Patient
    from medviewer.domain.study_annotations import StudyAnnotations
    from medviewer.domain.study_journal import KeptStudy, StudyJournal
    from medviewer.store.session_file import write_session
    from tests.unit.session.batch.batch_samples import request_for, stub_answer

    said = stub_answer(request_for(study_uid(1)))
    card = said.card
    answer = KeptAnswer(
        "set",
        card.model_id,
        card.version,
        card.weights_sha256,
        said.request,
        AnalysisStatus.DONE,
        "CPU",
        findings=said.findings,
    )
    review = Review(
        said.findings[0].finding_id, ReviewState.ACCEPTED, "R", "2026-02-01T00:00:00+00:00"
    )
    journal = StudyJournal(StudyAnnotations(study_uid(1)))
    journal = replace(journal, answers=(answer,), reviews=(review,))
    write_session(file, (KeptStudy(Patient("P1"), study_uid(1), journal),))
    return file


def test_that_what_was_decided_here_comes_from_the_audit_trail(
    studies: Path, tmp_path: Path
) -> None:
    from medviewer.cli.trail_notes import note
    from medviewer.session.sharing.audit_events import decision_event
    from tests.unit.session.batch.batch_samples import request_for, stub_answer

    finding = stub_answer(request_for(study_uid(1))).findings[0]
    review = Review(finding.finding_id, ReviewState.REJECTED, "R", "2026-02-01T00:00:00+00:00")
    note([decision_event(review, finding, None)])

    run(studies, "--out", tmp_path / "out", "--model", NODULES, "--bundle", "none")

    model = json.loads((tmp_path / "out" / "summary.json").read_text())["models"][0]
    assert model["decided"] == {"rejected": 2}
    assert model["acceptance"][0] == 0.0
