"""The export dialog: what it remembers and begins, and what the status bar says of it."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.bundle import BundleKind, Packing
from medviewer.gui.export_dialog import ExportDialog
from medviewer.gui.export_gauge import ExportGauge
from medviewer.gui.main_window import MainWindow
from medviewer.jobs.job import JobContext
from medviewer.session.bundle import exporting
from medviewer.session.bundle.bundle_order import BundleOrder, BundleOutcome
from medviewer.session.reports.report_run import Translate

pytestmark = pytest.mark.gui


def dialog_of(window: MainWindow) -> ExportDialog:
    window.desk.registry.run("report.export")
    found = window.findChildren(ExportDialog)
    return found[-1]


def gauge_of(window: MainWindow) -> ExportGauge:
    [gauge] = window.findChildren(ExportGauge)
    return gauge


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> list[BundleOrder]:
    """What was asked for; nothing is written."""
    asked: list[BundleOrder] = []

    def run(order: BundleOrder, _: Translate, context: JobContext) -> BundleOutcome:
        del context
        asked.append(order)
        return BundleOutcome(order.target, tuple(order.kinds), ("a", "b"))

    monkeypatch.setattr(exporting, "_run", run)
    return asked


def test_that_the_choice_is_exported_and_remembered(
    analysed_window: MainWindow, qtbot: QtBot, orders: list[BundleOrder], tmp_path: Path
) -> None:
    dialog = dialog_of(analysed_window)
    for kind, box in dialog.boxes.items():
        box.setChecked(kind in (BundleKind.SR, BundleKind.CSV))
    dialog.packing.setCurrentIndex(1)
    dialog.folder.setText(str(tmp_path))

    state = analysed_window.desk.session.exporting
    dialog.export_button.click()
    qtbot.waitUntil(lambda: state.value.outcome is not None)

    [order] = orders
    assert order.kinds == {BundleKind.SR, BundleKind.CSV}
    assert order.packing is Packing.ZIP
    assert (order.target.parent, order.target.suffix) == (tmp_path, ".zip")
    again = dialog_of(analysed_window)
    assert again.kinds == {BundleKind.SR, BundleKind.CSV}
    assert again.chosen_packing is Packing.ZIP
    assert again.folder.text() == str(tmp_path)


def test_that_nothing_chosen_cannot_be_exported(analysed_window: MainWindow) -> None:
    dialog = dialog_of(analysed_window)

    for box in dialog.boxes.values():
        box.setChecked(False)

    assert not dialog.export_button.isEnabled()


def test_that_the_status_bar_shows_the_export_and_then_its_folder(
    analysed_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gate = threading.Event()

    def run(order: BundleOrder, _: Translate, context: JobContext) -> BundleOutcome:
        del context
        gate.wait(60)
        return BundleOutcome(order.target, (BundleKind.CSV,), ("a",))

    monkeypatch.setattr(exporting, "_run", run)
    session, gauge = analysed_window.desk.session, gauge_of(analysed_window)
    study = session.viewport.value.study
    assert study is not None

    session.exporting.begin(study, {BundleKind.CSV}, Packing.FOLDER, tmp_path / "b")
    is_busy = gauge.busy.isVisible() and not gauge.open_button.isVisible()
    is_on_offer = analysed_window.desk.registry.is_enabled("report.export")
    gate.set()
    qtbot.waitUntil(lambda: gauge.open_button.isVisible())

    assert is_busy
    assert not is_on_offer
    assert not gauge.busy.isVisible()
    assert gauge.done.text() == "1 files exported"


def test_that_a_stopped_export_leaves_nothing_and_says_so(
    analysed_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun, stopped = threading.Event(), threading.Event()

    def run(order: BundleOrder, _: Translate, context: JobContext) -> BundleOutcome:
        begun.set()
        stopped.wait(60)
        context.token.check()
        return BundleOutcome(order.target, (), ())

    monkeypatch.setattr(exporting, "_run", run)
    session = analysed_window.desk.session
    study = session.viewport.value.study
    assert study is not None
    session.exporting.begin(study, {BundleKind.CSV}, Packing.FOLDER, tmp_path / "b")
    qtbot.waitUntil(begun.is_set)

    analysed_window.desk.registry.run("report.stop_export")
    stopped.set()
    qtbot.waitUntil(lambda: not session.exporting.value.is_running)

    assert session.exporting.value.outcome is None
    assert "stopped" in str(session.messages.history[-1].text)


def test_that_all_that_was_done_in_the_window_is_in_the_order(
    analysed_window: MainWindow, qtbot: QtBot, orders: list[BundleOrder], tmp_path: Path
) -> None:
    session = analysed_window.desk.session
    study = session.viewport.value.study
    assert study is not None
    session.select_finding("f1")
    analysed_window.desk.registry.run("findings.accept")
    session.reading.write(impression="Nodule.")

    session.exporting.begin(study, {BundleKind.CSV}, Packing.FOLDER, tmp_path / "b")
    qtbot.waitUntil(lambda: session.exporting.value.outcome is not None)

    reading = orders[0].reading
    assert [f.finding_id for f in reading.findings] == ["f1", "f2", "f3"]
    assert reading.left_out == {"f3"}
    assert [r.finding_id for r in reading.kept.reviews] == ["f1"]
    assert reading.content.impression == "Nodule."
