"""Two answers side by side: what only one found and what both did; a click shows the place."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from medviewer.domain.finding import Finding, confidence_text, size_text
from medviewer.domain.model_card import AnalysisResult
from medviewer.gui.desk import Desk
from medviewer.gui.keys import MovingKeys
from medviewer.gui.result_words import how_it_ran, model_title
from medviewer.gui.sheet import Sheet
from medviewer.session.ai.difference import Difference, Pair, difference
from medviewer.session.ai.result_sets import ResultSet
from medviewer.session.review.reading import ReadingState
from medviewer.words import Message, message

FINDING_ID = Qt.ItemDataRole.UserRole
WHAT, SIZE, FIRST, SECOND, APART = range(5)
HEADINGS = (
    message("Difference", "Finding"),
    message("Difference", "Size"),
    message("Difference", "A"),
    message("Difference", "B"),
    message("Difference", "Apart"),
)


class DifferenceWindow(Sheet):
    """Stays beside the image: it is no question to be answered first."""

    help_topic = "answers"

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Difference", "Compare answers"), desk, parent)
        self.setWindowFlag(Qt.WindowType.Tool)
        self._desk = desk
        self.sets = tuple(each for each in desk.session.proposals.sets() if each.is_done)
        self.first, self.second = QComboBox(), QComboBox()
        self.tree = QTreeWidget()
        self._lay_out()
        self._fill_choices()
        self.first.currentIndexChanged.connect(self.refresh)
        self.second.currentIndexChanged.connect(self.refresh)
        self.tree.currentItemChanged.connect(self._on_current_changed)
        self.tree.itemClicked.connect(self._on_current_changed)
        desk.session.reading.changed.connect(self._on_reading_changed)
        desk.session.study_shown.connect(self.close)
        desk.session.reading_modes.hidden.connect(self.close)
        self.resize(640, 420)
        self.refresh()

    def _lay_out(self) -> None:
        words = self._desk.translator
        choice = QGridLayout()
        choice.setColumnStretch(1, 1)
        for row, (name, box) in enumerate((("A", self.first), ("B", self.second))):
            label = QLabel(name)
            label.setObjectName("title")
            box.setAccessibleName(words(message("Difference", "Answer {name}", name=name)))
            choice.addWidget(label, row, 0)
            choice.addWidget(box, row, 1)
        self.tree.setHeaderLabels([words(heading) for heading in HEADINGS])
        self.tree.setRootIsDecorated(False)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setAccessibleName(words(message("Difference", "Differences")))
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        for column in (SIZE, FIRST, SECOND, APART):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        MovingKeys(self.tree)
        buttons = QDialogButtonBox()
        buttons.addButton(
            words(message("Dialog", "Close")), QDialogButtonBox.ButtonRole.RejectRole
        ).clicked.connect(self.close)
        self.body.addLayout(choice)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(buttons)

    def _fill_choices(self) -> None:
        """The two latest answers; about one series, where there are two of one."""
        for box in (self.first, self.second):
            for each in self.sets:
                box.addItem(self._name(each))
        a, b = best_pair(self.sets)
        self.first.setCurrentIndex(a)
        self.second.setCurrentIndex(b)

    def _name(self, entry: ResultSet) -> str:
        title = self._desk.translator(model_title(entry.result.card, entry.number))
        return f"{title} · {how_it_ran(entry)}"

    @Slot()
    def refresh(self) -> None:
        """Compare the two answers chosen, and show both on the image."""
        for entry in self._chosen():
            self._desk.registry.run("results.show", set_id=entry.set_id, is_shown=True)
        self._compare()

    def _chosen(self) -> tuple[ResultSet, ResultSet]:
        return self.sets[self.first.currentIndex()], self.sets[self.second.currentIndex()]

    def _compare(self) -> None:
        first, second = self._chosen()
        found = difference(self._shown(first.result), self._shown(second.result))
        self.tree.blockSignals(True)
        self.tree.clear()
        self._add_all(found)
        self.tree.expandAll()
        self.tree.blockSignals(False)

    def _shown(self, result: AnalysisResult) -> tuple[Finding, ...]:
        """What stands on screen of an answer at the operating point in use."""
        reading = self._desk.session.reading.value
        return tuple(f for f in result.findings if reading.shows(f))

    def _add_all(self, found: Difference) -> None:
        only_a = self._group(message("Difference", "Only A ({n})", n=len(found.only_first)))
        for finding in found.only_first:
            self._add(only_a, finding, confidence_text(finding), "–", "")
        both = self._group(message("Difference", "Both ({n})", n=len(found.both)))
        for pair in found.both:
            self._add_pair(both, pair)
        only_b = self._group(message("Difference", "Only B ({n})", n=len(found.only_second)))
        for finding in found.only_second:
            self._add(only_b, finding, "–", confidence_text(finding), "")

    def _add_pair(self, group: QTreeWidgetItem, pair: Pair) -> None:
        apart = "" if pair.apart_mm is None else f"{pair.apart_mm:.1f} mm"
        scores = confidence_text(pair.first), confidence_text(pair.second)
        row = self._add(group, pair.first, *scores, apart)
        if pair.first.label != pair.second.label:
            words = self._desk.translator
            row.setText(WHAT, f"{words(pair.first.name)} / {words(pair.second.name)}")

    def _group(self, title: Message) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self.tree, [self._desk.translator(title)])
        group.setFirstColumnSpanned(True)
        group.setForeground(0, QColor(self._desk.look.colours.muted))
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return group

    def _add(
        self, group: QTreeWidgetItem, finding: Finding, first: str, second: str, apart: str
    ) -> QTreeWidgetItem:
        words = self._desk.translator
        what = f"{words(finding.name)}, {words(finding.site)}"
        row = QTreeWidgetItem(group, [what, size_text(finding), first, second, apart])
        row.setData(WHAT, FINDING_ID, finding.finding_id)
        row.setToolTip(WHAT, what)
        return row

    @Slot(object, object)
    def _on_reading_changed(self, before: ReadingState, now: ReadingState) -> None:
        if (now.floors, now.confidence_floor) != (before.floors, before.confidence_floor):
            self._compare()

    @Slot(QTreeWidgetItem)
    def _on_current_changed(self, row: QTreeWidgetItem | None) -> None:
        finding_id = row.data(WHAT, FINDING_ID) if row is not None else None
        if finding_id:
            self._desk.registry.run("findings.select", finding_id=finding_id)


def best_pair(sets: tuple[ResultSet, ...]) -> tuple[int, int]:
    """Indices of the two latest answers about one series; of the two latest, where no two are."""
    for b in range(len(sets) - 1, 0, -1):
        for a in range(b - 1, -1, -1):
            series = (sets[a].result.request.display_set_id, sets[b].result.request.display_set_id)
            if series[0] == series[1]:
                return a, b
    return len(sets) - 2, len(sets) - 1
