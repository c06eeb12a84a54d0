"""Machines of the reader's own that run models: entered, tested, removed. None is there at first."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.remote_machine import MachineCheck, RemoteMachine, ServedModel
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.words import Message, message


class MachinesPage(QWidget):
    """The list above, the fields of the one chosen below, what a test said at the bottom."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._endpoints = desk.session.remote.endpoints
        self.list = QListWidget()
        self.list.setAccessibleName(desk.translator(message("Remote", "Machines")))
        self.list.setMaximumHeight(110)
        self.name = self._field(message("Remote", "Name"))
        self.url = self._field(message("Remote", "Address"))
        self.url.setPlaceholderText("https://gpu.example:8000")
        self.authority = self._field(message("Remote", "CA file (PEM), if not the system's"))
        self.token = self._field(message("Remote", "Token"))
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.patience = QSpinBox()
        self.patience.setRange(5, 24 * 3600)
        self.patience.setSuffix(" s")
        self.patience.lineEdit().setTextMargins(4, 0, 0, 0)  # no style sheet's padding reaches it
        self.patience.setAccessibleName(desk.translator(message("Remote", "Wait at most")))
        self.plain = QCheckBox(desk.translator(PLAIN_HTTP))
        self.said = QLabel(wordWrap=True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add = self._button(message("Remote", "Add"), self._add)
        self.save = self._button(message("Remote", "Save"), self._save)
        self.remove = self._button(message("Remote", "Remove"), self._remove)
        self.test = self._button(message("Remote", "Test"), self._test)
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_chosen)
        self._endpoints.changed.connect(self._fill)
        self._endpoints.checked.connect(self._on_checked)
        self._fill()

    def _field(self, label: Message) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self._desk.translator(label))
        TypingKeys(field)
        return field

    def _button(self, words: Message, slot: object) -> QPushButton:
        button = QPushButton(self._desk.translator(words))
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for field in (self.name, self.url, self.authority, self.token, self.patience):
            form.addRow(field.accessibleName(), field)
        form.addRow("", self.plain)
        row = QHBoxLayout()
        for button in (self.add, self.save, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.test)
        hint = QLabel(self._desk.translator(HINT), wordWrap=True)
        hint.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.addWidget(hint)
        layout.addWidget(self.list)
        layout.addLayout(form)
        layout.addLayout(row)
        layout.addWidget(self.said, 1, Qt.AlignmentFlag.AlignTop)

    def chosen(self) -> RemoteMachine | None:
        """The machine marked in the list."""
        row, machines = self.list.currentRow(), self._endpoints.value.machines
        return machines[row] if 0 <= row < len(machines) else None

    def _written(self) -> RemoteMachine:
        """What the fields say."""
        kept = self.chosen()
        name, url = self.name.text().strip(), self.url.text().strip().rstrip("/")
        is_same = kept is not None and (kept.name, kept.url) == (name, url)
        return RemoteMachine(
            name,
            url,
            self.authority.text().strip(),
            bool(self.token.text()) or (is_same and kept is not None and kept.needs_token),
            self.plain.isChecked(),
            self.patience.value(),
        )

    @Slot()
    def _fill(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        for machine in self._endpoints.value.machines:
            self.list.addItem(f"{machine.name}   {machine.url}")
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self._on_chosen()

    @Slot()
    def _on_chosen(self) -> None:
        machine = self.chosen()
        shown = machine or RemoteMachine("", "")
        self.name.setText(shown.name)
        self.url.setText(shown.url)
        self.authority.setText(shown.authority)
        self.patience.setValue(shown.timeout_s)
        self.plain.setChecked(shown.allows_plain_http)
        self.token.clear()
        kept = message("Remote", "kept in the keyring") if shown.needs_token else Message("", "")
        self.token.setPlaceholderText(self._desk.translator(kept))
        for button in (self.save, self.remove, self.test):
            button.setEnabled(machine is not None)

    @Slot()
    def _add(self) -> None:
        self._put("")

    @Slot()
    def _save(self) -> None:
        chosen = self.chosen()
        self._put(chosen.name if chosen is not None else "")

    def _put(self, instead_of: str) -> None:
        machine, token = self._written(), self.token.text()
        problem = self._endpoints.put(machine, instead_of)
        self.said.setText(self._desk.translator(problem) if problem is not None else "")
        if problem is None:
            if token:
                self._endpoints.keep_token(machine.name, token)
            names = [each.name for each in self._endpoints.value.machines]
            self.list.setCurrentRow(names.index(machine.name))

    @Slot()
    def _remove(self) -> None:
        machine = self.chosen()
        if machine is not None:
            self._endpoints.remove(machine.name)

    @Slot()
    def _test(self) -> None:
        machine = self.chosen()
        if machine is not None:
            self.said.setText(self._desk.translator(message("Remote", "Asking…")))
            self._endpoints.check(machine, self._desk.session.analysis.catalog)

    @Slot(object)
    def _on_checked(self, check: MachineCheck) -> None:
        if check.machine == self.chosen():
            words = self._desk.translator
            self.said.setText("\n".join(words(each) for each in _lines(check)))


def _lines(check: MachineCheck) -> tuple[Message, ...]:
    if check.problem is not None:
        return (check.problem,)
    heading = message("Remote", "It answers: {server}.", server=check.server)
    return (heading, *(_line(each) for each in check.models))


def _line(model: ServedModel) -> Message:
    if model.problem is None:
        return message("Remote", "✓ {model}: the same as here", model=model.title)
    return message("Remote", "✗ {model}: {problem}", model=model.title, problem=model.problem)


HINT = message(
    "Remote",
    "A machine of your own with a KServe v2 server (mlserver, NVIDIA Triton); “medviewer serve” writes what "
    "it needs. Nothing is sent there unless you ask for it, study by study.",
)
PLAIN_HTTP = message(
    "Remote", "Images may travel to it unencrypted (the network itself is protected)"
)
