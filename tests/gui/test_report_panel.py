"""The report panel writes the reader's words into the session and says what the report will be."""

import pytest
from PySide6.QtTest import QTest

from medviewer.domain.finding import ReviewState
from medviewer.gui.main_window import MainWindow
from medviewer.gui.report.status_words import preliminary_reason
from medviewer.session.review.reading import ReadingState
from tests.gui.canvas.samples import ct_study, finding

pytestmark = pytest.mark.gui


def test_that_what_is_typed_is_in_the_session_at_once(analysed_window: MainWindow) -> None:
    QTest.keyClicks(analysed_window.report.impression, "No change.")
    QTest.keyClicks(analysed_window.report.reader, "Dr. A. Reader")

    content = analysed_window.desk.session.reading.value.content
    assert (content.reader, content.impression) == ("Dr. A. Reader", "No change.")


def test_that_the_readers_name_is_remembered(analysed_window: MainWindow) -> None:
    QTest.keyClicks(analysed_window.report.reader, "Dr. A. Reader")

    analysed_window.report.reader.editingFinished.emit()

    assert analysed_window.desk.preferences.value.reader == "Dr. A. Reader"


def test_that_accepted_findings_are_listed_as_they_will_stand(
    analysed_window: MainWindow,
) -> None:
    analysed_window.desk.session.reading.decide("f2", ReviewState.ACCEPTED)

    assert analysed_window.report.contents.text() == (
        "Findings:\n2. lung nodule, right upper zone, 9.0 mm"
    )


def test_that_a_report_is_preliminary_until_all_is_decided_and_signed() -> None:
    undecided = ReadingState(stated=(finding("f1"), finding("f2")))

    assert str(preliminary_reason(undecided, is_signed=True)) == "PRELIMINARY: 2 findings undecided"
    assert str(preliminary_reason(ReadingState(), is_signed=False)) == "PRELIMINARY: not signed"
    assert preliminary_reason(ReadingState(), is_signed=True) is None


def test_that_another_study_has_its_own_impression(analysed_window: MainWindow) -> None:
    session = analysed_window.desk.session
    first = session.viewport.value
    QTest.keyClicks(analysed_window.report.impression, "First.")
    other = ct_study()
    object.__setattr__(other, "study_instance_uid", "9.9")

    session.show(other, other.series[0].display_sets[0])
    of_other = analysed_window.report.impression.toPlainText()
    assert first.study is not None
    assert first.display_set is not None
    session.show(first.study, first.display_set)

    assert of_other == ""
    assert analysed_window.report.impression.toPlainText() == "First."


def test_that_a_decided_reading_without_accepted_findings_is_not_put_off(
    analysed_window: MainWindow,
) -> None:
    reading, contents = analysed_window.desk.session.reading, analysed_window.report.contents
    before = contents.text()

    for finding_id in ("f1", "f2", "f3"):
        reading.decide(finding_id, ReviewState.REJECTED)

    assert before == "Findings: none accepted yet."
    assert contents.text() == "Findings: none accepted."
