"""Table, summary and page of a batch: safe in a spreadsheet, in a browser, and for those they are about."""

from array import array
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from medviewer.session.batch.batch_figures import (
    MOST_REASONS,
    OTHERS,
    BatchFigures,
    Failure,
    ModelFigures,
    figures_of,
)
from medviewer.session.batch.batch_page import throughput, write_page
from medviewer.session.batch.batch_summary import summary_document
from medviewer.session.batch.batch_table import write_csv, write_parquet
from medviewer.session.batch.batch_words import PAGE_WORDS
from medviewer.session.batch.decisions import Decision, Decisions
from medviewer.session.batch.identifiers import Identifiers
from medviewer.session.batch.sentences import as_sentence
from medviewer.session.batch.study_answers import FindingRow, ModelAnswer
from medviewer.session.batch.study_task import TaskResult, TaskStatus
from medviewer.session.batch.told_studies import ToldStudy
from medviewer.store.batch_list import ListedStudy
from medviewer.words import message

FINDING = FindingRow("f1", "lung_nodule", 0.93, False, 5, "1.2.3.4", (1.0, -2.5, 3.0), 8.0)
ANSWER = ModelAnswer(
    "nodules", "3.0", "abc", "done", scores={"lung_nodule": 0.93}, findings=(FINDING,)
)
RESULT = TaskResult(
    1, "key", "1.2.3", TaskStatus.DONE, study_date="20260102", image_count=12, answers=(ANSWER,)
)


def told(result: TaskResult = RESULT, **carried: str) -> ToldStudy:
    study = ListedStudy(result.number, result.study_instance_uid, carried=carried)
    return ToldStudy(study, result, is_new=True)


def test_that_a_table_has_a_row_a_finding_and_one_for_a_model_without(tmp_path: Path) -> None:
    second = replace(FINDING, finding_id="f2", confidence=0.5)
    answers = (
        replace(ANSWER, findings=(FINDING, second)),
        ModelAnswer("other", "1", "d", "refused"),
    )

    count = write_csv(
        tmp_path / "table.csv", [told(replace(RESULT, answers=answers))], (), Identifiers()
    )

    assert count == 3


def test_that_parquet_keeps_numbers_and_truth(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")

    write_parquet(tmp_path / "t.parquet", [told(site="A")], ("site",), Identifiers())

    (row,) = parquet.read_table(tmp_path / "t.parquet").to_pylist()
    assert (row["confidence"], row["calibrated"], row["slice"], row["images"]) == (
        0.93,
        False,
        6,
        12,
    )
    assert (row["center_y_mm"], row["site"]) == (-2.5, "A")


def test_that_a_page_is_escaped_and_has_no_script(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>{{ 7 * 7 }}"
    figures = BatchFigures(
        failures=[Failure("1.2", as_sentence(hostile))], refusals=Counter({hostile: 1})
    )
    figures.models["m", "s"] = ModelFigures(hostile, "1", "s", Counter(done=1))

    write_page(tmp_path / "page.html", figures, summary_document(figures))

    page = (tmp_path / "page.html").read_text()
    assert "<script" not in page
    assert "49" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_that_a_page_speaks_the_readers_language_values_and_all(tmp_path: Path) -> None:
    why = message(
        "Batch", "None of its files is there any more, or none has images. Start the batch again."
    )
    figures = BatchFigures(Counter({TaskStatus.FAILED: 1}), failures=[Failure("1.2", why)])

    write_page(tmp_path / "page.html", figures, summary_document(figures), "zh_CN")

    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in page
    assert "各模型的接受率" in page
    assert str(why) not in page
    for words in PAGE_WORDS.values():
        assert f">{words}<" not in page


def test_that_a_page_is_english_unless_another_language_is_asked_for(tmp_path: Path) -> None:
    figures = BatchFigures()

    write_page(tmp_path / "page.html", figures, summary_document(figures))

    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "Acceptance by model" in page


def test_that_acceptance_counts_edited_findings_as_stood_by() -> None:
    figures = ModelFigures("m", "1", "s", decided=Counter(accepted=6, edited=2, rejected=2))

    assert figures.acceptance is not None
    assert figures.acceptance[0] == 0.8
    # Wilson 1927 for 8 of 10: centre (0.8 + z²/20) / (1 + z²/10), z = 1.96.
    assert figures.acceptance[1:] == pytest.approx((0.490, 0.943), abs=0.001)


def test_that_a_decision_is_for_the_weights_that_proposed_it_and_the_latest_counts() -> None:
    decided = Decisions(
        [
            Decision("f1", "abc", "rejected", "2026-01-02T00:00:00Z"),
            Decision("f1", "abc", "accepted", "2026-01-03T00:00:00Z"),
            Decision("f1", "other weights", "rejected", "2026-01-04T00:00:00Z"),
        ]
    )

    figures = figures_of([told()], decided, Identifiers())

    assert figures.models["nodules", "abc"].decided == Counter(accepted=1)


def test_that_reasons_without_end_are_counted_together() -> None:
    answers = tuple(
        ModelAnswer("m", "1", "s", "refused", reason=as_sentence(f"reason {n}"))
        for n in range(MOST_REASONS + 5)
    )

    figures = figures_of([told(replace(RESULT, answers=answers))], Decisions(), Identifiers())

    assert len(figures.refusals) == MOST_REASONS + 1
    assert figures.refusals[str(OTHERS)] == 5


def test_that_throughput_is_drawn_in_bars_of_a_round_width() -> None:
    # 100 studies, one every 10 s: 990 s fit 48 bars of 30 s (33 and a rest), three studies in each.
    drawn = throughput(array("d", [1000.0 + 10 * n for n in range(100)]))

    counts = [count for count, _ in drawn["bars"]]  # type: ignore[attr-defined]
    assert drawn["caption"] == "studies in each 30 s, 3 at most"
    assert counts == [3] * 33 + [1]
