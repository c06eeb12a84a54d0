"""A structured report: its status on top, its content as a page with links into the images."""

from html import escape

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from medviewer.domain.content_tree import StructuredReport
from medviewer.domain.object_reference import ObjectReference
from medviewer.gui.desk import Desk
from medviewer.gui.documents.document_window import DocumentWindow
from medviewer.gui.documents.find_bar import FindBar
from medviewer.gui.documents.report_html import LINK, report_page
from medviewer.gui.study_texts import date_text, dotted, patient_facts, who
from medviewer.session.objects.objects import OpenedObject
from medviewer.words import message


class FilePage(QTextBrowser):
    """Shows what came out of a file: no link is opened and nothing is loaded, whatever it names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, openLinks=False, openExternalLinks=False)

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's name
        del type, name
        return None


class ReportWindow(DocumentWindow):
    """Copy with Ctrl+C, find with Ctrl+F."""

    def __init__(
        self, opened: OpenedObject, report: StructuredReport, desk: Desk, parent: QWidget | None
    ) -> None:
        super().__init__(opened, desk, parent)
        self.report = report
        self.page = FilePage()
        self.page.setAccessibleName(self.words(message("Objects", "Report")))
        self.find_bar = FindBar(self.page, desk)
        self.body.addWidget(self.page, 1)
        self.body.addWidget(self.find_bar)
        self.page.anchorClicked.connect(self._on_link)
        self.add_button(message("Objects", "Print…")).clicked.connect(self._print)
        if report.is_own:
            take_over = self.add_button(message("Objects", "Take over findings and decisions"))
            take_over.clicked.connect(self._take_over)
        desk.look.changed.connect(self._write)
        self.banner.setText(self._status())
        self._write()

    def _status(self) -> str:
        """Whether anybody answers for it; PS3.3 C.17.2."""
        report = self.report
        state = dotted((report.preliminary, report.status, report.verification or "UNVERIFIED"))
        written = date_text(report.content_date_time[:8])
        lines = [dotted((state, written, report.language, report.manufacturer))]
        for each in report.observers:
            when = date_text(each.verified_at[:8])
            told = dotted((each.name, each.organization, when))
            lines.append(self.words(message("Objects", "Verified by {who}", who=told)))
        if not report.is_verified:
            lines.append(self.words(message("Objects", "Nobody has verified this report.")))
        return "\n".join(lines)

    @Slot()
    def _write(self) -> None:
        look = self._desk.look
        page = report_page(self.report, self._desk.translator, look.colours.link)
        self._links, self._html = page.links, page.html
        self.page.setHtml(page.html)

    def printed(self) -> QTextDocument:
        """The page as it goes on paper: whose it is first, and whether anybody answers for it."""
        document = QTextDocument(self)
        head = "<br>".join(escape(line) for line in (self._whose(), *self._status().split("\n")))
        document.setHtml(f"<p>{head}</p><hr>{self._html}")
        return document

    def _whose(self) -> str:
        session = self._desk.session
        study = session.library.value.find_study(self.opened.study_key)
        if study is None:
            return ""
        is_named = session.overlays.value.shows_identity
        facts = patient_facts(study.patient, is_named=is_named)
        return dotted((who(study.patient, is_named=is_named), facts, date_text(study.study_date)))

    @Slot()
    def _print(self) -> None:
        """Ask for the printer, over this window."""
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._on_printer_chosen)
        QDialog.open(dialog)  # Qt's own of this dialog connects by name

    @Slot()
    def _on_printer_chosen(self) -> None:
        self.printed().print_(self._printer)

    @Slot()
    def _take_over(self) -> None:
        self._desk.registry.run("object.take_over", study_key=self.opened.study_key)

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        number = url.toString().removeprefix(LINK)
        if not number.isdecimal() or int(number) >= len(self._links):
            return
        target = self._links[int(number)]
        name = "reference" if isinstance(target, ObjectReference) else "place"
        self._desk.registry.run(
            "object.show_image", study_key=self.opened.study_key, **{name: target}
        )
