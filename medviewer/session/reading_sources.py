"""Where an order for documents comes from while a study is open: the journal's content and the answers."""

from dataclasses import dataclass

from medviewer.domain.study import Study
from medviewer.session.journal import Journal
from medviewer.session.proposals import Proposals
from medviewer.session.reading import Reading
from medviewer.session.reading_order import ReadingOrder


@dataclass(frozen=True, slots=True)
class ReadingSources:
    """The parts that are asked, on the GUI thread."""

    journal: Journal
    proposals: Proposals
    reading: Reading

    def order(self, study: Study) -> ReadingOrder:
        """Everything done in the study on screen, as it is now."""
        [kept] = self.journal.content((study,))
        state = self.reading.of_study(study.key)
        stated = {finding.finding_id for finding in state.reported}
        return ReadingOrder(
            study,
            kept.journal,
            self.proposals.reported(),
            state.findings,
            left_out=frozenset(f.finding_id for f in state.findings) - stated,
        )
