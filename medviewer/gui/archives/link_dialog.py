"""Asks before a link is followed: what would be opened, and where from. It asks every time."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QPushButton, QWidget

from medviewer.domain.study_link import StudyLink
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.gui.study_texts import HIDDEN, dotted, patient_facts, who
from medviewer.session.network.study_links import LinkPlace, LinkState
from medviewer.words import Message, message

WIDTH_PX = 560
INTRODUCTION = message(
    "Link",
    "Another program asks to open this study. Nothing is opened or fetched unless you agree.",
)
SEEKING = message("Link", "Looking whether it is on this computer…")
FROM_HERE = message("Link", "this computer; it is open")
FROM_LIST = message("Link", "this computer, from the library")


class LinkDialog(Sheet):
    """Cancel is the button that Enter presses: a link comes unasked, maybe while one types."""

    help_topic = "network"

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Link", "Open a link"), desk, parent)
        self._desk = desk
        self._links = desk.session.network.links
        self._link = self._links.value.link  # what the reader is shown, and agrees to
        words = desk.translator
        about = QLabel(words(INTRODUCTION), wordWrap=True)
        self.facts = QFormLayout()
        self.place = QLabel(wordWrap=True)
        self.problem = QLabel(wordWrap=True)
        self.problem.setObjectName("doubt")
        for label in (self.place, self.problem):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(about)
        self.body.addLayout(self.facts)
        self.body.addWidget(self.problem)
        self._add_facts(self._link)
        self._add_buttons()
        self._links.changed.connect(self._follow)
        self.rejected.connect(self._on_declined)
        self.setMinimumWidth(WIDTH_PX)
        self._follow()

    def _add_facts(self, link: StudyLink | None) -> None:
        """Exactly what the link says, as text."""
        is_named = self._desk.session.overlays.value.shows_identity
        named = (
            (message("Link", "Study UID"), link.study if link else ""),
            (message("Link", "Series UID"), link.series if link else ""),
            (message("Link", "Accession number"), _shown(link.accession, is_named) if link else ""),
            (message("Link", "Patient ID"), _shown(link.patient, is_named) if link else ""),
        )
        for title, text in named:
            if text:
                self._add_row(title, QLabel(text, wordWrap=True))
        self.patient = QLabel(wordWrap=True)
        self._add_row(message("Link", "Patient"), self.patient)
        self._add_row(message("Link", "From"), self.place)

    def _add_row(self, title: Message, label: QLabel) -> None:
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts.addRow(QLabel(self._desk.translator(title)), label)

    def _add_buttons(self) -> None:
        words, buttons = self._desk.translator, QDialogButtonBox()
        self.open_button = QPushButton(words(message("Link", "Open")))
        self.cancel_button = QPushButton(words(message("Dialog", "Cancel")))
        buttons.addButton(self.open_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        self.open_button.setAutoDefault(False)
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()
        buttons.accepted.connect(self._on_agreed)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)

    @Slot()
    def _follow(self) -> None:
        state, words = self._links.value, self._desk.translator
        if state.link != self._link:
            self.reject()  # a newer link has taken its place, or it was answered
            return
        is_named = self._desk.session.overlays.value.shows_identity
        patient = state.patient
        known = (
            dotted((who(patient, is_named=is_named), patient_facts(patient, is_named=is_named)))
            if patient is not None
            else ""
        )
        self.patient.setText(known)
        self.facts.setRowVisible(self.patient, bool(known))
        self.place.setText(words(place_words(state)))
        self.facts.setRowVisible(self.place, state.place is not LinkPlace.NOWHERE)
        self.problem.setText(words(state.problem) if state.problem is not None else "")
        self.problem.setVisible(state.problem is not None)
        self.open_button.setEnabled(state.can_be_followed)

    @Slot()
    def _on_agreed(self) -> None:
        self._links.changed.disconnect(self._follow)
        self.accept()
        if self._link is not None:
            self._links.follow(self._link)

    @Slot()
    def _on_declined(self) -> None:
        if self._link is not None:
            self._links.drop(self._link)


def place_words(state: LinkState) -> Message:
    if state.place is LinkPlace.OPEN:
        return FROM_HERE
    if state.place is LinkPlace.LISTED:
        return FROM_LIST
    if state.node is not None:
        return message(
            "Link",
            "the archive {archive} ({address})",
            archive=state.node.name,
            address=state.node.address,
        )
    return SEEKING


def _shown(text: str, is_named: bool) -> str:
    return text if is_named or not text else HIDDEN
