"""The report's editor: a window of its own beside the images, with room for every section."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.report_template import LANGUAGES
from medviewer.gui.codes.codes_panel import CodesPanel
from medviewer.gui.codes.evidence_marks import EvidenceMarks
from medviewer.gui.desk import Desk
from medviewer.gui.report.section_field import SectionField
from medviewer.gui.report.status_words import is_final, status_words
from medviewer.gui.report.template_difference import TemplateDifference
from medviewer.gui.sheet import Sheet
from medviewer.session.coding.coded_text import TextSource
from medviewer.session.reports.snippets import Snippet
from medviewer.words import Message, message

SECTIONS: tuple[tuple[str, Message, int], ...] = (  # and how many lines each has at least
    ("indication", message("Report", "Indication"), 2),
    ("technique", message("Report", "Technique"), 3),
    ("comparison", message("Report", "Comparison"), 2),
    ("findings", message("Report", "Findings"), 6),
    ("impression", message("Report", "Impression"), 4),
)
CODES_PX = 460
LANGUAGE_NAMES = {"en": "English", "zh_CN": "简体中文"}


class ReportEditor(Sheet):
    """Not modal: one reads while one writes. What is typed is kept as it is typed."""

    help_topic = "report"

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("ReportEditor", "Report"), desk, parent)
        self.setWindowFlag(Qt.WindowType.Tool)
        self._desk = desk
        self._writing = desk.session.writing
        self.template, self.language = QComboBox(), QComboBox()
        self.phrases, self.beside = QToolButton(), QToolButton()
        self.status = QLabel(wordWrap=True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.fields = tuple(SectionField(*section, desk) for section in SECTIONS)
        self._last_field = self.fields[-1]
        self._is_begun = False
        self.buttons = tuple(self._button(*each) for each in BUTTONS)
        self.codes = CodesPanel(TextSource.REPORT, desk)
        self.marks = EvidenceMarks({f.section: f.text for f in self.fields}, desk, self)
        self._lay_out()
        self._connect()
        self.resize(760, 700)
        self._writing.watch(self)
        self.codes.hide()
        self._show_codes()
        self._show_all()

    def _lay_out(self) -> None:
        self.body.addLayout(self._choices())
        self.body.addWidget(self.status)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        for field in self.fields:
            column.addWidget(field)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(page)
        self.parts = QSplitter()
        self.parts.addWidget(area)
        self.parts.addWidget(self.codes)
        self.parts.setStretchFactor(0, 1)
        self.parts.setChildrenCollapsible(False)
        self.body.addWidget(self.parts, 1)
        buttons = QHBoxLayout()
        for button in self.buttons:
            buttons.addWidget(button)
        self.body.addLayout(buttons)

    def _button(self, command_id: str, words: Message) -> QPushButton:
        button = QPushButton(self._desk.translator(words))
        button.setObjectName(command_id)
        button.setAutoDefault(False)
        button.clicked.connect(self._on_command)
        return button

    def _choices(self) -> QHBoxLayout:
        words = self._desk.translator
        self.template.setAccessibleName(words(message("ReportEditor", "Template")))
        self.language.setAccessibleName(words(message("ReportEditor", "Language of the report")))
        for code in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[code], code)
        self.phrases.setObjectName("framed")
        self.phrases.setText(words(message("ReportEditor", "Phrases")))
        self.phrases.setToolTip(words(PHRASES_TIP))
        self.phrases.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.phrases.setMenu(QMenu(self.phrases))
        row = QHBoxLayout()
        label = QLabel(words(message("ReportEditor", "Template")))
        label.setBuddy(self.template)
        row.addWidget(label)
        row.addWidget(self.template, 1)
        row.addWidget(self.language)
        row.addWidget(self.phrases)
        self.beside.setObjectName("framed")
        self.beside.setText(words(message("Codes", "Codes")))
        self.beside.setToolTip(words(CODES_TIP))
        self.beside.setCheckable(True)
        row.addWidget(self.beside)
        return row

    def _connect(self) -> None:
        session = self._desk.session
        self._writing.changed.connect(self._show_all)
        session.reading.changed.connect(self._show_all)
        session.signing.changed.connect(self._show_all)
        session.clinical.codes.changed.connect(self._show_all)
        session.study_shown.connect(self._show_all)
        self.template.activated.connect(self._on_template_chosen)
        self.language.activated.connect(self._on_language_chosen)
        self.phrases.menu().aboutToShow.connect(self._fill_phrases)
        self.beside.clicked.connect(self._on_codes_wanted)
        self.codes.pointed.connect(self.marks.point_at)
        session.coding.changed.connect(self._show_codes)
        for field in self.fields:
            field.compare.clicked.connect(self._on_compare)
            field.text.cursorPositionChanged.connect(self._on_cursor_moved)

    @Slot()
    def _show_all(self) -> None:
        study, wording = self._writing.study, self._writing.value
        if study is None:
            self.close()
            return
        is_locked = self._writing.report.is_locked
        own = self._desk.session.reading.value.content
        is_of_study = wording.study_key == study.key
        for field in self.fields:
            field.setEnabled(is_of_study)
            if is_of_study:
                field.show_wording(wording, getattr(own, field.section), is_locked=is_locked)
        if is_of_study and not self._is_begun:  # disabled before, they could not take the focus
            self._is_begun = True
            self.fields[0].text.setFocus()  # a key or the wheel would choose another template
        self._show_status()
        self._show_choices(is_locked=is_locked)
        for button in self.buttons:
            button.setEnabled(self._desk.registry.is_enabled(button.objectName()))

    def _show_status(self) -> None:
        session = self._desk.session
        self.status.setObjectName("signed" if is_final(session) else "preliminary")
        self.status.setText(self._desk.translator(status_words(session)))
        self.status.style().polish(self.status)

    def _show_choices(self, *, is_locked: bool) -> None:
        wording, language = self._writing.value, self._writing.language
        names = [(t.template_id, t.in_language(language).name) for t in wording.templates]
        box = self.template
        listed = [(box.itemData(i), box.itemText(i)) for i in range(box.count())]
        if names != listed:
            self.template.clear()
            for template_id, name in names:
                self.template.addItem(name, template_id)
        self.template.setCurrentIndex(self.template.findData(wording.made.template_id))
        self.language.setCurrentIndex(self.language.findData(language))
        for choice in (self.template, self.language, self.phrases):
            choice.setEnabled(not is_locked)

    @Slot()
    def _show_codes(self) -> None:
        """The codes take room of their own: the window grows and shrinks with them."""
        is_wanted = self._desk.session.coding.value.is_beside_report
        self.beside.setChecked(is_wanted)
        if is_wanted == self.codes.isHidden():
            text_px = self.parts.width() - (self.codes.width() if self.codes.isVisible() else 0)
            change_px = CODES_PX if is_wanted else -self.codes.width()
            self.codes.setVisible(is_wanted)
            self.resize(self.width() + change_px, self.height())
            self.parts.setSizes([text_px, CODES_PX])

    @Slot(bool)
    def _on_codes_wanted(self, is_wanted: bool) -> None:
        self._desk.session.coding.update(is_beside_report=is_wanted)

    @Slot()
    def _on_command(self) -> None:
        self._desk.registry.run(self.sender().objectName())

    @Slot(int)
    def _on_template_chosen(self, index: int) -> None:
        self._writing.use_template(str(self.template.itemData(index)))

    @Slot(int)
    def _on_language_chosen(self, index: int) -> None:
        self._writing.use_language(str(self.language.itemData(index)))

    @Slot()
    def _on_compare(self) -> None:
        field = next(f for f in self.fields if f.compare is self.sender())
        TemplateDifference(field.section, self._desk, self).open()

    @Slot()
    def _on_cursor_moved(self) -> None:
        self._last_field = next(f for f in self.fields if f.text is self.sender())

    @Slot()
    def _fill_phrases(self) -> None:
        words, menu = self._desk.translator, self.phrases.menu()
        menu.clear()
        for each in self._writing.snippets:
            action = QAction(_in_menu(each), menu)
            action.setData(each.text)
            action.triggered.connect(self._on_phrase_chosen)
            menu.addAction(action)
        menu.addSeparator()
        edit = QAction(words(message("ReportEditor", "Edit the list…")), menu)
        edit.triggered.connect(self._on_edit_phrases)
        edit.setEnabled(self._desk.preferences.folder is not None)
        menu.addAction(edit)

    @Slot()
    def _on_phrase_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._last_field.text.put_phrase("", str(action.data()))
            self._last_field.text.setFocus()

    @Slot()
    def _on_edit_phrases(self) -> None:
        self._desk.registry.run("report.edit_phrases")

    # Qt's own

    def closeEvent(self, event: QCloseEvent) -> None:
        self._writing.unwatch(self)
        super().closeEvent(event)


def _in_menu(snippet: Snippet) -> str:
    """An ampersand is no accelerator."""
    text = " ".join(snippet.text.split())
    short = text if len(text) <= 60 else f"{text[:59]}…"
    return f".{snippet.name}\t{short}".replace("&", "&&")


BUTTONS = (
    ("report.sign", message("ReportEditor", "Sign…")),
    ("report.amend", message("ReportEditor", "Amend…")),
    ("report.versions", message("ReportEditor", "Versions…")),
    ("report.copy_text", message("ReportEditor", "Copy text")),
    ("report.export", message("ReportPanel", "Export report…")),
)
CODES_TIP = message("ReportEditor", "Show the report's codes beside its text.")
PHRASES_TIP = message(
    "ReportEditor", "Insert a phrase, or type its name with a dot before it and press Tab."
)
