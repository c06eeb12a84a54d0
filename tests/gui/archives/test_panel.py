"""The archive panel as a reader uses it: typed in, looked at, fetched from, by keys alone."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from medviewer.domain.archive import ArchiveQuery, RetrieveOrder
from medviewer.domain.transfers import Reason, Stage
from medviewer.gui.archives.day_choice import ANY_DAY, BETWEEN
from medviewer.gui.archives.match_table import (
    ACCESSION,
    BORN,
    IMAGES,
    PATIENT_ID,
    WHAT,
    WHERE,
    WHO,
)
from medviewer.gui.archives.panel import ArchivePanel
from medviewer.gui.archives.settings.dialog import NetworkDialog
from medviewer.gui.main_window import MainWindow
from medviewer.gui.study_texts import HIDDEN
from medviewer.gui.tree_rows import rows_of
from medviewer.words import message
from tests.gui.archives.conftest import NODE, OLD, STEP
from tests.unit.session.network.archive_stub import ArchiveStub

pytestmark = pytest.mark.gui


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.desk.session.runner.active_count == 0)


def asked(panel: ArchivePanel, window: MainWindow, qtbot: QtBot) -> None:
    panel.studies.form.days.choose(ANY_DAY)
    settle(window, qtbot)


def test_that_the_address_asked_is_always_shown(panel: ArchivePanel) -> None:
    assert panel.nodes.address.text() == "ORTHANC@pacs.example:4242"
    assert panel.nodes.address.isVisible()


def test_that_what_is_selected_is_fetched_by_a_button_in_sight(
    panel: ArchivePanel, window: MainWindow, qtbot: QtBot
) -> None:
    asked(panel, window, qtbot)
    studies = panel.studies
    enabled_at_first = studies.fetching.isEnabled()
    studies.table.enter()

    studies.fetching.click()
    settle(window, qtbot)

    transfers = window.desk.session.network.transfers.value.transfers
    assert (enabled_at_first, studies.fetching.isVisible()) == (False, True)
    assert len(transfers) == 1


def test_that_a_modality_that_is_asked_for_looks_pressed(panel: ArchivePanel) -> None:
    button = panel.studies.form.modalities.buttons["CT"]
    middle = button.rect().center().x(), button.rect().top() + 3
    let_go = button.grab().toImage().pixelColor(*middle)

    button.setChecked(True)

    assert button.grab().toImage().pixelColor(*middle) != let_go


def test_that_what_is_typed_is_asked_for_by_enter_and_answers_come_newest_first(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    form = panel.studies.form
    form.days.choose(ANY_DAY)
    settle(window, qtbot)
    archive.asked.clear()

    QTest.keyClicks(form.name, "zhang san")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    settle(window, qtbot)

    assert archive.asked == [ArchiveQuery(patient_name="zhang*san*")]
    rows = rows_of(panel.studies.table)
    assert [row.text(WHO) for row in rows] == ["Doe, Jane", "张三 (Zhang, San)"]
    assert rows[1].text(WHAT) == "Thorax"
    assert rows[1].text(IMAGES) == "2 series · 9 images"
    assert rows[1].text(WHERE) == "in the archive"
    assert panel.studies.line.text.text() == "2 studies"


def test_that_what_an_archive_says_is_no_markup_in_a_tooltip(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    said = "<img src='file:///etc/hostname'> Thorax"
    archive.matches = (dataclasses.replace(OLD, study_description=said),)

    asked(panel, window, qtbot)

    (row,) = rows_of(panel.studies.table)
    assert row.text(WHAT) == said
    assert "<" not in row.toolTip(WHAT)


def test_that_counts_are_sorted_as_numbers(
    panel: ArchivePanel, window: MainWindow, qtbot: QtBot
) -> None:
    asked(panel, window, qtbot)

    panel.studies.table.sortByColumn(IMAGES, Qt.SortOrder.AscendingOrder)

    assert [row.text(IMAGES) for row in rows_of(panel.studies.table)] == [
        "2 series · 9 images",
        "100 images",
    ]


def test_that_one_modality_is_asked_for_and_let_go(panel: ArchivePanel) -> None:
    buttons = panel.studies.form.modalities.buttons

    buttons["CT"].click()
    buttons["MR"].click()
    one = panel.studies.form.studies().modality
    buttons["MR"].click()

    assert one == "MR"
    assert panel.studies.form.studies().modality == ""


def test_that_keys_alone_search_choose_and_fetch(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    asked(panel, window, qtbot)
    table = panel.studies.table

    QTest.keyClick(panel.studies.form.name, Qt.Key.Key_Down)
    qtbot.waitUntil(table.hasFocus)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle(window, qtbot)

    transfers = window.desk.session.network.transfers.value.transfers
    assert [order.study_instance_uid for order in archive.orders] == ["1.2.2", "1.2.1"]
    assert [each.reason for each in transfers] == [Reason.ASKED, Reason.BESIDE]
    assert transfers[1].title == "张三 (Zhang, San) · 2025-01-01 · CT/SR · Thorax"


def test_that_series_are_asked_for_when_a_study_is_unfolded_and_fetched_alone(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    asked(panel, window, qtbot)
    table = panel.studies.table
    study = rows_of(table)[1]
    before = len(archive.asked)

    study.setExpanded(True)
    settle(window, qtbot)
    series = study.child(0)
    assert series is not None
    table.setCurrentItem(series)

    assert len(archive.asked) == before + 1
    assert series.text(0) == "CT 3 · Lung"
    assert [order for order, _ in table.orders()] == [RetrieveOrder("1.2.1", ("1.2.1.1",))]


def test_that_a_study_on_its_way_says_so_and_how_far(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    asked(panel, window, qtbot)
    transfers = window.desk.session.network.transfers
    archive.gate.clear()

    window.desk.registry.run(
        "archive.fetch", node="Main", orders=((RetrieveOrder("1.2.1"), "t"),), is_opened=False
    )

    row = next(r for r in rows_of(panel.studies.table) if r.text(WHO).startswith("张三"))
    qtbot.waitUntil(lambda: row.text(WHERE) == "arriving")
    assert panel.tabs.tabText(2) == "Transfers (1)"
    archive.gate.set()
    settle(window, qtbot)
    assert transfers.value.transfers[0].stage is Stage.DONE


def test_that_an_archive_that_has_nothing_says_what_to_do(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    archive.matches = ()

    asked(panel, window, qtbot)

    assert panel.studies.empty.isVisible()
    assert panel.studies.empty.text().startswith("Main has no study that fits.")


def test_that_a_refusal_is_a_line_with_a_way_to_ask_again(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    from medviewer.errors import ArchiveUnreachable

    archive.breaks = ArchiveUnreachable(message("Test", "Main <b>does not</b> answer."))

    asked(panel, window, qtbot)
    said = panel.studies.line.text.text()
    archive.breaks = None
    panel.studies.line.retry.click()
    settle(window, qtbot)

    assert said == "Main <b>does not</b> answer."
    assert panel.studies.line.text.textFormat() is Qt.TextFormat.PlainText
    assert panel.studies.line.text.text() == "2 studies"
    assert not panel.studies.line.retry.isVisible()


def test_that_a_question_can_be_stopped(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    archive.gate.clear()
    panel.studies.form.days.choose(ANY_DAY)
    is_waiting = panel.studies.form.stop.isEnabled()

    panel.studies.form.stop.click()

    assert is_waiting
    assert not panel.studies.form.stop.isEnabled()


def test_that_a_hidden_identity_is_hidden_here_too(
    panel: ArchivePanel, window: MainWindow, qtbot: QtBot
) -> None:
    asked(panel, window, qtbot)

    window.desk.session.overlays.update(shows_identity=False)

    row = rows_of(panel.studies.table)[1]
    assert [row.text(column) for column in (WHO, PATIENT_ID, BORN, ACCESSION)] == [HIDDEN] * 4


def test_that_a_scheduled_step_leads_to_its_study(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    panel.tabs.setCurrentWidget(panel.worklist)
    QTest.keyClick(panel.worklist.form.name, Qt.Key.Key_Return)
    settle(window, qtbot)
    row = rows_of(panel.worklist.list)[0]
    archive.asked.clear()

    panel.worklist.list.setCurrentItem(row)
    panel.worklist.list.setFocus()
    QTest.keyClick(panel.worklist.list, Qt.Key.Key_Return)
    settle(window, qtbot)

    assert row.text(0) == "09:30"
    assert panel.tabs.currentWidget() is panel.studies
    assert archive.asked == [ArchiveQuery(accession_number=STEP.accession_number)]


def test_that_a_scheduled_step_is_looked_for_where_studies_were(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    window.desk.session.network.nodes.put(dataclasses.replace(NODE, name="RIS"))
    panel.tabs.setCurrentWidget(panel.worklist)
    panel.nodes.choose("RIS")
    panel.worklist.ask()
    settle(window, qtbot)

    panel.worklist.study_wanted.emit(STEP)
    settle(window, qtbot)
    asked_at = window.desk.session.network.asking.value.node
    panel.tabs.setCurrentWidget(panel.worklist)

    assert asked_at == "Main"
    assert panel.nodes.box.currentText() == "RIS"


def test_that_enter_asks_wherever_the_question_is_put(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    form = panel.studies.form
    form.days.choose(BETWEEN)
    asked = []
    form.asked.connect(lambda: asked.append(form.focusWidget()))

    mr = form.modalities.buttons["MR"]
    for widget in (form.name, form.days.span, form.days.first, mr, form.search):
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Return)
    settle(window, qtbot)

    assert asked == [form.name, form.days.span, form.days.first, mr, form.search]


def test_that_enter_presses_the_button_it_stands_on(panel: ArchivePanel) -> None:
    form = panel.studies.form
    form.accession.setText("A7")
    form.clear.setFocus()

    QTest.keyClick(form.clear, Qt.Key.Key_Return)

    assert form.accession.text() == ""


def test_that_other_studies_of_a_patient_are_looked_for_by_id_on_any_date(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    asked(panel, window, qtbot)
    archive.asked.clear()

    panel.studies.table.patient_wanted.emit(OLD)
    settle(window, qtbot)

    assert archive.asked == [ArchiveQuery(patient_id="P1")]


def test_that_escape_puts_the_panel_away(panel: ArchivePanel, window: MainWindow) -> None:
    QTest.keyClick(panel.studies.form.name, Qt.Key.Key_Escape)
    QApplication.processEvents()

    assert not window.archives.isVisible()


def test_that_keys_come_back_to_a_floating_panel_from_its_settings(
    panel: ArchivePanel, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    activated: list[str] = []
    monkeypatch.setattr(QApplication, "activeWindow", lambda: window.archives)
    monkeypatch.setattr(window.archives, "activateWindow", lambda: activated.append("panel"))
    panel.settings.click()
    (dialog,) = window.findChildren(NetworkDialog)

    dialog.reject()

    assert activated == ["panel"]


def test_that_without_an_archive_the_reader_is_told(
    panel: ArchivePanel, window: MainWindow
) -> None:
    window.desk.session.network.nodes.remove(NODE.name)

    panel.studies.ask()

    assert panel.studies.line.text.text() == "No archive is entered yet."


def test_that_the_archive_chosen_stays_chosen_when_another_is_entered(
    panel: ArchivePanel, window: MainWindow
) -> None:
    nodes = window.desk.session.network.nodes

    nodes.put(dataclasses.replace(NODE, name="Other", host="other.example"))
    panel.nodes.choose("Other")
    nodes.put(dataclasses.replace(NODE, name="Third"))

    assert panel.nodes.address.text() == "ORTHANC@other.example:4242"


def test_that_a_transfer_that_failed_says_why_and_is_begun_again(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    from medviewer.errors import ArchiveRefused

    network = window.desk.session.network
    page = panel.transfers
    node = network.nodes.value.nodes[0]
    archive.store = lambda *_: (_ for _ in ()).throw(  # type: ignore[method-assign]
        ArchiveRefused(message("Test", "Main takes nothing."))
    )
    network.transfers.send(node, (), "a study")
    settle(window, qtbot)
    said, can_retry = page.sentence.text(), page.retry.isEnabled()

    page.retry.click()
    running = page.stop.isEnabled()
    settle(window, qtbot)
    page.tidy.click()

    assert said == "Main takes nothing."
    assert can_retry
    assert running
    assert rows_of(page.list) == []


def test_that_a_fetch_that_was_stopped_goes_on_and_keys_stay_in_the_list(
    panel: ArchivePanel, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    archive.gate.clear()
    panel.tabs.setCurrentWidget(panel.transfers)
    window.desk.session.network.fetch(NODE.name, [RetrieveOrder("1.2.1")])
    panel.transfers.stop.setFocus()

    panel.transfers.stop.click()
    settle(window, qtbot)

    assert panel.transfers.list.hasFocus()
    assert panel.transfers.retry.isEnabled()
    assert panel.transfers.retry.text() == "Go on"
