"""What each model said about the study shown: one line a model, with its card."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from medviewer.domain.model_card import AnalysisResult, AnalysisStatus, ModelCard
from medviewer.gui.desk import Desk
from medviewer.words import Message, message


class OutcomeList(QWidget):
    """The models that are installed, and once they have run, how that ended."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.lines: list[OutcomeLine] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)

    def show_results(self, results: tuple[AnalysisResult, ...]) -> None:
        """One line a model of the catalog."""
        for line in self.lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        of_model = {result.card.model_id: result for result in results}
        is_running = is_running_here(self._desk)
        self.lines = [
            OutcomeLine(card, outcome(card, of_model.get(card.model_id), is_running), self._desk)
            for card in self._desk.session.analysis.catalog
        ]
        for line in self.lines:
            self._layout.addWidget(line)


def is_running_here(desk: Desk) -> bool:
    """Whether the study shown is being analysed or waits for it."""
    analysis, study = desk.session.analysis.value, desk.session.viewport.value.study
    return study is not None and analysis.is_busy_with(study.key)


class OutcomeLine(QWidget):
    """`Lung nodules 1.0: 3 findings · card…`, or why it did not run."""

    def __init__(self, card: ModelCard, words: Message, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._model_id = card.model_id
        self.label = QLabel(wordWrap=True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setText(desk.translator(words))
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.card_button = QToolButton()
        self.card_button.setObjectName("link")
        self.card_button.setText(desk.translator(message("Findings", "Card…")))
        self.card_button.setToolTip(
            desk.translator(
                message("Findings", "What this model is for, how well it did, its limits.")
            )
        )
        self.card_button.clicked.connect(self._show_card)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.card_button, 0, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def _show_card(self) -> None:
        self._desk.registry.context.prompts.show_model_card(self._model_id)


def outcome(card: ModelCard, result: AnalysisResult | None, is_running: bool = False) -> Message:
    """How the model's run ended, never "normal"."""
    title = f"{card.title} {card.version}"
    if result is None and is_running:
        return message("Findings", "{model}: running or waiting", model=title)
    if result is None:
        return message("Findings", "{model}: not run yet", model=title)
    if result.status is AnalysisStatus.REFUSED:
        return message("Findings", "{model}: refused. {reason}", model=title, reason=result.reason)
    if result.status is AnalysisStatus.ABSTAINED:
        return message(
            "Findings", "{model}: abstained. {reason}", model=title, reason=result.reason
        )
    if not result.findings:
        return message("Findings", "{model}: no finding above threshold", model=title)
    if len(result.findings) == 1:
        return message("Findings", "{model}: 1 finding", model=title)
    return message("Findings", "{model}: {count} findings", model=title, count=len(result.findings))
