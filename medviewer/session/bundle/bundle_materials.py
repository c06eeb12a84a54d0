"""What the writers of one export share: the record, and the report that is drawn from it once."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from medviewer.domain.bundle import BundleKind as Kind
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.reading_record import ReadingRecord
from medviewer.domain.report import KeyImage, Report
from medviewer.domain.typeface import FontSet
from medviewer.progress import CancelToken
from medviewer.session.bundle.bundle_order import BundleOrder, KindFailure
from medviewer.session.reports.record_report import report_order
from medviewer.session.reports.report_order import ReportOrder
from medviewer.session.reports.report_run import Translate, drawn_report
from medviewer.session.reports.report_texts import in_language, worded
from medviewer.session.review.reading_order import reading_record

OBJECTS_FOLDER = "objects"


@dataclass(slots=True)
class Materials:
    """What writers work from; the report is drawn once, when the first of them asks for it.

    Attributes:
        folder: to write into; nobody sees it before it is whole.
        say: puts messages into the report's language.
        printed: what the report is made of.
        failures: of kinds that share a writer with others.
        unsaid: the kinds the reading has nothing for.
        sent: the structured report that was written.
    """

    order: BundleOrder
    record: ReadingRecord
    folder: Path
    token: CancelToken
    say: Translate
    printed: ReportOrder
    failures: list[KindFailure] = field(default_factory=list)
    unsaid: list[Kind] = field(default_factory=list)
    sent: ObjectReference | None = None
    _fonts: FontSet | None = None
    _report: Report | None = None
    _pdf: bytes | None = None

    @property
    def fonts(self) -> FontSet:
        from medviewer.imaging.fonts import find_fonts

        if self._fonts is None:
            self._fonts = find_fonts()
        return self._fonts

    @property
    def report(self) -> Report:
        if self._report is None:
            self._report = drawn_report(self.printed, self.token, self.fonts, self.say)
        return self._report

    @property
    def pdf(self) -> bytes:
        from medviewer.report.pdf import render_pdf

        if self._pdf is None:
            self._pdf = render_pdf(self.report, self.fonts, self.say, self.language)
        return self._pdf

    @property
    def language(self) -> str:
        return self.printed.content.language

    @property
    def pictures(self) -> tuple[KeyImage, ...]:
        """Of confirmed findings, then of images the reader marked."""
        of_findings = (item.key_image for item in self.report.accepted)
        return (*(image for image in of_findings if image is not None), *self.report.key_images)

    @property
    def unverified_pictures(self) -> tuple[KeyImage, ...]:
        """Of what nobody has decided on, while nobody has signed."""
        open_ids = {each.finding.finding_id for each in self.record.unverified}
        images = (item.key_image for item in self.report.undecided)
        return tuple(each for each in images if each is not None and each.finding_id in open_ids)


def materials_of(
    order: BundleOrder, folder: Path, token: CancelToken, translate: Translate
) -> Materials:
    """The reading measured, and its texts in full: what templates say stands in every document.

    Raises:
        Cancelled: `token` was cancelled.
    """
    measured = reading_record(order.reading, token)
    asked = report_order(measured, order.reading)
    printed, say = in_language(asked, translate, order.language)
    record = replace(measured, content=worded(printed, say).content)
    return Materials(order, record, folder, token, say, printed)
