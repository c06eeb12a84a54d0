"""The findings panel shows the reading and changes it by commands only."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from medviewer.domain.finding import Finding, ReviewState
from medviewer.domain.model_card import AnalysisStatus
from medviewer.gui.confidence_filter import floor_words
from medviewer.gui.findings_panel import empty_words
from medviewer.gui.findings_table import CONFIDENCE, DECISION, NUMBER, WHAT
from medviewer.gui.main_window import MainWindow
from medviewer.gui.result_words import outcome
from medviewer.session.review.reading import ReadingState
from medviewer.words import message
from tests.gui.canvas.samples import finding, result
from tests.gui.rows import current, row

pytestmark = pytest.mark.gui


def rows(window: MainWindow, column: int) -> list[str]:
    table = window.findings.table
    return [row(table, index).text(column) for index in range(table.topLevelItemCount())]


def button(window: MainWindow, words: str) -> QToolButton:
    return next(b for b in window.findings.findChildren(QToolButton) if b.text() == words)


def test_that_the_list_shows_findings_at_or_above_the_threshold(
    analysed_window: MainWindow,
) -> None:
    assert rows(analysed_window, NUMBER) == ["1", "2"]
    assert rows(analysed_window, WHAT) == ["lung nodule\nright upper zone"] * 2
    assert rows(analysed_window, CONFIDENCE) == ["0.93", "0.71"]
    assert rows(analysed_window, DECISION) == ["undecided", "undecided"]
    assert analysed_window.findings.undecided.text() == "2 undecided"  # none weaker


def test_that_moving_the_slider_filters_at_once(analysed_window: MainWindow) -> None:
    analysed_window.findings.filter.slider.setValue(80)

    assert rows(analysed_window, CONFIDENCE) == ["0.93"]
    assert analysed_window.findings.filter.count_label.text() == "1 of 3 shown"
    assert analysed_window.findings.filter.value_label.text() == "Score ≥ 0.80"


def test_that_a_click_on_a_row_shows_the_findings_slice(analysed_window: MainWindow) -> None:
    table = analysed_window.findings.table
    second = table.visualItemRect(row(table, 1)).center()

    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=second)

    assert analysed_window.desk.session.reading.value.selected_id == "f2"
    assert analysed_window.desk.session.viewport.value.index == 3  # slices 2 to 4: the middle one


def test_that_enter_goes_back_to_the_slice_of_the_row(analysed_window: MainWindow) -> None:
    session, table = analysed_window.desk.session, analysed_window.findings.table
    session.select_finding("f1")
    session.viewport.scroll_to(0)

    QTest.keyClick(table, Qt.Key.Key_Return)

    assert session.viewport.value.index == 10


def test_that_the_buttons_decide_and_take_back(analysed_window: MainWindow, qtbot: object) -> None:
    session = analysed_window.desk.session
    session.select_finding("f1")
    analysed_window.actions_by_id.refresh()

    QTest.mouseClick(button(analysed_window, "Reject"), Qt.MouseButton.LeftButton)
    after_reject = session.reading.value.review_of("f1").state
    analysed_window.actions_by_id.refresh()
    QTest.mouseClick(button(analysed_window, "Undo"), Qt.MouseButton.LeftButton)

    assert after_reject is ReviewState.REJECTED
    assert session.reading.value.reviews == ()


def test_that_a_decision_is_written_in_the_row(analysed_window: MainWindow) -> None:
    analysed_window.desk.session.reading.decide("f2", ReviewState.ACCEPTED)

    assert rows(analysed_window, DECISION) == ["undecided", "accepted"]


def test_that_a_selection_from_elsewhere_is_highlighted(analysed_window: MainWindow) -> None:
    analysed_window.desk.session.reading.select("f2")

    assert current(analysed_window.findings.table).text(NUMBER) == "2"


def test_that_only_a_calibrated_confidence_is_a_percentage() -> None:
    assert str(floor_words(0.35, is_score=True)) == "Score ≥ 0.35"
    assert str(floor_words(0.35, is_score=False)) == "Confidence ≥ 35 %"


@pytest.mark.parametrize(
    ("state", "is_open", "is_running"),
    [
        (ReadingState(), False, False),
        (ReadingState(), True, False),
        (ReadingState(), True, True),
        (ReadingState(is_analysed=True), True, False),
        (ReadingState(is_analysed=True, stated=(finding(),), confidence_floor=1.0), True, False),
    ],
)
def test_that_an_empty_list_never_says_normal(
    state: ReadingState, is_open: bool, is_running: bool
) -> None:
    words = str(empty_words(state, is_open=is_open, is_running=is_running))

    assert words
    assert "normal" not in words.lower()


def test_that_an_empty_cell_in_front_is_not_taken_for_nothing_open() -> None:
    words = empty_words(ReadingState(), is_open=False, is_running=False, has_studies=True)

    assert str(words).startswith("The cell in front is empty")


def test_that_an_analysis_without_findings_says_what_that_means() -> None:
    words = empty_words(ReadingState(is_analysed=True), is_open=True, is_running=False)

    assert str(words) == "No finding above threshold. This does not mean there is none."


def test_that_a_running_analysis_is_told_where_its_findings_will_be(
    read_window: MainWindow,
) -> None:
    shown = read_window.desk.session.viewport.value.study
    assert shown is not None

    read_window.desk.session.analysis.update(waiting=1, study_uids=(shown.study_instance_uid,))

    assert read_window.findings.outcomes.lines[0].label.text() == "Model 1: running or waiting"
    assert read_window.findings.empty.text().startswith("Analysis is running.")


def outcome_of(*findings: Finding, status: AnalysisStatus = AnalysisStatus.DONE) -> str:
    answer = dataclasses.replace(
        result(*findings), status=status, reason=message("Test", "It is an MR study.")
    )
    return str(outcome(answer.card, answer))


def test_that_each_ending_has_its_line() -> None:
    assert str(outcome(result().card, None)) == "Model 1: not run yet"
    assert str(outcome(result().card, None, is_running=True)) == "Model 1: running or waiting"
    assert outcome_of(finding("a"), finding("b")) == "Model 1: 2 findings"
    assert outcome_of(finding("a")) == "Model 1: 1 finding"
    assert outcome_of() == "Model 1: no finding above threshold"
    assert outcome_of(status=AnalysisStatus.REFUSED) == "Model 1: refused. It is an MR study."
    assert outcome_of(status=AnalysisStatus.ABSTAINED) == "Model 1: abstained. It is an MR study."


def test_that_another_studys_analysis_is_not_taken_for_this_ones(read_window: MainWindow) -> None:
    session = read_window.desk.session

    session.analysis.update(waiting=1, study_uids=("9.9",))

    assert read_window.findings.empty.text() == (
        "Not analyzed yet. Another study is being analyzed; this one can be next."
    )
    assert [line.label.text() for line in read_window.findings.outcomes.lines] == [
        "Model 1: made for this series, not run yet"
    ]


def test_that_a_refused_study_points_to_the_reason() -> None:
    words = empty_words(ReadingState(), is_open=True, is_running=False, is_refused=True)

    assert str(words) == "Not analyzed: the lines above say why."


def test_that_a_long_name_makes_its_row_higher_instead_of_being_cut(
    read_window: MainWindow,
) -> None:
    name = message("Test", "Suspected tumour of a very uncertain kind indeed")
    long = dataclasses.replace(finding("long", 0.9), name=name)
    table = read_window.findings.table

    read_window.desk.session.analysis._keep(result(long, finding("short", 0.8)))

    heights = [table.visualItemRect(row(table, i)).height() for i in range(2)]
    assert heights[0] > heights[1]


def test_that_rows_are_as_high_with_a_scroll_bar_as_without(read_window: MainWindow) -> None:
    """Else bar and rows swing for ever: what fits without a bar would need one with it."""
    name = message("Test", "Lung nodule, left upper zone of it")
    read_window.desk.session.analysis._keep(
        result(*(dataclasses.replace(finding(f"f{i}", 0.9), name=name) for i in range(3)))
    )
    table = read_window.findings.table
    heights = []

    for policy in (Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn):
        table.setVerticalScrollBarPolicy(policy)
        for width in range(300, 480, 5):
            table.setFixedWidth(width)
            QApplication.processEvents()
            heights.append(table.visualItemRect(row(table, 0)).height())

    assert heights[: len(heights) // 2] == heights[len(heights) // 2 :]
