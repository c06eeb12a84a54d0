"""Outlines what looks like a tumour on contrast-enhanced T1 MR of the head, and says which one it resembles.

slices, hung and framed → ensemble: lesion map and class map of each → lesions joined in space
→ those drawn clearly enough (the card's lesion rule) → measured, named → findings and the study's word

Where nothing is drawn clearly enough, nothing is named: the networks have only seen tumours, so their names
mean nothing without one.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch

from medviewer.ai.analyzer import SeenImages, SeenPlace
from medviewer.ai.analyzers.head_slices import (
    HeadSlice,
    head_slices,
    network_images,
)
from medviewer.ai.analyzers.tumour_findings import FindingWriter
from medviewer.ai.analyzers.tumour_lesions import Lesion, drawn, find_lesions
from medviewer.ai.analyzers.tumour_names import Naming, name_from, slice_weights
from medviewer.ai.runtime.backends.fast_model import load_fast
from medviewer.ai.runtime.device import badge
from medviewer.ai.runtime.feature_guard import FeatureWatch
from medviewer.ai.runtime.guard import answered
from medviewer.ai.runtime.image_model import ExplainedLesions, ImageModel
from medviewer.ai.runtime.lesion_outline import outline_levels
from medviewer.ai.runtime.uncertainty import prediction_set, reason_to_abstain
from medviewer.domain.model_card import (
    AnalysisRequest,
    AnalysisResult,
    AnalysisStatus,
    ExplanationRequest,
    ModelCard,
)
from medviewer.domain.probability_map import ProbabilityMap
from medviewer.domain.volume import Images, Volume
from medviewer.errors import ModelUnusable
from medviewer.progress import CancelToken, Progress, ProgressSink, ignore_progress
from medviewer.words import message

DRAWING = message("Brain tumour", "Looking for lesions")
BATCH = 16  # slices between two looks at the cancel token
MOST_LESIONS = 8  # clearest first; a model that draws more has not understood the image


@dataclass(frozen=True, slots=True)
class Seen:
    """All slices and what the ensemble says of them."""

    slices: list[HeadSlice]
    said: ExplainedLesions
    lesions: list[Lesion]


class BrainMrTumour:
    """The analyzer; see `ai.analyzer.Analyzer`."""

    def __init__(
        self, card: ModelCard, model: ImageModel, watch: FeatureWatch | None = None
    ) -> None:
        if card.lesion_rule is None:
            raise ModelUnusable(
                message(
                    "Brain tumour",
                    "The card of {model} does not say how clear a lesion must be to be proposed "
                    "([lesion_rule] is missing). Install the model again.",
                    model=card.title,
                )
            )
        self._card = card
        self._model = model
        self._watch = watch or FeatureWatch(model, None)
        self._rule = card.lesion_rule

    @property
    def model(self) -> ImageModel:
        return self._model

    def seen(self, wanted: ExplanationRequest, images: Images) -> SeenImages:
        """The slices the finding was drawn on, as much as each counts, for its likeliest label."""
        size = self._model.spec.input_size[0]
        slices = head_slices(images, size, ignore_progress, CancelToken())
        weights = {each.slice_index: each.weight for each in wanted.maps}
        shown = [slices[index] for index in weights or {wanted.finding.key_slice: 1.0}]
        places = tuple(SeenPlace(s.index, *s.edges(), s.turn.back) for s in shown)
        scores = [score for _, score in wanted.finding.label_scores]
        label = int(np.argmax(scores)) if scores else 0
        return SeenImages(network_images(shown), places, label, tuple(weights.values()) or (1.0,))

    def warm_up(self) -> None:
        """Look at one black slice, so that kernels are chosen and memory is there."""
        self._model.explained_lesions(np.zeros((1, *self._model.spec.input_size), np.float32))

    def analyze(
        self, request: AnalysisRequest, images: Images, progress: ProgressSink, token: CancelToken
    ) -> AnalysisResult:
        """Look at every slice; propose what is drawn clearly enough."""
        start = time.perf_counter()
        slices = head_slices(images, self._model.spec.input_size[0], progress, token)
        preparing = time.perf_counter() - start
        doubts = self._watch.opinion(network_images(slices))
        look = partial(self._looked_at, request, images, slices, progress, token)
        result = answered(doubts, self._card, request, self._device, look)
        return replace(result, timings_s={"preparing": preparing, **result.timings_s})

    def _looked_at(
        self,
        request: AnalysisRequest,
        images: Images,
        slices: list[HeadSlice],
        progress: ProgressSink,
        token: CancelToken,
    ) -> AnalysisResult:
        start = time.perf_counter()
        said = self._said(slices, progress, token)
        looked = time.perf_counter()
        levels = outline_levels(said.lesions, self._rule)
        probabilities = drawn(slices, said.lesions, levels)
        spacing = images.geometry.slice_spacing_mm if isinstance(images, Volume) else None
        lesions = find_lesions(probabilities, slices, spacing, levels)
        token.check()
        clear = [each for each in lesions if each.evidence >= self._rule.threshold][:MOST_LESIONS]
        seen = Seen(slices, said, clear)
        result = self._result(request, images, seen) if clear else self._silent(request, lesions)
        return replace(
            result,
            timings_s={
                "looking": looked - start,
                "joining": time.perf_counter() - looked,
            },
        )

    def _said(
        self, slices: Sequence[HeadSlice], progress: ProgressSink, token: CancelToken
    ) -> ExplainedLesions:
        parts = []
        for first in range(0, len(slices), BATCH):
            token.check()
            progress(Progress(DRAWING, first, len(slices)))
            batch = network_images(slices[first : first + BATCH])
            parts.append(self._model.explained_lesions(batch))
        return ExplainedLesions(
            np.concatenate([part.lesions for part in parts]),
            np.concatenate([part.contributions for part in parts]),
            parts[0].biases,
            np.concatenate([part.members for part in parts], axis=1),
        )

    def _silent(self, request: AnalysisRequest, lesions: Sequence[Lesion]) -> AnalysisResult:
        """Nothing proposed, and how near the clearest drawing came."""
        nearest = max((lesion.evidence for lesion in lesions), default=0.0)
        note = message(
            "Brain tumour",
            "No lesion was drawn clearly enough to be proposed (clearest {evidence}, needed {threshold}). "
            "This does not rule a tumour out.",
            evidence=round(nearest, 2),
            threshold=round(self._rule.threshold, 2),
        )
        notes = (*self._model.ladder.notes, note)
        return AnalysisResult(request, self._card, AnalysisStatus.DONE, self._device, notes=notes)

    def _result(self, request: AnalysisRequest, images: Images, seen: Seen) -> AnalysisResult:
        count = len(seen.slices)
        study = self._named(seen, seen.lesions)
        doubt = reason_to_abstain(study.probabilities, study.spread, self._card)
        writer = FindingWriter(self._card, request, images, self._device)
        findings, attention = [], []
        probabilities: tuple[ProbabilityMap, ...] = ()
        for lesion in seen.lesions:
            naming = self._named(seen, [lesion])
            is_doubtful = reason_to_abstain(naming.probabilities, naming.spread, self._card)
            finding = writer.finding(lesion, naming, seen.slices, is_named=is_doubtful is None)
            findings.append(finding)
            attention += writer.attention(finding, naming, seen.slices, seen.said)
            probabilities += lesion.probability_maps(finding.finding_id)
        return AnalysisResult(
            request,
            self._card,
            AnalysisStatus.DONE,
            self._device,
            notes=(*self._model.ladder.notes, *((doubt,) if doubt else ())),
            scores=self._scores(study),
            findings=tuple(sorted(findings, key=lambda finding: -finding.confidence)),
            attention=tuple(attention),
            attention_bias=study.bias,
            slice_contributions=tuple(study.slice_shares.tolist()) if count > 1 else (),
            prediction_set=prediction_set(study.probabilities, self._card),
            spread=study.spread if len(self._model.members) > 1 else None,
            probabilities=probabilities,
        )

    def _named(self, seen: Seen, lesions: Sequence[Lesion]) -> Naming:
        return name_from(seen.said, slice_weights(lesions, len(seen.slices)), self._model)

    def _scores(self, study: Naming) -> dict[str, float]:
        """Every label's, the study's own first."""
        order = np.argsort(-study.probabilities, kind="stable")
        return {self._card.labels[i]: float(study.probabilities[i]) for i in order}

    @property
    def _device(self) -> str:
        return badge(self._model.ladder.device)


def load(card: ModelCard, folder: Path, device: torch.device) -> BrainMrTumour:
    """The analyzer with the card's weights.

    Raises:
        ModelUnusable: the weights are missing, altered, or of another network.
    """
    model = load_fast(card, folder, device)
    return BrainMrTumour(card, model, FeatureWatch.load(model, folder))
