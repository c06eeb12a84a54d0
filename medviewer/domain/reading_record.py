"""All that was found, decided, measured and marked in one study: what every exported object is made from.

SR, SEG, presentation state, FHIR and tables agree with one another because each is written from this value.
"""

from dataclasses import dataclass

from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes
from medviewer.domain.coding import ReportCode
from medviewer.domain.finding import Finding, Review
from medviewer.domain.longitudinal import FollowUp
from medviewer.domain.measurement import Measurement
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.quantity import Quantity
from medviewer.domain.report import ReportContent
from medviewer.domain.segmentation import Segment
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study import Study
from medviewer.domain.voi import Voi


@dataclass(frozen=True, slots=True)
class RecordedFinding:
    """A finding with the reader's word on it.

    Attributes:
        number: as on screen, 1 first.
        proposed: as its author stated it.
        finding: as the reader has it; the same where nothing was edited.
        display_set_id: of the study's display set its voxels count in.
        result: the answer it is from; None where a reader added it.
    """

    number: int
    proposed: Finding
    finding: Finding
    review: Review
    tracking_uid: str
    display_set_id: str
    result: AnalysisResult | None = None

    @property
    def key(self) -> str:
        """What tells it from everything else of the record: a segment may be the same lesion."""
        return f"finding {self.proposed.finding_id}"


@dataclass(frozen=True, slots=True)
class RecordedMeasurement:
    """A drawing with all it tells; `number` as in the list of measurements, 1 first."""

    number: int
    measurement: Measurement
    quantities: tuple[Quantity, ...]
    tracking_uid: str


@dataclass(frozen=True, slots=True)
class RecordedSegment:
    """What the reader painted."""

    segment: Segment
    tracking_uid: str

    @property
    def key(self) -> str:
        """What tells it from everything else of the record: a finding may be the same lesion."""
        return f"segment {self.segment.segment_id}"


@dataclass(frozen=True, slots=True)
class MarkedImage:
    """An image the reader marked as a key image: of a display set, by index."""

    display_set_id: str
    index: int


@dataclass(frozen=True, slots=True)
class ShownWindow:
    """Through which window, and whether inverted, the reader saw a display set."""

    display_set_id: str
    window: Voi | None = None
    is_inverted: bool = False


@dataclass(frozen=True, slots=True)
class ReadingRecord:
    """One study's reading, frozen.

    Attributes:
        results: one for each model that ran, refused ones included.
        sign_off: None while the report is preliminary.
        created_at: local time with offset, ISO 8601.
        follow_up: lesions over time as far as the reader matched them; None where nothing is compared.
        codes: with every decision; documents for others state the accepted ones only.
    """

    study: Study
    results: tuple[AnalysisResult, ...]
    findings: tuple[RecordedFinding, ...]
    measurements: tuple[RecordedMeasurement, ...]
    segments: tuple[RecordedSegment, ...]
    key_images: tuple[MarkedImage, ...]
    content: ReportContent
    software_version: str
    created_at: str
    sign_off: SignOff | None = None
    windows: tuple[ShownWindow, ...] = ()
    follow_up: FollowUp | None = None
    notes: ClinicalNotes = NO_NOTES
    codes: tuple[ReportCode, ...] = ()

    @property
    def confirmed(self) -> tuple[RecordedFinding, ...]:
        """What the reader stands by; the only findings a final document may state."""
        return tuple(f for f in self.findings if f.review.is_confirmed)

    @property
    def unverified(self) -> tuple[RecordedFinding, ...]:
        """What nobody has decided, which stands apart and only until somebody has signed."""
        is_signed = self.sign_off is not None
        return () if is_signed else tuple(f for f in self.findings if not f.review.is_decided)
