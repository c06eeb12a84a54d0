"""What is fetched and sent: how far, how fast, how it ended; stopped or begun again row by row."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.transfers import Direction, Stage, Transfer
from medviewer.gui.archives.presence import share_of
from medviewer.gui.archives.share_bar import SHARE, ShareBar
from medviewer.gui.archives.transfer_words import (
    STAGES,
    amount,
    rate_text,
    time_left,
    what,
    where,
)
from medviewer.gui.desk import Desk
from medviewer.gui.keys import MovingKeys
from medviewer.gui.study_texts import HIDDEN
from medviewer.words import Message, message

MOST_PROBLEMS = 500  # listed below a transfer
TRANSFER = Qt.ItemDataRole.UserRole
WHAT, TITLE, WHERE, STAGE, AMOUNT, RATE, LEFT = range(7)
HEADINGS = (
    message("Transfers", "What"),
    message("Transfers", "Study"),
    message("Transfers", "Archive"),
    message("Transfers", "State"),
    message("Transfers", "Images"),
    message("Transfers", "Data"),  # so much a second; all of it at the end
    message("Transfers", "Time left"),
)
GO_ON = message("Transfers", "Go on")  # only what is missing is fetched
BEGIN_AGAIN = message("Transfers", "Begin again")
WIDTHS_PX = (70, 330, 270, 140, 100, 90, 100)


class TransfersPage(QWidget):
    """Follows `session.network.transfers`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._transfers = desk.session.network.transfers
        self.list = QTreeWidget()
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.stop = self._button(message("Transfers", "Stop"), self._on_stop)
        self.retry = self._button(GO_ON, self._on_retry)
        self.tidy = self._button(message("Transfers", "Clear those that ended"), self._on_tidy)
        self._rows: dict[int, QTreeWidgetItem] = {}
        self._lay_out()
        self._transfers.changed.connect(self.refresh)
        desk.session.overlays.changed.connect(self.refresh)
        self.list.currentItemChanged.connect(self._follow)
        self.refresh()

    @property
    def chosen(self) -> Transfer | None:
        row = self.list.currentItem()
        row = row.parent() or row if row is not None else None
        found = row.data(0, TRANSFER) if row is not None else None
        return found if isinstance(found, Transfer) else None

    @Slot()
    def refresh(self) -> None:
        transfers = self._transfers.value.transfers
        kept = {each.transfer_id for each in transfers}
        for gone in [key for key in self._rows if key not in kept]:
            row = self._rows.pop(gone)
            self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(row))
        for transfer in transfers:
            if transfer.transfer_id not in self._rows:
                self._rows[transfer.transfer_id] = QTreeWidgetItem()
                self.list.insertTopLevelItem(0, self._rows[transfer.transfer_id])
            self._fill(self._rows[transfer.transfer_id], transfer)
        first = self.list.topLevelItem(0)
        if self.list.currentItem() is None and first is not None:
            self.list.setCurrentItem(first)
        self._follow()

    def _button(self, text: Message, slot: object) -> QPushButton:
        button = QPushButton(self._desk.translator(text))
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        words = self._desk.translator
        self.list.setHeaderLabels([words(heading) for heading in HEADINGS])
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(words(message("Transfers", "Transfers")))
        self.list.setItemDelegateForColumn(STAGE, ShareBar(self._desk, self.list))
        MovingKeys(self.list)
        for column, width in enumerate(WIDTHS_PX):
            self.list.setColumnWidth(column, width)
        foot, layout = QHBoxLayout(), QVBoxLayout(self)
        foot.addWidget(self.sentence, 1)
        for button in (self.stop, self.retry, self.tidy):
            foot.addWidget(button)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)

    def _fill(self, row: QTreeWidgetItem, transfer: Transfer) -> None:
        words = self._desk.translator
        left = time_left(transfer)
        is_named = self._desk.session.overlays.value.shows_identity
        texts = (
            words(what(transfer)),
            transfer.title if is_named else HIDDEN,
            words(where(transfer)),
            words(STAGES[transfer.stage]),
            amount(transfer),
            rate_text(transfer),
            words(left) if left is not None else "",
        )
        for column, text in enumerate(texts):
            if row.text(column) != text:
                row.setText(column, text)
                row.setToolTip(column, text)
        row.setData(STAGE, SHARE, share_of(transfer) if transfer.stage is Stage.RUNNING else None)
        row.setData(0, TRANSFER, transfer)
        self._fill_problems(row, transfer)

    def _fill_problems(self, row: QTreeWidgetItem, transfer: Transfer) -> None:
        """Below it what did not go through, object by object."""
        problems = transfer.outcome.problems if transfer.outcome is not None else ()
        if row.childCount() == min(len(problems), MOST_PROBLEMS):
            return
        row.takeChildren()
        for problem in problems[:MOST_PROBLEMS]:
            text = self._desk.translator(problem.reason)
            child = QTreeWidgetItem(["", text, problem.sop_instance_uid])
            for column in (TITLE, WHERE):
                child.setToolTip(column, child.text(column))
            row.addChild(child)

    @Slot()
    def _follow(self) -> None:
        """The sentence and the buttons of the row chosen."""
        chosen, transfers = self.chosen, self._transfers.value.transfers
        sentence = chosen.sentence if chosen is not None else None
        self.sentence.setText(self._desk.translator(sentence) if sentence is not None else "")
        self.stop.setEnabled(chosen is not None and not chosen.stage.has_ended)
        is_broken = chosen is not None and chosen.stage.has_ended and chosen.stage is not Stage.DONE
        self.retry.setEnabled(is_broken)
        is_sent = chosen is not None and chosen.direction is Direction.SEND
        self.retry.setText(self._desk.translator(BEGIN_AGAIN if is_sent else GO_ON))
        self.tidy.setEnabled(any(each.stage.has_ended for each in transfers))

    @Slot()
    def _on_stop(self) -> None:
        if self.chosen is not None:
            self.list.setFocus()  # not on to the next button, which clears
            self._transfers.cancel(self.chosen.transfer_id)

    @Slot()
    def _on_retry(self) -> None:
        if self.chosen is not None:
            self.list.setFocus()
            self._transfers.retry(self.chosen.transfer_id)

    @Slot()
    def _on_tidy(self) -> None:
        self._transfers.clear_ended()
