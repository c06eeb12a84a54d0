"""Asks an imported model about the curves in a window; hidden where there is none."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from medviewer.domain.model_card import ModelCard
from medviewer.domain.signal_model import SignalAnswer
from medviewer.domain.waveform import MultiplexGroup
from medviewer.gui.desk import Desk
from medviewer.words import Message, message


class SignalBar(QWidget):
    """Scores are the model's author's word, and say so."""

    def __init__(self, desk: Desk, study_key: str = "") -> None:
        super().__init__()
        self._desk = desk
        self._group: MultiplexGroup | None = None
        self._asking = desk.session.questions.signals(study_key, self)
        words = desk.translator
        self.models = QComboBox()
        self.models.setAccessibleName(words(message("Signals", "Model")))
        self.ask = QPushButton(words(message("Signals", "&Analyze")))
        self.ask.setToolTip(words(message("Signals", "Ask the imported model about these leads")))
        self.told = QLabel(wordWrap=True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)  # labels are their author's
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.models)
        row.addWidget(self.ask)
        row.addWidget(self.told, 1)
        self.hide()
        self.ask.clicked.connect(self._on_ask)
        self._asking.found.connect(self._on_found)
        self._asking.answered.connect(self._on_answered)
        self._asking.failed.connect(self._on_failed)
        self._asking.look()

    def show_group(self, group: MultiplexGroup) -> None:
        """What is asked about from now on; an answer about other leads goes."""
        if group is not self._group:
            self._group = group
            self.told.clear()

    @Slot(object)
    def _on_found(self, cards: tuple[ModelCard, ...]) -> None:
        self.models.clear()
        for card in cards:
            self.models.addItem(card.title, card.model_id)
        self.setVisible(bool(cards))

    @Slot()
    def _on_ask(self) -> None:
        if self._group is not None:
            self._say(message("Signals", "Asking…"))
            self._asking.ask(str(self.models.currentData()), self._group)

    @Slot(object)
    def _on_answered(self, answer: SignalAnswer) -> None:
        self._say(answer_text(answer))

    @Slot(object)
    def _on_failed(self, problem: Message) -> None:
        self._say(problem)

    def _say(self, told: Message) -> None:
        self.told.setText(self._desk.translator(told))


def answer_text(answer: SignalAnswer) -> Message:
    """Scores, highest first; never a percentage, since nobody measured them here."""
    ranked = sorted(answer.scores.items(), key=lambda pair: -pair[1])
    return message(
        "Signals",
        "AI · not verified. {model}, as its author states: {scores} (scores of {count} windows, not "
        "probabilities). Research and education only.",
        model=answer.model_title,
        scores=", ".join(f"{label} {score:.2f}" for label, score in ranked),
        count=answer.windows,
    )
