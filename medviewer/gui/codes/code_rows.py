"""The codes of the study shown, one a row; keys decide on the one that is selected."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from medviewer.domain.coding import CodeDecision, CodeOrigin, ReportCode
from medviewer.domain.coding_words import ORIGINS, scheme_name, score_words
from medviewer.gui.desk import Desk
from medviewer.gui.keys import MovingKeys
from medviewer.gui.tree_rows import KEY, rows_of
from medviewer.words import message

CODE, TEXT, WHO = range(3)
HEADINGS = (
    message("Codes", "Code"),
    message("Codes", "Text"),
    message("Codes", "Proposed by"),
)
MARKS = {CodeDecision.ACCEPTED: "✓", CodeDecision.REJECTED: "✗", CodeDecision.UNDECIDED: "·"}
DECISIONS = {
    CodeDecision.ACCEPTED: message("Codes", "accepted"),
    CodeDecision.REJECTED: message("Codes", "rejected"),
    CodeDecision.UNDECIDED: message("Codes", "not decided"),
}
DENIED = message("Codes", "denied in the text")
# As for findings, whatever keys the reader has given those; and Enter, Delete.
DECIDED_BY = {
    "findings.accept": "codes.accept",
    "findings.reject": "codes.reject",
    "findings.reopen": "codes.reopen",
}
FIXED_KEYS = {"Return": "codes.accept", "Enter": "codes.accept", "Del": "codes.reject"}


class CodeRows(QTreeWidget):
    """Shows codes; the row selected is the session's, the one under the mouse is only pointed at."""

    pointed = Signal(object)  # CodeKey under the mouse, or None

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._codes: tuple[ReportCode, ...] = ()
        self._ground = ""  # the theme the rows are dressed for
        words = desk.translator
        self.setHeaderLabels([words(heading) for heading in HEADINGS])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setMouseTracking(True)
        self.setAccessibleName(words(message("Codes", "Codes of this study")))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(CODE, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(WHO, QHeaderView.ResizeMode.ResizeToContents)
        MovingKeys(self)
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemEntered.connect(self._on_entered)

    def show_codes(self, codes: Iterable[ReportCode], selected: ReportCode | None) -> None:
        """Rows anew only where codes differ: a selection may be what asked for it."""
        now, ground = tuple(codes), self._desk.look.colours.base
        with QSignalBlocker(self):
            if (now, ground) != (self._codes, self._ground):
                self._codes, self._ground = now, ground
                self.clear()
                self.addTopLevelItems([self._row(code) for code in now])
            rows = dict(zip((code.key for code in now), rows_of(self), strict=True))
            wanted = rows.get(selected.key) if selected is not None else None
            if wanted is None:
                self.setCurrentIndex(QModelIndex())
            elif wanted is not self.currentItem():
                self.setCurrentItem(wanted)

    def _row(self, code: ReportCode) -> QTreeWidgetItem:
        words = self._desk.translator
        meaning = code.code.meaning or "–"
        if code.suggestion.is_negated:
            meaning = f"{meaning} ({words(DENIED)})"
        row = QTreeWidgetItem(
            [f"{MARKS[code.decision]} {code.code.value}", meaning, self._who(code)]
        )
        row.setData(0, KEY, code.key)
        decision = words(DECISIONS[code.decision])
        row.setToolTip(CODE, f"{scheme_name(code.code.scheme)} {code.code.value}, {decision}")
        row.setToolTip(TEXT, plain_tip(meaning))
        row.setToolTip(WHO, self._who(code))
        row.setData(CODE, Qt.ItemDataRole.AccessibleTextRole, f"{code.code.value}, {decision}")
        self._dress(row, code)
        return row

    def _who(self, code: ReportCode) -> str:
        words, origin = self._desk.translator, code.suggestion.origin
        if origin is CodeOrigin.READER:
            return words(ORIGINS[origin])
        return f"{words(ORIGINS[origin])} · {words(score_words(code))}"

    def _dress(self, row: QTreeWidgetItem, code: ReportCode) -> None:
        """Accepted is bold, rejected or denied is struck out; the machine's own word has its colour."""
        colours = self._desk.look.colours
        font = self.font()
        font.setBold(code.is_accepted)
        font.setStrikeOut(code.decision is CodeDecision.REJECTED or code.suggestion.is_negated)
        row.setFont(TEXT, font)
        if code.decision is CodeDecision.REJECTED:
            for column in (CODE, TEXT, WHO):
                row.setForeground(column, QBrush(QColor(colours.muted)))
        elif code.suggestion.origin is not CodeOrigin.READER:
            row.setForeground(WHO, QBrush(QColor(colours.violet)))

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_current_changed(self, now: QTreeWidgetItem | None, before: object) -> None:
        del before
        if now is not None:
            self._desk.session.coding.select(tuple(now.data(0, KEY)))

    @Slot(QTreeWidgetItem, int)
    def _on_entered(self, row: QTreeWidgetItem, column: int) -> None:
        del column
        self.pointed.emit(tuple(row.data(0, KEY)))

    def _command_of(self, event: QKeyEvent) -> str:
        """What a key decides here; "" for nothing."""
        portable = QKeySequence.SequenceFormat.PortableText
        pressed = QKeySequence(event.keyCombination()).toString(portable)
        if pressed in FIXED_KEYS:
            return FIXED_KEYS[pressed]
        registry = self._desk.registry
        found = (mine for other, mine in DECIDED_BY.items() if pressed in registry[other].shortcuts)
        return next(found, "")

    def _next_undecided(self) -> None:
        """The next proposal nobody has decided on, after the row that is selected."""
        rows, current = rows_of(self), self.currentItem()
        at = rows.index(current) if current in rows else -1
        waiting = [r for r in (*rows[at + 1 :], *rows[: at + 1]) if r.text(CODE).startswith("·")]
        if waiting:
            self.setCurrentItem(waiting[0])

    # Qt's own

    def event(self, event: QEvent) -> bool:
        """The keys that decide are this list's while it has the focus, not the findings'."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._command_of(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.Leave:
            self.pointed.emit(None)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._command_of(event)
        if not command:
            super().keyPressEvent(event)
            return
        self._desk.registry.run(command)
        if command != "codes.reopen":
            self._next_undecided()


def plain_tip(text: str) -> str:
    """A tool tip is read as HTML where it looks like it: what came from outside must not."""
    return text.replace("<", "‹").replace(">", "›")
