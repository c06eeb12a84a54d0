"""What a model proposes, or a reader adds, and what the reader decides about it.

A `Finding` is its author's own statement and never changes. A `Review` is the reader's word on it: where the
reader moved a box, an outline or a label, `Review.revised` is the finding as the reader has it.
"""

from dataclasses import dataclass
from enum import StrEnum

from medviewer.domain.geometry import Vector
from medviewer.words import Message


class ReviewState(StrEnum):
    """Where a finding stands with the reader."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    EDITED = "edited"  # accepted, with another box, outline or label
    REJECTED = "rejected"


class RejectionReason(StrEnum):
    """Why a reader rejects what a model proposes."""

    VESSEL = "vessel"
    ARTEFACT = "artefact"
    SCAR = "scar"
    WRONG_PLACE = "wrong_place"
    WRONG_LABEL = "wrong_label"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which model said so, with which weights, about which series, on what, and when (UTC, ISO 8601).

    A finding that a reader added has `reader` instead of a model; model, weights and device are "" then.
    """

    model_id: str
    model_version: str
    weights_sha256: str
    series_instance_uid: str
    device: str
    analysed_at: str
    reader: str = ""

    @property
    def is_by_reader(self) -> bool:
        """Whether no model said so."""
        return not self.model_id


@dataclass(frozen=True, slots=True)
class VoxelBox:
    """Box in voxel indices, both ends inclusive, each (slice, row, column)."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]

    def contains_slice(self, index: int) -> bool:
        return self.first[0] <= index <= self.last[0]


@dataclass(frozen=True, slots=True)
class PatientBox:
    """Axis-aligned box in patient mm (LPS): the hull of a voxel box's corners."""

    minimum: Vector
    maximum: Vector


@dataclass(frozen=True, slots=True)
class SliceOutline:
    """A closed outline on one slice: `points` are (row, column) in voxels, centres at whole numbers."""

    slice_index: int
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One lesion a model proposes, or what it says of a whole image.

    A finding of a whole image has no centre, box or size: None, rather than a place nobody measured.

    Attributes:
        finding_id: a UUID of model, image and place; the same finding has it again when asked again.
        label: the model's word for it, as in its card ("lung_nodule").
        name: the same for a reader.
        site: where in the body, for a reader.
        center_lps_mm: centre in patient space; None where the image's place is unknown (radiographs).
        center_voxel: the voxel the centre lies in, (slice, row, column); its slice is the key slice.
        diameter_mm: longest in-plane diameter on the key slice; None where pixels have no known size.
        confidence: 0..1. A probability only where `is_calibrated`, otherwise a score.
        sop_instance_uids: the instances the box touches, in slice order.
        short_axis_mm: longest diameter at right angles to the longest one; None where not measured.
        outlines: the segmented lesion's outlines; empty where the model only boxes.
        label_scores: every label's confidence, in the card's order; empty where there is one label.
        image_index: the slice a finding of a whole image speaks of; elsewhere the centre says it.
    """

    finding_id: str
    label: str
    name: Message
    site: Message
    center_lps_mm: Vector | None
    center_voxel: tuple[int, int, int] | None
    box_lps_mm: PatientBox | None
    box_voxel: VoxelBox | None
    diameter_mm: float | None
    confidence: float
    is_calibrated: bool
    sop_instance_uids: tuple[str, ...]
    provenance: Provenance
    short_axis_mm: float | None = None
    outlines: tuple[SliceOutline, ...] = ()
    label_scores: tuple[tuple[str, float], ...] = ()
    image_index: int = 0

    @property
    def key_slice(self) -> int:
        """Index of the slice to show first."""
        return self.image_index if self.center_voxel is None else self.center_voxel[0]

    @property
    def is_of_whole_image(self) -> bool:
        """Whether it says what an image shows and not where."""
        return self.box_voxel is None


@dataclass(frozen=True, slots=True)
class Review:
    """A reader's decision on one finding; time is UTC, ISO 8601, empty while nothing is decided.

    Attributes:
        reason: why it was rejected, where the reader said so.
        revised: the finding as the reader has it, where it was edited; it keeps its `finding_id`.
    """

    finding_id: str
    state: ReviewState = ReviewState.PROPOSED
    reader: str = ""
    decided_at: str = ""
    reason: RejectionReason | None = None
    revised: Finding | None = None

    @property
    def is_decided(self) -> bool:
        return self.state is not ReviewState.PROPOSED

    @property
    def is_confirmed(self) -> bool:
        """Whether the reader stands by it, as proposed or as edited."""
        return self.state in (ReviewState.ACCEPTED, ReviewState.EDITED)

    def as_read(self, finding: Finding) -> Finding:
        """The finding as the reader has it: edited, or as it was proposed."""
        revised = self.revised if self.state is ReviewState.EDITED else None
        if revised is None:
            return finding
        series = revised.provenance.series_instance_uid, finding.provenance.series_instance_uid
        return revised if series[0] == series[1] else finding  # else it is of other images


def first_review(finding: Finding) -> Review:
    """What stands before anybody decides: a reader's own finding is accepted as it is made."""
    if not finding.provenance.is_by_reader:
        return Review(finding.finding_id)
    told = finding.provenance
    return Review(finding.finding_id, ReviewState.ACCEPTED, told.reader, told.analysed_at)


def confidence_text(finding: Finding) -> str:
    """`0.87`, a score; or `85 %`, rounded to 5 %, where calibration on held-back data passed.

    A dash where a reader said so: no model stands behind it.
    """
    if finding.provenance.is_by_reader:
        return "–"
    if not finding.is_calibrated:
        return f"{finding.confidence:.2f}"
    return f"{round(finding.confidence * 20) * 5} %"


def axes_text(finding: Finding) -> str:
    """`23 × 17 mm`, long and short axis; `8.2 mm` where only one was measured, a dash for none."""
    if finding.diameter_mm is None:
        return "–"
    if finding.short_axis_mm is None:
        return f"{finding.diameter_mm:.1f} mm"
    return f"{finding.diameter_mm:.0f} × {finding.short_axis_mm:.0f} mm"


def size_text(finding: Finding) -> str:
    """`8.2 mm`; a dash where nothing was measured."""
    return "–" if finding.diameter_mm is None else f"{finding.diameter_mm:.1f} mm"
