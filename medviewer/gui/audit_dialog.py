"""The audit trail for a reader: filtered, each entry in full, checked, and as a table."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from medviewer.domain.audit import AuditEntry, AuditFilter, AuditKind, ChainCheck
from medviewer.gui.audit_words import KINDS, check_words, fact_lines, summary
from medviewer.gui.desk import Desk
from medviewer.gui.model_card.page_html import table
from medviewer.gui.sheet import Sheet
from medviewer.words import Message, message

SIZE_PX = (920, 620)
HEADINGS = (
    message("Audit", "No."),
    message("Audit", "Time (UTC)"),
    message("Audit", "Kind"),
    message("Audit", "Reader"),
    message("Audit", "What"),
)
SPANS: tuple[tuple[Message, int | None], ...] = (
    (message("Audit", "Any time"), None),
    (message("Audit", "Today"), 0),
    (message("Audit", "Last 7 days"), 6),
    (message("Audit", "Last 30 days"), 29),
)


class AuditDialog(Sheet):
    """Asks in the background; what is written meanwhile appears."""

    help_topic = "audit"

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Audit", "Audit trail"), desk, parent)
        self._desk = desk
        self._audit = desk.session.audit
        self._add_filters()
        self.tree = QTreeWidget()
        self.details = QTextBrowser()
        self._add_lists()
        self.verdict = QLabel(wordWrap=True)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.verdict.hide()
        self.body.addWidget(self.verdict)
        self._add_buttons()
        self._audit.listed.connect(self._on_listed)
        self._audit.checked.connect(self._on_checked)
        self._audit.changed.connect(self.ask)
        self.resize(*SIZE_PX)
        self.ask()

    def asked(self) -> AuditFilter:
        """What the filters say."""
        days = self.span.currentData()
        first = "" if days is None else f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%d}"
        study = self._desk.session.viewport.value.study
        uid = study.study_instance_uid if study and self.this_study.isChecked() else ""
        return AuditFilter(uid, self.kind.currentData(), first)

    @Slot()
    def ask(self) -> None:
        self._audit.list_entries(self.asked())

    def _add_filters(self) -> None:
        words, row = self._desk.translator, QHBoxLayout()
        self.kind = QComboBox()
        self.kind.addItem(words(message("Audit", "Every kind")), "")
        for kind in AuditKind:
            self.kind.addItem(words(KINDS[kind]), kind.value)
        self.kind.setAccessibleName(words(message("Audit", "Kind")))
        self.span = QComboBox()
        for text, days in SPANS:
            self.span.addItem(words(text), days)
        self.span.setAccessibleName(words(message("Audit", "Time")))
        self.this_study = QCheckBox(words(message("Audit", "Only the study on screen")))
        self.this_study.setEnabled(self._desk.session.viewport.value.study is not None)
        for box in (self.kind, self.span):
            box.currentIndexChanged.connect(self.ask)
            row.addWidget(box)
        self.this_study.toggled.connect(self.ask)
        row.addWidget(self.this_study)
        row.addStretch()
        self.body.addLayout(row)

    def _add_lists(self) -> None:
        words = self._desk.translator
        self.tree.setHeaderLabels([words(heading) for heading in HEADINGS])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(words(message("Audit", "Audit trail")))
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tree.currentItemChanged.connect(self._on_entry_chosen)
        self.details.setAccessibleName(words(message("Audit", "The entry in full")))
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.tree)
        both.addWidget(self.details)
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 1)
        self.body.addWidget(both, 1)

    def _add_buttons(self) -> None:
        words, buttons = self._desk.translator, QDialogButtonBox()
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.verify = buttons.addButton(words(message("Audit", "Verify")), action)
        self.export = buttons.addButton(words(message("Audit", "Export as CSV…")), action)
        buttons.addButton(words(message("Dialog", "Close")), QDialogButtonBox.ButtonRole.RejectRole)
        self.verify.clicked.connect(self._on_verify)
        self.export.clicked.connect(self._on_export)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)
        for button in (self.verify, self.export):
            button.setEnabled(self._audit.is_kept)

    @Slot()
    def _on_verify(self) -> None:
        self.verify.setEnabled(False)
        self._audit.check()

    @Slot()
    def _on_export(self) -> None:
        self._desk.registry.run("audit.export", asked=self.asked())

    @Slot(object)
    def _on_listed(self, entries: tuple[AuditEntry, ...]) -> None:
        self.tree.clear()
        for entry in entries:
            if not self._would_tell(entry):
                self.tree.addTopLevelItem(self._row(entry))
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        else:
            self.details.clear()

    def _would_tell(self, entry: AuditEntry) -> bool:
        """Whether it says what the AI found to somebody who reads first."""
        modes = self._desk.session.reading_modes
        is_answer = entry.kind == AuditKind.ANALYSIS
        return is_answer and modes.is_reading_first(entry.study_instance_uid)

    def _row(self, entry: AuditEntry) -> QTreeWidgetItem:
        words = self._desk.translator
        kind = KINDS.get(entry.kind)
        moment = entry.happened_at[:19].replace("T", " ")
        who = entry.reader or entry.os_user or "–"
        texts = [str(entry.number), moment, words(kind) if kind else entry.kind, who]
        item = QTreeWidgetItem([*texts, summary(entry)])
        item.setData(0, Qt.ItemDataRole.UserRole, entry)
        return item

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_entry_chosen(self, chosen: QTreeWidgetItem | None) -> None:
        entry = chosen.data(0, Qt.ItemDataRole.UserRole) if chosen is not None else None
        if isinstance(entry, AuditEntry):
            words = self._desk.translator
            lines = [(words(name), value) for name, value in fact_lines(entry)]
            self.details.setHtml(table(("", ""), lines, bold_column=0))

    @Slot(object)
    def _on_checked(self, check: ChainCheck) -> None:
        self.verify.setEnabled(True)
        words = self._desk.translator
        self.verdict.setText("\n".join(words(line) for line in check_words(check)))
        self.verdict.show()
