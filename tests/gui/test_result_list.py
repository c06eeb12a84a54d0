"""Every answer has its entry: when and where it ran, what it cannot exclude, what speaks against it."""

import dataclasses

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from medviewer.domain.model_card import AnalysisResult, AnalysisStatus
from medviewer.gui.difference_window import APART, FIRST, SECOND, WHAT, DifferenceWindow
from medviewer.gui.findings_table import CONFIDENCE
from medviewer.gui.main_window import MainWindow
from medviewer.gui.override_dialog import OverrideDialog
from medviewer.gui.result_words import score_line, score_text, uncertainty
from medviewer.gui.translation import Translator
from medviewer.words import message
from tests.gui.canvas.samples import finding, result
from tests.gui.model_cards import full_card
from tests.gui.rows import child, row

pytestmark = pytest.mark.gui


def answer(*confidences: float, **changes: object) -> AnalysisResult:
    """Findings f1, f2, … of the card with everything in it."""
    found = [finding(f"f{i}", each) for i, each in enumerate(confidences, 1)]
    said = dataclasses.replace(result(*found), card=full_card())
    return dataclasses.replace(said, **changes)  # type: ignore[arg-type]


def keep(window: MainWindow, *answers: AnalysisResult) -> None:
    for each in answers:
        window.desk.session.analysis._keep(each)


def scores(window: MainWindow) -> list[str]:
    table = window.findings.table
    return [row(table, i).text(CONFIDENCE) for i in range(table.topLevelItemCount())]


def test_that_a_second_run_has_its_own_entry_and_the_first_is_hidden(
    read_window: MainWindow,
) -> None:
    keep(read_window, answer(0.9), answer(0.8))

    lines = read_window.findings.outcomes.lines

    assert [line.label.text() for line in lines] == [
        "Model 1: 1 finding",
        "Model 1, run 2: 1 finding",
    ]
    assert [line.shown.isChecked() for line in lines] == [False, True]


def test_that_an_entry_says_when_where_and_how_long(read_window: MainWindow) -> None:
    keep(read_window, answer(0.9, timings_s={"lungs": 1.5, "judging": 11.0}))

    words = read_window.findings.outcomes.lines[0].details.text()

    assert words.endswith(" · CPU · 12 s")
    assert len(words.split(" · ")[0]) == len("16:04")


def test_that_unticking_an_entry_hides_its_findings(read_window: MainWindow) -> None:
    keep(read_window, answer(0.9))
    [line] = read_window.findings.outcomes.lines

    line.shown.click()

    assert scores(read_window) == []
    assert [each.shown.isChecked() for each in read_window.findings.outcomes.lines] == [False]


def test_that_warnings_and_an_override_stand_with_the_result(read_window: MainWindow) -> None:
    request = dataclasses.replace(answer().request, override="teaching file")
    warned = answer(0.9, warnings=(message("Test", "Patient is 70."),), request=request)

    keep(read_window, warned)

    [line] = read_window.findings.outcomes.lines
    assert line.doubts.text() == ("Patient is 70.\nRun against the guard's advice: “teaching file”")


def test_that_no_figure_of_the_card_is_shown_against_the_guards_advice(
    read_window: MainWindow,
) -> None:
    request = dataclasses.replace(answer().request, override="teaching file")

    keep(read_window, answer(0.93, request=request, scores={"lung_nodule": 0.93}))

    assert scores(read_window) == ["0.93"]  # no tier
    assert read_window.findings.filter.expectation.isHidden()
    assert score_text(answer(), 0.93) == "95 %"
    assert score_text(answer(request=request), 0.93) == "0.93"


def test_that_the_list_is_as_high_as_what_it_says_at_once(
    read_window: MainWindow, qapp: QApplication
) -> None:
    outcomes = read_window.findings.outcomes

    keep(read_window, answer(0.9, warnings=(message("Test", "Patient is 70."),)))
    at_once = outcomes.maximumHeight()

    qapp.processEvents()
    assert outcomes._wanted_height() == at_once


def test_that_labels_that_cannot_be_excluded_are_named() -> None:
    unsure = answer(prediction_set=("glioma", "meningioma"), spread=0.08)

    assert uncertainty(unsure, Translator()) == (
        "Cannot exclude: glioma, meningioma · members differ by ± 0.08"
    )


def test_that_one_possible_label_excludes_the_others_without_a_word() -> None:
    assert uncertainty(answer(prediction_set=("glioma",)), Translator()) == ""


def test_that_labels_are_ranked_with_percentages_where_calibration_holds() -> None:
    card = dataclasses.replace(full_card(), labels=("glioma", "meningioma"))
    said = answer(card=card, scores={"glioma": 0.12, "meningioma": 0.88})

    assert score_line(said, Translator()) == "meningioma 90 % · glioma 10 %"


def test_that_scores_are_no_percentages_where_the_card_says_so() -> None:
    """However well its probabilities came true elsewhere."""
    card = dataclasses.replace(full_card(), labels=("glioma", "meningioma"), is_calibrated=False)
    said = answer(card=card, scores={"glioma": 0.12, "meningioma": 0.88})

    assert score_line(said, Translator()) == "meningioma 0.88 · glioma 0.12"


