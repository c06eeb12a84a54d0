"""Remote machines in the settings: none at first; entered, changed, tested, forgotten; no token is shown."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from medviewer.domain.remote_machine import MachineCheck, RemoteMachine, ServedModel
from medviewer.gui.main_window import MainWindow
from medviewer.gui.settings.dialog import SettingsDialog
from medviewer.gui.settings.machines_page import MachinesPage
from medviewer.session.ai import remote_endpoints
from medviewer.words import message

pytestmark = pytest.mark.gui
URL = "https://gpu.hospital.example:8000"


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What went into the keyring: place and token."""
    secrets: list[tuple[str, str]] = []
    monkeypatch.setattr(
        remote_endpoints, "_keep", lambda place, token, _: secrets.append((place, token))
    )
    return secrets


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> MachinesPage:
    dialog = SettingsDialog(window.desk, window, "machines")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    page = dialog.pages["machines"]
    assert isinstance(page, MachinesPage)
    return page


def enter(page: MachinesPage, name: str, url: str, token: str = "") -> None:
    for field, text in ((page.name, name), (page.url, url), (page.token, token)):
        field.setText(text)
    page.add.click()


def machines(page: MachinesPage) -> tuple[RemoteMachine, ...]:
    return page._endpoints.value.machines


def test_that_enter_in_a_field_leaves_the_settings_open(page: MachinesPage) -> None:
    QTest.keyClick(page.url, Qt.Key.Key_Return)

    assert page.window().isVisible()


def test_that_no_machine_is_there_and_none_is_offered_at_first(
    page: MachinesPage, window: MainWindow
) -> None:
    assert page.list.count() == 0
    assert not page.test.isEnabled()
    assert not window.findings.elsewhere_button.isVisible()


def test_that_a_machine_entered_is_offered_with_its_address(
    page: MachinesPage, window: MainWindow, kept: list[tuple[str, str]], qtbot: QtBot
) -> None:
    enter(page, "gpu1", f"{URL}/", "s3cret")
    qtbot.waitUntil(lambda: bool(kept))

    assert machines(page) == (RemoteMachine("gpu1", URL, needs_token=True),)
    assert page.list.item(0).text() == f"gpu1   {URL}"
    assert window.findings.elsewhere_button.isVisible()
    assert kept == [("remote machine gpu1", "s3cret")]


def test_that_a_token_is_never_shown_again(
    page: MachinesPage, kept: list[tuple[str, str]], qtbot: QtBot
) -> None:
    enter(page, "gpu1", URL, "s3cret")
    qtbot.waitUntil(lambda: bool(kept))

    assert page.token.text() == ""
    assert page.token.placeholderText() == "kept in the keyring"
    assert page.token.echoMode() is QLineEdit.EchoMode.Password


def test_that_what_cannot_be_a_machine_is_a_sentence_and_stays_typed(page: MachinesPage) -> None:
    enter(page, "gpu1", "http://gpu.hospital.example")

    assert "not encrypted" in page.said.text()
    assert page.url.text() == "http://gpu.hospital.example"
    assert machines(page) == ()


def test_that_a_test_says_what_it_found_model_by_model(
    page: MachinesPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    models = (ServedModel("a", "Nodules"), ServedModel("b", "Brain", message("X", "other weights")))

    def check(machine: RemoteMachine, *_: object) -> MachineCheck:
        return MachineCheck(machine, "mlserver 1.7.1", models)

    monkeypatch.setattr(remote_endpoints, "_check", check)
    enter(page, "gpu1", URL)

    page.test.click()
    qtbot.waitUntil(lambda: "It answers" in page.said.text())

    assert page.said.text().splitlines() == [
        "It answers: mlserver 1.7.1.",
        "✓ Nodules: the same as here",
        "✗ Brain: other weights",
    ]


def test_that_a_machine_removed_takes_its_token_along(
    page: MachinesPage, kept: list[tuple[str, str]], qtbot: QtBot
) -> None:
    enter(page, "gpu1", URL)

    page.remove.click()
    qtbot.waitUntil(lambda: bool(kept))

    assert machines(page) == ()
    assert kept == [("remote machine gpu1", "")]


def test_that_saving_changes_the_machine_chosen(
    page: MachinesPage, kept: list[tuple[str, str]]
) -> None:
    enter(page, "gpu1", URL)

    page.name.setText("gpu2")
    page.save.click()

    assert [each.name for each in machines(page)] == ["gpu2"]
