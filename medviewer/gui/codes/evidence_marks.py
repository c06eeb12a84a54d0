"""Marks the words that drove a code in the fields they stand in: only those that passed the deletion test."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from medviewer.domain.coding import CodeKey
from medviewer.gui.desk import Desk
from medviewer.session.coding.coded_text import SectionSpan

STRONGEST, WEAKEST = 110, 40  # opacity of 255: the text on it stays readable in every theme


class EvidenceMarks(QObject):
    """Follows the code that is selected or pointed at; a field whose text has changed has no marks."""

    def __init__(self, fields: Mapping[str, QPlainTextEdit], desk: Desk, parent: QObject) -> None:
        """`fields`: by section, as in `session.coding.coded_text`."""
        super().__init__(parent)
        self._fields = dict(fields)
        self._desk = desk
        self._pointed: CodeKey | None = None
        desk.session.coding.changed.connect(self.refresh)
        desk.look.changed.connect(self.refresh)
        desk.session.study_shown.connect(self.refresh)
        for field in self._fields.values():
            field.textChanged.connect(self.refresh)
        self.refresh()

    @Slot(object)
    def point_at(self, key: CodeKey | None) -> None:
        """Mark this code's words while the mouse is over it; None goes back to the selected one."""
        self._pointed = key
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Marks anew; a few dozen spans at most."""
        coding = self._desk.session.coding
        selected = coding.selected
        key = self._pointed or (selected.key if selected is not None else None)
        study = coding.study
        is_of_study = study is not None and coding.value.study_key == study.key
        spans = coding.value.evidence(key) if key is not None and is_of_study else ()
        said = coding.value.suggestion(key) if key is not None else None
        asked = coding.value.asked.texts()
        for section, field in self._fields.items():
            is_same = asked.get(section) == field.toPlainText()
            here = [span for span in spans if span.section == section] if is_same else []
            is_negated = said is not None and said.is_negated
            marks = [self._mark(field, span, is_negated=is_negated) for span in here]
            if marks or field.extraSelections():
                field.setExtraSelections(marks)

    def _mark(
        self, field: QPlainTextEdit, span: SectionSpan, *, is_negated: bool
    ) -> QTextEdit.ExtraSelection:
        text = field.toPlainText()
        cursor = QTextCursor(field.document())
        cursor.setPosition(utf16_length(text[: span.start]))
        cursor.setPosition(utf16_length(text[: span.end]), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format = self._dress(min(max(span.weight, 0.0), 1.0), is_negated=is_negated)
        return mark

    def _dress(self, weight: float, *, is_negated: bool) -> QTextCharFormat:
        colour = QColor(self._desk.look.colours.violet)
        dress = QTextCharFormat()
        dress.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        dress.setUnderlineColor(colour)
        dress.setFontStrikeOut(is_negated)
        ground = QColor(colour)
        ground.setAlpha(round(WEAKEST + weight * (STRONGEST - WEAKEST)))
        dress.setBackground(ground)
        return dress


def utf16_length(text: str) -> int:
    """What Qt counts a text's places in: letters beyond the basic plane are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
