"""One archive's entry: its name, how it is spoken to, where it is, who asks."""

import dataclasses

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from medviewer.credentials import Secret
from medviewer.domain.archive import ArchiveNode, Login, Protocol, Retrieval
from medviewer.domain.node_rules import LARGEST_PORT, LONGEST_AE_TITLE, LONGEST_NAME
from medviewer.gui.archives.settings.number_field import NumberField
from medviewer.gui.archives.settings.security_form import SecurityForm
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.words import Message, message

PROTOCOLS = (
    (Protocol.DIMSE, message("Nodes", "DICOM network (DIMSE)")),
    (Protocol.DICOMWEB, message("Nodes", "DICOMweb (HTTP)")),
)
RETRIEVALS = (
    (Retrieval.GET, message("Nodes", "C-GET: on the same connection")),
    (Retrieval.MOVE, message("Nodes", "C-MOVE: the archive calls back")),
)
LOGINS = (
    (Login.NONE, message("Nodes", "no login")),
    (Login.BASIC, message("Nodes", "user and password")),
    (Login.BEARER, message("Nodes", "token")),
    (Login.CERTIFICATE, message("Nodes", "client certificate")),
)
SECRETS = {Login.BASIC: Secret.PASSWORD, Login.BEARER: Secret.TOKEN}
SECRET_NAMES = {
    Secret.PASSWORD: message("Nodes", "Password"),
    Secret.TOKEN: message("Nodes", "Token"),
    Secret.PASSPHRASE: message("Nodes", "Passphrase of the key"),
}
UNCHANGED = message("Nodes", "leave empty to keep what is kept")
LONGEST_WAIT_S = 600


class NodeForm(QWidget):
    """Shows the rows of the protocol chosen; a secret is typed here and kept nowhere but in the keyring."""

    edited = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = desk.translator
        self._base = ArchiveNode("")
        self.name, self.host, self.url = self._line(LONGEST_NAME), self._line(255), self._line(1024)
        self.ae_title, self.own_ae_title = (
            self._line(LONGEST_AE_TITLE),
            self._line(LONGEST_AE_TITLE),
        )
        self.user, self.secret = self._line(128), self._line(4096)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setPlaceholderText(self._words(UNCHANGED))
        self.port, self.wait = self._number(1, LARGEST_PORT), self._number(1, LONGEST_WAIT_S)
        self.wait.setSuffix(" s")
        self.protocol = self._choice(PROTOCOLS)
        self.retrieval = self._choice(RETRIEVALS)
        self.login = self._choice(LOGINS)
        self.plain = QCheckBox(
            self._words(message("Nodes", "password or token may go unencrypted (http)"))
        )
        self.plain.toggled.connect(self._on_edited)
        self.security = SecurityForm(desk)
        self.security.edited.connect(self._on_edited)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._lay_out()
        self.take(ArchiveNode(""))

    @property
    def secret_kind(self) -> Secret:
        """What the secret typed is; the key's passphrase where the login has none of its own."""
        is_web = self.protocol.currentData() == Protocol.DICOMWEB
        login = Login(self.login.currentData())
        return SECRETS.get(login, Secret.PASSPHRASE) if is_web else Secret.PASSPHRASE

    def take(self, node: ArchiveNode) -> None:
        """Show an entry; its secret stays where it is."""
        self.blockSignals(True)
        self._base = node
        for field, text in (
            (self.name, node.name),
            (self.host, node.host),
            (self.url, node.url),
            (self.ae_title, node.ae_title),
            (self.own_ae_title, node.own_ae_title),
            (self.user, node.user),
            (self.secret, ""),
        ):
            field.setText(text)
        self.port.setValue(node.port)
        self.wait.setValue(node.timeout_s)
        for box, value in (
            (self.protocol, node.protocol),
            (self.retrieval, node.retrieval),
            (self.login, node.login),
        ):
            box.setCurrentIndex(box.findData(value.value))
        self.plain.setChecked(node.allows_plain_login)
        self.security.take(node.security)
        self.blockSignals(False)
        self._follow()

    def value(self) -> ArchiveNode:
        return dataclasses.replace(
            self._base,
            name=self.name.text().strip(),
            protocol=Protocol(self.protocol.currentData()),
            host=self.host.text().strip(),
            port=self.port.value(),
            ae_title=self.ae_title.text().strip(),
            own_ae_title=self.own_ae_title.text().strip(),
            retrieval=Retrieval(self.retrieval.currentData()),
            url=self.url.text().strip().rstrip("/"),
            login=Login(self.login.currentData()),
            user=self.user.text().strip(),
            security=self.security.value(),
            timeout_s=self.wait.value(),
            allows_plain_login=self.plain.isChecked(),
        )

    def _line(self, longest: int) -> QLineEdit:
        field = QLineEdit(maxLength=longest)
        field.textEdited.connect(self._on_edited)
        TypingKeys(field)
        return field

    def _number(self, least: int, most: int) -> QSpinBox:
        box = NumberField(least, most)
        box.valueChanged.connect(self._on_edited)
        return box

    def _choice(
        self, values: tuple[tuple[Protocol | Retrieval | Login, Message], ...]
    ) -> QComboBox:
        box = QComboBox()
        for value, text in values:
            box.addItem(self._words(text), value.value)
        box.activated.connect(self._on_edited)
        return box

    def _lay_out(self) -> None:
        self._rows: dict[QWidget, QLabel] = {}
        for title, field in (
            (message("Nodes", "Name"), self.name),
            (message("Nodes", "Protocol"), self.protocol),
            (message("Nodes", "Host"), self.host),
            (message("Nodes", "Port"), self.port),
            (message("Nodes", "Its AE title"), self.ae_title),
            (message("Nodes", "Our AE title"), self.own_ae_title),
            (message("Nodes", "Images come by"), self.retrieval),
            (message("Nodes", "Address"), self.url),
            (message("Nodes", "Login"), self.login),
            (message("Nodes", "User"), self.user),
            (message("Nodes", "Without TLS"), self.plain),
            (message("Nodes", "Silent after"), self.wait),
            (message("Nodes", "Encryption"), self.security),
            (SECRET_NAMES[Secret.PASSPHRASE], self.secret),
        ):
            label = QLabel(self._words(title))
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            self._form.addRow(label, field)
            self._rows[field] = label
        self.url.setPlaceholderText("https://…/dicom-web")

    @Slot()
    def _on_edited(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        """Only the rows that mean something for this protocol and login."""
        is_web = self.protocol.currentData() == Protocol.DICOMWEB
        login = Login(self.login.currentData())
        for field in (self.host, self.port, self.ae_title, self.own_ae_title, self.retrieval):
            self._form.setRowVisible(field, not is_web)
        for field in (self.url, self.login):
            self._form.setRowVisible(field, is_web)
        self._form.setRowVisible(self.user, is_web and login is Login.BASIC)
        is_http = self.url.text().strip().lower().startswith("http:")
        self._form.setRowVisible(self.plain, is_web and is_http and login in SECRETS)
        has_key = self.security.has_key
        self._form.setRowVisible(self.secret, has_key or (is_web and login in SECRETS))
        name = self._words(SECRET_NAMES[self.secret_kind])
        self._rows[self.secret].setText(name)
        self.secret.setAccessibleName(name)
