"""The reader is told what leaves and where to, and nothing leaves before the button is pressed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from medviewer.domain.model_card import AnalysisResult, AnalysisStatus
from medviewer.domain.remote_machine import RemoteMachine
from medviewer.domain.study import Study
from medviewer.gui.elsewhere_dialog import ElsewhereDialog
from medviewer.gui.main_window import MainWindow
from medviewer.gui.override_dialog import OverrideDialog
from medviewer.session.ai import analysis as analysis_module
from tests.gui.canvas.samples import result

pytestmark = pytest.mark.gui
GPU = RemoteMachine("gpu1", "https://gpu.hospital.example:8000")
OPEN = RemoteMachine("gpu2", "http://gpu2.hospital.example:8000", allows_plain_http=True)
MakeDialog = Callable[[], ElsewhereDialog]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[RemoteMachine]:
    """The machines that were sent images, in place of sending."""
    machines: list[RemoteMachine] = []

    def answered(order: object, worker: object, _: object) -> AnalysisResult:
        machines.append(worker.machine)  # type: ignore[attr-defined]  # a RemoteWorker
        return replace(result(), device=f"{machines[-1].device} · CPU")

    monkeypatch.setattr(analysis_module, "_analyze", answered)
    return machines


@pytest.fixture
def make_dialog(read_window: MainWindow, qtbot: QtBot) -> MakeDialog:
    """The dialog on the study shown, once it has said what would leave."""
    desk = read_window.desk
    for machine in (GPU, OPEN):
        desk.session.remote.endpoints.put(machine)

    def make() -> ElsewhereDialog:
        dialog = ElsewhereDialog(shown(read_window), desk, read_window)
        dialog.open()
        qtbot.waitUntil(lambda: "Looking" not in dialog.leaves.text())
        return dialog

    return make


def shown(window: MainWindow) -> Study:
    study = window.desk.session.viewport.value.study
    assert study is not None
    return study


def words_of(dialog: ElsewhereDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_that_what_leaves_and_where_to_is_said(make_dialog: MakeDialog) -> None:
    dialog = make_dialog()

    assert GPU.url in dialog.machine.currentText()
    assert (
        "Would be sent to gpu1 (https://gpu.hospital.example:8000): 20 images"
        in dialog.leaves.text()
    )
    assert result().card.title in dialog.leaves.text()
    assert "These stay here: name, identifiers, birth date" in words_of(dialog)
    assert "not encrypted" not in words_of(dialog)


def test_that_another_machine_is_another_question(make_dialog: MakeDialog, qtbot: QtBot) -> None:
    dialog = make_dialog()

    dialog.machine.setCurrentIndex(1)

    assert not dialog.send.isEnabled()  # until what would leave for that one is known
    qtbot.waitUntil(dialog.send.isEnabled)
    assert OPEN.url in dialog.leaves.text()
    assert "The connection is not encrypted" in words_of(dialog)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_that_a_refusal_sends_nothing_and_allows_nothing(
    make_dialog: MakeDialog, asked: list[RemoteMachine], read_window: MainWindow, key: Qt.Key
) -> None:
    dialog = make_dialog()

    QTest.keyClick(dialog, key)

    session = read_window.desk.session
    assert not dialog.isVisible()
    assert asked == []
    assert not session.analysis.value.is_running
    assert session.remote.value.allowed == frozenset()


def test_that_consent_sends_to_the_machine_named_and_says_where_images_are(
    make_dialog: MakeDialog, asked: list[RemoteMachine], read_window: MainWindow, qtbot: QtBot
) -> None:
    session, panel = read_window.desk.session, read_window.findings
    places: list[str] = []
    session.analysis.changed.connect(lambda *_: places.append(panel.elsewhere.text()))
    dialog = make_dialog()
    dialog.machine.setCurrentIndex(1)
    qtbot.waitUntil(dialog.send.isEnabled)

    dialog.send.click()
    qtbot.waitUntil(lambda: bool(session.results()))

    assert asked == [OPEN]
    assert any(OPEN.url in words for words in places)


def test_that_the_next_study_and_the_next_start_are_asked_about_again(
    make_dialog: MakeDialog, asked: list[RemoteMachine], read_window: MainWindow, qtbot: QtBot
) -> None:
    session, study = read_window.desk.session, shown(read_window)
    make_dialog().send.click()
    qtbot.waitUntil(lambda: bool(session.results()))
    another = replace(study, study_instance_uid=f"{study.study_instance_uid}.9")

    session.remote.run(another, GPU)
    session.remote.run(study, replace(GPU, url="https://elsewhere.example"))

    assert asked == [GPU]
    assert not session.analysis.value.is_running


def test_that_the_reader_is_asked_once_for_each_study(
    read_window: MainWindow, asked: list[RemoteMachine], qtbot: QtBot
) -> None:
    desk, study = read_window.desk, shown(read_window)
    desk.session.remote.endpoints.put(GPU)
    desk.session.remote.allow(study, GPU)

    desk.registry.run("ai.analyze_elsewhere")
    qtbot.waitUntil(lambda: bool(desk.session.results()))
    dialogs = read_window.findChildren(ElsewhereDialog)
    desk.session.remote.update(allowed=frozenset())  # as for a study nobody agreed to yet
    desk.registry.run("ai.analyze_elsewhere")

    assert (dialogs, asked) == ([], [GPU])
    [dialog] = read_window.findChildren(ElsewhereDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_that_nothing_to_send_leaves_the_button_off(
    read_window: MainWindow, make_dialog: MakeDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("medviewer.session.ai.remote_analysis.fitting_of", lambda _: ())

    dialog = make_dialog()

    assert "No model fits this study" in dialog.leaves.text()
    assert not dialog.send.isEnabled()


def test_that_analyze_anyway_says_where_it_would_run(
    read_window: MainWindow, make_dialog: MakeDialog, asked: list[RemoteMachine], qtbot: QtBot
) -> None:
    session, study = read_window.desk.session, shown(read_window)
    make_dialog().send.click()
    qtbot.waitUntil(lambda: bool(session.results()))
    [answer] = session.results()
    display_set_id = study.series[0].display_sets[0].display_set_id
    request = replace(answer.request, display_set_id=display_set_id)
    refused = replace(answer, status=AnalysisStatus.REFUSED, request=request)
    session.analysis._keep(refused)

    read_window.desk.registry.run(
        "ai.run_anyway", model_id=answer.card.model_id, display_set_id=display_set_id
    )

    [dialog] = read_window.findChildren(OverrideDialog)
    assert f"sent to gpu1 ({GPU.url}) once more" in dialog.where.text()
    dialog.reject()
