"""Where an order for documents comes from while a study is open: the journal's content and the report's."""

from dataclasses import dataclass, replace

from medviewer.domain.study import Study
from medviewer.session.keeping.journal import Journal
from medviewer.session.reports.report_sources import ReportSources
from medviewer.session.review.reading_order import ReadingOrder


@dataclass(frozen=True, slots=True)
class ReadingSources:
    """The parts that are asked, on the GUI thread."""

    journal: Journal
    report: ReportSources

    def order(self, study: Study) -> ReadingOrder:
        """Everything done in the study on screen, as it is now."""
        [kept] = self.journal.content((study,))
        words = self.report.words(study)
        return ReadingOrder(
            study,
            replace(kept.journal, content=words.content),
            words.results,
            words.findings,
            left_out=words.left_out,
            priors=words.priors,
            site=words.site,
            follow_up=words.follow_up,
        )
