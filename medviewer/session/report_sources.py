"""Where a report's contents come from: gathered from the parts of the session, and frozen."""

from dataclasses import dataclass

from medviewer.domain.study import DisplaySet, Study
from medviewer.imaging.drawings import Drawings
from medviewer.session.drawn_images import DrawnImages
from medviewer.session.proposals import Proposals
from medviewer.session.quantities import Quantities
from medviewer.session.reading import Reading
from medviewer.session.report_run import ReportOrder
from medviewer.session.viewport import Presentations


@dataclass(frozen=True, slots=True)
class ReportSources:
    """The parts that are asked, on the GUI thread."""

    proposals: Proposals
    reading: Reading
    presentations: Presentations
    quantities: Quantities
    drawn: DrawnImages

    def order(self, study: Study) -> ReportOrder:
        """Everything the report of a study is made of, as it is now."""
        state = self.reading.value
        return ReportOrder(
            study,
            self.proposals.reported(),
            state.findings,
            state.reviews,
            state.content,
            windows=self.presentations.windows_of(study),
            inverted=self.presentations.inverted_of(study),
            measurements=self.quantities.reported(study),
            left_out=frozenset(f.finding_id for f in state.findings)
            - frozenset(f.finding_id for f in state.reported),
            drawings=self._drawings(study),
            key_places=self.drawn.key_places(study),
            added=state.added,
        )

    def _drawings(self, study: Study) -> dict[str, dict[int, Drawings]]:
        sets: list[DisplaySet] = [d for series in study.series for d in series.display_sets]
        return {each.display_set_id: self.drawn.of(study, each) for each in sets}
