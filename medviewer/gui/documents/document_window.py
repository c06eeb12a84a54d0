"""A window of its own for one object: what it is on top, then its content; images stay in the main window."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from medviewer.gui.desk import Desk
from medviewer.gui.study_texts import dotted, kind_text, who
from medviewer.session.objects.objects import OpenedObject
from medviewer.words import Message, message

SIZE_PX = (720, 860)


class DocumentWindow(QWidget):
    """`body` is to be filled, `buttons` may be added to. Closes with Esc; is gone when closed."""

    closed = Signal(str)  # SOP Instance UID

    def __init__(self, opened: OpenedObject, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.opened = opened
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banner = QLabel(wordWrap=True)
        self.banner.setTextFormat(Qt.TextFormat.PlainText)  # it quotes the file's own words
        self.body = QVBoxLayout()
        self.buttons = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self.banner)
        layout.addLayout(self.body, 1)
        layout.addLayout(self.buttons)
        self.add_button(message("Objects", "DICOM attributes")).clicked.connect(
            self._show_attributes
        )
        self.buttons.addStretch(1)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        desk.session.overlays.changed.connect(self.refresh_title)
        self.refresh_title()
        self.resize(*SIZE_PX)

    @property
    def path(self) -> Path:
        return self.opened.listed.path

    def words(self, text: Message) -> str:
        """In the reader's language."""
        return self._desk.translator(text)

    def add_button(self, title: Message) -> QPushButton:
        """One more at the right end of the row."""
        button = QPushButton(self.words(title))
        self.buttons.addWidget(button)
        return button

    @Slot()
    def refresh_title(self) -> None:
        """Kind and patient; the patient only while identities are shown."""
        session, listed = self._desk.session, self.opened.listed
        study = session.library.value.find_study(self.opened.study_key)
        is_named = session.overlays.value.shows_identity
        name = who(study.patient, is_named=is_named) if study is not None else ""
        kind = self.words(kind_text(listed.modality, listed.kind))
        self.setWindowTitle(dotted((kind, listed.description, name)) + " · MedViewer")

    @Slot()
    def _show_attributes(self) -> None:
        self._desk.registry.run("attributes.show_file", path=self.path)

    # Qt's own

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit(self.opened.listed.sop_instance_uid)
