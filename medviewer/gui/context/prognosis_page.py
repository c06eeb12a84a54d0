"""Prognosis: a model trained here, its inputs, and a curve with its interval of patients like this one."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from medviewer.gui.actions import Actions
from medviewer.gui.context.page import ContextPage
from medviewer.gui.context.prognosis_words import answer_html
from medviewer.gui.context.risk_inputs import RiskInputs
from medviewer.gui.context.risk_training_sheet import RiskTrainingSheet
from medviewer.gui.context.survival_curve import SurvivalCurve
from medviewer.gui.desk import Desk
from medviewer.session.asking.prognosis import PrognosisState
from medviewer.words import message

NO_MODEL = message(
    "Prognosis",
    "No risk model is shipped: one is only as good as the patients it learnt from, and those should be "
    "yours. Train one on a table (CSV, a row a patient, with follow-up time and outcome), or from the "
    "command line:",
)
RECIPES = (
    "medviewer train survival --table my.csv --option event=status --option time=days",
    "medviewer train survival --table lung --data tabular_survival",
)


class PrognosisPage(ContextPage):
    """Shows `session.prognosis`; asks only when the reader does."""

    page_id = "prognosis"
    title = message("Prognosis", "Prognosis")

    def __init__(self, actions: Actions, desk: Desk) -> None:
        super().__init__(actions, desk)
        self._prognosis = desk.session.prognosis
        words = desk.translator
        self.models = QComboBox()
        self.models.setAccessibleName(words(message("Prognosis", "Risk model")))
        self.train = QPushButton(words(message("Prognosis", "&Train on your own table…")))
        self.hint = QLabel(wordWrap=True)
        self.hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.inputs = RiskInputs(desk)
        self.fill = QPushButton(words(message("Prognosis", "From headers and notes")))
        self.ask = QPushButton(words(message("Prognosis", "&Show the curve")))
        self.problem = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.curve = SurvivalCurve(desk)
        self.answer = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self._connect()
        self.refresh()
        self._prognosis.look_for_models()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = self.column = QVBoxLayout(inside)
        column.setContentsMargins(10, 6, 10, 8)
        buttons = QHBoxLayout()
        buttons.addWidget(self.fill)
        buttons.addWidget(self.ask)
        for part in (self.models, self.train, self.hint, self.inputs):
            column.addWidget(part)
        column.addLayout(buttons)
        for below in (self.problem, self.curve, self.answer):
            column.addWidget(below)
        column.addStretch(1)
        area = self.area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _connect(self) -> None:
        self._prognosis.changed.connect(self._on_changed)
        self.models.activated.connect(self._on_model_chosen)
        self.train.clicked.connect(self._on_train)
        self.inputs.stated.connect(self._prognosis.put)
        self.fill.clicked.connect(self._prognosis.fill)
        self.ask.clicked.connect(self._prognosis.ask)
        self.desk.session.study_shown.connect(self._on_study_shown)

    @Slot()
    def refresh(self) -> None:
        """Show the state: models, fields, the answer or why there is none."""
        state, words = self._prognosis.value, self.desk.translator
        has_model = state.model is not None
        self._show_models()
        recipes = "\n\n".join(RECIPES)
        self.hint.setText(f"{words(NO_MODEL)}\n\n{recipes}")
        self.hint.setVisible(not has_model and state.models is not None)
        self.inputs.show_model(state.model)
        self.inputs.show_values(state.values)
        for part in (self.models, self.inputs, self.fill, self.ask):
            part.setVisible(has_model)
        self.ask.setEnabled(not state.is_asking)
        self.problem.setText(words(state.problem) if state.problem is not None else "")
        self.problem.setVisible(state.problem is not None)
        self.curve.show_answer(state.answer)
        self.answer.setText(answer_html(state.answer, words) if state.answer is not None else "")
        self.answer.setVisible(state.answer is not None)

    @Slot(object, object)
    def _on_changed(self, before: PrognosisState, now: PrognosisState) -> None:
        """A fresh answer stands below a dozen fields: it is scrolled to once it is laid out."""
        self.refresh()
        if now.answer is not None and now.answer != before.answer:
            QTimer.singleShot(0, self, self._show_answer)

    @Slot()
    def _show_answer(self) -> None:
        self.column.activate()
        self.area.verticalScrollBar().setValue(self.ask.y())

    def _show_models(self) -> None:
        state = self._prognosis.value
        found = state.models or ()
        with QSignalBlocker(self.models):
            self.models.clear()
            for each in found:
                self.models.addItem(f"{each.title} · {each.outcome}"[:80], each.model_id)
            if state.model is not None:
                self.models.setCurrentIndex(self.models.findData(state.model.model_id))

    @Slot(int)
    def _on_model_chosen(self, index: int) -> None:
        self._prognosis.choose(str(self.models.itemData(index)))

    @Slot()
    def _on_train(self) -> None:
        RiskTrainingSheet(self.desk, self.window()).open()

    @Slot()
    def _on_study_shown(self) -> None:
        """Another patient: what was typed for the last one does not stay."""
        study = self.desk.session.viewport.value.study
        if (study.key if study is not None else "") != self._prognosis.value.study_key:
            self._prognosis.fill()