def test_that_the_operating_point_changes_threshold_and_expectation(
    read_window: MainWindow,
) -> None:
    keep(read_window, answer(0.9, 0.6, 0.3))
    panel = read_window.findings
    usual, expected = scores(read_window), panel.filter.expectation.text()

    read_window.desk.registry.run("findings.point_screening")

    assert usual == ["0.90\nhigh", "0.60\nmedium"]
    assert scores(read_window) == ["0.90\nhigh", "0.60\nmedium", "0.30\nlow"]
    assert expected.startswith("Sensitivity 0.93 (0.91–0.95) · specificity 0.94 (0.92–0.96)")
    assert panel.filter.expectation.text().startswith("Sensitivity 0.98 (0.96–1.00)")
    assert panel.filter.points.currentText() == "Screening"


def test_that_a_slider_moved_by_hand_is_at_no_operating_point(read_window: MainWindow) -> None:
    keep(read_window, answer(0.9, 0.6, 0.3))

    read_window.findings.filter.slider.setValue(95)

    assert read_window.findings.filter.points.currentText() == "By hand"
    assert not read_window.findings.filter.expectation.isVisible()


def test_that_a_model_made_for_other_images_is_named_with_its_reason(
    read_window: MainWindow,
) -> None:
    session = read_window.desk.session
    study = session.viewport.value.study
    assert study is not None
    mr = dataclasses.replace(
        study, study_instance_uid="9", series=(dataclasses.replace(study.series[0], modality="MR"),)
    )

    session.show(mr, mr.series[0].display_sets[0])

    outcomes = read_window.findings.outcomes
    assert outcomes.lines == []
    assert outcomes.others.text() == "Not for this study: Model"
    assert "made for CT; this series is MR" in outcomes.others.toolTip()


def test_that_only_a_refusal_can_be_overridden(read_window: MainWindow) -> None:
    refused = answer(status=AnalysisStatus.REFUSED, reason=message("Test", "It is a hand."))
    keep(read_window, refused)
    [line] = read_window.findings.outcomes.lines
    is_offered = not line.anyway_button.isHidden()

    keep(read_window, answer(0.9))

    [line] = read_window.findings.outcomes.lines
    assert is_offered
    assert line.anyway_button.isHidden()


def test_that_an_override_waits_for_a_reason(read_window: MainWindow) -> None:
    given: list[str] = []
    reasons = (message("Test", "It is a hand."),)
    dialog = OverrideDialog(full_card(), reasons, given.append, read_window.desk, read_window)
    is_ready = dialog.run_button.isEnabled()

    dialog.reason.setPlainText(" teaching\nfile ")
    dialog.run_button.click()

    assert not is_ready
    assert given == ["teaching file"]


def test_that_the_reader_is_asked_beside_the_reason_of_the_refusal(
    read_window: MainWindow,
) -> None:
    hand = message("Test", "It is a hand.")
    refused = answer(status=AnalysisStatus.REFUSED, reason=hand, is_overridable=True)
    keep(read_window, refused)

    read_window.desk.registry.run(
        "ai.run_anyway", model_id="m", display_set_id=refused.request.display_set_id
    )

    [dialog] = read_window.findChildren(OverrideDialog)
    said = [label.text() for label in dialog.findChildren(QLabel) if label.objectName() == "doubt"]
    dialog.reject()
    assert said[0] == "It is a hand."


def test_that_the_difference_view_lists_what_only_one_answer_found(
    read_window: MainWindow,
) -> None:
    first = answer(0.9)
    moved = dataclasses.replace(finding("g1", 0.8), center_lps_mm=(2.0, 0.0, 0.0))
    far = dataclasses.replace(finding("g2", 0.7), center_lps_mm=(60.0, 0.0, 0.0))
    keep(read_window, first, answer(findings=(moved, far)))

    view = DifferenceWindow(read_window.desk, read_window)

    titles = [row(view.tree, i).text(WHAT) for i in range(3)]
    both, only_b = child(view.tree, 0, under=1), child(view.tree, 0, under=2)
    assert titles == ["Only A (0)", "Both (1)", "Only B (1)"]
    assert [both.text(c) for c in (FIRST, SECOND, APART)] == ["0.90", "0.80", "2.0 mm"]
    assert [only_b.text(c) for c in (FIRST, SECOND)] == ["–", "0.70"]


def test_that_comparing_shows_both_answers(read_window: MainWindow) -> None:
    keep(read_window, answer(0.9), answer(0.8))

    DifferenceWindow(read_window.desk, read_window)

    assert [each.is_shown for each in read_window.desk.session.proposals.sets()] == [True, True]


def test_that_the_absence_of_a_label_is_named(read_window: MainWindow) -> None:
    unsure = answer(prediction_set=("no_lung_nodule", "lung_nodule"))

    assert uncertainty(unsure, Translator()) == "Cannot exclude: no lung nodule, lung nodule"


def test_that_a_model_made_for_the_series_shown_is_suggested_with_the_reason(
    read_window: MainWindow,
) -> None:
    [line] = read_window.findings.outcomes.lines

    assert line.label.text() == "Model 1: made for this series, not run yet"
    assert line.label.toolTip().startswith("Model was made for CT of CHEST, and this is one.")
