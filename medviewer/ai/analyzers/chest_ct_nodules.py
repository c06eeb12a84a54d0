"""Proposes solid lung nodules on chest CT.

    lungs found and judged → ball-shaped places → judged by the network → those at or above the lowest of the
    card's thresholds → segmented, measured, named by place → one finding for each place

The logit is the networks' mean over axial slices, views and members; with their class maps it is explained
without remainder, but for places the upright planes doubt, which have no map. Calibration was measured on
patches, not on whole scans, so what is shown is a score.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch

from medviewer.ai.analyzer import SeenImages, SeenPlace
from medviewer.ai.analyzers.lung_sites import LungPlaces
from medviewer.ai.analyzers.lungs import Lungs, find_lungs
from medviewer.ai.analyzers.nodule_candidates import Candidate, find_candidates
from medviewer.ai.analyzers.nodule_judge import Judged, NoduleJudge
from medviewer.ai.analyzers.nodule_shape import Shape, measure_shape
from medviewer.ai.analyzers.patches import PATCH_SIZE, axial_patch, patch_edges
from medviewer.ai.analyzers.provenance import finding_id, provenance_of
from medviewer.ai.guard.opinion import Opinion
from medviewer.ai.runtime.backends.fast_model import load_fast
from medviewer.ai.runtime.calibration import calibrated, logit_at
from medviewer.ai.runtime.device import badge
from medviewer.ai.runtime.feature_guard import MOST_IMAGES, FeatureWatch
from medviewer.ai.runtime.guard import answered
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.domain.finding import Finding, PatientBox, Provenance
from medviewer.domain.geometry import VolumeGeometry, as_vector
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    AttentionPatch,
    ExplanationRequest,
    ModelCard,
)
from medviewer.domain.volume import Images, Volume, as_volume
from medviewer.errors import NotApplicable
from medviewer.progress import CancelToken, Progress, ProgressSink
from medviewer.words import message

SMALLEST_DIAMETER_MM = 4.0  # smaller ones are not followed up, and vessels look like them
LABEL = "lung_nodule"
NAME = message("Lung nodules", "Lung nodule")
NO_PATCHES = message(
    "Lung nodules",
    "The score of this place is that of all its planes together, which no map of the axial slices explains.",
)
FINDING_LUNGS = message("Lung nodules", "Finding the lungs")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A judged candidate with its shape and its score."""

    judged: Judged
    shape: Shape
    score: float


