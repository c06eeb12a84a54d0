"""The AI's side of the window: ask, see what each model said, filter, go through, decide."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.model_trust import OperatingPoint
from medviewer.gui.actions import Actions
from medviewer.gui.attention_switch import AttentionSwitch
from medviewer.gui.command_button import CommandButton
from medviewer.gui.confidence_filter import ConfidenceFilter
from medviewer.gui.desk import Desk
from medviewer.gui.finding_form import FindingForm
from medviewer.gui.findings_table import FindingsTable
from medviewer.gui.reading_mode_bar import ReadingModeBar
from medviewer.gui.result_list import ResultList, is_running_here
from medviewer.session.ai.analysis import AnalysisState
from medviewer.session.ai.operating_points import names_on_offer
from medviewer.session.review.finding_edits import EditingState
from medviewer.session.review.reading import ReadingState
from medviewer.words import Message, message

ANALYZE = message("Findings", "Analyze study")
CHOOSE_SERIES = message("Findings", "Series…")
ELSEWHERE = message("Findings", "Elsewhere…")
DECISION_BUTTONS = {
    "findings.accept": message("Findings", "Accept"),
    "findings.reject": message("Findings", "Reject"),
    "findings.edit": message("Findings", "Edit"),
    "edit.undo": message("Findings", "Undo"),
}


class FindingsPanel(QWidget):
    """Shows `session.reading` and `session.analysis`; every button is a command's."""

    def __init__(self, actions: Actions, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self.mode_bar = ReadingModeBar(actions, desk)
        self.outcomes = ResultList(desk)
        self.table = FindingsTable(desk)
        self.filter = ConfidenceFilter(desk)
        self.form = FindingForm(actions, desk)
        self.undecided = QLabel()
        self.empty = QLabel(wordWrap=True)
        self.empty.setObjectName("empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.device = QLabel()
        self.device.setObjectName("badge")
        self.elsewhere = QLabel(wordWrap=True)
        self.elsewhere.setObjectName("doubt")
        self.elsewhere.setTextFormat(Qt.TextFormat.PlainText)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.table)
        self._pages.setMinimumHeight(110)
        self._lay_out()
        session = desk.session
        session.reading.changed.connect(self._on_reading_changed)
        session.finding_edits.changed.connect(self._on_editing_changed)
        session.analysis.changed.connect(self._on_analysis_changed)
        session.analysis.result_added.connect(self._show_everything)
        session.analysis.sets.changed.connect(self._show_everything)
        session.study_shown.connect(self._show_everything)
        session.suggestions.changed.connect(self._show_everything)
        session.run_times.changed.connect(self._show_predicted_time)
        session.remote.endpoints.changed.connect(self._show_machines)
        desk.look.changed.connect(self._show_everything)
        self._show_machines()
        self._show_everything()

    def _lay_out(self) -> None:
        self.analyze_button = self._button("ai.analyze", ANALYZE, is_primary=True)
        ask = QHBoxLayout()
        ask.addWidget(self.analyze_button, 1)
        ask.addWidget(self._button("ai.choose_series", CHOOSE_SERIES))
        self.elsewhere_button = self._button("ai.analyze_elsewhere", ELSEWHERE)
        ask.addWidget(self.elsewhere_button)
        ask.addWidget(self.device)
        self._judging = QWidget()  # what a form in its place needs the room of
        decide = QHBoxLayout()
        for command_id, words in DECISION_BUTTONS.items():
            decide.addWidget(self._button(command_id, words), 1)
        self.filter.top.addWidget(self.undecided)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 2, 10, 8)
        layout.setSpacing(7)
        layout.addWidget(self.mode_bar)
        layout.addLayout(ask)
        layout.addWidget(self.elsewhere)
        layout.addWidget(self.outcomes)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.form)
        judging = QVBoxLayout(self._judging)
        judging.setContentsMargins(0, 0, 0, 0)
        judging.setSpacing(7)
        judging.addLayout(decide)
        judging.addWidget(self.filter)
        judging.addWidget(AttentionSwitch(self._actions["view.attention"], self._desk))
        layout.addWidget(self._judging)

    def event(self, event: QEvent) -> bool:
        """Texts wrap: how little height will do hangs on the width, which Qt's docks do not ask."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            layout = self.layout()
            if layout is not None and layout.hasHeightForWidth():
                least = layout.minimumHeightForWidth(
                    max(self.width(), layout.minimumSize().width())
                )
                self.setMinimumHeight(max(least, 0))
        return super().event(event)

    def _button(
        self, command_id: str, words: Message, *, is_primary: bool = False
    ) -> CommandButton:
        return CommandButton(self._actions[command_id], words, self._desk, is_primary=is_primary)

    @Slot(object, object)
    def _on_reading_changed(self, before: ReadingState, now: ReadingState) -> None:
        if now.hides_ai != before.hides_ai:
            self._show_everything()
        elif now.visible != before.visible or now.reviews != before.reviews:
            self._show_findings(now)
        elif now.selected_id != before.selected_id:
            self.table.mark_selected(now.selected_id)
        self._show_filter(now)

    @Slot(object, object)
    def _on_analysis_changed(self, before: AnalysisState, now: AnalysisState) -> None:
        if now.study_uids != before.study_uids:
            self.outcomes.refresh()
        if now.device != before.device:
            self._show_predicted_time()
        self._show_device()

    @Slot(object, object)
    def _on_editing_changed(self, before: EditingState, now: EditingState) -> None:
        """The form stands where findings are judged: both would not fit a small screen."""
        del before
        self._judging.setHidden(now.is_on)
        self.outcomes.setHidden(now.is_on)

    def _show_device(self) -> None:
        analysis = self._desk.session.analysis.value
        device = analysis.device
        sent = message("Findings", "Images are at {machine}", machine=analysis.elsewhere)
        self.elsewhere.setText(self._desk.translator(sent))
        self.elsewhere.setVisible(bool(analysis.elsewhere))
        self.device.setText(device)
        self.device.setToolTip(
            self._desk.translator(
                message("Findings", "Where the AI computes: {device}", device=device)
            )
        )
        self.device.setVisible(bool(device))
        self._show_empty_words(self._desk.session.reading.value)

    @Slot()
    def _show_machines(self) -> None:
        """Nothing is offered to a reader who entered no machine."""
        machines = self._desk.session.remote.endpoints.value.machines
        self.elsewhere_button.setVisible(bool(machines))

    @Slot()
    def _show_predicted_time(self) -> None:
        self.analyze_button.set_words(analyze_words(self._desk.session.predicted_s()))

    @Slot()
    def _show_everything(self) -> None:
        state = self._desk.session.reading.value
        self._show_predicted_time()
        self.outcomes.refresh()
        self._show_findings(state)
        self._show_filter(state)
        self._show_device()

    def _show_findings(self, state: ReadingState) -> None:
        self.table.show_state(state, self._thresholds())
        self._pages.setCurrentWidget(self.table if state.visible else self.empty)
        self._show_empty_words(state)
        left = undecided_words(len(state.undecided)) if state.proposed else Message("", "")
        self.undecided.setText(self._desk.translator(left))
        self.undecided.setVisible(bool(state.proposed))

    def _show_filter(self, state: ReadingState) -> None:
        self.filter.setVisible(bool(state.proposed))
        if not state.proposed:
            return
        thresholds = self._thresholds().values()
        self.filter.show_state(state, min(thresholds) if thresholds else None)
        results = self._desk.session.results()
        point = self._point_in_use(state)
        self.filter.show_points(names_on_offer(results), state, point)

    def _point_in_use(self, state: ReadingState) -> OperatingPoint | None:
        """The operating point of the selected finding's model, else of the first one's first label."""
        selected, proposals = state.selected, self._desk.session.proposals
        if selected is not None:
            result = proposals.result_of(selected.finding_id)
            if result is not None and result.is_measured:
                return result.card.point_of(selected.label, state.point_of(result.card))
            return None
        points = (
            result.card.point_of(label, state.point_of(result.card))
            for result in proposals.results()
            for label in result.card.labels
            if result.is_measured
        )
        return next((point for point in points if point is not None), None)

    def _show_empty_words(self, state: ReadingState) -> None:
        session = self._desk.session
        is_here = is_running_here(self._desk)
        words = empty_words(
            state,
            is_open=session.viewport.value.study is not None,
            is_running=is_here,
            is_running_elsewhere=session.analysis.value.is_running and not is_here,
            is_refused=bool(session.results()),
            has_studies=bool(session.library.value.studies),
        )
        self.empty.setText(self._desk.translator(words))

    def _thresholds(self) -> dict[str, float]:
        """The score from which each finding counts at the operating point in use, by finding id."""
        name = self._desk.session.reading.value.operating_point
        return {
            finding.finding_id: result.card.threshold_of(
                finding.label, name or result.card.usual_point
            )
            for result in self._desk.session.results()
            for finding in result.findings
        }


def analyze_words(seconds: float | None) -> Message:
    """What the button does, and how long it took here before."""
    if seconds is None:
        return ANALYZE
    if seconds < 90:
        near = max(round(seconds), 1) if seconds < 10 else round(seconds / 5) * 5
        return message("Findings", "Analyze study · about {seconds} s", seconds=near)
    return message("Findings", "Analyze study · about {minutes} min", minutes=round(seconds / 60))


def empty_words(
    state: ReadingState,
    *,
    is_open: bool,
    is_running: bool,
    is_running_elsewhere: bool = False,
    is_refused: bool = False,
    has_studies: bool = False,
) -> Message:
    """Why no finding is listed. Nothing here ever says "normal": the AI cannot know that."""
    if is_running:
        return message("Findings", "Analysis is running. Go on reading; findings appear here.")
    if not is_open and has_studies:
        return message("Findings", "The cell in front is empty. Choose a series for it.")
    if not is_open:
        return message("Findings", "Open a study to analyze it.")
    if state.hides_ai:
        return message("Findings", "No finding of your own yet.")
    if not state.is_analysed:
        return unanalysed_words(is_running_elsewhere=is_running_elsewhere, is_refused=is_refused)
    if state.proposed:
        return message(
            "Findings", "No finding above threshold. Move the slider left to see weaker ones."
        )
    return message("Findings", "No finding above threshold. This does not mean there is none.")


def unanalysed_words(*, is_running_elsewhere: bool, is_refused: bool) -> Message:
    if is_refused:
        return message("Findings", "Not analyzed: the lines above say why.")
    if is_running_elsewhere:
        return message(
            "Findings", "Not analyzed yet. Another study is being analyzed; this one can be next."
        )
    return message("Findings", "Not analyzed yet.")


def undecided_words(count: int) -> Message:
    if count == 0:
        return message("Findings", "all decided")
    return message("Findings", "{count} undecided", count=count)
