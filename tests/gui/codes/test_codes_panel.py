"""Codes beside the report, as a reader uses them: asked, seen with their words, decided by key, printed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QTreeWidget
from pytestqt.qtbot import QtBot

from medviewer.domain.clinical_notes import LabValue
from medviewer.domain.coding import CodeDecision, CodingRequest, CodingResult
from medviewer.gui.codes.codes_panel import CodesPanel
from medviewer.gui.context.codes_page import CodesPage
from medviewer.gui.context.notes_page import NotesPage
from medviewer.gui.main_window import MainWindow
from medviewer.gui.report.editor_window import ReportEditor
from medviewer.gui.report.sign_dialog import SignDialog
from medviewer.gui.report.versions_dialog import VersionsDialog
from medviewer.gui.tree_rows import rows_of
from medviewer.words import message
from tests.phantoms.codes import EFFUSION, NODULE, PNEUMONIA, suggestion
from tests.unit.session.coding.coding_samples import StubCoder, codes_by_words

pytestmark = pytest.mark.gui


@pytest.fixture
def coder(read_window: MainWindow) -> Iterator[StubCoder]:
    coder = StubCoder()
    use(read_window, coder)
    yield coder
    coder.go_on()


def use(window: MainWindow, coder: StubCoder) -> None:
    coding = window.desk.session.coding
    coding._worker = coding.search._worker = coder


@pytest.fixture
def editor(read_window: MainWindow, coder: StubCoder) -> ReportEditor:
    read_window.desk.session.reading.write(findings="Pneumonia with effusion.")
    read_window.desk.registry.run("codes.suggest")
    (editor,) = read_window.findChildren(ReportEditor)
    return editor


def answered(window: MainWindow, qtbot: QtBot) -> None:
    coding = window.desk.session.coding
    qtbot.waitUntil(lambda: not coding.value.is_asking and coding._job is None)


def shown(panel: CodesPanel) -> list[str]:
    return [row.text(0) for row in rows_of(panel.rows)]


def marked(field: QPlainTextEdit) -> list[str]:
    return [mark.cursor.selectedText() for mark in field.extraSelections()]


def select(rows: QTreeWidget, index: int) -> None:
    rows.setCurrentItem(rows_of(rows)[index])


def text_of(editor: ReportEditor, section: str) -> QPlainTextEdit:
    return next(field.text for field in editor.fields if field.section == section)


def test_that_codes_stand_beside_the_report_and_wait_for_a_decision(
    editor: ReportEditor, read_window: MainWindow, qtbot: QtBot
) -> None:
    answered(read_window, qtbot)

    assert editor.codes.isVisible()
    assert shown(editor.codes) == ["· J18.9", "· J90"]
    assert "2 suggested by a stub." in editor.codes.state.text()


def test_that_the_selected_code_s_words_are_marked_and_no_others(
    editor: ReportEditor, read_window: MainWindow, qtbot: QtBot
) -> None:
    answered(read_window, qtbot)
    findings = text_of(editor, "findings")

    select(editor.codes.rows, 1)
    selected = marked(findings)
    editor.codes.rows.pointed.emit((PNEUMONIA.scheme, PNEUMONIA.value))
    pointed = marked(findings)
    editor.codes.rows.pointed.emit(None)

    assert selected == ["effusion"]
    assert pointed == ["Pneumonia"]
    assert marked(findings) == ["effusion"]


def test_that_marks_go_when_the_text_changes(
    editor: ReportEditor, read_window: MainWindow, qtbot: QtBot
) -> None:
    answered(read_window, qtbot)
    select(editor.codes.rows, 0)
    findings = text_of(editor, "findings")
    findings.setFocus()

    QTest.keyClicks(findings, "No ")

    assert marked(findings) == []
    assert "has changed since" in editor.codes.state.text()


def test_that_words_are_marked_after_letters_beyond_the_basic_plane(
    read_window: MainWindow, coder: StubCoder, qtbot: QtBot
) -> None:
    read_window.desk.session.reading.write(findings="\U00020bb7\U0001f9e0 Pneumonia")
    read_window.desk.registry.run("codes.suggest")
    (editor,) = read_window.findChildren(ReportEditor)
    answered(read_window, qtbot)

    select(editor.codes.rows, 0)

    assert marked(text_of(editor, "findings")) == ["Pneumonia"]


def test_that_words_that_failed_the_deletion_test_are_not_marked(
    read_window: MainWindow, qtbot: QtBot
) -> None:
    def untested(request: CodingRequest) -> CodingResult:
        answer = codes_by_words(request)
        found = tuple(replace(each, is_evidence_tested=False) for each in answer.suggestions)
        return replace(answer, suggestions=found)

    use(read_window, StubCoder(untested))
    read_window.desk.session.reading.write(findings="Pneumonia.")
    read_window.desk.registry.run("codes.suggest")
    (editor,) = read_window.findChildren(ReportEditor)
    answered(read_window, qtbot)

    select(editor.codes.rows, 0)

    assert marked(text_of(editor, "findings")) == []


def test_that_what_the_text_denies_is_struck_out(read_window: MainWindow, qtbot: QtBot) -> None:
    def denied(request: CodingRequest) -> CodingResult:
        found = replace(suggestion(EFFUSION, 0.6, (3, 11)), is_negated=True)
        return CodingResult(request, (found,), "en", "a stub", "1.0.0")

    use(read_window, StubCoder(denied))
    read_window.desk.session.reading.write(findings="No effusion.")
    read_window.desk.registry.run("codes.suggest")
    (editor,) = read_window.findChildren(ReportEditor)
    answered(read_window, qtbot)
    select(editor.codes.rows, 0)

    [mark] = text_of(editor, "findings").extraSelections()
    row = editor.codes.rows.topLevelItem(0)
    assert mark.format.fontStrikeOut()
    assert row is not None
    assert row.font(1).strikeOut()
    assert "denied in the text" in row.text(1)


def test_that_keys_decide_in_the_list_and_undo_takes_it_back(
    editor: ReportEditor, read_window: MainWindow, qtbot: QtBot
) -> None:
    answered(read_window, qtbot)
    rows = editor.codes.rows
    rows.setFocus()
    select(rows, 0)

    QTest.keyClick(rows, Qt.Key.Key_A)
    QTest.keyClick(rows, Qt.Key.Key_R)
    decided = shown(editor.codes)
    read_window.desk.registry.run("edit.undo")

    assert sorted(decided) == ["✓ J18.9", "✗ J90"]
    assert sorted(shown(editor.codes)) == ["· J90", "✓ J18.9"]


def test_that_enter_accepts_and_backspace_takes_it_back(
    editor: ReportEditor, read_window: MainWindow, qtbot: QtBot
) -> None:
    answered(read_window, qtbot)
    rows = editor.codes.rows
    select(rows, 0)
    key = (PNEUMONIA.scheme, PNEUMONIA.value)
    codes = read_window.desk.session.clinical.codes
    study_key = read_window.desk.session.viewport.value.study.key  # type: ignore[union-attr]

    QTest.keyClick(rows, Qt.Key.Key_Return)
    accepted = codes.value.find(study_key, key)
    read_window.desk.session.coding.select(key)
    QTest.keyClick(rows, Qt.Key.Key_Backspace)
    reopened = codes.value.find(study_key, key)

    assert accepted is not None
    assert accepted.decision is CodeDecision.ACCEPTED
    assert reopened is not None
    assert reopened.decision is CodeDecision.UNDECIDED


def test_that_asking_never_blocks_and_can_be_stopped(
    editor: ReportEditor, read_window: MainWindow, coder: StubCoder, qtbot: QtBot
) -> None:
    answered(read_window, qtbot)
    coder.hold()

    editor.codes.suggest.click()
    while_asked = (editor.codes.suggest.text(), editor.codes.state.text())
    editor.codes.suggest.click()

    assert while_asked == ("Stop", "Asking…")
    assert editor.codes.suggest.text() == "Suggest codes"
    assert shown(editor.codes) == ["· J18.9", "· J90"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("x" * 1_000_000, "a megabyte"),
        ("\x00\x01\x02\ufffd\ufffe" * 1000, "garbage"),
        ("Neumonía en el lóbulo inferior derecho.", "Spanish"),
        ("右肺下叶肺炎。", "Chinese"),
    ],
)
def test_that_any_text_is_asked_and_answered_with_a_sentence(
    read_window: MainWindow, coder: StubCoder, qtbot: QtBot, text: str, language: str
) -> None:
    read_window.desk.session.writing.write("findings", text)

    read_window.desk.registry.run("codes.suggest")
    (editor,) = read_window.findChildren(ReportEditor)
    answered(read_window, qtbot)

    assert "0 suggested by a stub." in editor.codes.state.text(), language
    assert len(coder.asked[-1].text) <= 50_000


def test_that_an_empty_report_says_what_to_do(
    read_window: MainWindow, coder: StubCoder, qtbot: QtBot
) -> None:
    read_window.desk.registry.run("codes.suggest")
    (editor,) = read_window.findChildren(ReportEditor)
    answered(read_window, qtbot)

    assert coder.asked == []
    assert "There are no words to find codes for." in editor.codes.state.text()


def test_that_a_coder_s_notes_are_told(read_window: MainWindow, qtbot: QtBot) -> None:
    def noting(request: CodingRequest) -> CodingResult:
        note = message("Test", "No Chinese coder is installed.")
        return replace(codes_by_words(request), notes=(note,))

    use(read_window, StubCoder(noting))
    read_window.desk.session.reading.write(findings="右肺下叶肺炎。")
    read_window.desk.registry.run("codes.suggest")
    (editor,) = read_window.findChildren(ReportEditor)
    answered(read_window, qtbot)

    assert "No Chinese coder is installed." in editor.codes.state.text()


def test_that_a_code_looked_up_is_the_reader_s_own_choice(
    editor: ReportEditor, read_window: MainWindow, qtbot: QtBot
) -> None:
    answered(read_window, qtbot)
    finder = editor.codes.finder
    search = read_window.desk.session.coding.search

    QTest.keyClicks(finder.field, "nodule")
    qtbot.waitUntil(lambda: search.value.query == "nodule" and not search.value.is_searching)
    [category] = rows_of(finder.found)
    code = category.child(0)
    assert code is not None
    assert (category.text(0), code.text(0)) == ("R91", f"R91.1  {NODULE.meaning}")
    finder.found.itemActivated.emit(code, 0)

    assert "✓ R91.1" in shown(editor.codes)
    own = rows_of(editor.codes.rows)[shown(editor.codes).index("✓ R91.1")]
    assert own.text(2) == "you"


def test_that_a_signed_report_keeps_its_codes_and_lets_none_be_changed(
    editor: ReportEditor, read_window: MainWindow, qtbot: QtBot
) -> None:
    session = read_window.desk.session
    answered(read_window, qtbot)
    session.coding.decide((PNEUMONIA.scheme, PNEUMONIA.value), CodeDecision.ACCEPTED)
    qtbot.waitUntil(lambda: session.writing.value.is_current)

    version = session.writing.sign("Dr A")
    select(editor.codes.rows, 0)

    assert [code.code for code in version.body.codes] == [PNEUMONIA]
    assert not editor.codes.suggest.isEnabled()
    assert not any(button.isEnabled() for button in editor.codes.buttons)


def test_that_versions_are_compared_by_their_codes_too(
    editor: ReportEditor, read_window: MainWindow, qtbot: QtBot
) -> None:
    session = read_window.desk.session
    answered(read_window, qtbot)
    session.coding.decide((PNEUMONIA.scheme, PNEUMONIA.value), CodeDecision.ACCEPTED)
    qtbot.waitUntil(lambda: session.writing.value.is_current)
    session.writing.sign("Dr A")
    session.writing.amend("One more code")
    session.coding.choose(NODULE)
    qtbot.waitUntil(lambda: session.writing.value.is_current)
    to_be_signed = SignDialog(read_window.desk, read_window).preview.toPlainText()
    session.writing.sign("Dr A")

    dialog = VersionsDialog(read_window.desk, read_window)
    latest = dialog.text.toPlainText()
    dialog.list.setCurrentRow(1)
    first = dialog.text.toPlainText()

    assert "ICD-10-CM R91.1" in to_be_signed
    assert "ICD-10-CM J18.9" in first
    assert "R91.1" not in first
    assert "ICD-10-CM R91.1 Solitary pulmonary nodule: chosen by" in latest


def test_that_the_panel_s_page_asks_the_notes_and_marks_their_words(
    read_window: MainWindow, coder: StubCoder, qtbot: QtBot
) -> None:
    session = read_window.desk.session
    study = session.viewport.value.study
    assert study is not None
    session.clinical.notes.write(study.key, history="Known nodule.")
    session.clinical.show_page("codes")
    page, notes = read_window.context.page("codes"), read_window.context.page("notes")
    assert isinstance(page, CodesPage)
    assert isinstance(notes, NotesPage)

    page.panel.suggest.click()
    answered(read_window, qtbot)
    select(page.panel.rows, 0)

    assert shown(page.panel) == ["· R91.1"]
    assert marked(notes.history) == ["nodule"]


def test_that_the_panel_can_be_used_by_keyboard_and_is_named(
    editor: ReportEditor, read_window: MainWindow, qtbot: QtBot
) -> None:
    answered(read_window, qtbot)
    panel = editor.codes

    assert panel.rows.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert panel.rows.accessibleName() == "Codes of this study"
    assert panel.finder.field.accessibleName()
    assert panel.finder.found.accessibleName() == "Codes found"


def test_that_suggesting_with_nothing_written_but_notes_asks_the_notes(
    read_window: MainWindow, coder: StubCoder, qtbot: QtBot
) -> None:
    session = read_window.desk.session
    study = session.viewport.value.study
    assert study is not None
    session.clinical.notes.write(study.key, history="Known nodule.")

    read_window.desk.registry.run("codes.suggest")
    answered(read_window, qtbot)

    assert session.clinical.panel.value.page == "codes"
    assert [each.code.value for each in session.coding.shown] == ["R91.1"]
    assert not read_window.findChildren(ReportEditor)


def test_that_a_code_looked_up_is_the_one_selected(
    editor: ReportEditor, read_window: MainWindow, qtbot: QtBot
) -> None:
    answered(read_window, qtbot)

    read_window.desk.session.coding.choose(NODULE)

    (row,) = editor.codes.rows.selectedItems()
    assert row.text(0) == "✓ R91.1"


def test_that_a_signature_stands_or_falls_with_the_codes_in_the_panel_too(
    editor: ReportEditor, read_window: MainWindow, qtbot: QtBot
) -> None:
    session, panel = read_window.desk.session, read_window.report
    study = session.viewport.value.study
    assert study is not None
    answered(read_window, qtbot)
    session.coding.decide((PNEUMONIA.scheme, PNEUMONIA.value), CodeDecision.ACCEPTED)
    qtbot.waitUntil(lambda: session.writing.value.is_current)
    session.writing.sign("Dr A")
    signed = session.clinical.codes.value

    session.clinical.codes.replace(type(signed)())
    without = panel.status.text()
    session.clinical.codes.replace(signed)  # as the journal gives them back, after the signature

    assert without.startswith("PRELIMINARY")
    assert panel.status.text().startswith("Signed by Dr A")


def test_that_what_is_signed_is_shown_with_its_clinical_information(
    editor: ReportEditor, read_window: MainWindow, qtbot: QtBot
) -> None:
    session = read_window.desk.session
    study = session.viewport.value.study
    assert study is not None
    crp = LabValue("CRP", 45.0, "mg/L")
    session.clinical.notes.write(study.key, history="Known nodule.", values=(crp,))
    kept_back = SignDialog(read_window.desk, read_window).preview.toPlainText()
    session.clinical.notes.write(study.key, is_in_report=True)

    dialog = SignDialog(read_window.desk, read_window)

    assert "Known nodule" not in kept_back
    assert "CLINICAL INFORMATION\nKnown nodule.\nCRP: 45 mg/L" in dialog.preview.toPlainText()
