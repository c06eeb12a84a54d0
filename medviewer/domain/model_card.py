"""What a model says of itself, is asked, and answers: frozen values that travel to the worker and back."""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.finding import Finding
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.model_trust import (
    CLASS_MAP,
    USUAL_POINT,
    AbstentionRule,
    Calibration,
    ConformalRule,
    ExplanationTest,
    FeatureGuard,
    GuardFigure,
    LesionRule,
    NetworkSpec,
    OperatingPoint,
)
from medviewer.domain.probability_map import ProbabilityMap
from medviewer.domain.signal_model import SignalSpec
from medviewer.domain.tone_curve import ToneCurve
from medviewer.domain.voi import VoiWindow
from medviewer.domain.volume import Unit
from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class Metric:
    """One measured figure with its 95 % confidence interval.

    `subject` is who was measured (the network or a baseline), `data` on what, in words a reader understands.
    `split` names the part of a labelled set that `medviewer evaluate` measures it on; "" where it cannot.
    """

    subject: str
    name: str
    value: float
    low: float
    high: float
    data: str
    split: str = ""


@dataclass(frozen=True, slots=True)
class TrainingSource:
    """Data a model was trained on."""

    name: str
    licence: str
    attribution: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Applicability:
    """The images a model was made for; everything else is refused with the reason.

    Attributes:
        orientation: "axial", "coronal", "sagittal" or "" where any will do.
        needs_volume: whether slices must form a volume; a radiograph or single slices need not.
        oldest_years: patients above this age, or of unknown age, are warned about; None: any age.
        youngest_years: patients known to be younger are warned about; None: any age.
        views: View Positions ("PA", "AP") it was made for; others are refused. Empty: any.
        image_kinds: what `image_kind` must see in the pixels, as it names them. Empty: not asked.
        weighting: of MR, "T1"; "": any.
        needs_contrast: whether headers that name no contrast medium are warned about.
    """

    modalities: tuple[str, ...]
    body_parts: tuple[str, ...]
    min_slices: int
    max_slice_spacing_mm: float
    max_pixel_spacing_mm: float
    unit: Unit
    orientation: str = ""
    needs_volume: bool = True
    oldest_years: float | None = None
    youngest_years: float | None = None
    views: tuple[str, ...] = ()
    image_kinds: tuple[str, ...] = ()
    weighting: str = ""
    needs_contrast: bool = False


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What one shipped model is for, what it was made from, how well it did, and what it cannot do.

    Read from `resources/models/<model_id>/card.toml`. `analyzer` names the module in `ai.analyzers`, "" for a
    model that serves the others (the guard's `image_kind`) and is never run on a study by itself;
    `display_window` is the window its findings are seen in, for key images. `is_imported`: brought along by
    the reader, so that what it says is its author's word and was not checked here. `is_calibrated`: what a
    reader is shown is a probability and may be a percentage; otherwise it is a score and called one.
    """

    model_id: str
    version: str
    title: str
    analyzer: str
    intended_use: str
    labels: tuple[str, ...]
    weights_file: str
    weights_sha256: str
    score_threshold: float
    is_calibrated: bool
    applicability: Applicability
    sources: tuple[TrainingSource, ...]
    metrics: tuple[Metric, ...]
    limits: tuple[str, ...]
    licence: str
    display_window: VoiWindow | None = None
    network: NetworkSpec | None = None
    calibration: Calibration | None = None
    operating_points: tuple[OperatingPoint, ...] = ()
    conformal: ConformalRule | None = None
    feature_guard: FeatureGuard | None = None
    guard_figures: tuple[GuardFigure, ...] = ()
    explanation_tests: tuple[ExplanationTest, ...] = ()
    abstention: AbstentionRule | None = None
    lesion_rule: LesionRule | None = None
    is_imported: bool = False
    signal: SignalSpec | None = None  # of a model that reads curves instead of images

    @property
    def is_analyzer(self) -> bool:
        """Whether a reader can run it on a study."""
        return bool(self.analyzer)

    def thresholds(self, label: str) -> tuple[float, ...]:
        """Every score from which a reader may choose to see findings of that label, lowest first."""
        points = (point.threshold for point in self.operating_points if point.label == label)
        return tuple(sorted({self.score_threshold, *points}))

    @property
    def usual_point(self) -> str:
        """The operating point it is shown at first: the one of its own threshold; "" without one."""
        names = {point.name for point in self.operating_points}
        own = {p.name for p in self.operating_points if p.threshold == self.score_threshold}
        if USUAL_POINT in own or not own:
            return USUAL_POINT if USUAL_POINT in names else ""
        return min(own)

    def point_of(self, label: str, name: str) -> OperatingPoint | None:
        """The operating point of that name for that label."""
        points = (p for p in self.operating_points if (p.name, p.label) == (name, label))
        return next(points, None)

    def threshold_of(self, label: str, name: str) -> float:
        """The threshold at a point; the card's own where it has no such point."""
        point = self.point_of(label, name)
        return self.score_threshold if point is None else point.threshold

    def states(self, finding: Finding) -> bool:
        """Whether it says so of its own accord: a reader may choose to see weaker findings, too.

        Where it is a rule that decides which lesions are proposed, every one of them is stated, however
        unsure its name.
        """
        own = self.threshold_of(finding.label, self.usual_point)
        return self.lesion_rule is not None or finding.confidence >= own


class AnalysisStatus(StrEnum):
    """How an analysis ended."""

    DONE = "done"
    REFUSED = "refused"
    ABSTAINED = "abstained"


@dataclass(frozen=True, slots=True)
class SharedArray:
    """An array in shared memory: how a volume reaches the worker without being copied or pickled."""

    name: str
    shape: tuple[int, ...]
    dtype: str


@dataclass(frozen=True, slots=True)
class AnalysisRequest:
    """One model asked about one display set.

    Attributes:
        geometry: None where the slices form no volume (radiographs, single slices) or the model was refused.
        sop_instance_uids: in slice order, one a slice.
        device: "auto", "cpu", "cuda" or "mps".
        planes: each slice's plane, None where unknown; empty where `geometry` says it all.
        curves: how each slice's values become greys, MONOCHROME1 and VOI included; empty for volumes.
        patient_age_years: None where the headers do not say.
        body_part: as the headers name it, upper case; "" where they do not.
        override: the reader's typed reason for running it against the guard's advice; "" without one.
    """

    request_id: str
    model_id: str
    study_instance_uid: str
    series_instance_uid: str
    display_set_id: str
    volume: SharedArray
    geometry: VolumeGeometry | None
    unit: Unit
    sop_instance_uids: tuple[str, ...]
    device: str = "auto"
    planes: tuple[ImagePlane | None, ...] = ()
    curves: tuple[ToneCurve, ...] = ()
    patient_age_years: float | None = None
    override: str = ""
    body_part: str = ""


@dataclass(frozen=True, slots=True)
class AttentionPatch:
    """A map of what made the network say so, on one slice, at the network's own resolution.

    Attributes:
        finding_id: the finding it explains; "" for the study-level answer.
        slice_index: the slice it lies on.
        row_range: first and last edge in voxel rows (edges, not centres: a cell spans half a voxel beyond).
        column_range: the same in voxel columns.
        contributions: (h, w) signed logit contributions. Their sum over all patches of a finding plus
            `AnalysisResult.attention_bias` is the finding's logit exactly (class map only).
        method: its name for a reader, as in `ExplanationTest.method`.
        label: the label it speaks for.
        weight: the slice's share in the finding's logit, which the contributions hold already.
    """

    finding_id: str
    slice_index: int
    row_range: tuple[float, float]
    column_range: tuple[float, float]
    contributions: NDArray[np.float32]
    method: str = CLASS_MAP
    label: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """What a model answered, carrying the request it answers.

    Attributes:
        reason: why it refused or abstained; None when done.
        notes: what the reader should know of how it ran (a smaller batch, the CPU instead of the GPU).
        scores: study-level score for each label; where there are several, the study's own label first.
        findings: sorted by confidence, highest first, down to the lowest of the card's thresholds:
            whoever shows or counts them asks at which operating point.
        attention_bias: the logit's constant term.
        timings_s: seconds for each stage.
        warnings: why the guard doubts that the model was made for this image.
        is_overridable: whether a reader may set the guard's refusal aside with a typed reason.
        probabilities: of findings that were drawn pixel by pixel, not calibrated unless the card says so.
        slice_contributions: each slice's signed share of the logit of `scores`' first label, in slice
            order; with the bias they sum to it. Empty where the model judges no slices.
        prediction_set: the labels that cannot be excluded (conformal); empty where the card has no rule.
        spread: standard deviation of the first label's probability over the ensemble; None without one.
    """

    request: AnalysisRequest
    card: ModelCard
    status: AnalysisStatus
    device: str
    reason: Message | None = None
    notes: tuple[Message, ...] = ()
    scores: dict[str, float] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    attention: tuple[AttentionPatch, ...] = ()
    attention_bias: float = 0.0
    timings_s: dict[str, float] = field(default_factory=dict)
    warnings: tuple[Message, ...] = ()
    slice_contributions: tuple[float, ...] = ()
    prediction_set: tuple[str, ...] = ()
    spread: float | None = None
    is_overridable: bool = False
    probabilities: tuple[ProbabilityMap, ...] = ()

    @property
    def is_measured(self) -> bool:
        """Whether the card's figures hold for it: not where it was run against the guard's advice."""
        return not self.request.override

    @property
    def tells_probabilities(self) -> bool:
        """Whether its scores may be written as percentages."""
        return self.is_measured and self.card.is_calibrated


@dataclass(frozen=True, slots=True)
class ExplanationRequest:
    """A finding to be explained by another method than the map its result came with.

    Attributes:
        request: what the finding answered, with the image in shared memory again.
        finding: as the analyzer stated it.
        method: an entry of the card's `explanation_tests`.
        maps: those its result came with; they say where the network looked.
    """

    request: AnalysisRequest
    finding: Finding
    method: str
    maps: tuple[AttentionPatch, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """The maps that answer an `ExplanationRequest`; `unit` is what their values are in ("logit" or "")."""

    finding_id: str
    method: str
    attention: tuple[AttentionPatch, ...]
    unit: str = "logit"
