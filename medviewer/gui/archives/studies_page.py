"""Archives asked for studies: the form at the left, the answers at the right."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from medviewer.domain.archive import ArchiveMatch, RetrieveOrder
from medviewer.domain.transfers import AskingState
from medviewer.gui.archives.answer_line import AnswerLine
from medviewer.gui.archives.day_choice import ANY_DAY
from medviewer.gui.archives.match_table import FETCHING, OPENING, MatchTable
from medviewer.gui.archives.node_chooser import NodeChooser, waiting_words
from medviewer.gui.archives.query_form import QueryForm
from medviewer.gui.desk import Desk
from medviewer.words import Message, message

NOTHING_ASKED = message(
    "Archives", "Fill in what you look for and press Enter; * stands for any letters."
)
NOTHING_FITS = message(
    "Archives",
    "{archive} has no study that fits. Choose a wider date, or fewer letters of the name.",
)
CUT = message(
    "Archives",
    "The first {count} studies; the archive has more. Narrow the question to see the others.",
)


class StudiesPage(QWidget):
    """Asks `session.network.asking`."""

    opening = Signal()  # the reader goes on with the images

    def __init__(self, nodes: NodeChooser, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._nodes = desk, nodes
        self._asking = desk.session.network.asking
        self.form = QueryForm(desk)
        self.table = MatchTable(desk)
        self.empty = QLabel(wordWrap=True)
        self.empty.setObjectName("empty")
        self.line = AnswerLine(desk)
        self._answers = QStackedWidget()
        self._answers.addWidget(self.empty)
        self._answers.addWidget(self.table)
        self.fetching = self._button(FETCHING, self.table.fetch_chosen)
        self.opener = self._button(OPENING, self.table.open_chosen)
        right, foot = QVBoxLayout(), QHBoxLayout()
        right.setSpacing(4)
        foot.addWidget(self.line, 1)
        foot.addWidget(self.fetching)
        foot.addWidget(self.opener)
        right.addWidget(self._answers, 1)
        right.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(self.form)
        layout.addLayout(right, 1)
        self.form.asked.connect(self.ask)
        self.form.stopped.connect(self._asking.stop)
        self.form.left_downwards.connect(self.table.enter)
        self.line.retried.connect(self.ask)
        self.table.wanted.connect(self._on_wanted)
        self.table.itemSelectionChanged.connect(self._on_selected)
        self.table.unfolded.connect(self._on_unfolded)
        self.table.patient_wanted.connect(self._on_patient_wanted)
        self._asking.changed.connect(self._on_changed)
        network, session = desk.session.network, desk.session
        for changed in (network.transfers, network.arrivals, session.library):
            changed.changed.connect(self.table.refresh_soon)
        self.table.take(AskingState(), self._asking.value)
        self._show(self._asking.value)

    def _button(self, text: Message, slot: Callable[[], None]) -> QPushButton:
        """What the table's own menu and Enter do, where a newcomer sees it."""
        button = QPushButton(self._desk.translator(text))
        button.setEnabled(False)
        button.clicked.connect(slot)
        return button

    @Slot()
    def ask(self) -> None:
        if (node := self._nodes.node_or_say(self.line)) is not None:
            self._asking.ask(node, self.form.studies())

    @Slot(object, object)
    def _on_changed(self, before: AskingState, now: AskingState) -> None:
        self.table.take(before, now)
        self._show(now)

    def _show(self, state: AskingState) -> None:
        self.form.show_busy(is_busy=state.is_asking)
        self._answers.setCurrentWidget(self.table if state.matches else self.empty)
        for button in (self.fetching, self.opener):
            button.setVisible(bool(state.matches))
        self._on_selected()
        self.empty.setText(self._desk.translator(empty_words(state)))
        self.line.show_words(line_words(state), is_problem=state.problem is not None)

    @Slot()
    def _on_selected(self) -> None:
        has_some = bool(self.table.orders())
        self.fetching.setEnabled(has_some)
        self.opener.setEnabled(has_some)

    @Slot(object, bool)
    def _on_wanted(self, chosen: tuple[tuple[RetrieveOrder, str], ...], is_opened: bool) -> None:
        """Fetched from the archive that answered, whichever is chosen now."""
        self._desk.registry.run(
            "archive.fetch", node=self._asking.value.node, orders=chosen, is_opened=is_opened
        )
        if chosen and is_opened:
            self.opening.emit()

    @Slot(str)
    def _on_unfolded(self, study_instance_uid: str) -> None:
        node = self._desk.session.network.nodes.value.find(self._asking.value.node)
        if node is not None:
            self._asking.ask_series(node, study_instance_uid)

    @Slot(object)
    def _on_patient_wanted(self, match: ArchiveMatch) -> None:
        """By ID alone: names are written in many ways."""
        form = self.form
        form.name.setText("" if match.patient_id else match.patient_name)
        form.patient_id.setText(match.patient_id)
        form.accession.clear()
        form.modalities.clear()
        if form.days.span.currentData() == ANY_DAY:
            self.ask()
        else:
            form.days.choose(ANY_DAY)  # which asks


def empty_words(state: AskingState) -> Message:
    if state.is_asking:
        return waiting_words(state.node)
    if state.has_answered:
        return message(NOTHING_FITS.context, NOTHING_FITS.text, archive=state.node)
    return NOTHING_ASKED


def line_words(state: AskingState) -> Message | None:
    if state.problem is not None:
        return state.problem
    count = len(state.matches)
    if state.is_cut:
        return message(CUT.context, CUT.text, count=count)
    if state.is_asking:
        return waiting_words(state.node) if not count else _so_far(count)
    if not count:
        return None
    if count == 1:
        return message("Archives", "1 study")
    return message("Archives", "{count} studies", count=count)


def _so_far(count: int) -> Message:
    return message("Archives", "{count} so far…", count=count)
