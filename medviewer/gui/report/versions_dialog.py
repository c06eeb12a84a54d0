"""The versions of a report that were signed: to be read, compared with the one before, and exported."""

from html import escape

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from medviewer.domain.finding import ReviewState
from medviewer.domain.report_version import ReportVersion, SignedFinding
from medviewer.gui.desk import Desk
from medviewer.gui.keys import MovingKeys
from medviewer.gui.report.difference_text import difference_html
from medviewer.gui.report.report_text import clinical_text, codes_text, report_text
from medviewer.gui.sheet import Sheet
from medviewer.words import Message, message

DECIDED = {
    ReviewState.ACCEPTED: message("Report", "accepted"),
    ReviewState.EDITED: message("Report", "edited"),
    ReviewState.REJECTED: message("Report", "rejected"),
    ReviewState.PROPOSED: message("Report", "not reviewed"),
}


class VersionsDialog(Sheet):
    """The latest first."""

    help_topic = "report"

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(message("Versions", "Signed versions"), desk, parent)
        self._desk = desk
        self.versions = tuple(reversed(desk.session.writing.report.versions))
        words = desk.translator
        self.list = QListWidget()
        self.list.setAccessibleName(words(message("Versions", "Versions")))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        MovingKeys(self.list)
        for version in self.versions:
            self.list.addItem(words(_title(version)))
        self.reason = QLabel(wordWrap=True)
        self.reason.setObjectName("muted")
        self.compares = QCheckBox(
            words(message("Versions", "Show what changed since the version before"))
        )
        self.text = QTextBrowser()
        self.text.setAccessibleName(words(message("Versions", "The version chosen")))
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.compares.toggled.connect(self._show)
        self.resize(820, 560)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        words = self._desk.translator
        right = QVBoxLayout()
        right.addWidget(self.reason)
        right.addWidget(self.text, 1)
        right.addWidget(self.compares)
        columns = QHBoxLayout()
        columns.addWidget(self.list, 2)
        columns.addLayout(right, 3)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.export = buttons.addButton(
            words(message("Versions", "Export this version…")), role.ActionRole
        )
        buttons.addButton(words(message("Dialog", "Close")), role.RejectRole)
        self.export.clicked.connect(self._on_export)
        buttons.rejected.connect(self.close)
        self.body.addLayout(columns, 1)
        self.body.addWidget(buttons)

    @property
    def chosen(self) -> ReportVersion | None:
        row = self.list.currentRow()
        return self.versions[row] if 0 <= row < len(self.versions) else None

    @property
    def _before(self) -> ReportVersion | None:
        row = self.list.currentRow() + 1
        return self.versions[row] if 0 < row < len(self.versions) else None

    @Slot()
    def _show(self) -> None:
        words, chosen, before = self._desk.translator, self.chosen, self._before
        self.export.setEnabled(chosen is not None)
        self.compares.setEnabled(before is not None)
        if chosen is None:
            return
        why = chosen.sign_off.amendment
        said = message("Versions", "Amended because: {reason}", reason=why)
        self.reason.setText(words(said) if why else "")
        self.reason.setVisible(bool(why))
        if before is not None and self.compares.isChecked():
            texts = self._text(before), self._text(chosen)
            self.text.setHtml(difference_html(*texts, self._desk.look.colours))
        else:
            whole = f"{self._text(chosen)}\n\nSHA-256 {chosen.sha256}"
            self.text.setHtml(escape(whole).replace("\n", "<br>"))

    def _text(self, version: ReportVersion) -> str:
        """Sections, decisions, measurements and codes."""
        words = self._desk.translator
        parts = [report_text(version.body.content, self._desk)]
        decided = [words(self._decision(each)) for each in version.body.findings]
        if decided:
            parts.append("\n".join([words(message("Versions", "Decisions")).upper(), *decided]))
        measured = [
            f"{m.label or words(m.name)}: {words(m.value)}"
            for m in version.body.measurements
            if m.value is not None
        ]
        if measured:
            parts.append("\n".join([words(message("Report", "Measurements")).upper(), *measured]))
        parts.append(clinical_text(version.body.notes, self._desk))
        parts.append(codes_text(version.body.codes, self._desk))
        return "\n\n".join(part for part in parts if part)

    def _decision(self, each: SignedFinding) -> Message:
        finding = each.review.as_read(each.finding)
        return message(
            "Versions",
            "{number}. {name}, {site}: {decision}",
            number=each.number,
            name=finding.name,
            site=finding.site,
            decision=DECIDED[each.review.state],
        )

    @Slot()
    def _on_export(self) -> None:
        if self.chosen is not None:
            self._desk.registry.run("report.export_version", version=self.chosen)


def _title(version: ReportVersion) -> Message:
    sign_off = version.sign_off
    return message(
        "Versions",
        "Version {version}, {when}\n{reader}",
        version=sign_off.version,
        when=f"{sign_off.signed_at[:16].replace('T', ' ')} UTC",
        reader=sign_off.reader,
    )
