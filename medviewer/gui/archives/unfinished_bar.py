"""At the start: retrieves that an earlier run did not finish, to go on with or to forget."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from medviewer.domain.transfers import ArrivedStudy
from medviewer.gui.desk import Desk
from medviewer.gui.study_texts import HIDDEN
from medviewer.words import Message, message

MOST_TITLES = 3


class UnfinishedBar(QFrame):
    """Nothing is asked of an archive before the reader says so."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("notice")
        self.text = QLabel(wordWrap=True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)  # it may quote an archive's own words
        words = desk.translator
        self.go_on = QPushButton(words(message("Transfers", "Go on")))
        self.forget = QPushButton(words(message("Transfers", "Forget them")))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 5, 6, 5)
        layout.addWidget(self.text, 1)
        for button in (self.go_on, self.forget):
            button.setAutoDefault(False)
            layout.addWidget(button)
        self.go_on.clicked.connect(self._on_go_on)
        self.forget.clicked.connect(self._on_forget)
        desk.session.network.arrivals.changed.connect(self._follow)
        desk.session.overlays.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        session = self._desk.session
        offered = session.network.arrivals.value.offered
        is_named = session.overlays.value.shows_identity
        if offered:
            self.text.setText(self._desk.translator(sentence(offered, is_named=is_named)))
        self.setVisible(bool(offered))

    @Slot()
    def _on_go_on(self) -> None:
        self._desk.registry.run("archive.go_on")

    @Slot()
    def _on_forget(self) -> None:
        self._desk.registry.run("archive.forget_unfinished")


def sentence(offered: tuple[ArrivedStudy, ...], *, is_named: bool) -> Message:
    """How many, and the first of them by name."""
    titles = [study.title if is_named else HIDDEN for study in offered if study.title]
    shown = "; ".join(titles[:MOST_TITLES]) + ("; …" if len(titles) > MOST_TITLES else "")
    if len(offered) == 1:
        return message(
            "Transfers", "A study was not fetched to its end: {titles}.", titles=shown or "—"
        )
    return message(
        "Transfers",
        "{count} studies were not fetched to their end: {titles}.",
        count=len(offered),
        titles=shown or "—",
    )
