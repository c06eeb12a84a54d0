"""Image, values and text in one answer: which model, what it says, how far each part moved it."""

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.fused_answer import FusedAnswer
from medviewer.gui.actions import Actions
from medviewer.gui.command_button import CommandButton
from medviewer.gui.context.fused_words import (
    PRE_TEST,
    part_lines,
    score_text,
    share_bars,
    sum_text,
    who_text,
)
from medviewer.gui.context.page import ContextPage
from medviewer.gui.context.share_bars import ShareBars
from medviewer.gui.desk import Desk
from medviewer.session.asking.fused import FusedState
from medviewer.words import Message, message

NO_MODEL = message(
    "Fused answer",
    "No model of this kind is installed, and none is shipped: the data it can learn from may not be given "
    "away. With a copy of your own, “medviewer evaluate cxr_icu_fusion --data FOLDER” trains one on this "
    "computer; it is listed here then.",
)
OUTDATED = message(
    "Fused answer", "The notes have changed since: ask again for an answer to what they say now."
)
ASKING = message("Fused answer", "Asking…")


class FusionPage(ContextPage):
    """Shows `session.questions.fused`; asks by `context.ask_fusion`."""

    page_id = "fusion"
    title = message("Fused answer", "Fusion")

    def __init__(self, actions: Actions, desk: Desk) -> None:
        super().__init__(actions, desk)
        self._fused = desk.session.questions.fused
        self.models, self.subjects = QComboBox(), QComboBox()
        self.ask = CommandButton(
            actions["context.ask_fusion"], message("Fused answer", "Ask"), desk, is_primary=True
        )
        self.score, self.who, self.sums = self._label(), self._label(), self._label()
        self.score.setObjectName("section")
        self.bars = ShareBars(desk.translator(message("Fused answer", "What each part did")))
        self.details, self.told, self.caution = self._label(), self._label(), self._label()
        self._lay_out()
        self.models.activated.connect(self._on_model_chosen)
        self.subjects.activated.connect(self._on_subject_chosen)
        self._fused.changed.connect(self.refresh)
        desk.session.clinical.notes.changed.connect(self.refresh)
        self.refresh()

    @property
    def _answer_parts(self) -> tuple[QWidget, ...]:
        """From top to bottom; there is none of them without an answer."""
        return (self.score, self.caution, self.who, self.bars, self.sums, self.details)

    def _label(self) -> QLabel:
        """Plain text: it quotes notes and files."""
        label = QLabel(wordWrap=True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _lay_out(self) -> None:
        words = self.desk.translator
        form = QFormLayout()
        for title, box in (
            (message("Fused answer", "&Model"), self.models),
            (message("Fused answer", "Answered &by"), self.subjects),
        ):
            form.addRow(words(title), box)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(12)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 6, 10, 8)
        column.addLayout(form)
        asking = QHBoxLayout()
        asking.addWidget(self.ask)
        asking.addStretch(1)
        column.addLayout(asking)
        self.caution.setText(words(PRE_TEST))
        for part in (self.told, *self._answer_parts):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scroll)

    @Slot()
    def refresh(self) -> None:
        """Follow the session."""
        state = self._fused.value
        self._fill_boxes(state)
        told = self._told(state)
        self.told.setText(self.desk.translator(told) if told is not None else "")
        self.told.setVisible(told is not None)
        for part in self._answer_parts:
            part.setVisible(state.answer is not None)
        if state.answer is not None:
            self._show_answer(state.answer)

    def _told(self, state: FusedState) -> Message | None:
        """What stands in an answer's place, or above it."""
        if state.cards == ():
            return NO_MODEL
        if state.is_asking:
            return state.progress.stage if state.progress is not None else ASKING
        return OUTDATED if self._fused.is_outdated else state.problem

    def _show_answer(self, answer: FusedAnswer) -> None:
        words = self.desk.translator
        self.score.setText(words(score_text(answer)))
        self.who.setText(words(who_text(answer)))
        self.bars.show_bars(share_bars(answer, words))
        self.sums.setText(words(sum_text(answer)))
        self.details.setText("\n".join(part_lines(answer, words)))

    def _fill_boxes(self, state: FusedState) -> None:
        cards, card = state.cards or (), state.card
        with QSignalBlocker(self.models), QSignalBlocker(self.subjects):
            self.models.clear()
            for each in cards:
                self.models.addItem(each.title, each.system_id)
            self.models.setCurrentIndex(self.models.findData(state.model_id))
            self.subjects.clear()
            if card is not None:
                by_default = message("Fused answer", "{subject} (default)", subject=card.default)
                self.subjects.addItem(self.desk.translator(by_default), "")
                for name in state.subjects:
                    if name != card.default:
                        self.subjects.addItem(name, name)
            self.subjects.setCurrentIndex(max(self.subjects.findData(state.subject), 0))
        self.models.setEnabled(bool(cards))
        self.subjects.setEnabled(card is not None)

    @Slot(int)
    def _on_model_chosen(self, index: int) -> None:
        self._fused.choose(str(self.models.itemData(index)))

    @Slot(int)
    def _on_subject_chosen(self, index: int) -> None:
        self._fused.choose(self._fused.value.model_id, str(self.subjects.itemData(index)))

    # Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        """A model may have been trained since the page was last seen."""
        super().showEvent(event)
        self._fused.look()
