"""Archives are entered, tested and forgotten; secrets go to the keyring and nowhere else."""

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from medviewer.credentials import Secret
from medviewer.domain.archive import ArchiveNode, Login, Protocol
from medviewer.domain.transfers import ListeningState
from medviewer.errors import ArchiveRefused
from medviewer.gui.archives.settings.dialog import NetworkDialog
from medviewer.gui.archives.settings.listener_page import is_loopback
from medviewer.gui.main_window import MainWindow
from medviewer.words import message
from tests.gui.archives.conftest import NODE
from tests.unit.session.network.archive_stub import ArchiveStub

pytestmark = pytest.mark.gui


@pytest.fixture
def kept(window: MainWindow, archive: ArchiveStub) -> dict[tuple[str, Secret], str]:
    """What the keyring was given."""
    secrets: dict[tuple[str, Secret], str] = {}

    def keep(name: str, kind: Secret, secret: str) -> None:
        secrets[name, kind] = secret

    window.desk.session.network.nodes._keep = keep
    return secrets


@pytest.fixture
def dialog(window: MainWindow, kept: object, qtbot: QtBot) -> NetworkDialog:
    dialog = NetworkDialog(window.desk, window)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.desk.session.runner.active_count == 0)


def test_that_a_web_archive_is_entered_and_its_password_only_kept_in_the_keyring(
    dialog: NetworkDialog,
    window: MainWindow,
    kept: dict[tuple[str, Secret], str],
    qtbot: QtBot,
) -> None:
    page, form = dialog.nodes, dialog.nodes.form
    page.add.click()
    form.name.setText("Web")
    form.protocol.setCurrentIndex(form.protocol.findData(Protocol.DICOMWEB.value))
    form.url.setText("https://pacs.example/dicom-web/")
    form.login.setCurrentIndex(form.login.findData(Login.BASIC.value))
    form.user.setText("reader")
    form.secret.setText("open sesame")
    form._on_edited()

    page.save.click()
    settle(window, qtbot)

    node = window.desk.session.network.nodes.value.find("Web")
    assert node is not None
    assert node.url == "https://pacs.example/dicom-web"
    assert kept["Web", Secret.PASSWORD] == "open sesame"
    assert "sesame" not in repr([getattr(node, field.name) for field in fields(ArchiveNode)])
    assert form.secret.text() == ""
    assert form.secret.echoMode() is QLineEdit.EchoMode.Password
    assert "keyring" in page.verdict.text()


def test_that_only_what_a_protocol_needs_is_asked_for(dialog: NetworkDialog) -> None:
    form = dialog.nodes.form
    dimse = form.host.isVisible(), form.url.isVisible(), form.secret.isVisible()

    form.protocol.setCurrentIndex(form.protocol.findData(Protocol.DICOMWEB.value))
    form._on_edited()

    assert dimse == (True, False, False)
    assert (form.host.isVisible(), form.url.isVisible()) == (False, True)


def test_that_an_unencrypted_login_is_confirmed_where_there_is_no_tls(
    dialog: NetworkDialog, window: MainWindow
) -> None:
    page, form = dialog.nodes, dialog.nodes.form
    page.add.click()
    form.name.setText("Old")
    form.protocol.setCurrentIndex(form.protocol.findData(Protocol.DICOMWEB.value))
    form.login.setCurrentIndex(form.login.findData(Login.BEARER.value))
    form.url.setText("https://pacs.example/dicom-web")
    form._on_edited()
    asked_with_tls = form.plain.isVisible()
    form.url.setText("http://pacs.example/dicom-web")
    form._on_edited()

    form.plain.setChecked(True)
    page.save.click()

    node = window.desk.session.network.nodes.value.find("Old")
    assert (asked_with_tls, form.plain.isVisible()) == (False, True)
    assert node is not None
    assert node.allows_plain_login


def test_that_an_entry_that_cannot_be_meant_is_not_taken(
    dialog: NetworkDialog, window: MainWindow
) -> None:
    dialog.nodes.form.ae_title.setText("A TITLE THAT IS TOO LONG"[:16] + "\\")
    dialog.nodes.form.host.setText("two words")

    dialog.nodes.save.click()

    assert window.desk.session.network.nodes.value.nodes == (NODE,)
    assert dialog.nodes.verdict.text() != ""


