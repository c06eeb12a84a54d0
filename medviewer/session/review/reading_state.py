"""What is known of one study's reading: findings, decisions, mode, what was written. Immutable."""

from dataclasses import dataclass, field

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.finding import Finding, Review
from medviewer.domain.model_card import ModelCard
from medviewer.domain.reading_mode import ChangeAfterAI, FirstRead, ReadingMode
from medviewer.domain.report import ReportContent
from medviewer.session.ai.operating_points import Floor


@dataclass(frozen=True, slots=True)
class ReadingState:
    """One study's reading.

    Attributes:
        stated: every finding of every result, highest confidence first.
        reviews: decisions so far on what models proposed; a proposal without one is undecided.
        selected_id: the finding the keys act on, "" for none.
        confidence_floor: findings below it are not shown on screen; those that models state of their own
            accord still belong to the report.
        floors: thresholds by weights and label; where there is one, it counts, not `confidence_floor`.
        weak_ids: of findings no model states of its own accord; they count while the reader shows them.
        operating_point: the point `floors` are of; "" while the reader has set the floor by hand.
        is_analysed: whether some model has finished (with or without findings).
        added: the reader's own findings, in the order they were added.
        mode: the reader's, of all studies.
        first_read: what the reader had before seeing the AI; None until it is locked.
        changes_after_ai: since then, in order.
        ai_seen_at: when answers of the AI were first on screen (UTC, ISO 8601); "" while none was.
    """

    study_instance_uid: str = ""
    stated: tuple[Finding, ...] = ()
    reviews: tuple[Review, ...] = ()
    selected_id: str = ""
    confidence_floor: float = 0.0
    floors: tuple[Floor, ...] = ()
    weak_ids: frozenset[str] = frozenset()
    operating_point: str = ""
    content: ReportContent = field(default_factory=ReportContent)
    is_analysed: bool = False
    added: tuple[AddedFinding, ...] = ()
    mode: ReadingMode = ReadingMode.BESIDE
    first_read: FirstRead | None = None
    changes_after_ai: tuple[ChangeAfterAI, ...] = ()
    ai_seen_at: str = ""

    @property
    def hides_ai(self) -> bool:
        """Whether nothing that a model says of this study may be shown, counted or exported."""
        if self.mode is ReadingMode.SECOND_READER:
            return self.first_read is None
        return self.mode is ReadingMode.OFF

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding there is for the reader, as its author stated it: models' first, then own."""
        own = tuple(each.finding for each in self.added)
        return own if self.hides_ai else (*self.stated, *own)

    @property
    def proposed(self) -> tuple[Finding, ...]:
        """What models say; nothing while that is hidden."""
        return () if self.hides_ai else self.stated

    def review_of(self, finding_id: str) -> Review:
        decided = next((r for r in self.reviews if r.finding_id == finding_id), None)
        own = self.find_added(finding_id)
        if decided is not None or own is None:
            return decided or Review(finding_id)
        return own.review

    def as_read(self, finding: Finding) -> Finding:
        """The finding as the reader has it."""
        return self.review_of(finding.finding_id).as_read(finding)

    def find_added(self, finding_id: str) -> AddedFinding | None:
        """The reader's own finding of that id."""
        return next((a for a in self.added if a.finding.finding_id == finding_id), None)

    @property
    def selected(self) -> Finding | None:
        return self.find(self.selected_id)

    def find(self, finding_id: str) -> Finding | None:
        return next((f for f in self.findings if f.finding_id == finding_id), None)

    @property
    def visible(self) -> tuple[Finding, ...]:
        """Findings at or above their threshold; decided ones always."""
        return tuple(finding for finding in self.findings if self.shows(finding))

    def shows(self, finding: Finding) -> bool:
        is_above = finding.confidence >= self.floor_of(finding)
        return is_above or self.review_of(finding.finding_id).is_decided

    @property
    def is_set_by_hand(self) -> bool:
        """Whether the reader chose the confidence from which findings are shown."""
        return self.is_analysed and not self.floors and not self.operating_point

    def point_of(self, card: ModelCard) -> str:
        """The operating point that model is shown at; "" while the reader has set the floor by hand."""
        return self.operating_point or (card.usual_point if self.floors else "")

    def floor_of(self, finding: Finding) -> float:
        """The confidence from which that finding is shown."""
        own = (floor.threshold for floor in self.floors if floor.is_for(finding))
        return next(own, self.confidence_floor)

    @property
    def reported(self) -> tuple[Finding, ...]:
        """What stands in a report: all that is stated, and of the weak ones what is shown or decided."""
        shown = {finding.finding_id for finding in self.visible}
        return tuple(
            f for f in self.findings if f.finding_id in shown or f.finding_id not in self.weak_ids
        )

    @property
    def undecided(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.reported if not self.review_of(f.finding_id).is_decided)

    def number_of(self, finding_id: str) -> int:
        """The number a finding has on screen and in the report, 1 first."""
        return 1 + [f.finding_id for f in self.findings].index(finding_id)
