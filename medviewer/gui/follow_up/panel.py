"""The follow-up panel: what is to be done, the table, what is to be said about it, and the trend."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.longitudinal_words import date_words, related_words, response_words
from medviewer.gui.actions import Actions
from medviewer.gui.command_button import CommandButton
from medviewer.gui.desk import Desk
from medviewer.gui.follow_up.lesion_menu import add_lesion_commands
from medviewer.gui.follow_up.table import FollowUpTable
from medviewer.gui.follow_up.trend_plot import TrendPlot
from medviewer.gui.reader_keys import filled
from medviewer.session.lesions.longitudinal import LongitudinalState
from medviewer.words import message

EMPTY = message(
    "FollowUp",
    "No lesion yet. Confirmed findings, lengths, long and short axes ({bidirectional}) and painted segments "
    "are followed here, through all examinations of the patient that are open or were worked in before.",
)
BUTTONS = {
    "follow_up.match": message("FollowUp", "Match to earlier"),
    "follow_up.confirm": message("FollowUp", "Confirm"),
    "follow_up.confirm_all": message("FollowUp", "Confirm all"),
    "follow_up.separate": message("FollowUp", "Not the same"),
}
TABLE_SHARE, PLOT_SHARE = 3, 1


class FollowUpPanel(QWidget):
    """Shows `session.longitudinal`; every button is a command's."""

    def __init__(self, actions: Actions, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self.table = FollowUpTable(desk)
        self.plot = TrendPlot(desk)
        self.remarks = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.empty = QLabel(wordWrap=True)
        self.empty.setObjectName("empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._lay_out()
        desk.session.longitudinal.changed.connect(self._on_changed)
        desk.session.longitudinal.registering.changed.connect(self.refresh)
        desk.preferences.changed.connect(self.refresh)
        desk.look.changed.connect(self._on_look_changed)
        self.refresh()

    def _lay_out(self) -> None:
        asking = QHBoxLayout()
        for command_id, words in BUTTONS.items():
            asking.addWidget(CommandButton(self._actions[command_id], words, self._desk))
        asking.addWidget(self._lesion_button())
        asking.addStretch(1)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.table)
        parts.addWidget(self.plot)
        parts.setStretchFactor(0, TABLE_SHARE)
        parts.setStretchFactor(1, PLOT_SHARE)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(parts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 8)
        layout.addLayout(asking)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.remarks)

    def _lesion_button(self) -> QToolButton:
        """Everything else that can be said of the lesion in hand."""
        self.lesion_menu = QMenu(self)
        self.lesion_menu.aboutToShow.connect(self._fill_menu)
        self.lesion = QToolButton()
        self.lesion.setObjectName("framed")
        self.lesion.setText(self._desk.translator(message("FollowUp", "Lesion ▾")))
        self.lesion.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.lesion.setMenu(self.lesion_menu)
        return self.lesion

    @Slot()
    def refresh(self) -> None:
        """Everything as it is now."""
        state = self._desk.session.longitudinal.value
        self.table.show_follow_up(state.follow_up, state.selected_uid)
        self.plot.show_follow_up(state.follow_up, state.selected_uid)
        hint = filled(EMPTY, self._desk, bidirectional="tool.bidirectional")
        self.empty.setText(self._desk.translator(hint))
        self._pages.setCurrentIndex(1 if state.follow_up.timelines else 0)
        self.lesion.setEnabled(state.selected is not None)
        self.remarks.setText(self._remarks(state))
        self.remarks.setVisible(bool(self.remarks.text()))

    def _remarks(self, state: LongitudinalState) -> str:
        """How each earlier examination is compared, and what RECIST 1.1 has against the targets."""
        words = self._desk.translator
        if self._desk.session.longitudinal.registering.value:
            return words(message("FollowUp", "Loading and registering …"))
        told = [
            words(
                message(
                    "FollowUp",
                    "{date}: {how}",
                    date=date_words(examination),
                    how=related_words(examination),
                )
            )
            for examination in state.follow_up.examinations[:-1]
        ]
        known = state.follow_up
        now = known.recist_of(len(known.examinations) - 1)
        if now is not None and not now.is_baseline:
            told.append(words(message("FollowUp", "RECIST 1.1: {what}", what=response_words(now))))
        return "   ".join([*told, *map(words, known.remarks)])

    @Slot()
    def _fill_menu(self) -> None:
        self.lesion_menu.clear()
        add_lesion_commands(self.lesion_menu, self._desk)

    @Slot(object, object)
    def _on_changed(self) -> None:
        self.refresh()

    @Slot()
    def _on_look_changed(self) -> None:
        self.table.forget_colours()
        self.refresh()
