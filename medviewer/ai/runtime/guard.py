"""The guard as the worker asks it: pixel checks and the kind of image, before a model runs."""

import time
from collections.abc import Callable
from dataclasses import replace

import torch

from medviewer.ai.guard.glance import glance_at
from medviewer.ai.guard.kind_rules import judge_kind
from medviewer.ai.guard.opinion import Opinion, together
from medviewer.ai.guard.pixel_checks import check_pixels
from medviewer.ai.runtime.device import badge
from medviewer.ai.runtime.image_kinds import ImageKinds, load_image_kinds
from medviewer.domain.model_card import AnalysisRequest, AnalysisResult, AnalysisStatus, ModelCard
from medviewer.domain.volume import Images


class Guard:
    """Stands before every model; `image_kind` is loaded when first needed."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._kinds: ImageKinds | None = None
        self._is_loaded = False

    def warm_up(self) -> None:
        """Load `image_kind` now, so that the first reader does not wait for it."""
        self._image_kinds()

    def examine(self, card: ModelCard, images: Images, body_part: str) -> Opinion:
        """What the pixels have against the model; some tenths of a second at most."""
        glance = glance_at(images)
        pixels = check_pixels(card, glance)
        kinds = self._image_kinds() if card.applicability.image_kinds else None
        if kinds is None or pixels.refusals:
            return pixels
        return together([pixels, judge_kind(card, kinds.judge(glance), body_part)])

    def answer(
        self,
        card: ModelCard,
        request: AnalysisRequest,
        images: Images,
        run: Callable[[], AnalysisResult],
    ) -> AnalysisResult:
        """The model's answer with the guard's warnings; a refusal unless the reader overrides it."""
        start = time.perf_counter()
        opinion = self.examine(card, images, request.body_part)
        took = time.perf_counter() - start
        result = answered(opinion, card, request, badge(self._device), run)
        return replace(result, timings_s={"guard": took, **result.timings_s})

    def _image_kinds(self) -> ImageKinds | None:
        if not self._is_loaded:
            self._kinds = load_image_kinds(self._device)
            self._is_loaded = True
        return self._kinds


def answered(
    opinion: Opinion,
    card: ModelCard,
    request: AnalysisRequest,
    device: str,
    run: Callable[[], AnalysisResult],
) -> AnalysisResult:
    """A refusal with its reason, unless the reader overrides it; else the answer of `run` with all doubts."""
    if opinion.refusals and not request.override:
        return AnalysisResult(
            request,
            card,
            AnalysisStatus.REFUSED,
            device,
            reason=opinion.refusals[0],
            warnings=opinion.reasons[1:],
            is_overridable=True,
        )
    result = run()
    return replace(result, warnings=opinion.reasons + result.warnings)
