"""Transfers in the status bar while there are any; a click shows all of them."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QToolButton, QWidget

from medviewer.domain.transfers import Direction, Stage, Transfer
from medviewer.gui.archives.transfer_words import amount
from medviewer.gui.desk import Desk
from medviewer.words import Message, message

STEPS = 1000


class TransferGauge(QWidget):
    """The first that is running; how many wait behind it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._transfers = desk.session.network.transfers
        self.button = QToolButton()
        self.button.setObjectName("link")
        self.button.setToolTip(desk.translator(message("Transfers", "Show all transfers")))
        self.button.clicked.connect(self._on_clicked)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(110)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(desk.translator(message("Transfers", "Transfers")))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 1, 8, 1)
        layout.setSpacing(6)
        layout.addWidget(self.button)
        layout.addWidget(self.bar)
        self._transfers.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        running = self._transfers.value.running
        self.setVisible(bool(running))
        if not running:
            return
        first = next((each for each in running if each.stage is Stage.RUNNING), running[0])
        self.button.setText(self._desk.translator(_words(first, len(running))))
        self.bar.setRange(0, STEPS if first.total else 0)
        if first.total:
            self.bar.setValue(round(STEPS * min(1.0, first.done / first.total)))

    @Slot()
    def _on_clicked(self) -> None:
        self._desk.registry.run("archive.transfers")


def _words(transfer: Transfer, count: int) -> Message:
    is_sent = transfer.direction is Direction.SEND
    verb = message("Transfers", "Sending") if is_sent else message("Transfers", "Fetching")
    if count == 1:
        return message("Transfers", "{verb} {amount}", verb=verb, amount=amount(transfer))
    return message(
        "Transfers",
        "{verb} {amount}, {count} more",
        verb=verb,
        amount=amount(transfer),
        count=count - 1,
    )
