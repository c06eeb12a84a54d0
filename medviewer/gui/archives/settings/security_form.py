"""TLS of a connection: on or off, and the files it goes by."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from medviewer.domain.archive import TransportSecurity
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.words import Message, message

FILES = (
    ("authority", message("Nodes", "Authorities (CA)"), message("Nodes", "the system’s own")),
    ("certificate", message("Nodes", "Our certificate"), message("Nodes", "none")),
    ("key", message("Nodes", "Our key"), message("Nodes", "in the certificate’s file")),
)
FILTER = "PEM (*.pem *.crt *.cer *.key);;* (*)"


class SecurityForm(QWidget):
    """Files are PEM; the passphrase of a key is a secret and stands in the form around this one."""

    edited = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = desk.translator
        self.switch = QCheckBox(self._words(message("Nodes", "TLS")))
        self.switch.toggled.connect(self._on_edited)
        self.files: dict[str, QLineEdit] = {}
        self._parts: list[QWidget] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.addWidget(self.switch, 0, 0, 1, 3)
        for row, (name, title, without) in enumerate(FILES, start=1):
            self._add_file(grid, row, name, (title, without))
        self.take(TransportSecurity())

    @property
    def has_key(self) -> bool:
        """Whether we show a certificate, whose key may have a passphrase."""
        return self.switch.isChecked() and bool(self.files["certificate"].text().strip())

    def take(self, security: TransportSecurity) -> None:
        self.blockSignals(True)
        self.switch.setChecked(security.is_on)
        for name, field in self.files.items():
            field.setText(getattr(security, name))
        self.blockSignals(False)
        self._follow()

    def value(self) -> TransportSecurity:
        texts = {name: field.text().strip() for name, field in self.files.items()}
        return TransportSecurity(self.switch.isChecked(), **texts)

    def _add_file(
        self, grid: QGridLayout, row: int, name: str, texts: tuple[Message, Message]
    ) -> None:
        title, without = map(self._words, texts)
        field, choose, label = QLineEdit(), QToolButton(), QLabel(title)
        field.setAccessibleName(title)
        field.setPlaceholderText(without)
        field.textEdited.connect(self._on_edited)
        TypingKeys(field)
        label.setBuddy(field)
        choose.setText("…")
        choose.setObjectName("framed")
        choose.setAccessibleName(self._words(message("Nodes", "Choose: {file}", file=texts[0])))
        choose.setProperty("field", name)
        choose.clicked.connect(self._on_choose)
        for column, widget in enumerate((label, field, choose)):
            grid.addWidget(widget, row, column)
            self._parts.append(widget)
        self.files[name] = field

    @Slot()
    def _on_choose(self) -> None:
        field = self.files[str(self.sender().property("field"))]
        title = self._words(message("Nodes", "Choose a PEM file"))
        chosen, _ = QFileDialog.getOpenFileName(self, title, field.text(), FILTER)
        if chosen:
            field.setText(chosen)
            self._on_edited()

    @Slot()
    def _on_edited(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        for part in self._parts:
            part.setVisible(self.switch.isChecked())
