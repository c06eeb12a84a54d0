"""Before images of a study leave for another machine: what leaves, where to, what might tell the patient."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from medviewer.domain.remote_machine import Disclosure, RemoteMachine
from medviewer.domain.study import Study
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.words import Message, message

MEGABYTE = 1_000_000


class ElsewhereDialog(Sheet):
    """Nothing is sent before its button is pressed; the button waits until all is said."""

    help_topic = "remote"

    def __init__(self, study: Study, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Remote", "Analyze on another machine"), desk, parent)
        self._desk, self._study = desk, study
        self._remote = desk.session.remote
        self._disclosure: Disclosure | None = None
        self.machine = QComboBox()
        self.machine.setAccessibleName(desk.translator(message("Remote", "Machine")))
        for each in self._remote.endpoints.value.machines:
            self.machine.addItem(f"{each.name}   {each.url}", each)
        self.leaves = self._line()
        self.warnings = QVBoxLayout()
        self._lay_out()
        self.machine.currentIndexChanged.connect(self._ask)
        self._remote.disclosed.connect(self._on_disclosed)
        self.resize(600, 420)
        self._ask()

    def _lay_out(self) -> None:
        heading = self._line(message("Remote", "Images of this study would leave this computer"))
        heading.setObjectName("title")
        self.body.addWidget(heading)
        self.body.addWidget(self.machine)
        self.body.addWidget(self.leaves)
        self.body.addWidget(self._line(ALSO_LEAVES))
        self.body.addWidget(self._line(STAYS))
        self.body.addLayout(self.warnings)
        self.body.addStretch(1)
        agreement = self._line(FOR_HOW_LONG)
        agreement.setObjectName("muted")
        self.body.addWidget(agreement)
        buttons = QDialogButtonBox()
        self.send = buttons.addButton(
            self._desk.translator(message("Remote", "Send and analyze")),
            QDialogButtonBox.ButtonRole.AcceptRole,
        )
        cancel = buttons.addButton(
            self._desk.translator(message("Dialog", "Cancel")),
            QDialogButtonBox.ButtonRole.RejectRole,
        )
        self.send.setAutoDefault(False)  # Enter sends nothing
        cancel.setDefault(True)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)

    def chosen(self) -> RemoteMachine | None:
        """The machine named in the box."""
        data = self.machine.currentData()
        return data if isinstance(data, RemoteMachine) else None

    def _line(self, words: Message | None = None) -> QLabel:
        line = QLabel(self._desk.translator(words) if words else "", wordWrap=True)
        line.setTextFormat(Qt.TextFormat.PlainText)
        return line

    @Slot()
    def _ask(self) -> None:
        """Look at the images again for the machine now chosen."""
        self._disclosure = None
        self.send.setEnabled(False)
        self.leaves.setText(self._desk.translator(LOOKING))
        machine = self.chosen()
        if machine is not None:
            self._remote.disclose(self._study, machine)

    @Slot(object, object)
    def _on_disclosed(self, study: Study, disclosure: Disclosure) -> None:
        if study is not self._study or disclosure.machine != self.chosen():
            return
        self._disclosure = disclosure
        self.leaves.setText(self._desk.translator(_leaving(disclosure)))
        self.send.setEnabled(bool(disclosure.model_titles))
        while (item := self.warnings.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for warning in disclosure.warnings:
            line = self._line(warning)
            line.setObjectName("doubt")
            self.warnings.addWidget(line)

    @Slot()
    def _on_accepted(self) -> None:
        disclosure = self._disclosure
        self.accept()
        if disclosure is not None:
            self._remote.allow(self._study, disclosure.machine)
            self._remote.run(self._study, disclosure.machine)


def _leaving(disclosure: Disclosure) -> Message:
    if not disclosure.model_titles:
        return NOTHING_FITS
    return message(
        "Remote",
        "Would be sent to {name} ({url}): {count} images, about {megabytes} MB, for {models}.",
        name=disclosure.machine.name,
        url=disclosure.machine.url,
        count=disclosure.image_count,
        megabytes=max(round(disclosure.byte_count / MEGABYTE), 1),
        models=", ".join(disclosure.model_titles),
    )


LOOKING = message("Remote", "Looking at what would be sent…")
NOTHING_FITS = message("Remote", "No model fits this study, so there is nothing to send.")
ALSO_LEAVES = message(
    "Remote",
    "With the pixels go numbers only: where the images lie, what their values count, how they become greys, "
    "and the body part as a word of the standard.",
)
STAYS = message(
    "Remote",
    "These stay here: name, identifiers, birth date and age, dates, UIDs, descriptions, the device's name "
    "and number, your own words.",
)
FOR_HOW_LONG = message(
    "Remote",
    "You agree for this study and this machine until the study is closed. The other computer keeps what its "
    "operator lets it keep; MedViewer's own server part keeps nothing.",
)
