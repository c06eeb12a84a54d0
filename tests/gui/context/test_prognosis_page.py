"""The prognosis page: no number without its interval, fields that may stay empty, tables of one's own."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from medviewer.domain.model_trust import Interval
from medviewer.domain.prognosis import (
    InputValue,
    RiskTrainingRequest,
    RiskTrainingResult,
    TableColumn,
    TablePreview,
    TrainedFigure,
)
from medviewer.gui.context.prognosis_page import PrognosisPage
from medviewer.gui.context.prognosis_words import answer_html, bounded, hundreds
from medviewer.gui.context.risk_training_sheet import RiskTrainingSheet, result_html
from medviewer.gui.main_window import MainWindow
from medviewer.gui.translation import Translator
from medviewer.words import message
from tests.phantoms.prognoses import MODEL, prognosis

pytestmark = pytest.mark.gui

NOTHING = tuple(InputValue(each.name) for each in MODEL.inputs)


@pytest.fixture
def page(read_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> PrognosisPage:
    """With one model; nothing is looked for on this computer."""
    held = read_window.desk.session.prognosis
    monkeypatch.setattr(held, "look_for_models", lambda: None)
    read_window.desk.session.clinical.show_page("prognosis")
    found = read_window.context.page("prognosis")
    assert isinstance(found, PrognosisPage)
    held.update(models=(MODEL,), model=MODEL, values=NOTHING)
    return found


def test_that_an_answer_is_a_curve_with_its_interval_and_words(page: PrognosisPage) -> None:
    page.desk.session.prognosis.update(answer=prognosis())

    assert not page.curve.isHidden()
    assert not page.curve.grab().isNull()
    text = page.answer.text()
    assert "32 (24–41)" in text
    assert "17 (12–23)" in text
    assert "700 (&gt; 500)" in text
    assert "not a medical device" in text


def test_that_a_fresh_answer_is_scrolled_to(page: PrognosisPage, qtbot: QtBot) -> None:
    page.setFixedHeight(160)
    page.area.verticalScrollBar().setValue(0)

    page.desk.session.prognosis.update(answer=prognosis())

    qtbot.waitUntil(lambda: page.area.verticalScrollBar().value() > 0)
    assert not page.curve.visibleRegion().isEmpty()


def test_that_missing_and_extrapolated_inputs_are_named() -> None:
    html = answer_html(prognosis(), Translator())

    assert "<td>CRP</td><td>missing</td>" in html
    assert "<td>age</td><td>90 ⚠</td><td>× 2.00</td>" in html


def test_that_an_outcome_without_a_time_has_an_interval_and_no_curve(page: PrognosisPage) -> None:
    page.desk.session.prognosis.update(answer=prognosis(is_timed=False))

    assert page.curve.isHidden()
    assert "32 (24–41)" in page.answer.text()


def test_that_what_is_stated_is_asked_and_outdates_the_answer(page: PrognosisPage) -> None:
    held = page.desk.session.prognosis
    held.update(answer=prognosis())
    age, sex = page.inputs.fields["age"], page.inputs.fields["sex"]
    assert isinstance(age, QLineEdit)
    assert isinstance(sex, QComboBox)

    age.setText("61")
    age.textEdited.emit("61")
    sex.activated.emit(2)

    assert {each.name: each.text for each in held.value.values} == {
        "age": "61",
        "sex": "female",
        "CRP": "",
    }
    assert held.value.answer is None
    assert page.curve.isHidden()


def test_that_markup_in_a_table_is_shown_as_it_is() -> None:
    hostile = replace(MODEL, outcome="<img src=x>")

    html = answer_html(replace(prognosis(), model=hostile), Translator())

    assert "<img" not in html


def test_that_without_a_model_the_page_says_how_to_train_one(page: PrognosisPage) -> None:
    page.desk.session.prognosis.update(models=(), model=None)

    assert not page.hint.isHidden()
    assert "medviewer train survival" in page.hint.text()
    assert page.ask.isHidden()


def test_that_a_problem_is_a_sentence(page: PrognosisPage) -> None:
    page.desk.session.prognosis.update(problem=message("Test", "The weights were altered."))

    assert page.problem.text() == "The weights were altered."


def test_that_a_table_is_trained_with_what_its_columns_mean(
    page: PrognosisPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    training = page.desk.session.prognosis.training
    asked: list[RiskTrainingRequest] = []
    monkeypatch.setattr(training, "train", asked.append)
    sheet = RiskTrainingSheet(page.desk, page.window())
    columns = (
        TableColumn("id", "category", 0, ("P1", "P2")),
        TableColumn("days", "number", 0, ("3",)),
        TableColumn("status", "category", 0, ("alive", "dead")),
        TableColumn("marker", "number", 2, ("0.1",)),
    )

    training.update(preview=TablePreview("/data/mine.csv", 200, columns))
    first = sheet.columns.item(0, 0)
    assert first is not None
    first.setCheckState(first.checkState().Unchecked)
    sheet.train.click()

    wanted = asked[0]
    assert (wanted.time, wanted.event, wanted.event_value) == ("days", "status", "dead")
    assert wanted.columns == ("marker",)
    assert wanted.title == "mine"


def test_that_every_subject_stands_beside_the_others() -> None:
    request = RiskTrainingRequest("1", "risk_mine", "Mine", "mine.csv", "status")
    figures = (
        TrainedFigure("cox", "c_index", Interval(0.71, 0.66, 0.76)),
        TrainedFigure("kaplan_meier", "c_index", Interval(0.5, 0.5, 0.5)),
    )

    html = result_html(
        RiskTrainingResult(request, MODEL, figures, ("Column <b> is not read.",)), Translator()
    )

    assert "<b>Cox regression</b></td><td>0.710 (0.660–0.760)" in html
    assert "0.500 (0.500–0.500)" in html
    assert "Column &lt;b&gt;" in html


def test_that_a_file_that_is_no_table_says_why(page: PrognosisPage, tmp_path: Path) -> None:
    training = page.desk.session.prognosis.training
    sheet = RiskTrainingSheet(page.desk, page.window())

    training.update(problem=message("Test", "It is no text."))

    assert sheet.told.text() == "It is no text."
    assert not sheet.train.isEnabled()


def test_that_intervals_are_written_with_their_open_ends() -> None:
    assert hundreds(Interval(0.624, 0.48, 0.75)) == "62 (48–75)"
    assert bounded(Interval(310.2, 210.0, 480.0)) == "310 (210–480)"
    assert bounded(Interval(310.2, 210.0, float("inf"))) == "310 (> 210)"


def test_that_an_outcome_no_name_tells_is_left_to_the_reader(page: PrognosisPage) -> None:
    training = page.desk.session.prognosis.training
    sheet = RiskTrainingSheet(page.desk, page.window())
    columns = (
        TableColumn("age", "number", 0, ("61",)),
        TableColumn("fstat", "number", 0, ("0", "1")),
    )

    training.update(preview=TablePreview("table.csv", 2, columns))
    before = (sheet.outcome.currentText(), sheet.train.isEnabled())
    sheet.outcome.setCurrentText("fstat")

    assert before == ("", False)
    assert sheet.train.isEnabled()
    assert sheet.value.currentText() == "1"
