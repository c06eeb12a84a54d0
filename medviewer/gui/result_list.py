"""What each model said about the study shown: one entry an answer, shown or hidden, with its card."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.model_card import AnalysisStatus, ModelCard
from medviewer.gui.desk import Desk
from medviewer.gui.plain_text import literal
from medviewer.gui.result_words import (
    doubts,
    how_it_ran,
    outcome,
    score_line,
    suggestion_words,
    uncertainty,
)
from medviewer.session.ai.result_sets import ResultSet
from medviewer.words import Message, message

LEAST_HEIGHT_PX, MOST_HEIGHT_PX = 64, 260
INDENT_PX = 22  # what belongs to an answer stands under its words, not under its tick
Plans = tuple[ModelCard, ...]


class ResultList(QScrollArea):
    """The answers there are, then the models that wait for their turn, then those made for other images.

    As high as what it lists, up to a limit; where the window is low it scrolls rather than squeeze its texts.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.lines: list[ResultLine] = []
        self.others = QLabel(wordWrap=True)
        self.others.setObjectName("muted")
        self._inside = QWidget()
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(3)
        self._layout.addWidget(self.others)
        self._layout.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def refresh(self) -> None:
        """Build the entries anew."""
        for line in self.lines:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        sets = self._desk.session.proposals.sets()
        fitting, others = self._models_without(sets)
        if self._desk.session.reading.value.hides_ai:
            fitting, others = (), {}  # whether a model has answered is told no more than what
        self.lines = [ResultLine(each.result.card, each, self._desk) for each in sets]
        self.lines += [ResultLine(card, None, self._desk) for card in fitting]
        for at, line in enumerate(self.lines):
            self._layout.insertWidget(at, line)
            line.show()  # Qt would show it later, and its height would not count until then
        self._show_others(others)
        self._fit_height()

    def _fit_height(self) -> None:
        self.setMinimumHeight(min(self._wanted_height(), LEAST_HEIGHT_PX))
        self.setMaximumHeight(self._wanted_height())
        self.updateGeometry()

    def _wanted_height(self) -> int:
        if not self.lines and not self._has_others():
            return 0
        if not self._layout.hasHeightForWidth():  # no text in it wraps
            return self._layout.sizeHint().height()
        return self._layout.heightForWidth(self.viewport().width())

    def _has_others(self) -> bool:
        return not self.others.isHidden()

    def _models_without(self, sets: tuple[ResultSet, ...]) -> tuple[Plans, dict[str, Message]]:
        """Models that have not answered: those that would be run, and why the others would not."""
        study = self._desk.session.viewport.value.study
        if study is None:
            return (), {}
        answered = {each.model_id for each in sets}
        waiting, others = [], {}
        for plan in self._desk.session.analysis.plan(study):
            if plan.card.model_id in answered:
                continue
            if plan.chosen is not None:
                waiting.append(plan.card)
            else:
                reasons = [o.verdict.reasons[0] for o in plan.options if o.verdict.reasons]
                others[plan.card.title] = reasons[0] if reasons else NO_SERIES
        return tuple(waiting), others

    def _show_others(self, reasons: dict[str, Message]) -> None:
        words = self._desk.translator
        titles = ", ".join(reasons)
        self.others.setText(
            words(message("Findings", "Not for this study: {models}", models=titles))
        )
        lines = [f"{title}: {words(reason)}" for title, reason in reasons.items()]
        self.others.setToolTip(literal("\n".join(lines)))
        self.others.setVisible(bool(reasons))

    # Qt's own

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), min(self._wanted_height(), MOST_HEIGHT_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():  # texts wrap anew
            self._fit_height()


def is_running_here(desk: Desk) -> bool:
    """Whether the study shown is being analysed or waits for it."""
    analysis, study = desk.session.analysis.value, desk.session.viewport.value.study
    return study is not None and analysis.is_busy_with(study.key)


class ResultLine(QWidget):
    """`Lung nodules 1.0: 3 findings · card…`, when and where it ran, and what speaks against it."""

    def __init__(self, card: ModelCard, entry: ResultSet | None, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card = card
        self._entry = entry
        self.label = self._text_label()
        self.details = self._text_label("muted")
        self.doubts = self._text_label("doubt")
        self.shown = QCheckBox()
        self.card_button = self._link(
            message("Findings", "Card…"),
            message("Findings", "What this model is for, how well it did, its limits."),
        )
        self.anyway_button = self._link(
            message("Findings", "Run anyway…"),
            message("Findings", "Run it against the guard's advice, with a reason of yours."),
        )
        self._lay_out()
        self._fill()
        self.card_button.clicked.connect(self._show_card)
        self.anyway_button.clicked.connect(self._run_anyway)
        self.shown.clicked.connect(self._on_shown_clicked)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.shown, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.label, 1)
        top.addWidget(self.anyway_button, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.card_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        for below in (self.doubts, self.details):  # doubts first: they must not be scrolled away
            below.setContentsMargins(INDENT_PX, 0, 0, 0)
            layout.addWidget(below)

    def _fill(self) -> None:
        words, entry = self._desk.translator, self._entry
        result = entry.result if entry is not None else None
        is_running = entry is None and is_running_here(self._desk)
        number = entry.number if entry is not None else 1
        self.label.setText(words(outcome(self._card, result, is_running, number)))
        if entry is None and not is_running:
            self._suggest()
        is_done = entry is not None and entry.is_done
        self.shown.setVisible(is_done)
        if entry is not None and result is not None:
            self.anyway_button.setVisible(self._can_run_anyway(entry))
            self.shown.setChecked(entry.is_shown)
            self.shown.setToolTip(
                words(message("Findings", "Show or hide what this answer found."))
            )
            self.shown.setAccessibleName(words(message("Findings", "Show this answer")))
            self._fill_details(entry)
        else:
            self.anyway_button.hide()
            self.details.hide()
            self.doubts.hide()

    def _suggest(self) -> None:
        """Say so where the model was made for the very series on screen, and why."""
        words, suggested = self._desk.translator, self._desk.session.suggestions.value.suggestions
        found = next((s for s in suggested if s.card.model_id == self._card.model_id), None)
        if found is None:
            return
        self.label.setText(words(suggestion_words(self._card)))
        reasons = [words(reason) for reason in (found.reason, *found.verdict.reasons)]
        self.label.setToolTip(literal("\n".join(reasons)))

    def _can_run_anyway(self, entry: ResultSet) -> bool:
        session, request = self._desk.session, entry.result.request
        study = session.viewport.value.study
        return (
            entry.result.status is AnalysisStatus.REFUSED
            and study is not None
            and session.analysis.can_override(study, entry.model_id, request.display_set_id)
        )

    def _fill_details(self, entry: ResultSet) -> None:
        words, result = self._desk.translator, entry.result
        is_done = result.status is not AnalysisStatus.REFUSED
        lines = [how_it_ran(entry)] if is_done else []
        lines += [score_line(result, words), uncertainty(result, words)]
        lines += [words(note) for note in result.notes]
        self._show_lines(self.details, [line for line in lines if line])
        self._show_lines(self.doubts, [words(doubt) for doubt in doubts(result)])

    def _show_lines(self, label: QLabel, lines: list[str]) -> None:
        label.setText("\n".join(lines))
        label.setVisible(bool(lines))

    def _text_label(self, name: str = "") -> QLabel:
        label = QLabel(wordWrap=True)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _link(self, text: Message, help_text: Message) -> QToolButton:
        button = QToolButton()
        button.setObjectName("link")
        button.setText(self._desk.translator(text))
        button.setToolTip(self._desk.translator(help_text))
        return button

    @Slot()
    def _show_card(self) -> None:
        self._desk.registry.run("ai.model_card", model_id=self._card.model_id)

    @Slot()
    def _run_anyway(self) -> None:
        if self._entry is not None:
            shown = self._entry.result.request.display_set_id
            self._desk.registry.run(
                "ai.run_anyway", model_id=self._card.model_id, display_set_id=shown
            )

    @Slot(bool)
    def _on_shown_clicked(self, is_checked: bool) -> None:
        if self._entry is not None:
            self._desk.registry.run("results.show", set_id=self._entry.set_id, is_shown=is_checked)


NO_SERIES = message("Findings", "It has no series to show it.")
