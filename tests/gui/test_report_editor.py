"""The report's editor, its signing and its versions, as a reader uses them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from medviewer.domain.finding import Review, ReviewState
from medviewer.gui.main_window import MainWindow
from medviewer.gui.prompts import WindowPrompts
from medviewer.gui.report.difference_text import difference_html
from medviewer.gui.report.editor_window import ReportEditor
from medviewer.gui.report.section_field import SectionField
from medviewer.gui.report.sign_dialog import SignDialog
from medviewer.gui.report.status_words import status_words
from medviewer.gui.report.template_difference import TemplateDifference
from medviewer.gui.report.versions_dialog import VersionsDialog
from medviewer.gui.theme import DARK

pytestmark = pytest.mark.gui


def current(window: MainWindow, qtbot: QtBot) -> None:
    writing = window.desk.session.writing
    qtbot.waitUntil(lambda: writing.value.is_current)


@pytest.fixture
def editor(analysed_window: MainWindow, qtbot: QtBot) -> ReportEditor:
    analysed_window.desk.registry.run("report.edit")
    (editor,) = analysed_window.findChildren(ReportEditor)
    current(analysed_window, qtbot)
    return editor


def field(editor: ReportEditor, section: str) -> SectionField:
    return next(each for each in editor.fields if each.section == section)


def decide_all(window: MainWindow, qtbot: QtBot) -> None:
    reading = window.desk.session.reading
    for each in reading.value.undecided:
        reading.decide(each.finding_id, ReviewState.ACCEPTED)
    current(window, qtbot)


def test_that_asking_twice_for_the_editor_opens_one(
    editor: ReportEditor, analysed_window: MainWindow
) -> None:
    analysed_window.desk.registry.run("report.edit")

    assert analysed_window.findChildren(ReportEditor) == [editor]


def test_that_typing_goes_into_the_first_section_at_once(editor: ReportEditor) -> None:
    assert editor.focusWidget() is field(editor, "indication").text


def test_that_findings_appear_as_they_are_accepted(
    editor: ReportEditor, analysed_window: MainWindow, qtbot: QtBot
) -> None:
    findings = field(editor, "findings")
    before = findings.text.toPlainText()

    analysed_window.desk.session.reading.decide("f2", ReviewState.ACCEPTED)
    current(analysed_window, qtbot)

    assert before == ""
    assert findings.text.toPlainText() == "2. Lung nodule, right upper zone, 9.0 mm (image 4)."
    assert findings.origin.text() == "from the template"


def test_that_every_letter_typed_stays_while_the_report_is_worded_anew(
    editor: ReportEditor, analysed_window: MainWindow, qtbot: QtBot
) -> None:
    impression = field(editor, "impression").text
    analysed_window.desk.session.reading.decide("f2", ReviewState.ACCEPTED)

    QTest.keyClicks(impression, "No change.")
    current(analysed_window, qtbot)

    assert impression.toPlainText() == "No change."
    assert analysed_window.report.impression.toPlainText() == "No change."
    assert analysed_window.desk.session.reading.value.content.impression == "No change."


def test_that_a_dot_a_name_and_tab_write_a_phrase(editor: ReportEditor) -> None:
    impression = field(editor, "impression").text

    QTest.keyClicks(impression, "Stable. .fu")
    QTest.keyClick(impression, Qt.Key.Key_Tab)

    assert impression.toPlainText() == "Stable. Follow-up CT in 12 months is recommended."


def test_that_a_phrase_from_the_menu_goes_where_the_cursor_was(editor: ReportEditor) -> None:
    QTest.keyClicks(field(editor, "comparison").text, "x")
    menu = editor.phrases.menu()
    menu.aboutToShow.emit()

    menu.actions()[0].trigger()

    assert "x" + menu.actions()[0].data() in field(editor, "comparison").text.toPlainText()


def test_that_the_readers_words_give_way_only_when_the_reader_says_so(
    editor: ReportEditor, analysed_window: MainWindow, qtbot: QtBot
) -> None:
    findings = field(editor, "findings")
    analysed_window.desk.session.reading.decide("f2", ReviewState.ACCEPTED)
    current(analysed_window, qtbot)
    findings.text.setPlainText("One nodule, unchanged.")
    analysed_window.desk.session.reading.decide("f1", ReviewState.ACCEPTED)
    current(analysed_window, qtbot)
    kept, said = findings.text.toPlainText(), findings.origin.text()

    dialog = TemplateDifference("findings", analysed_window.desk, editor)
    dialog.take.click()
    current(analysed_window, qtbot)

    assert kept == "One nodule, unchanged."
    assert "something else now" in said
    assert findings.text.toPlainText().startswith("1. Lung nodule")


def test_that_signing_says_what_is_open_and_waits_for_the_name(
    analysed_window: MainWindow, qtbot: QtBot
) -> None:
    desk = analysed_window.desk
    desk.session.reading.write(reader="Dr. A. Reader")
    dialog = SignDialog(desk, analysed_window)
    dialog.open()
    current(analysed_window, qtbot)
    open_points = dialog.open_points.text()
    decide_all(analysed_window, qtbot)

    QTest.keyClicks(dialog.name, "Dr. B. Other")
    of_other = dialog.sign.isEnabled()
    dialog.name.clear()
    QTest.keyClicks(dialog.name, "dr. a.  reader")
    dialog.sign.click()

    assert "AI proposals 1, 2 wait" in open_points
    assert not of_other
    assert desk.session.writing.sign_off is not None
    assert desk.session.writing.sign_off.reader == "Dr. A. Reader"
    assert "Signed by Dr. A. Reader" in analysed_window.report.status.text()


def test_that_a_signed_report_can_be_read_but_not_written_until_it_is_amended(
    editor: ReportEditor, analysed_window: MainWindow, qtbot: QtBot
) -> None:
    writing = analysed_window.desk.session.writing
    decide_all(analysed_window, qtbot)
    writing.sign("Dr. A")
    current(analysed_window, qtbot)
    locked = (
        field(editor, "impression").text.isReadOnly(),
        analysed_window.report.impression.isReadOnly(),
    )

    writing.amend("Side was wrong")
    current(analysed_window, qtbot)

    assert locked == (True, True)
    assert not field(editor, "impression").text.isReadOnly()
    assert "version 1 is being amended (Side was wrong)" in editor.status.text()


def test_that_a_change_behind_a_signature_is_said(
    editor: ReportEditor, analysed_window: MainWindow, qtbot: QtBot
) -> None:
    decide_all(analysed_window, qtbot)
    analysed_window.desk.session.writing.sign("Dr. A")

    analysed_window.desk.session.reading.decide("f1", ReviewState.REJECTED)

    assert "changed after version 1 was signed" in analysed_window.report.status.text()


def test_that_versions_can_be_compared(
    editor: ReportEditor, analysed_window: MainWindow, qtbot: QtBot
) -> None:
    writing = analysed_window.desk.session.writing
    decide_all(analysed_window, qtbot)
    writing.write("impression", "Nodule on the right.")
    writing.sign("Dr. A")
    writing.amend("Side")
    writing.write("impression", "Nodule on the left.")
    current(analysed_window, qtbot)
    writing.sign("Dr. A")

    dialog = VersionsDialog(analysed_window.desk, analysed_window)
    whole = dialog.text.toPlainText()
    dialog.compares.setChecked(True)

    assert dialog.list.count() == 2
    assert "Nodule on the left." in whole
    assert "right.left." in dialog.text.toPlainText()
    assert dialog.reason.text() == "Amended because: Side"


def test_that_the_report_can_be_copied_as_text(analysed_window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(analysed_window.desk.session.reporting.text_made):
        analysed_window.desk.registry.run("report.copy_text")

    assert "PRELIMINARY: 2 AI proposals wait" in QApplication.clipboard().text()


def test_that_a_difference_is_told_without_colours_and_its_text_is_escaped() -> None:
    html = difference_html("a <b> c", "a <i> c", DARK)

    assert "<s " in html
    assert "<u " in html
    assert "&lt;b&gt;" in html
    assert "<b>" not in html


def test_that_an_old_version_is_written_again_as_it_was_signed(
    editor: ReportEditor,
    analysed_window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, writing = analysed_window.desk, analysed_window.desk.session.writing
    decide_all(analysed_window, qtbot)
    writing.write("impression", "Nodule on the right.")
    first = writing.sign("Dr. A")
    writing.amend("Side")
    writing.write("impression", "Nodule on the left.")
    monkeypatch.setattr(WindowPrompts, "choose_folder", lambda _: tmp_path)

    desk.registry.run("report.export_version", version=first)
    qtbot.waitUntil(lambda: desk.session.reporting.last_files is not None)

    text = (tmp_path / "report-version-1" / "report.txt").read_text(encoding="utf-8")
    assert "Nodule on the right." in text
    assert "reviewed by Dr. A" in text
    assert "PRELIMINARY" not in text


def test_that_a_signed_report_without_its_images_does_not_read_as_changed(
    editor: ReportEditor, analysed_window: MainWindow, qtbot: QtBot
) -> None:
    decide_all(analysed_window, qtbot)
    session = analysed_window.desk.session
    session.writing.sign("Dr. A")
    session.reading.decide("f1", ReviewState.REJECTED)
    changed = str(status_words(session))
    state = session.reading.value
    absent = Review("of images not open", ReviewState.ACCEPTED, "Dr. A")

    session.reading.bring_back(state.study_instance_uid, (absent,), state.content)

    assert "changed after version 1 was signed" in changed
    assert "images that are not open now" in str(status_words(session))
