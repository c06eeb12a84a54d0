"""What the writers of one export share: the record, and the report that is drawn from it once."""

from dataclasses import dataclass, field
from pathlib import Path

from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.report import KeyImage, Report
from medviewer.domain.typeface import FontSet
from medviewer.progress import CancelToken
from medviewer.session.bundle_order import BundleOrder, KindFailure
from medviewer.session.report_run import Translate, drawn_report

OBJECTS_FOLDER = "objects"


@dataclass(slots=True)
class Materials:
    """What writers work from; the report is drawn once, when the first of them asks for it.

    Attributes:
        folder: to write into; nobody sees it before it is whole.
        failures: of kinds that share a writer with others.
    """

    order: BundleOrder
    record: ReadingRecord
    folder: Path
    token: CancelToken
    translate: Translate
    failures: list[KindFailure] = field(default_factory=list)
    _fonts: FontSet | None = None
    _report: Report | None = None
    _pdf: bytes | None = None

    @property
    def language(self) -> str:
        return self.record.content.language or self.order.language

    @property
    def fonts(self) -> FontSet:
        from medviewer.imaging.fonts import find_fonts

        if self._fonts is None:
            self._fonts = find_fonts()
        return self._fonts

    @property
    def report(self) -> Report:
        from medviewer.session.record_report import report_order

        if self._report is None:
            order = report_order(self.record, self.order.reading)
            self._report = drawn_report(order, self.token, self.fonts, self.translate)
        return self._report

    @property
    def pdf(self) -> bytes:
        from medviewer.report.pdf import render_pdf

        if self._pdf is None:
            self._pdf = render_pdf(self.report, self.fonts, self.translate, self.language)
        return self._pdf

    @property
    def pictures(self) -> tuple[KeyImage, ...]:
        """Of confirmed findings, then of images the reader marked."""
        of_findings = (item.key_image for item in self.report.accepted)
        return (*(image for image in of_findings if image is not None), *self.report.key_images)
