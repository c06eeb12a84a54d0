"""The findings shown: number, what and where, size, score, decision."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from medviewer.domain.finding import Finding, Review, ReviewState, axes_text, confidence_text
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.review_words import reason_words
from medviewer.gui.desk import Desk
from medviewer.gui.finding_menu import add_finding_commands
from medviewer.gui.keys import MovingKeys, PeekKey
from medviewer.gui.operating_point_words import tier_words
from medviewer.gui.tree_rows import KEY, highlight, rows_of
from medviewer.session.ai.operating_points import tier
from medviewer.session.review.reading import ReadingState
from medviewer.words import Message, message

SCORE = Qt.ItemDataRole.UserRole + 1  # (confidence, threshold or None)
NUMBER, WHAT, SIZE, CONFIDENCE, DECISION = range(5)
TEXT_MARGIN_PX = 4  # about what the style leaves around a cell's text
MOST_HEIGHT_PX = 400  # of one row
MOUSE = QContextMenuEvent.Reason.Mouse
WRAPPED = Qt.TextFlag.TextWordWrap
HEADINGS = (
    message("Findings", "#"),
    message("Findings", "Finding"),
    message("Findings", "Size"),
    message("Findings", "Score"),
    message("Findings", "Decision"),
)
DECISIONS = {
    ReviewState.PROPOSED: message("Findings", "undecided"),
    ReviewState.ACCEPTED: message("Findings", "accepted"),
    ReviewState.EDITED: message("Findings", "edited"),
    ReviewState.REJECTED: message("Findings", "rejected"),
}
UNCALIBRATED = message(
    "Findings",
    "A score, not a probability: higher means more like what the model was trained to find.",
)
CALIBRATED = message("Findings", "A probability, calibrated on data held back from training.")

TIERS_HELP = message(
    "Findings", "Below it the most specific operating point that it reaches, as a word."
)
NO_SCORE = message("Findings", "Added by the reader: no model has scored it.")
LONG_AND_SHORT = message("Findings", "Long and short axis on the slice it is shown on")


def decision_words(finding: Finding, review: Review) -> Message:
    """What the reader said; with the reason below where one was given."""
    if finding.provenance.is_by_reader:
        return message("Findings", "added by reader")
    if review.reason is None:
        return DECISIONS[review.state]
    return message(
        "Findings",
        "{decision}:\n{reason}",
        decision=DECISIONS[review.state],
        reason=reason_words(review.reason),
    )


def who_and_when(review: Review) -> Message:
    """Who decided, and when; nothing where nobody did."""
    if not review.is_decided:
        return Message("", "")
    return message(
        "Findings",
        "{reader}, {time} UTC",
        reader=review.reader or "–",
        time=review.decided_at[:16].replace("T", " "),
    )


def proposed_words(stated: Finding) -> Message:
    """What the model said of a finding the reader has edited."""
    return message(
        "Findings",
        "As proposed: {name}, {site}, {size}",
        name=stated.name,
        site=stated.site,
        size=axes_text(stated),
    )


def has_tiers(result: AnalysisResult) -> bool:
    """Whether its card says what a score is worth, and that holds for these images."""
    return result.is_measured and bool(result.card.operating_points)


class FindingsTable(QTreeWidget):
    """A click, Enter or the arrows select a finding and show its slice; Space held hides the AI."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        words = desk.translator
        self.setHeaderLabels([words(heading) for heading in HEADINGS])
        self.setRootIsDecorated(False)
        self.setWordWrap(True)  # a tumour's name is longer than its column
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words(message("Findings", "Findings of the AI")))
        self.setItemDelegateForColumn(CONFIDENCE, ScoreBar(desk, self))
        self._set_up_header()
        MovingKeys(self)
        PeekKey(self, desk.registry)
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemClicked.connect(self._on_item_clicked)

    def show_state(self, state: ReadingState, thresholds: dict[str, float]) -> None:
        """Build the rows of the visible findings; `thresholds` by finding id."""
        self.blockSignals(True)
        self.clear()
        self._fit_sizes(state)
        for finding in state.visible:
            self._add_row(finding, state, thresholds.get(finding.finding_id))
        self._fit_heights()
        self.blockSignals(False)
        self.mark_selected(state.selected_id)

    def mark_selected(self, finding_id: str) -> None:
        highlight(self, finding_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._select(self.currentItem())
            return
        super().keyPressEvent(event)

    def _set_up_header(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionsClickable(False)
        metrics = self.fontMetrics()
        for column, sample in ((NUMBER, "00"), (CONFIDENCE, "100 % ▮▮▮")):
            header.resizeSection(column, metrics.horizontalAdvance(sample) + 14)
        widest = max(  # with the colon before a reason
            metrics.horizontalAdvance(f"{self._desk.translator(word)}：")
            for word in DECISIONS.values()
        )
        header.resizeSection(DECISION, widest + 16)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._on_section_resized)

    def _fit_sizes(self, state: ReadingState) -> None:
        """The size takes no more room than the sizes there are; the finding's name gets the rest."""
        words = [self._desk.translator(HEADINGS[SIZE]), *map(axes_text, state.visible)]
        widest = max(self.fontMetrics().horizontalAdvance(each) for each in words)
        self.header().resizeSection(SIZE, widest + 18)

    def _add_row(self, stated: Finding, state: ReadingState, threshold: float | None) -> None:
        words, finding = self._desk.translator, state.as_read(stated)
        name, site = words(finding.name), words(finding.site)
        review = state.review_of(finding.finding_id)
        item = QTreeWidgetItem(self)
        item.setData(0, KEY, finding.finding_id)
        item.setText(NUMBER, str(state.number_of(finding.finding_id)))
        item.setText(WHAT, f"{name}\n{site}")
        item.setToolTip(WHAT, f"{name}, {site}")
        item.setText(SIZE, axes_text(finding))
        item.setToolTip(SIZE, words(LONG_AND_SHORT) if finding.short_axis_mm else "")
        self._add_confidence(item, finding, threshold)
        item.setText(DECISION, words(decision_words(finding, review)))
        item.setToolTip(DECISION, words(who_and_when(review)))
        if finding != stated:
            item.setToolTip(WHAT, f"{name}, {site}\n{words(proposed_words(stated))}")
        self._colour_row(item, review.state)

    def _add_confidence(
        self, item: QTreeWidgetItem, finding: Finding, threshold: float | None
    ) -> None:
        """The score, below it the tier: the most specific operating point it reaches."""
        words = self._desk.translator
        result = self._desk.session.proposals.result_of(finding.finding_id)
        has_points = result is not None and has_tiers(result)
        lines = [confidence_text(finding)]
        if result is not None and has_points:
            lines.append(words(tier_words(tier(result.card, finding))))
        item.setText(CONFIDENCE, "\n".join(lines))
        if finding.provenance.is_by_reader:
            item.setToolTip(CONFIDENCE, words(NO_SCORE))
            return
        item.setData(CONFIDENCE, SCORE, (finding.confidence, threshold))
        kind = words(CALIBRATED if finding.is_calibrated else UNCALIBRATED)
        item.setToolTip(CONFIDENCE, f"{kind}\n{words(TIERS_HELP)}" if has_points else kind)

    def _colour_row(self, item: QTreeWidgetItem, decision: ReviewState) -> None:
        colours = self._desk.look.colours
        tint = {
            ReviewState.PROPOSED: colours.amber,
            ReviewState.ACCEPTED: colours.green,
            ReviewState.EDITED: colours.green,
            ReviewState.REJECTED: colours.muted,
        }[decision]
        item.setForeground(DECISION, QColor(tint))
        if decision is ReviewState.REJECTED:
            for column in (NUMBER, WHAT, SIZE):
                item.setForeground(column, QColor(colours.muted))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.itemAt(event.pos()) if event.reason() is MOUSE else self.currentItem()
        if item is None:
            return
        self._select(item)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_finding_commands(menu, self._desk.registry, self._desk.translator)
        menu.popup(event.globalPos())

    @Slot(int, int, int)
    def _on_section_resized(self, section: int) -> None:
        if section == WHAT:  # names wrap anew
            self._fit_heights()

    def _fit_heights(self) -> None:
        """Rows as high as their wrapped names: a tree measures its rows as if nothing wrapped."""
        width = self._name_width() - 2 * TEXT_MARGIN_PX
        for row in rows_of(self):
            room = QRect(0, 0, width, MOST_HEIGHT_PX)
            needed = self.fontMetrics().boundingRect(room, WRAPPED, row.text(WHAT))
            row.setSizeHint(WHAT, QSize(width, needed.height() + 2 * TEXT_MARGIN_PX))

    def _name_width(self) -> int:
        """The column of names beside a scroll bar, shown or not.

        Were rows higher with the bar than without, the bar and the rows would call for and dismiss
        each other for ever, and the window would hang.
        """
        header = self.header()
        others = sum(header.sectionSize(each) for each in range(header.count()) if each != WHAT)
        bar = self.verticalScrollBar().sizeHint().width()
        return max(self.contentsRect().width() - bar - others, header.minimumSectionSize())

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_current_changed(self, now: QTreeWidgetItem | None) -> None:
        self._select(now)

    @Slot(QTreeWidgetItem)
    def _on_item_clicked(self, item: QTreeWidgetItem) -> None:
        self._select(item)  # the row that is current already: go back to its slice

    def _select(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self._desk.registry.run("findings.select", finding_id=item.data(0, KEY))


class ScoreBar(QStyledItemDelegate):
    """The score as text and as a bar, with a tick where the model's threshold lies."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if index.data(SCORE) is None:
            return
        confidence, threshold = index.data(SCORE)
        colours = self._desk.look.colours
        area = QRectF(option.rect)
        metrics = painter.fontMetrics()
        widest = "100 %" if "%" in str(index.data()) else "0.00"
        text = metrics.horizontalAdvance(widest) + 12
        is_tiered = "\n" in str(index.data())  # then the bar stands beside the first of two lines
        middle = area.center().y() - (metrics.lineSpacing() / 2 if is_tiered else 0)
        bar = QRectF(area.left() + text, middle - 3, area.width() - text - 6, 6)
        painter.save()
        painter.fillRect(bar, QColor(colours.pressed))
        filled = QRectF(bar)
        filled.setWidth(bar.width() * confidence)
        painter.fillRect(filled, QColor(colours.violet))
        if threshold is not None:
            x = bar.left() + bar.width() * threshold
            painter.fillRect(QRectF(x - 0.75, bar.top() - 3, 1.5, 12), QColor(colours.text))
        painter.restore()
