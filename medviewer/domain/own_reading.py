"""A reading as reports of our own writing keep it: findings, decisions, drawings, texts, places in files.

Numbers of images and voxels are found when the reading is laid on a study that is open.
"""

from dataclasses import dataclass, field

from medviewer.domain.coding import ReportCode
from medviewer.domain.finding import RejectionReason, ReviewState
from medviewer.domain.measurement import MeasurementKind
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.report import ReportContent
from medviewer.domain.spatial_coordinates import SpatialCoordinates


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """The reader's word; time UTC, ISO 8601."""

    state: ReviewState
    reader: str = ""
    decided_at: str = ""
    reason: RejectionReason | None = None


@dataclass(frozen=True, slots=True)
class OwnFinding:
    """A finding as one version states it.

    Attributes:
        is_edited: whether it is the reader's version of what somebody else proposed.
        model_id: "" where a reader added it.
        box: its rectangle on the key slice.
        center: a point on the key slice.
        regions: rectangles or outlines, one or more a slice.
        image: the key image of a finding of a whole image.
        tracking_uid: an earlier lesion's, where it was matched to one.
        decision: None where the document has none; what a reader's document holds was confirmed.
    """

    finding_id: str
    is_edited: bool
    label: str
    name: str
    site: str
    confidence: float | None
    is_calibrated: bool
    model_id: str = ""
    model_version: str = ""
    weights_sha256: str = ""
    device: str = ""
    analysed_at: str = ""
    added_by: str = ""
    diameter_mm: float | None = None
    short_axis_mm: float | None = None
    box: SpatialCoordinates | None = None
    center: SpatialCoordinates | None = None
    regions: tuple[SpatialCoordinates, ...] = ()
    image: ObjectReference | None = None
    decision: OwnDecision | None = None
    tracking_uid: str = ""


@dataclass(frozen=True, slots=True)
class OwnDrawing:
    """A drawing: its lines in the order they were written."""

    measurement_id: str
    kind: MeasurementKind
    label: str
    lines: tuple[SpatialCoordinates, ...]
    tracking_uid: str = ""


@dataclass(frozen=True, slots=True)
class OwnScores:
    """What a model said of a whole series."""

    model_id: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class OwnReading:
    """What one report, or several together, keep.

    Attributes:
        is_readers: whether it is the reader's own document; else it is that of the proposals.
        reader: who confirmed it, as far as the document says.
        codes: accepted ones; no document has any other.
    """

    is_readers: bool
    created_at: str
    reader: str = ""
    findings: tuple[OwnFinding, ...] = ()
    drawings: tuple[OwnDrawing, ...] = ()
    scores: tuple[OwnScores, ...] = ()
    content: ReportContent = field(default_factory=ReportContent)
    codes: tuple[ReportCode, ...] = ()
