"""What an archive or a worklist is asked for: fields at the left of the answers; Enter asks."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.archive import ArchiveQuery, WorklistQuery
from medviewer.domain.query_patterns import name_pattern, single_value
from medviewer.gui.archives.day_choice import DayChoice
from medviewer.gui.archives.modality_buttons import ModalityButtons
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.words import Message, message

WIDTH_PX = 330
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LONGEST = 64  # letters of a field, as VR LO allows


class QueryForm(QWidget):
    """`asked` when Enter is pressed, a modality or a span is chosen, or Search is pressed."""

    asked = Signal()
    stopped = Signal()
    left_downwards = Signal()  # Down in a field: the reader goes on in the answers

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = desk.translator
        self.name = self._field(message("Archives", "Patient’s name"))
        self.patient_id = self._field(message("Archives", "Patient ID"))
        self.accession = self._field(message("Archives", "Accession number"))
        self.days = DayChoice(desk)
        self.days.span.installEventFilter(self)
        self.modalities = ModalityButtons(desk)
        self.search = QPushButton(self._words(message("Archives", "Search")))
        self.search.setDefault(True)
        self.clear = QPushButton(self._words(message("Archives", "Clear")))
        self.stop = QPushButton(self._words(message("Archives", "Stop")))
        self._lay_out()
        self.setFixedWidth(WIDTH_PX)
        self.days.chosen.connect(self.asked)
        self.modalities.chosen.connect(self.asked)
        self.search.clicked.connect(self.asked)
        self.clear.clicked.connect(self._on_clear)
        self.stop.clicked.connect(self.stopped)
        self.show_busy(is_busy=False)

    def studies(self) -> ArchiveQuery:
        return ArchiveQuery(
            patient_name=name_pattern(self.name.text()),
            patient_id=single_value(self.patient_id.text()),
            accession_number=single_value(self.accession.text()),
            study_date=self.days.days,
            modality=self.modalities.modality,
        )

    def steps(self) -> WorklistQuery:
        return WorklistQuery(
            patient_name=name_pattern(self.name.text()),
            patient_id=single_value(self.patient_id.text()),
            accession_number=single_value(self.accession.text()),
            scheduled_date=self.days.days,
            modality=self.modalities.modality,
        )

    def show_busy(self, *, is_busy: bool) -> None:
        """Stop is there while an answer is awaited."""
        self.stop.setEnabled(is_busy)

    def begin(self) -> None:
        """Put the cursor where a reader begins."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def _field(self, name: Message) -> QLineEdit:
        field = QLineEdit(maxLength=LONGEST)
        field.setAccessibleName(self._words(name))
        field.setClearButtonEnabled(True)
        field.installEventFilter(self)
        TypingKeys(field)
        return field

    def _lay_out(self) -> None:
        form, buttons, layout = QFormLayout(), QHBoxLayout(), QVBoxLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(5)
        rows = (
            (message("Archives", "Name"), self.name),
            (message("Archives", "ID"), self.patient_id),
            (message("Archives", "Accession"), self.accession),
            (message("Archives", "Date"), self.days),
            (message("Archives", "Modality"), self.modalities),
        )
        for title, field in rows:
            label = QLabel(self._words(title))
            label.setBuddy(field)
            form.addRow(label, field)
        for button in (self.search, self.stop, self.clear):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.addLayout(form)
        layout.addLayout(buttons)
        layout.addStretch(1)

    @Slot()
    def _on_clear(self) -> None:
        """Everything open but the date: an archive is not asked for all it has by a slip."""
        for field in (self.name, self.patient_id, self.accession):
            field.clear()
        self.modalities.clear()
        self.begin()

    # Qt's own

    def eventFilter(self, watched: object, event: object) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QKeyEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Down and isinstance(watched, QLineEdit):
            self.left_downwards.emit()
            return True
        if event.key() in ENTER and watched is self.days.span:
            self.asked.emit()  # a list would take it for a letter typed
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, and asks anywhere else."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()
        else:
            self.asked.emit()
