"""Whether others may send to this window, under which name, and who may."""

import dataclasses
import ipaddress

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.archive import ListenerSettings
from medviewer.domain.network_settings import NetworkSettings
from medviewer.domain.node_rules import LARGEST_PORT, LONGEST_AE_TITLE, what_is_wrong_with
from medviewer.gui.archives.settings.number_field import NumberField
from medviewer.gui.archives.settings.security_form import SecurityForm
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.words import Message, message

NOT_LOOPBACK = message(
    "Nodes",
    "Other computers can reach {address} then: what comes in is not encrypted unless TLS is on, and an AE "
    "title is no password.",
)
CALLERS = message("Nodes", "separated by commas; empty: the archives entered")
WHAT_FOR = message(
    "Nodes",
    "Archives that hand images over by C-MOVE, and devices that send by themselves, call this address while "
    "the window is open.",
)


class ListenerPage(QWidget):
    """What is typed holds when the field is left, if it can be used."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = desk.translator
        self._network = desk.session.network
        self.switch = QCheckBox(self._words(message("Nodes", "Take what others send")))
        self.ae_title, self.host, self.callers = QLineEdit(), QLineEdit(), QLineEdit()
        self.ae_title.setMaxLength(LONGEST_AE_TITLE)
        self.callers.setPlaceholderText(self._words(CALLERS))
        self.port = NumberField(1, LARGEST_PORT)
        self.security = SecurityForm(desk)
        self.state, self.warning = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.warning.setObjectName("doubt")
        for label in (self.state, self.warning):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._take(self._network.nodes.value)
        self.switch.toggled.connect(self._on_edited)
        self.port.editingFinished.connect(self._on_edited)
        self.security.edited.connect(self._on_edited)
        for field in (self.ae_title, self.host, self.callers):
            TypingKeys(field)
            field.editingFinished.connect(self._on_edited)
        self._network.listening.changed.connect(self._follow)
        self._follow()

    def value(self) -> ListenerSettings:
        titles = (title.strip() for title in self.callers.text().split(","))
        return dataclasses.replace(
            self._network.nodes.value.listener,
            ae_title=self.ae_title.text().strip(),
            host=self.host.text().strip(),
            port=self.port.value(),
            allowed_ae_titles=tuple(title for title in titles if title),
            security=self.security.value(),
        )

    def _lay_out(self) -> None:
        form, layout = QFormLayout(), QVBoxLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for title, field in (
            (message("Nodes", "Our AE title"), self.ae_title),
            (message("Nodes", "Address"), self.host),
            (message("Nodes", "Port"), self.port),
            (message("Nodes", "Who may send"), self.callers),
            (message("Nodes", "Encryption"), self.security),
        ):
            label = QLabel(self._words(title))
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            form.addRow(label, field)
        about = QLabel(self._words(WHAT_FOR), wordWrap=True)
        about.setObjectName("muted")
        layout.setContentsMargins(14, 14, 14, 14)
        layout.addWidget(about)
        layout.addWidget(self.switch)
        layout.addLayout(form)
        layout.addWidget(self.warning)
        layout.addWidget(self.state)
        layout.addStretch(1)

    def _take(self, settings: NetworkSettings) -> None:
        listener = settings.listener
        self.switch.setChecked(settings.is_listening)
        self.ae_title.setText(listener.ae_title)
        self.host.setText(listener.host)
        self.port.setValue(listener.port)
        self.callers.setText(", ".join(listener.allowed_ae_titles))
        self.security.take(listener.security)

    @Slot()
    def _on_edited(self) -> None:
        if what_is_wrong_with(self.value()) is None:
            self._network.nodes.update(listener=self.value(), is_listening=self.switch.isChecked())
        self._follow()

    @Slot()
    def _follow(self) -> None:
        listener, state = self.value(), self._network.listening.value
        wrong = what_is_wrong_with(listener)
        address = f"{listener.ae_title}@{listener.host}:{listener.port}"
        if wrong is None and not is_loopback(listener.host):
            wrong = message(NOT_LOOPBACK.context, NOT_LOOPBACK.text, address=address)
        self.warning.setText(self._words(wrong) if wrong is not None else "")
        self.warning.setVisible(wrong is not None)
        self.state.setText(self._words(state.problem or _state(state.address)))


def is_loopback(host: str) -> bool:
    """Whether only this computer reaches that address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _state(address: str) -> Message:
    if address:
        return message("Nodes", "Listening as {address}.", address=address)
    return message("Nodes", "Nobody can send to this window now.")