class ChestCtNodules:
    """The analyzer; see `ai.analyzer.Analyzer`."""

    def __init__(
        self, card: ModelCard, model: ImageModel, watch: FeatureWatch | None = None
    ) -> None:
        self._card = card
        self._model = model
        self._watch = watch or FeatureWatch(model, None)
        self._thresholds = tuple(logit_at(t, card.calibration) for t in card.thresholds(LABEL))

    @property
    def model(self) -> ImageModel:
        return self._model

    def seen(self, wanted: ExplanationRequest, images: Images) -> SeenImages:
        """The axial patches the finding was judged on."""
        volume = as_volume(images)
        places = [SeenPlace(m.slice_index, m.row_range, m.column_range) for m in wanted.maps]
        if not places:
            raise NotApplicable(NO_PATCHES)
        patches = [
            axial_patch(volume, p.slice_index, sum(p.row_range) / 2, sum(p.column_range) / 2)
            for p in places
        ]
        weights = tuple(each.weight for each in wanted.maps)
        return SeenImages(np.stack(patches), tuple(places), label=0, weights=weights)

    def warm_up(self) -> None:
        """Run one patch, so that kernels are chosen and memory is there."""
        self._model.class_maps(np.zeros((1, PATCH_SIZE, PATCH_SIZE), np.float32))

    def analyze(
        self,
        request: AnalysisRequest,
        images: Images,
        progress: ProgressSink,
        token: CancelToken,
    ) -> AnalysisResult:
        """Look for nodules; refuse where the pixels show no lungs."""
        start = time.perf_counter()
        volume = as_volume(images)
        progress(Progress(FINDING_LUNGS, 0, 1))
        lungs = find_lungs(volume)
        lungs_done = time.perf_counter()
        if not lungs.are_present:
            return self._refused(request, lungs)
        candidates = find_candidates(volume, lungs, progress, token)
        candidates_done = time.perf_counter()
        judge = NoduleJudge(self._model, volume, progress, token)
        doubts = self._doubts(judge, candidates)
        look = partial(self._judged, request, volume, lungs, candidates, judge)
        result = answered(doubts, self._card, request, self._device, look)
        return replace(
            result,
            timings_s={
                "lungs": lungs_done - start,
                "candidates": candidates_done - lungs_done,
                "judging": time.perf_counter() - candidates_done,
            },
        )

    def _doubts(self, judge: NoduleJudge, candidates: Sequence[Candidate]) -> Opinion:
        """What the guard has against the places found; they come strongest first, and all count alike."""
        step = max(1, len(candidates) // MOST_IMAGES)
        patches = judge.middle_patches(candidates[::step])
        return self._watch.opinion(np.stack(patches)) if patches else Opinion()

    def _judged(
        self,
        request: AnalysisRequest,
        volume: Volume,
        lungs: Lungs,
        candidates: Sequence[Candidate],
        judge: NoduleJudge,
    ) -> AnalysisResult:
        judged = judge.judge(candidates, self._thresholds)
        proposals = self._proposals(volume, judged, judge.token)
        findings, attention = self._stated(request, volume, lungs, proposals)
        return AnalysisResult(
            request,
            self._card,
            AnalysisStatus.DONE,
            self._device,
            notes=tuple(self._model.ladder.notes),
            scores={f.label: f.confidence for f in findings[:1] if self._is_usual(f)},
            findings=findings,
            attention=attention,
            attention_bias=judge.bias,
        )

    def _proposals(
        self, volume: Volume, judged: list[Judged], token: CancelToken
    ) -> list[Proposal]:
        """Measured, one for each place, the most confident first.

        Of several looks at one nodule those that reach the highest threshold count, and of them the strongest
        ball response stands: it is centred best.
        """
        kept: list[Proposal] = []
        for each in sorted(judged, key=self._rank):
            token.check()
            shape = measure_shape(volume, each.candidate.voxel, each.candidate.diameter_mm)
            if shape is None or shape.diameter_mm < SMALLEST_DIAMETER_MM:
                continue
            proposal = Proposal(each, shape, self._score(each.logit))
            if not any(_is_same_place(proposal, other, volume.geometry) for other in kept):
                kept.append(proposal)
        return sorted(kept, key=lambda each: -each.judged.logit)

    def _rank(self, each: Judged) -> tuple[int, float]:
        reached = sum(each.logit >= threshold for threshold in self._thresholds)
        return -reached, -each.candidate.response_hu

    def _is_usual(self, finding: Finding) -> bool:
        """Whether it is said at the card's own threshold; the study has no score from weaker ones."""
        return finding.confidence >= self._card.score_threshold

    def _stated(
        self,
        request: AnalysisRequest,
        volume: Volume,
        lungs: Lungs,
        proposals: list[Proposal],
    ) -> tuple[tuple[Finding, ...], tuple[AttentionPatch, ...]]:
        """Proposals as findings with their maps."""
        places = LungPlaces.of(lungs, volume.geometry)
        provenance = provenance_of(self._card, request, self._device)
        findings, attention = [], []
        for proposal in proposals:
            finding = _finding(request, volume.geometry, proposal, places, provenance)
            findings.append(finding)
            attention += _attention(finding.finding_id, volume.geometry, proposal.judged)
        return tuple(findings), tuple(attention)

    def _score(self, logit: float) -> float:
        return float(calibrated(np.array([[logit]]), self._card.calibration)[0, 0])

    def _refused(self, request: AnalysisRequest, lungs: Lungs) -> AnalysisResult:
        reason = message(
            "Lung nodules",
            "No lungs were found in this series ({volume} ml of lung-like pixels), so {model} did not "
            "look for nodules. Choose a chest CT.",
            volume=round(lungs.volume_ml),
            model=self._card.title,
        )
        return AnalysisResult(
            request, self._card, AnalysisStatus.REFUSED, self._device, reason=reason
        )

    @property
    def _device(self) -> str:
        """Where it computes now: the memory ladder may have moved it."""
        return badge(self._model.ladder.device)


def load(card: ModelCard, folder: Path, device: torch.device) -> ChestCtNodules:
    """The analyzer with the card's weights.

    Raises:
        ModelUnusable: the weights are missing, altered, or of another network.
    """
    model = load_fast(card, folder, device)
    return ChestCtNodules(card, model, FeatureWatch.load(model, folder))


def _is_same_place(one: Proposal, other: Proposal, geometry: VolumeGeometry) -> bool:
    """Whether two proposals are of one nodule: a centre lies in the other's box or within its radius."""
    centers = geometry.voxel_to_patient([one.shape.center_voxel, other.shape.center_voxel])
    apart_mm = float(np.linalg.norm(centers[0] - centers[1]))
    if apart_mm < max(one.shape.diameter_mm, other.shape.diameter_mm) / 2 + 1:
        return True
    return _holds(one.shape, other.shape) or _holds(other.shape, one.shape)


def _holds(outer: Shape, inner: Shape) -> bool:
    return all(
        first <= at <= last
        for first, at, last in zip(outer.box.first, inner.center_voxel, outer.box.last, strict=True)
    )


def _finding(
    request: AnalysisRequest,
    geometry: VolumeGeometry,
    proposal: Proposal,
    places: LungPlaces,
    provenance: Provenance,
) -> Finding:
    shape = proposal.shape
    center = as_vector(geometry.voxel_to_patient(shape.center_voxel))
    first, last = shape.box.first[0], shape.box.last[0]
    short_mm = shape.short_axis_mm(geometry.spacing_mm[1:])
    return Finding(
        finding_id=finding_id(
            provenance,
            request.sop_instance_uids[shape.center_voxel[0]],
            shape.center_voxel,
            shape.box.first,
            shape.box.last,
        ),
        label=LABEL,
        name=NAME,
        site=places.site(center),
        center_lps_mm=center,
        center_voxel=shape.center_voxel,
        box_lps_mm=_patient_box(geometry, shape),
        box_voxel=shape.box,
        diameter_mm=round(shape.diameter_mm, 1),
        confidence=proposal.score,
        is_calibrated=False,
        sop_instance_uids=request.sop_instance_uids[first : last + 1],
        provenance=provenance,
        short_axis_mm=None if short_mm is None else round(short_mm, 1),
        outlines=shape.outlines(),
    )


def _patient_box(geometry: VolumeGeometry, shape: Shape) -> PatientBox:
    """Hull of the box's corners, half a voxel beyond its outermost voxel centres."""
    low, high = np.asarray(shape.box.first) - 0.5, np.asarray(shape.box.last) + 0.5
    choices = np.array(list(np.ndindex(2, 2, 2)), bool)
    corners = geometry.voxel_to_patient(np.where(choices, high, low))
    return PatientBox(as_vector(corners.min(axis=0)), as_vector(corners.max(axis=0)))


def _attention(finding_id: str, geometry: VolumeGeometry, judged: Judged) -> list[AttentionPatch]:
    _, row_mm, column_mm = geometry.spacing_mm
    rows = patch_edges(judged.candidate.voxel[1], row_mm)
    columns = patch_edges(judged.candidate.voxel[2], column_mm)
    return [
        AttentionPatch(
            finding_id, index, rows, columns, contributions, weight=1 / len(judged.slices)
        )
        for index, contributions in zip(judged.slices, judged.contributions, strict=True)
    ]
