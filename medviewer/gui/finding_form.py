"""What the finding that is being changed is called, where it lies, and how large it has become."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from medviewer.domain.finding import Finding, axes_text
from medviewer.domain.review_words import images_words, readers_words
from medviewer.gui.actions import Actions
from medviewer.gui.command_button import CommandButton
from medviewer.gui.desk import Desk
from medviewer.gui.keys import TypingKeys
from medviewer.session.review.added_findings import labels_on_offer, name_of
from medviewer.session.review.finding_edits import EditingState
from medviewer.words import Message, message

KEEP = message("Findings", "Keep")
LEAVE = message("Findings", "Cancel")
WORDS_MOST = 200  # letters of a name or a place


class FindingForm(QWidget):
    """Shown while a finding is changed; every key typed goes straight into the draft."""

    left = Signal()  # with the focus in it, which Qt would give to the next text field

    def __init__(self, actions: Actions, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.label = QComboBox()
        self.name = QLineEdit(maxLength=WORDS_MOST)
        self.site = QLineEdit(maxLength=WORDS_MOST)
        self.size_line = QLabel(wordWrap=True)
        self.size_line.setObjectName("muted")
        self.size_line.setToolTip(desk.translator(HINT))
        for field in (self.name, self.site):
            TypingKeys(field)
            field.textEdited.connect(self._on_typed)
        self.label.activated.connect(self._on_label_chosen)
        self._lay_out(actions)
        desk.session.finding_edits.changed.connect(self._on_editing_changed)
        self.hide()

    def _lay_out(self, actions: Actions) -> None:
        words = self._desk.translator
        keep = CommandButton(actions["findings.edit"], KEEP, self._desk, is_primary=True)
        leave = CommandButton(actions["findings.leave"], LEAVE, self._desk)
        buttons = QHBoxLayout()
        buttons.addWidget(keep, 1)
        buttons.addWidget(leave)
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addRow(words(message("Findings", "Label")), self.label)
        layout.addRow(words(message("Findings", "Name")), self.name)
        layout.addRow(words(message("Findings", "Site")), self.site)
        layout.addRow(self.size_line)
        layout.addRow(buttons)

    @Slot(object, object)
    def _on_editing_changed(self, before: EditingState, now: EditingState) -> None:
        field = QApplication.focusWidget()
        had_focus = before.is_on and field is not None and self.isAncestorOf(field)
        self.setVisible(now.is_on)
        if had_focus and not now.is_on:
            self.left.emit()
        if now.draft is None:
            return
        if now.place is not before.place:
            self._fill(now.draft)
        self.size_line.setText(self._desk.translator(size_words(now.draft)))

    def _fill(self, draft: Finding) -> None:
        words = self._desk.translator
        self.label.clear()
        for label in labels_on_offer(self._desk.session.analysis.catalog, draft):
            self.label.addItem(words(name_of(label)), label)
        self.label.setCurrentIndex(self.label.findData(draft.label))
        self.name.setText(words(draft.name))
        self.site.setText(words(draft.site))
        if draft.provenance.is_by_reader:
            self.name.setFocus()
            self.name.selectAll()

    @Slot()
    def _on_label_chosen(self) -> None:
        """Another label brings its own name; what was typed before is of the old one."""
        name = name_of(self.label.currentData())
        self.name.setText(self._desk.translator(name))
        self._call(name, None)

    @Slot()
    def _on_typed(self) -> None:
        name = readers_words(self.name.text().strip()) if self.sender() is self.name else None
        site = readers_words(self.site.text().strip()) if self.sender() is self.site else None
        self._call(name, site)

    def _call(self, name: Message | None, site: Message | None) -> None:
        edits = self._desk.session.finding_edits
        draft = edits.value.draft
        if draft is not None:
            label = self.label.currentData() or draft.label
            edits.call(label, name or draft.name, site or draft.site)

    # Qt's own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Esc leaves, from within a field, too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._desk.registry.run("findings.edit")
        elif event.key() == Qt.Key.Key_Escape:
            self._desk.session.finding_edits.cancel()
        else:
            super().keyPressEvent(event)


def size_words(draft: Finding) -> Message:
    """How large it is, by what, and over which images."""
    box = draft.box_voxel
    if box is None:
        return message("Findings", "Of the whole image: it has no place to be moved.")
    values = {"size": axes_text(draft), "images": images_words(box)}
    if draft.outlines:
        return message("Findings", "{size} (axes of the largest outline), {images}", **values)
    return message("Findings", "{size} (sides of the box), {images}", **values)


HINT = message(
    "Findings",
    "Drag its handles; Shift + wheel takes more or fewer images; a freehand region outlines it anew.",
)
