"""A document before it is taken over: whose it is, what comes of it, and what is there already."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.clinical_notes import LabValue
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.session.context.headings import NotesPart
from medviewer.session.context.intake import Joining, Offer
from medviewer.session.context.moments import moment_words
from medviewer.words import message

TITLES = {
    NotesPart.HISTORY: message("Context", "History and question"),
    NotesPart.SYMPTOMS: message("Context", "Symptoms and signs"),
    NotesPart.VALUES: message("Context", "Laboratory and clinical values"),
}
HIDDEN = message(
    "Context",
    "The document states another patient than the images. Show the patient's identity to see which.",
)
THERE_NOW = message("Context", "There now: {text}")
LONGEST_PREVIEW = 20_000  # characters; nobody reads more before taking it over
SHOWN_OF_BEFORE = 160
MOST_LINES, FRAME_PX = 7, 26  # of a preview that are seen, and what lies around them


class TakeOverSheet(Sheet):
    """Nothing of another patient's is taken over unless the reader says that it is this one's."""

    help_topic = "context"

    def __init__(self, offer: Offer, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Context", "Take over clinical context"), desk, parent)
        self._offer, self._desk = offer, desk
        self._before = desk.session.clinical.notes.value.of(offer.study_key)
        self.parts: dict[NotesPart, QCheckBox] = {}
        words = desk.translator
        title = QLabel(words(message("Context", "From {source}", source=offer.document.source)))
        title.setTextFormat(title.textFormat().PlainText)
        title.setObjectName("title")
        self.body.addWidget(title)
        self.is_theirs = QCheckBox(
            words(message("Context", "It is this patient's all the &same; I have made sure"))
        )
        self._add_doubts()
        self._add_parts()
        self.add = QRadioButton(words(message("Context", "&Add to what is there")))
        self.replace = QRadioButton(words(message("Context", "&Put in its place")))
        self.add.setChecked(True)
        for choice in (self.add, self.replace):
            choice.setVisible(not self._before.is_empty)
            self.body.addWidget(choice)
        self._add_buttons()
        self.resize(620, 560)
        self._on_ticked()

    def _add_doubts(self) -> None:
        words, offer = self._desk.translator, self._offer
        is_named = self._desk.session.overlays.value.shows_identity
        against = offer.contradictions if is_named else offer.contradictions[:1] and (HIDDEN,)
        for told, name in (
            (against, "doubt"),
            (offer.doubts, "doubt"),
            (offer.document.notes, "muted"),
        ):
            for each in told:
                label = QLabel(words(each), wordWrap=True)
                label.setTextFormat(label.textFormat().PlainText)
                label.setObjectName(name)
                self.body.addWidget(label)
        self.is_theirs.setVisible(bool(offer.contradictions))
        self.is_theirs.toggled.connect(self._on_ticked)
        self.body.addWidget(self.is_theirs)

    def _add_parts(self) -> None:
        document, before = self._offer.document, self._before
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 6, 0)
        texts = (
            (NotesPart.HISTORY, document.history, before.history),
            (NotesPart.SYMPTOMS, document.symptoms, before.symptoms),
            (NotesPart.VALUES, lines_of(document.values), lines_of(before.values)),
        )
        for part, coming, there in texts:
            if coming:
                self._add_part(part, coming, there, column)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(page)
        self.body.addWidget(area, 1)

    def _add_part(self, part: NotesPart, coming: str, there: str, column: QVBoxLayout) -> None:
        words = self._desk.translator
        box = QCheckBox(words(TITLES[part]))
        box.setChecked(True)
        box.toggled.connect(self._on_ticked)
        self.parts[part] = box
        preview = QPlainTextEdit(readOnly=True)
        preview.setPlainText(coming[:LONGEST_PREVIEW])
        preview.setTabChangesFocus(True)
        lines = min(max(coming.count("\n") + 1, 2), MOST_LINES)
        preview.setFixedHeight(lines * preview.fontMetrics().lineSpacing() + FRAME_PX)
        preview.setAccessibleName(words(TITLES[part]))
        column.addWidget(box)
        column.addWidget(preview)
        if there:
            shown = " ".join(there[: 2 * SHOWN_OF_BEFORE].split())[:SHOWN_OF_BEFORE]
            label = QLabel(words(message(THERE_NOW.context, THERE_NOW.text, text=shown)))
            label.setTextFormat(label.textFormat().PlainText)
            label.setWordWrap(True)
            label.setObjectName("muted")
            column.addWidget(label)

    def _add_buttons(self) -> None:
        words, buttons = self._desk.translator, QDialogButtonBox()
        self.take = buttons.addButton(
            words(message("Context", "&Take over")), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.addButton(
            words(message("Dialog", "Cancel")), QDialogButtonBox.ButtonRole.RejectRole
        )
        buttons.accepted.connect(self._on_taken)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)

    @property
    def _ticked(self) -> frozenset[NotesPart]:
        return frozenset(part for part, box in self.parts.items() if box.isChecked())

    @Slot()
    def _on_ticked(self) -> None:
        is_theirs = not self._offer.contradictions or self.is_theirs.isChecked()
        self.take.setEnabled(is_theirs and bool(self._ticked))

    @Slot()
    def _on_taken(self) -> None:
        joining = Joining.REPLACE if self.replace.isChecked() else Joining.ADD
        self._desk.session.clinical.intake.take(
            self._offer, self._ticked, joining, is_confirmed=self.is_theirs.isChecked()
        )
        self.accept()


def lines_of(values: tuple[LabValue, ...]) -> str:
    """One value a line, as one writes it."""
    return "\n".join(
        " ".join(
            part
            for part in (each.name, each.stated, each.unit, _in_brackets(each.measured_at))
            if part
        )
        for each in values
    )


def _in_brackets(measured_at: str) -> str:
    when = moment_words(measured_at)
    return f"({when})" if when else ""
