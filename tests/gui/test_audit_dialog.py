"""The audit trail in a dialog: filtered, told in full, verified."""

import pytest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from medviewer.cli.audit import trail
from medviewer.domain.audit import AuditEvent, AuditKind
from medviewer.domain.finding import ReviewState
from medviewer.gui.audit_dialog import AuditDialog
from medviewer.gui.main_window import MainWindow
from tests.unit.store.audit_samples import tamper

pytestmark = pytest.mark.gui


@pytest.fixture
def dialog(analysed_window: MainWindow, qtbot: QtBot) -> AuditDialog:
    """With an analysis, an export of long ago, and a rejection."""
    session = analysed_window.desk.session
    long_ago = "2020-01-01T00:00:00+00:00"
    session.audit.note(AuditEvent(AuditKind.EXPORT, "9.9", happened_at=long_ago))
    session.reading.decide("f1", ReviewState.REJECTED)
    qtbot.waitUntil(lambda: not session.audit.is_behind)
    made = AuditDialog(analysed_window.desk, analysed_window)
    qtbot.waitUntil(lambda: len(rows(made)) == 3)
    return made


def rows(dialog: AuditDialog) -> list[QTreeWidgetItem]:
    items = (dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount()))
    return [item for item in items if item is not None]


def test_that_a_decision_made_on_screen_is_in_the_trail(dialog: AuditDialog) -> None:
    newest = rows(dialog)[0]

    assert newest.text(2) == "Decision"
    assert newest.text(4).startswith("rejected")
    assert "weights_sha256" in dialog.details.toPlainText()


@pytest.mark.parametrize("name", ["kind", "span", "study"])
def test_that_filters_leave_only_what_fits(dialog: AuditDialog, qtbot: QtBot, name: str) -> None:
    if name == "kind":
        dialog.kind.setCurrentIndex(dialog.kind.findData(AuditKind.DECISION.value))
    elif name == "span":
        dialog.span.setCurrentIndex(1)
    else:
        dialog.this_study.setChecked(True)

    left = ["Decision"] if name == "kind" else ["Decision", "Analysis"]
    qtbot.waitUntil(lambda: [row.text(2) for row in rows(dialog)] == left)


def test_that_a_second_reader_is_not_told_what_the_ai_found(
    dialog: AuditDialog, analysed_window: MainWindow, qtbot: QtBot
) -> None:
    analysed_window.desk.registry.run("reading.mode_second")

    dialog.kind.setCurrentIndex(dialog.kind.findData(AuditKind.ANALYSIS.value))

    qtbot.waitUntil(lambda: rows(dialog) == [])


def test_that_verifying_says_what_to_keep_elsewhere(dialog: AuditDialog, qtbot: QtBot) -> None:
    dialog.verify.click()

    qtbot.waitUntil(lambda: not dialog.verdict.isHidden())
    assert f"3:{trail().check().last_digest}" in dialog.verdict.text()


def test_that_verifying_names_the_broken_entry(dialog: AuditDialog, qtbot: QtBot) -> None:
    tamper(trail(), "UPDATE entry SET content = replace(content, 'export', 'report')")

    dialog.verify.click()

    qtbot.waitUntil(lambda: "Entry 2 is not as it was written" in dialog.verdict.text())