def test_that_enter_in_a_field_saves_the_entry_and_leaves_the_dialog_open(
    dialog: NetworkDialog, window: MainWindow
) -> None:
    dialog.nodes.add.click()
    dialog.nodes.form.name.setText("Second")
    dialog.nodes.form.host.setText("second.example")

    QTest.keyClick(dialog.nodes.form.host, Qt.Key.Key_Return)

    assert window.desk.session.network.nodes.value.find("Second") is not None
    assert dialog.isVisible()


def test_that_closing_asks_once_where_what_was_typed_is_not_saved(dialog: NetworkDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.nodes.form.host.setText("elsewhere.example")

    dialog.reject()
    is_open_at_first = dialog.isVisible()
    dialog.reject()

    assert is_open_at_first
    assert not dialog.isVisible()


def test_that_closing_asks_nothing_where_nothing_was_typed(dialog: NetworkDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.nodes.add.click()

    dialog.reject()

    assert not dialog.isVisible()


def test_that_the_test_says_how_long_the_archive_took(
    dialog: NetworkDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.nodes.test.click()
    settle(window, qtbot)

    text = dialog.nodes.verdict.text()
    assert text.startswith("ORTHANC@pacs.example:4242 answers, in ")
    assert text.endswith(" ms.")


def test_that_the_test_says_why_there_is_no_answer(
    dialog: NetworkDialog, window: MainWindow, archive: ArchiveStub, qtbot: QtBot
) -> None:
    archive.breaks = ArchiveRefused(message("Test", "ORTHANC does not know MEDVIEWER."))

    dialog.nodes.test.click()
    settle(window, qtbot)

    assert dialog.nodes.verdict.text() == "ORTHANC does not know MEDVIEWER."
    assert dialog.nodes.test.isEnabled()


def test_that_removing_asks_once_more_and_takes_the_secrets_along(
    dialog: NetworkDialog,
    window: MainWindow,
    kept: dict[tuple[str, Secret], str],
    qtbot: QtBot,
) -> None:
    dialog.nodes.remove.click()
    after_one = window.desk.session.network.nodes.value.nodes

    dialog.nodes.remove.click()
    settle(window, qtbot)

    assert after_one == (NODE,)
    assert window.desk.session.network.nodes.value.nodes == ()
    assert kept["Main", Secret.PASSWORD] == ""


@pytest.mark.parametrize(
    ("host", "is_safe"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("pacs", False)],
)
def test_that_only_loopback_is_unreachable_from_elsewhere(host: str, is_safe: bool) -> None:
    assert is_loopback(host) is is_safe


def test_that_a_listener_others_can_reach_is_warned_of(
    dialog: NetworkDialog, window: MainWindow
) -> None:
    page = dialog.listener
    before = page.warning.isHidden()

    page.host.setText("0.0.0.0")
    page.callers.setText("CT1, CT2 ,")
    page._on_edited()

    listener = window.desk.session.network.nodes.value.listener
    assert before
    assert not page.warning.isHidden()
    assert "0.0.0.0:11112" in page.warning.text()
    assert listener.allowed_ae_titles == ("CT1", "CT2")


def test_that_the_page_says_under_which_address_others_send(
    dialog: NetworkDialog, window: MainWindow
) -> None:
    listening = window.desk.session.network.listening
    before = dialog.listener.state.text()

    listening.replace(ListeningState("MEDVIEWER@127.0.0.1:11112"))

    assert before == "Nobody can send to this window now."
    assert dialog.listener.state.text() == "Listening as MEDVIEWER@127.0.0.1:11112."


def test_that_priors_are_off_until_an_archive_is_chosen_for_them(
    dialog: NetworkDialog, window: MainWindow
) -> None:
    page, nodes = dialog.keeping, window.desk.session.network.nodes
    was_on = nodes.value.priors.is_on
    page.node.setCurrentIndex(page.node.findData("Main"))
    page.years.setValue(3)
    page.gigabytes.setValue(7)

    page._on_edited()

    assert not was_on
    assert (nodes.value.priors.node, nodes.value.priors.years) == ("Main", 3)
    assert nodes.value.quota.gigabytes == 7
